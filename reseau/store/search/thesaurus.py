"""The thesaurus as searches read it: which concepts a text names, what they cover."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.terms import label_words, words_of
from reseau.store.rows.narrow_tables import theme as _theme
from reseau.store.rows.narrow_tables import theme_label as _theme_label
from reseau.store.rows.narrow_tables import theme_relation as _theme_relation

LEVELS = 2
"""How many levels of narrower themes a concept covers; a third added nothing."""
NARROWER = 0.7
RELATED = 0.5
_WEIGHTS = {"pref": 0.9, "alt": 0.8, "hidden": 0.5}


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a theme, in one language."""

    theme: int
    language: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Named:
    """Concepts that some words of a query name.

    Attributes:
        first: Place of the first of these words; ``last`` is included.
        themes: Keys; more than one when languages or concepts share a label.
    """

    first: int
    last: int
    themes: tuple[int, ...]


@dataclass(frozen=True)
class Thesaurus:
    """Every label and the tree of the themes, read once for a search."""

    slugs: dict[int, str]
    broader: dict[int, int | None]
    labels: dict[int, list[Label]]
    related: dict[int, list[int]]
    narrower: dict[int, list[int]] = field(default_factory=dict)
    by_words: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def named(self, words: list[str]) -> Iterator[Named]:
        """Find the concepts that words name, the longest labels first.

        Labels are compared whole, without stop words, plurals aside; a word that a
        longer label has taken is not looked at again.
        """
        plain = [label_words(it) for it in words]
        start = 0
        while start < len(words):
            for end in range(len(words), start, -1):
                wanted = tuple(it for some in plain[start:end] for it in some)
                found = self.by_words.get(wanted) if wanted else None
                if found:
                    yield Named(start, end - 1, tuple(found))
                    start = end - 1
                    break
            start += 1

    def covered(self, theme: int, *, neighbours: bool = False) -> dict[int, float]:
        """Weigh the themes that a concept covers: itself 1, each level below × 0.7.

        Args:
            theme: Key of the concept.
            neighbours: Whether related themes count too, for half.
        """
        found = {theme: 1.0}
        level = [theme]
        for depth in range(1, LEVELS + 1):
            level = [it for above in level for it in self.narrower.get(above, ())]
            for it in level:
                found.setdefault(it, round(NARROWER**depth, 9))
        if neighbours:
            for it in self.related.get(theme, ()):
                found.setdefault(it, RELATED)
        return found

    def above(self, theme: int) -> dict[int, float]:
        """Weigh the broader themes: who declares one may know this one, × 0.7 a level.

        A tree that goes round in a circle ends where it began.
        """
        found: dict[int, float] = {}
        broader = self.broader.get(theme)
        for depth in range(1, LEVELS + 1):
            if broader is None or broader in found or broader == theme:
                break
            found[broader] = round(NARROWER**depth, 9)
            broader = self.broader.get(broader)
        return found

    def weighed(self, theme: int) -> Iterator[tuple[str, float]]:
        """Give the labels of a theme, each with what it is worth in a text."""
        for it in self.labels.get(theme, ()):
            yield it.label, _WEIGHTS[it.kind]

    def label(self, theme: int, lang: str) -> str:
        """Give the preferred label of a theme in a language, else in the other."""
        preferred = {
            it.language: it.label
            for it in self.labels.get(theme, ())
            if it.kind == "pref"
        }
        return preferred.get(lang) or next(
            iter(preferred.values()), self.slugs.get(theme, "")
        )


def thesaurus(session: Session) -> Thesaurus:
    """Read the thesaurus."""
    found = Thesaurus({}, {}, {}, {})
    themes = select(_theme.key, _theme.slug, _theme.broader_key).order_by(_theme.key)
    for key, slug, broader in session.execute(themes):
        found.slugs[key] = slug
        found.broader[key] = broader
        if broader is not None:
            found.narrower.setdefault(broader, []).append(key)
    labels = select(
        _theme_label.theme_key,
        _theme_label.language,
        _theme_label.kind,
        _theme_label.label,
    ).order_by(_theme_label.key)
    for row in session.execute(labels):
        label = Label(*row)
        found.labels.setdefault(label.theme, []).append(label)
        words = tuple(it for word in words_of(label.label) for it in label_words(word))
        themes_of = found.by_words.setdefault(words, []) if words else []
        if label.theme not in themes_of:
            themes_of.append(label.theme)
    for one, other in session.execute(
        select(_theme_relation.theme_key, _theme_relation.related_key).order_by(
            _theme_relation.key
        )
    ):
        found.related.setdefault(one, []).append(other)
        found.related.setdefault(other, []).append(one)
    return found

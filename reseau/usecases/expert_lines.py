"""Which lines, committees and themes answer a question, and how well."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.terms import label_words, sequence
from reseau.store import finding
from reseau.store.expert_rows import Line, batches, tagged_lines
from reseau.store.models import Interaction
from reseau.store.search_parts import BY_NUMBER, Kind
from reseau.store.searching import Hit, Place, idf, scored
from reseau.store.thesaurus import Thesaurus
from reseau.usecases.search_reading import owners_of
from reseau.usecases.searches import Look

_ENOUGH = 0.5
"""The share of the question that the name of a committee must answer."""
_FAINT = 0.02
"""Below this match, words alone are no evidence."""
_ALIKE = 0.6
"""What a theme is worth whose label holds the words without being them."""
_WORDED = 1_000
"""How many lines that words alone answer are looked at, the most relevant first."""
_MOST = 0.75
"""The share of the question that such a label must hold."""
_OWN = 0.8
"""Words typed and labels of the theme itself weigh as much; narrower ones do not."""
_WORDS = 0.5
"""What a word of a note is worth on a line that has the theme of another word."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers a question, each with a match from 0 to 1.

    Attributes:
        named: Keys of the themes that the words name.
        themes: Theme to match, the narrower ones included.
        declared: Likewise for declarations: who declares a broader one counts too.
        lines: Number of the interaction to what it answers.
        committees: Key to match, by name or mandate.
        alike: Keys of other themes whose label holds the words.
    """

    named: tuple[int, ...]
    themes: dict[int, float]
    declared: dict[int, float]
    lines: dict[int, Line]
    committees: dict[int, float]
    alike: tuple[int, ...] = ()


@dataclass(slots=True)
class _Shares:
    """How much each word of the question counts, by how rare it is."""

    weights: list[float]
    total: float = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(self.weights)

    def match(self, worth: Mapping[int, float]) -> float:
        """Give the share of the question that is answered, 0 to 1."""
        found = sum(self.weights[it] * worth[it] for it in sorted(worth))
        return round(found / self.total, 9) if self.total else 0.0


def answers(session: Session, look: Look, *, today: date) -> Answers:
    """Find what answers a question: themes first, words second."""
    shares = _Shares(_rarities(look))
    by_theme = _by_theme(session, look)
    texts = scored(look.postings, look.asked.units)
    alike = _alike(session, look, texts, shares=shares)
    alike = {it: worth for it, worth in alike.items() if it not in by_theme}
    by_theme |= alike
    themes = {it: shares.match(worth) for it, worth in by_theme.items()}
    lines = _tagged(session, by_theme, shares, today=today)
    words = _worded(look, texts, kind=Kind.INTERACTION)
    alone = _alone(texts, words, shares=shares)
    for key, worth in words.items():
        tagged = lines.get(key)
        if tagged is None and key in alone:
            lines[key] = Line(key, alone[key], None)
        elif tagged is not None and tagged.match < 1:
            both = _both(worth, by_theme.get(tagged.theme or 0, {}))
            match = max(tagged.match, shares.match(both))
            lines[key] = Line(key, match, tagged.theme)
    if look.query.period != Period():
        lines = _within(session, lines, look.query.period)
    committees = {
        key: shares.match(worth)
        for key, worth in _worded(look, texts, kind=Kind.COMMITTEE).items()
    }
    for owner in excluded(look):
        (lines if owner[0] is Kind.INTERACTION else committees).pop(owner[1], None)
    named = tuple(dict.fromkeys(it.theme for it in look.asked.concepts))
    if look.query.theme is not None:
        named = (*named, finding.theme_named(session, look.query.theme).key)
    return Answers(
        named,
        themes,
        _with_broader(look.known, themes, named),
        lines,
        {key: match for key, match in committees.items() if match >= _ENOUGH},
        tuple(it for it in alike if it not in named),
    )


def excluded(look: Look) -> Iterator[tuple[Kind, int]]:
    """Give the lines and the committees that have a word that may not be there."""
    for text in look.query.excluded:
        phrase = sequence(text)
        look.postings.read({term for word in phrase for term in word})
        for part, record in look.postings.found(phrase):
            if BY_NUMBER[part].kind in {Kind.INTERACTION, Kind.COMMITTEE}:
                yield BY_NUMBER[part].kind, record


def _alone(
    texts: Mapping[Place, Hit],
    words: Mapping[int, Mapping[int, float]],
    *,
    shares: _Shares,
) -> dict[int, float]:
    """Match the lines that words alone answer.

    The square of a line's relevance over that of the most relevant one, times the
    largest share of the question that any line answers: the best line of a question
    that none answers whole is no full answer.
    """
    relevance: dict[int, int] = defaultdict(int)
    for (part, record), hit in texts.items():
        if BY_NUMBER[part].kind is Kind.INTERACTION:
            relevance[record] += hit.score
    best = max(relevance.values(), default=0)
    whole = max((shares.match(it) for it in words.values()), default=0.0)
    found = {
        key: round((score / best) ** 2 * whole, 9) for key, score in relevance.items()
    }
    kept = sorted(
        (it for it in found if found[it] >= _FAINT), key=lambda it: (-found[it], -it)
    )
    return {key: found[key] for key in kept[:_WORDED]}


def _rarities(look: Look) -> list[float]:
    """Weigh each word or phrase typed by how few lines of the log have it."""
    numbers = [it.number for it in BY_NUMBER.values() if it.kind is Kind.INTERACTION]
    sizes = look.postings.sizes()
    texts = max((sizes.get(it, (0, 1.0))[0] for it in numbers), default=0)
    weights = []
    for unit in look.asked.units[: look.asked.words]:
        having = {
            record
            for part, record in look.postings.times(unit.ways[0].phrase)
            if part in numbers
        }
        weights.append(idf(max(texts, len(having)), len(having)))
    return weights or [1.0]


def _by_theme(session: Session, look: Look) -> dict[int, dict[int, float]]:
    """Say which words of the question each theme answers, and how well."""
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for concept in look.asked.concepts:
        for theme, weight in concept.themes:
            for place in concept.covers:
                found[theme][place] = max(weight, found[theme].get(place, 0.0))
    if look.query.theme is not None:
        top = finding.theme_named(session, look.query.theme)
        covered = look.known.covered(top.key)
        if not look.asked.words:
            for theme, weight in covered.items():
                found[theme][0] = weight
        else:
            found = defaultdict(
                dict, {it: worth for it, worth in found.items() if it in covered}
            )
    return found


def _alike(
    session: Session, look: Look, texts: Mapping[Place, Hit], *, shares: _Shares
) -> dict[int, dict[int, float]]:
    """Find other themes whose label holds most of the words, for a part of them."""
    labels = [
        it
        for it in texts
        if BY_NUMBER[it[0]].kind is Kind.THEME and BY_NUMBER[it[0]].owner != "key"
    ]
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for place, (_kind, theme) in owners_of(session, labels).items():
        worth: dict[int, float] = {}
        for unit, way in texts[place].ways.items():
            if way.weight >= _OWN:
                worth |= dict.fromkeys(look.asked.units[unit].covers, way.weight)
        found[theme] = _best(found[theme], worth)
    return {
        theme: {it: round(_ALIKE * value, 9) for it, value in worth.items()}
        for theme, worth in sorted(found.items())
        if shares.match(worth) >= _MOST
    }


def _with_broader(
    known: Thesaurus, themes: Mapping[int, float], named: Iterable[int]
) -> dict[int, float]:
    """Let a declaration of a broader theme count, for a part."""
    found = dict(themes)
    for theme in named:
        for broader, weight in known.above(theme).items():
            match = round(themes.get(theme, 0.0) * weight, 9)
            found[broader] = max(match, found.get(broader, 0.0))
    return found


def _tagged(
    session: Session,
    by_theme: Mapping[int, Mapping[int, float]],
    shares: _Shares,
    *,
    today: date,
) -> dict[int, Line]:
    """Give the lines that have one of the themes; two themes may answer together."""
    worth: dict[int, dict[int, float]] = {}
    best: dict[int, tuple[float, int]] = {}
    for key, theme in tagged_lines(session, list(by_theme), until=today):
        worth[key] = _best(worth.get(key, {}), by_theme[theme])
        own = shares.match(by_theme[theme])
        if key not in best or (own, -theme) > (best[key][0], -best[key][1]):
            best[key] = own, theme
    return {
        key: Line(key, shares.match(found), best[key][1])
        for key, found in worth.items()
    }


def _best(one: Mapping[int, float], other: Mapping[int, float]) -> dict[int, float]:
    return {
        place: max(one.get(place, 0.0), other.get(place, 0.0))
        for place in {*one, *other}
    }


def _both(words: Mapping[int, float], theme: Mapping[int, float]) -> dict[int, float]:
    """Let words answer, for half, what the theme of a line does not."""
    return _best({it: worth * _WORDS for it, worth in words.items()}, theme)


def _worded(
    look: Look, texts: Mapping[Place, Hit], *, kind: Kind
) -> dict[int, dict[int, float]]:
    """Say which words of the question the texts of each record answer."""
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for (part, record), hit in texts.items():
        if BY_NUMBER[part].kind is not kind:
            continue
        for unit, way in hit.ways.items():
            for place in look.asked.units[unit].covers:
                before = found[record].get(place, 0.0)
                found[record][place] = max(before, way.weight)
    return found


def _within(
    session: Session, lines: Mapping[int, Line], period: Period
) -> dict[int, Line]:
    kept = {}
    for some in batches(lines):
        query = select(Interaction.key, Interaction.held_on)
        for key, day in session.execute(query.where(Interaction.key.in_(some))):
            if day in period:
                kept[key] = lines[key]
    return kept


def near_labels(known: Thesaurus, text: str, *, lang: str) -> tuple[str, ...]:
    """Give three themes at most whose label shares a word with a text."""
    typed = set(label_words(text))
    shared = {
        known.label(theme, lang)
        for theme, labels in known.labels.items()
        if any(typed & set(label_words(it.label)) for it in labels)
    }
    return tuple(sorted(shared, key=lambda it: (len(it), it))[:3])


__all__ = ["Answers", "answers", "near_labels"]

"""Tend the thesaurus: make one theme of two, propose the team's own words."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.learning import Learned, Tagged, learned_words
from reseau.domain.terms import sequence
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.errors import UsageError
from reseau.i18n import N_, gettext, language
from reseau.store.models import Interaction, InteractionTheme, Participation
from reseau.store.naming import finding
from reseau.store.naming.theme_merging import move_theme
from reseau.store.privacy.hidden_names import hidden_names
from reseau.store.rows import rows
from reseau.store.search.thesaurus import Thesaurus, thesaurus
from reseau.store.session import Store
from reseau.usecases.common.outcome import Outcome, outcome

_FEWEST = 3


class SameThemeError(UsageError):
    """Two themes are wanted, and one was given twice."""

    message = N_("“{theme}” was given twice: give two themes.")


def merge_themes(
    store: Store, keep: str, lose: str, *, dry_run: bool = False
) -> Outcome:
    """Make one theme of two: labels, lines, declarations and narrower themes move.

    Raises:
        SameThemeError: One theme was given twice.
        UnknownThemeError, AmbiguousNameError
    """
    with store.working("theme merge", dry_run=dry_run) as work:
        session = work.session
        kept = finding.theme_named(session, keep)
        lost = finding.theme_named(session, lose)
        name = lost.label(language())
        if kept.key == lost.key:
            raise SameThemeError(theme=name)
        moved = move_theme(session, lose=lost, keep=kept)
        text = gettext("“{name}” is now a label of it; {n} records moved.")
        remark = text.format(name=name, n=sum(moved.values()))
        slug, label = kept.slug, kept.label(language())
    return outcome(work, slug=slug, name=label, remarks=(remark,))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that the team uses for a theme, and that is not one of its labels.

    Attributes:
        texts: How many lines of the theme have it, of how many that have it in all.
        actors: How many actors were at these lines.
    """

    theme: str
    slug: str
    word: str
    texts: int
    everywhere: int
    actors: int
    score: float


def proposals(
    store: Store, *, lang: str, theme: str | None = None, most: int = 6
) -> list[Proposal]:
    """Propose labels learned from the lines of each theme; nothing is added.

    A word must be used in lines of two actors at least; names of actors are never
    proposed.

    Raises:
        UnknownThemeError, AmbiguousNameError
    """
    with store.reading() as session:
        known = thesaurus(session)
        wanted = finding.theme_named(session, theme).key if theme else None
        texts, tags = _texts(session)
        names = _name_terms(session)
        found = []
        for key in sorted(tags):
            if len(tags[key]) >= _FEWEST and wanted in {None, key}:
                learned = _learned(texts, tags[key], known, names, key, most=most)
                found += [_proposal(it, known, key, lang) for it in learned]
        return found


def _proposal(it: Learned, known: Thesaurus, key: int, lang: str) -> Proposal:
    return Proposal(
        known.label(key, lang), known.slugs[key], it.word, it.texts, it.everywhere,
        it.groups, it.score,
    )  # fmt: skip


def _learned(
    texts: dict[int, Tagged],
    lines: set[int],
    known: Thesaurus,
    names: frozenset[str],
    theme: int,
    *,
    most: int,
) -> list[Learned]:
    labels = [it.label for it in known.labels.get(theme, ())]
    return learned_words(
        [texts[it] for it in sorted(lines)],
        [it for key, it in texts.items() if key not in lines],
        known=labels,
        aside=names,
        most=most,
    )


def _texts(session: Session) -> tuple[dict[int, Tagged], dict[int, set[int]]]:
    """Read the words of each line with its actors, and the lines of each theme."""
    there: dict[int, set[str]] = defaultdict(set)
    for line, actor in session.execute(
        select(Participation.interaction_key, Participation.actor_key)
    ):
        there[line].add(str(actor))
    texts = {}
    query = select(Interaction.key, Interaction.title, Interaction.notes)
    for key, title, notes in session.execute(query.order_by(Interaction.key)):
        texts[key] = Tagged(f"{title} {notes or ''}", frozenset(there[key]))
    tags: dict[int, set[int]] = defaultdict(set)
    for line, theme in session.execute(
        select(InteractionTheme.interaction_key, InteractionTheme.theme_key)
    ):
        tags[theme].add(line)
    return texts, tags


def _name_terms(session: Session) -> frozenset[str]:
    """Give the terms of people's names, hidden ones too: none is a word of a theme."""
    people = [it.name for it in rows.actor_rows(session) if it.kind is ActorKind.PERSON]
    phrases = [sequence(it) for it in people]
    hidden = hidden_names(session, shown_to=Diffusion.INTERNAL)
    phrases += [*hidden.phrases, *(sequence(it) for it in sorted(hidden.words))]
    return frozenset(term for it in phrases for word in it for term in word)

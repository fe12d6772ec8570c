"""People whom an audience may not be shown: grouped by organization, or left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from reseau.analysis.ties.graphs import Lines
from reseau.domain.evidence import ActorRow
from reseau.domain.vocabulary import ActorKind, Diffusion, Layer
from reseau.i18n import Language, ngettext_in
from reseau.i18n.formats import number
from reseau.store.rows import rows
from reseau.store.rows.facets import employers
from reseau.usecases.network.network import Looked, Question

LEAST = 3
"""How many hidden people an organization has at least when any of them is drawn."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Hidden people of one organization, drawn as one.

    Attributes:
        key: Below zero, so that it is no actor's: minus the organization's.
        organization: Its name.
        members: Keys of the people.
    """

    key: int
    organization: str
    members: frozenset[int]

    def name(self, shown: int, lang: Language) -> str:
        """Name the people drawn without naming anybody."""
        # ngettext: marked by this call.
        ngettext = ngettext_in(lang)
        text = ngettext("{n} person ({name})", "{n} people ({name})", shown)
        return text.format(n=number(shown, lang=lang), name=self.organization)


def crowds(session: Session, looked: Looked, question: Question) -> list[Crowd]:
    """Group the people who may not be shown, by an organization that may be.

    Somebody who knows an organization knows its director. So its people are drawn,
    together, only when at least three of them are not shown; the others vanish with
    their ties. Those who may be shown to nobody are in no group and count for none.

    Returns:
        In the order of the organizations' keys; empty for the team itself.
    """
    if question.shown_to is Diffusion.INTERNAL:
        return []
    known = rows.actor_rows(session)
    hidden = {
        it.actor
        for it in known
        if it.kind is ActorKind.PERSON and it.actor not in looked.shown
    }
    names = {it.actor: it.name for it in known if it.actor in looked.shown}
    of: defaultdict[int, set[int]] = defaultdict(set)
    for person, organizations in employers(session, on=looked.rule.as_of).items():
        for key in organizations[:1]:  # One person, one group.
            if person in hidden and key in names:
                of[key].add(person)
    return [
        Crowd(-key, names[key], frozenset(people))
        for key, people in sorted(of.items())
        if len(people) >= LEAST
    ]


def gathered(found: Lines, groups: Iterable[Crowd]) -> Lines:
    """Give the ties of hidden people to their group; a line counts once for all."""
    into = {key: it.key for it in groups for key in it.members}
    if not into:
        return found
    merged: Lines = {}
    for (one, other), lines in found.items():
        a, b = into.get(one, one), into.get(other, other)
        if a != b:
            merged.setdefault((min(a, b), max(a, b)), []).extend(lines)
    return {
        pair: list({line.keys: line for line in lines}.values())
        for pair, lines in merged.items()
    }


def drawn_people(
    groups: Iterable[Crowd], found: Mapping[Layer, Lines]
) -> dict[int, int]:
    """Count the people of each group who are tied to anybody in any layer."""
    tied = {end for lines in found.values() for pair in lines for end in pair}
    return {it.key: len(it.members & tied) for it in groups}


def crowd_rows(groups: Iterable[Crowd], counts: Mapping[int, int]) -> list[ActorRow]:
    """Make an actor of each group that is tied."""
    return [
        ActorRow(it.key, "", it.organization, ActorKind.PERSON)
        for it in groups
        if counts[it.key]
    ]

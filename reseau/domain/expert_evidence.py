"""What shows that somebody knows a theme, and what it is worth.

A score is a sum of parts that can be printed: each line of evidence weighs
``kind × match × age × role``, and the k-th heaviest counts for 1/k of its weight, so
that forty meetings do not crush one declaration. Words of notes are many and weak: they
are added up first, and their sum T, in notes that answer whole, counts for log2(1 + T)
of them, each in proportion. Being close to the one who asks adds a share of the whole.
All is in whole ten-thousandths, so that the printed parts add up to the score.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import CommitteeRole, ExpertiseLevel, Role

UNIT = 10_000
"""Scores are whole numbers of ten-thousandths: four decimals, none hidden."""
HALF_LIFE = 730
"""Days in which evidence is halved: 24 months. A declaration does not age."""


class EvidenceKind(Word):
    """What a line of evidence is."""

    DECLARED = "declared", "declared expertise", "expertise déclarée"
    PROJECT = "project", "collaboration", "collaboration"
    MEETING = "meeting", "theme of an interaction", "thème d’une interaction"
    COMMITTEE = "committee", "seat in a committee", "siège à un comité"
    NOTE = "note", "words of a note", "mots d’une note"
    INHERITED = "inherited", "through an organization", "par un organisme"
    NEED = "need", "a need they could answer", "besoin auquel répondre"
    PROXIMITY = "proximity", "close to who asks", "près de qui demande"


KIND_WEIGHTS: dict[EvidenceKind, float] = {
    EvidenceKind.DECLARED: 3.0,
    EvidenceKind.PROJECT: 1.5,
    EvidenceKind.MEETING: 1.0,
    EvidenceKind.COMMITTEE: 1.0,
    EvidenceKind.NOTE: 0.5,
    EvidenceKind.INHERITED: 0.3,
    EvidenceKind.NEED: 1.0,
    EvidenceKind.PROXIMITY: 0.25,  # Of the sum of the others.
}
ROLE_WEIGHTS: dict[Role, float] = {
    Role.HOST: 1.2,
    Role.ORGANIZER: 1.2,
    Role.SPEAKER: 1.2,
    Role.PARTICIPANT: 1.0,
    Role.INVITED: 0.3,
    Role.ABSENT: 0.0,
}
SEAT_WEIGHTS: dict[CommitteeRole, float] = {
    CommitteeRole.CHAIR: 1.2,
    CommitteeRole.MEMBER: 1.0,
    CommitteeRole.SECRETARY: 1.0,
    CommitteeRole.OBSERVER: 0.3,
}
LEVEL_WEIGHTS: dict[ExpertiseLevel | None, float] = {
    None: 1.0,
    ExpertiseLevel.BASIC: 0.7,
    ExpertiseLevel.CONFIRMED: 1.0,
    ExpertiseLevel.REFERENCE: 1.3,
}


class Evidence(NamedTuple):  # Tens of thousands are made: a tuple is.
    """One reason to think that an actor knows what is asked.

    Attributes:
        actor: Key of the actor.
        kind: What it is.
        line: Key of the interaction, of the declaration, of the seat…
        match: How well it answers the question, 0 to 1.
        role: What the part taken in it is worth.
        day: As of which it ages; None for what still holds.
        theme: Key of the theme; None when words alone answer.
        word: Code of the role, the level or the seat.
        name: What it was: a title, the name of a committee or of an organization.
    """

    actor: int
    kind: EvidenceKind
    line: int
    match: float
    role: float = 1.0
    day: date | None = None
    theme: int | None = None
    word: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a score.

    Attributes:
        weight: kind × match × age × role, in ten-thousandths.
        rank: Its place among the actor's evidence of its sort, from 1.
        points: What it adds to the score, in ten-thousandths.
        age: What is left of it, 0 to 1.
        share: What it counts for: 1/rank; for words of notes, log2(1 + T)/T.
    """

    evidence: Evidence
    weight: int
    rank: int
    points: int
    age: float
    share: float


_Weighed = tuple[int, float, Evidence]


class Standing(NamedTuple):
    """What an actor's evidence adds up to: ``score`` is the sum of the points.

    Attributes:
        weighed: Weight, what age leaves of it, and the evidence, heaviest first.
        closeness: To the one who asks, 0 to 1; it is a term of the score.
    """

    actor: int
    score: int
    weighed: Sequence[_Weighed]
    closeness: float = 0.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """Give every term of the score: the heaviest evidence first, then closeness."""
        share = _notes_share(self.weighed)
        ranks: Counter[bool] = Counter()
        parts = []
        for weight, age, evidence in self.weighed:
            note = evidence.kind is EvidenceKind.NOTE
            ranks[note] += 1
            rank = ranks[note]
            points = (
                _shared(weight, share) if note else (2 * weight + rank) // (2 * rank)
            )  # Halves are rounded up.
            own = share if note else 1 / rank
            parts.append(Part(evidence, weight, rank, points, age, own))
        if self.closeness:
            close = EvidenceKind.PROXIMITY
            evidence = Evidence(self.actor, close, 0, self.closeness)
            points = self.score - sum(it.points for it in parts)
            parts.append(Part(evidence, points, 1, points, 1.0, 1.0))
        return tuple(parts)

    @property
    def declared(self) -> bool:
        """Tell whether a declaration is among the evidence."""
        return any(it[2].kind is EvidenceKind.DECLARED for it in self.weighed)

    @property
    def worded(self) -> bool:
        """Tell whether words of notes are among the evidence."""
        return any(it[2].kind is EvidenceKind.NOTE for it in self.weighed)

    def closer(self, closeness: float) -> "Standing":
        """Add what being close to the one who asks is worth: score × 0.25 × closeness.

        Args:
            closeness: 1 / (1 + distance), 0 for nobody's acquaintance.

        References:
            Expert recommendation re-ranked by proximity: score · (1 + γ · prox).
        """
        gain = round(self.score * KIND_WEIGHTS[EvidenceKind.PROXIMITY] * closeness)
        return self._replace(score=self.score + gain, closeness=closeness)


def _shared(weight: int, share: float) -> int:
    return math.floor(weight * share + 0.5)


def _notes_share(weighed: Iterable[_Weighed]) -> float:
    """Say what words of notes count for, together: log2(1 + T)/T, T in whole notes."""
    note = EvidenceKind.NOTE
    total = sum(weight for weight, _age, it in weighed if it.kind is note)
    whole = total / (UNIT * KIND_WEIGHTS[note])
    return math.log2(1 + whole) / whole if whole else 1.0


def age_of(day: date | None, *, today: date) -> float:
    """Say what is left of evidence of a day: halved in 730 days, 1 without a day."""
    days = 0 if day is None else max((today - day).days, 0)
    return float(0.5 ** (days / HALF_LIFE))


def standings(found: Iterable[Evidence], *, today: date) -> list[Standing]:
    """Add up each actor's evidence: the k-th heaviest counts for 1/k, notes aside.

    An interaction, a seat or a declaration counts once for an actor, by what weighs
    most; evidence without weight is left out.

    Returns:
        The highest score first; equals in the order of their keys.
    """
    every = [
        standing_of(actor, weighed)
        for actor, weighed in gathered(found, today=today).items()
    ]
    every.sort(key=lambda it: (-it.score, it.actor))
    return every


def gathered(found: Iterable[Evidence], *, today: date) -> dict[int, list[_Weighed]]:
    """Gather evidence by actor, weighed, each source once, in no order."""
    by_actor: dict[int, dict[tuple[str, int], _Weighed]] = {}
    ages: dict[date | None, float] = {}
    for it in found:
        _actor, kind, line, match, role, day, _theme, _word, _name = it
        age = ages.get(day)
        if age is None:
            age = ages[day] = age_of(day, today=today)
        weight = round(_UNITS[kind] * match * age * role)
        if weight <= 0:
            continue
        place = _SOURCES[kind], line
        own = by_actor.get(_actor)
        if own is None:
            by_actor[_actor] = {place: (weight, age, it)}
        elif place not in own or weight > own[place][0]:
            own[place] = weight, age, it
    return {actor: list(own.values()) for actor, own in by_actor.items()}


_UNITS = {kind: UNIT * weight for kind, weight in KIND_WEIGHTS.items()}
# An interaction has a theme and words: it is one source.
_SOURCES = {
    it: "interaction" if it in {EvidenceKind.MEETING, EvidenceKind.NOTE} else it.value
    for it in EvidenceKind
}
_ORDER = {it: place for place, it in enumerate(EvidenceKind)}


def standing_of(actor: int, weighed: Iterable[_Weighed]) -> Standing:
    """Add up an actor's weighed evidence."""
    found = list(weighed)
    if len(found) > 1:
        found.sort(key=lambda it: (-it[0], _ORDER[it[2][1]], -it[2][2]))
    note = EvidenceKind.NOTE
    score, rank = 0, 0
    for weight, _age, it in found:
        if it[1] is not note:
            rank += 1
            score += (2 * weight + rank) // (2 * rank)
    if rank < len(found):
        share = _notes_share(found)
        score += sum(_shared(it[0], share) for it in found if it[2][1] is note)
    return Standing(actor, score, found)


def most(actor: int, weighed: Sequence[_Weighed]) -> Standing:
    """Add up evidence whose words may yet weigh less: the score is the most it can be.

    ``refocused`` gives the score itself. Rounding may add one for each note.
    """
    found = standing_of(actor, weighed)
    return found._replace(score=found.score + len(weighed)) if found.worded else found


def refocused(standing: Standing, focus: float) -> Standing:
    """Let the words of notes weigh less, by how much the actor is everywhere.

    Args:
        standing: With words weighed as of somebody who is in no other line.
        focus: What is left of them, above 0 and at most 1.
    """
    if not standing.worded:
        return standing
    weighed = []
    for weight, age, it in standing.weighed:
        if it.kind is EvidenceKind.NOTE:
            less = it._replace(role=round(it.role * focus, 9))
            left = round(_UNITS[it.kind] * it.match * age * less.role)
            if left:
                weighed.append((left, age, less))
        else:
            weighed.append((weight, age, it))
    return standing_of(standing.actor, weighed)

"""What is looked at, and which lines of the log that means."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from reseau.analysis.ties.projection import HALF_LIFE_DAYS, Weighting
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion, InteractionKind, Layer
from reseau.store.naming import finding
from reseau.store.rows import rows
from reseau.store.rows.rows import Scope


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked at, in the words of the person.

    Attributes:
        at: The day as of which recency is counted; today by default.
        half_life: In days; None counts old and new alike.
        shown_to: Whom the answer is for.
        kind: What the interactions were.
        follow: Count the lines of organizations that merged by that day with what
            they became; None leaves them with whom they are of.
    """

    layer: Layer = Layer.COPRESENCE
    period: Period = field(default_factory=Period)
    theme: str | None = None
    territory: str | None = None
    committee: str | None = None
    kind: InteractionKind | None = None
    at: date | None = None
    half_life: float | None = HALF_LIFE_DAYS
    weighting: Weighting = Weighting.NEWMAN
    shown_to: Diffusion = Diffusion.INTERNAL
    follow: date | None = None


def scope_of(session: Session, question: Question) -> Scope:
    """Find which lines of the log a question is about.

    Raises:
        UnknownNameError, AmbiguousNameError: A name is not sure.
    """
    theme = finding.theme_named(session, question.theme) if question.theme else None
    place = (
        finding.territory_named(session, question.territory)
        if question.territory
        else None
    )
    committee = (
        finding.committee_named(session, question.committee).key
        if question.committee
        else None
    )
    return Scope(
        period=question.period,
        themes=None if theme is None else rows.with_narrower(session, theme),
        territories=None if place is None else rows.with_inner(session, place),
        committee=committee,
        kind=question.kind,
    )

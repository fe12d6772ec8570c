"""Outcomes, in a list and one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from reseau.domain.dissemination import Degree, MarkerLevel, OutcomePart, Standing
from reseau.domain.periods import Period
from reseau.store.models import (
    Marker,
    Outcome,
    OutcomeActor,
    OutcomeMarker,
    OutcomeStrategy,
    OutcomeTheme,
    Substantiation,
    Theme,
)
from reseau.store.naming import finding
from reseau.store.naming.titled import strategy_named
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.cycle_edits import labels_of
from reseau.usecases.common.shown_people import Who, Whom, who, whom
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.common.trees import subtree
from reseau.usecases.cycle.outcomes import outcome_numbered


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome in a list.

    Attributes:
        who: Those who changed; ``hidden`` others may be shown to nobody.
        standing: What those who know say of it, taken together.
        substantiations: How many said so.
    """

    number: int
    what: str
    happened_on: date
    who: tuple[str, ...]
    hidden: int
    territory: str | None
    themes: tuple[str, ...]
    standing: Standing
    substantiations: int
    strategies: tuple[str, ...]
    evidence: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What one of those who know says of an outcome."""

    by: Who | None
    source: str | None
    degree: Degree
    stated_on: date
    note: str | None


@dataclass(frozen=True, slots=True)
class Answers:
    """A marker that an outcome answers."""

    number: int
    level: MarkerLevel
    sign: str
    strategy: str


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """Everything known of one outcome.

    Attributes:
        contributors: Other actors who contributed; ``others`` says the rest.
        strategies: Those named, then those of the markers.
    """

    number: int
    what: str
    happened_on: date
    noted_on: date
    who: Whom
    territory: str | None
    significance: str | None
    contribution: str
    contributors: Whom
    others: str | None
    evidence: str | None
    themes: tuple[str, ...]
    standing: Standing
    substantiations: tuple[Said, ...]
    markers: tuple[Answers, ...]
    strategies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeFilter:
    """Which outcomes are wanted; what is left out does not matter.

    Attributes:
        actor: Only those of which this actor is who changed.
        theme: Only those about it, or about a narrower theme.
        at: As things were on that day: what happened later is left out, and who
            substantiated it later.
    """

    period: Period | None = None
    actor: str | None = None
    theme: str | None = None
    strategy: str | None = None
    at: date | None = None


_READ = (
    selectinload(Outcome.territory),
    selectinload(Outcome.substantiations),
    selectinload(Outcome.actors).selectinload(OutcomeActor.actor),
    selectinload(Outcome.strategies).selectinload(OutcomeStrategy.strategy),
    selectinload(Outcome.markers)
    .selectinload(OutcomeMarker.marker)
    .selectinload(Marker.strategy),
    selectinload(Outcome.themes)
    .selectinload(OutcomeTheme.theme)
    .selectinload(Theme.labels),
)


def list_outcomes(
    store: Store, wanted: OutcomeFilter, *, lang: str
) -> list[OutcomeLine]:
    """List outcomes, newest first."""
    with store.reading() as session:
        query = (
            select(Outcome)
            .order_by(Outcome.happened_on.desc(), Outcome.key.desc())
            .options(*_READ)
        )
        if wanted.at is not None:
            query = query.where(Outcome.happened_on <= wanted.at)
        if wanted.actor is not None:
            key = actor_meant(session, wanted.actor).key
            changed = OutcomeActor.part == OutcomePart.CHANGED
            query = query.where(
                Outcome.actors.any((OutcomeActor.actor_key == key) & changed)
            )
        if wanted.theme is not None:
            keys = subtree(session, finding.theme_named(session, wanted.theme))
            query = query.where(Outcome.themes.any(OutcomeTheme.theme_key.in_(keys)))
        named = wanted.strategy and strategy_named(session, wanted.strategy)
        period = wanted.period or Period()
        lines = [
            _line(it, lang, by=wanted.at)
            for it in session.scalars(query)
            if it.happened_on in period
            and (not named or named.key in strategy_keys(it))
        ]
        return for_the_team(session, lines)


def outcome_card(
    store: Store, number: int, *, lang: str, at: date | None = None
) -> OutcomeCard:
    """Gather everything known of an outcome, substantiated until a day.

    Raises:
        NoOutcomeError: None has that number.
    """
    with store.reading() as session:
        it = outcome_numbered(session, number)
        card = OutcomeCard(
            number=it.key,
            what=it.what,
            happened_on=it.happened_on,
            noted_on=it.noted_on,
            who=_part(it, OutcomePart.CHANGED),
            territory=None if it.territory is None else it.territory.name,
            significance=it.significance,
            contribution=it.contribution,
            contributors=_part(it, OutcomePart.CONTRIBUTED),
            others=it.others,
            evidence=it.evidence,
            themes=labels_of(it.themes, lang),
            standing=standing(one.degree for one in _heard(it, by=at)),
            substantiations=_said(it, by=at),
            markers=tuple(
                Answers(
                    link.marker_key, link.marker.level, link.marker.sign,
                    link.marker.strategy.name,
                )
                for link in it.markers
            ),
            strategies=_strategies(it),
        )  # fmt: skip
        return for_the_team(session, card)


def standing(degrees: Iterable[Degree]) -> Standing:
    """Tell what several say, taken together; they may not agree."""
    said = set(degrees)
    if not said:
        return Standing.NOBODY
    if Degree.NOT in said:
        return Standing.NOT if len(said) == 1 else Standing.DISPUTED
    return Standing.PARTLY if Degree.PARTLY in said else Standing.ACCEPTED


def strategy_keys(outcome: Outcome) -> set[int]:
    """Give the keys of the strategies of an outcome, those of its markers too."""
    return {
        *(it.strategy_key for it in outcome.strategies),
        *(it.marker.strategy_key for it in outcome.markers),
    }


def _strategies(outcome: Outcome) -> tuple[str, ...]:
    named = [it.strategy.name for it in outcome.strategies]
    through = [it.marker.strategy.name for it in outcome.markers]
    return tuple(dict.fromkeys([*named, *through]))


def _heard(outcome: Outcome, *, by: date | None) -> list[Substantiation]:
    """List who says that it happened, until a day."""
    return [it for it in outcome.substantiations if by is None or it.stated_on <= by]


def _line(outcome: Outcome, lang: str, *, by: date | None) -> OutcomeLine:
    changed = _part(outcome, OutcomePart.CHANGED)
    return OutcomeLine(
        number=outcome.key,
        what=outcome.what,
        happened_on=outcome.happened_on,
        who=changed.names,
        hidden=changed.hidden,
        territory=None if outcome.territory is None else outcome.territory.name,
        themes=labels_of(outcome.themes, lang),
        standing=standing(it.degree for it in _heard(outcome, by=by)),
        substantiations=len(_heard(outcome, by=by)),
        strategies=_strategies(outcome),
        evidence=bool(outcome.evidence),
    )


def _part(outcome: Outcome, part: OutcomePart) -> Whom:
    return whom(it.actor for it in outcome.actors if it.part is part)


def _said(outcome: Outcome, *, by: date | None) -> tuple[Said, ...]:
    found = [
        Said(
            None if it.actor is None else who(it.actor), it.source, it.degree,
            it.stated_on, it.note,
        )
        for it in _heard(outcome, by=by)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda it: it.stated_on))

"""Decisions, as lists and as cards: when, by whom, about what, what was promised."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.names import folded
from reseau.domain.periods import Period
from reseau.domain.vocabulary import DecisionRule
from reseau.store.models import (
    Actor,
    Decision,
    DecisionFollowUp,
    DecisionSubject,
    FollowUp,
)
from reseau.store.naming import finding
from reseau.store.past.dependents import noun
from reseau.store.rows import rows, settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.numbered import numbered
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.governance.decision_subjects import record_tables, shown_column


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Which decisions are wanted; what is left out does not matter.

    Attributes:
        theme: Only about it, or about a narrower one.
        territory: Only about it, or about a part of it.
        actor: Only about this actor.
        containing: Only those whose title contains this, accents and case aside.
        open_only: Only those of which something promised is not done.
    """

    committee: str | None = None
    theme: str | None = None
    territory: str | None = None
    actor: str | None = None
    containing: str = ""
    period: Period = field(default_factory=Period)
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in a list.

    Attributes:
        interaction: Number of the meeting.
        follow_ups: How many things were promised.
        open: How many of them are not done.
        replaced_by: Number of the decision that replaces it.
    """

    number: int
    decided_on: date
    committee: str
    committee_slug: str
    title: str
    rule: DecisionRule | None
    interaction: int | None
    recorded_in: str | None
    follow_ups: int
    open: int
    replaced_by: int | None


def list_decisions(
    store: Store, wanted: DecisionFilter | None = None, *, at: date | None = None
) -> list[DecisionLine]:
    """List decisions, the latest first.

    Args:
        store: The store.
        wanted: Which ones; None for all.
        at: Only those taken by that day; what came later is not known then.
    """
    wanted = wanted or DecisionFilter()
    with store.reading() as session:
        day = at or settings.today(session)
        query = _filtered(session, wanted).where(Decision.decided_on <= day)
        replaced = _replaced(session, by=day)
        part = folded(wanted.containing)
        lines = [
            _line(it, replaced, on=day)
            for it in session.scalars(query)
            if part in folded(it.title)
        ]
        lines = for_the_team(session, lines)
    return [it for it in lines if it.open or not wanted.open_only]


def _filtered(session: Session, wanted: DecisionFilter) -> Select[Decision]:
    query = (
        select(Decision)
        .order_by(Decision.decided_on.desc(), Decision.key.desc())
        .options(selectinload(Decision.committee))
        .options(
            selectinload(Decision.promises).selectinload(DecisionFollowUp.follow_up)
        )
    )
    period = wanted.period
    if period.since is not None:
        query = query.where(Decision.decided_on >= period.since)
    if period.until is not None:
        query = query.where(Decision.decided_on < period.until)
    if wanted.committee is not None:
        committee = finding.committee_named(session, wanted.committee)
        query = query.where(Decision.committee_key == committee.key)
    about = select(DecisionSubject.decision_key)
    if wanted.theme is not None:
        theme = finding.theme_named(session, wanted.theme)
        themes = rows.with_narrower(session, theme)
        some = about.where(DecisionSubject.theme_key.in_(themes))
        query = query.where(Decision.key.in_(some))
    if wanted.territory is not None:
        place = finding.territory_named(session, wanted.territory)
        places = rows.with_inner(session, place)
        some = about.where(DecisionSubject.territory_key.in_(places))
        query = query.where(Decision.key.in_(some))
    if wanted.actor is not None:
        actor = actor_meant(session, wanted.actor)
        some = about.where(DecisionSubject.actor_key == actor.key)
        query = query.where(Decision.key.in_(some))
    return query


def _replaced(session: Session, *, by: date) -> dict[int, int]:
    """Give the decision that replaces each, of those taken by a day."""
    query = (
        select(Decision.replaces_key, Decision.key)
        .where(Decision.replaces_key.is_not(None), Decision.decided_on <= by)
        .order_by(Decision.key)
    )
    return {old: new for old, new in session.execute(query) if old is not None}


def _line(it: Decision, replaced: dict[int, int], *, on: date) -> DecisionLine:
    promised = [link.follow_up for link in it.promises]
    return DecisionLine(
        it.key, it.decided_on, it.committee.name, it.committee.slug, it.title, it.rule,
        it.interaction_key, it.recorded_in, len(promised),
        sum(1 for done in promised if not done.done_on or done.done_on > on),
        replaced.get(it.key),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pledge:
    """What was promised with a decision."""

    number: int
    what: str
    who: str | None
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class About:
    """One thing that a decision is about.

    Attributes:
        kind: actor, theme, territory, or the table of another record.
        handle: Short code, or number of another record; empty when it is gone.
    """

    kind: str
    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """Everything known of one decision.

    Attributes:
        hidden: Actors it is about who may not be shown.
        replaces: Number of the earlier decision.
        replaced_by: Number of the later one.
    """

    number: int
    title: str
    text: str | None
    committee: str
    committee_slug: str
    decided_on: date
    rule: DecisionRule | None
    interaction: int | None
    meeting: str | None
    recorded_in: str | None
    replaces: int | None
    replaced_by: int | None
    about: tuple[About, ...]
    hidden: int
    follow_ups: tuple[Pledge, ...]


def decision_card(
    store: Store, number: int, *, lang: str, at: date | None = None
) -> DecisionCard:
    """Gather everything known of a decision, or what was on a day.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.reading() as session:
        it = numbered(session, Decision, number)
        about, hidden = _about(session, it, lang=lang)
        replaced = _replaced(session, by=at or date.max)
        card = DecisionCard(
            number=it.key,
            title=it.title,
            text=it.text,
            committee=it.committee.name,
            committee_slug=it.committee.slug,
            decided_on=it.decided_on,
            rule=it.rule,
            interaction=it.interaction_key,
            meeting=None if it.interaction is None else it.interaction.title,
            recorded_in=it.recorded_in,
            replaces=it.replaces_key,
            replaced_by=replaced.get(it.key),
            about=about,
            hidden=hidden,
            follow_ups=_pledges(session, it, by=at or date.max),
        )
        return for_the_team(session, card)


def _about(
    session: Session, it: Decision, *, lang: str
) -> tuple[tuple[About, ...], int]:
    keys = [link.actor_key for link in it.subjects if link.actor_key is not None]
    shown = {row.actor for row in rows.actor_rows(session, among=keys)}
    found = []
    for link in it.subjects:
        if link.actor is not None:
            if link.actor_key in shown:
                found.append(About("actor", link.actor.slug, link.actor.name))
        elif link.theme is not None:
            found.append(About("theme", link.theme.slug, link.theme.label(lang)))
        elif link.territory is not None:
            place = link.territory
            found.append(About("territory", place.slug, place.name))
        elif link.record_kind is not None:
            found.append(_other(session, link))
    return tuple(found), len(set(keys) - shown)


def _other(session: Session, link: DecisionSubject) -> About:
    """Name another record, or say by an empty handle that it is gone."""
    kind = str(link.record_kind)
    table = record_tables().get(kind)
    column = None if table is None else shown_column(table)
    if table is not None and column is not None:
        query = select(table.c.key, table.c[column])
        row = session.execute(query.where(table.c.uid == link.record_uid)).first()
        if row is not None:
            return About(kind, str(row[0]), row[1])
    return About(kind, "", noun(kind))


def _pledges(session: Session, it: Decision, *, by: date) -> tuple[Pledge, ...]:
    promised: list[FollowUp] = [link.follow_up for link in it.promises]
    keys = [one.actor_key for one in promised if one.actor_key is not None]
    shown = {row.actor for row in rows.actor_rows(session, among=keys)}

    def who(actor: Actor | None) -> str | None:
        return actor.name if actor is not None and actor.key in shown else None

    return tuple(
        Pledge(
            one.key, one.what, who(one.actor), one.due_on,
            one.done_on if one.done_on and one.done_on <= by else None,
        )
        for one in promised
    )  # fmt: skip

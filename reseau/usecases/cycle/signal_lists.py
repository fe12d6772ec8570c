"""Signals in lists and on a card, as an audience may see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    Carrier,
    Diffusion,
    Function,
    NeedState,
    SignalState,
)
from reseau.store.models import Need, NeedSignal, Signal, SignalTheme, Theme
from reseau.store.naming import finding
from reseau.store.privacy.veil import veil
from reseau.store.rows import rows, settings
from reseau.store.rows.settings import zone_of
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.shown_people import shown_names
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.cycle.need_rounds import state_on
from reseau.usecases.cycle.signals import signal_meant
from reseau.usecases.log.guessed_places import signal_places


@dataclass(frozen=True, slots=True)
class SignalFilter:
    """Which signals are listed; None does not restrict.

    Attributes:
        period: Days on which they were brought.
        state: As it is shown: a new one past its last day is out of date.
        actor: Name of who brought them.
        theme: A theme; narrower ones count too.
        territory: A territory; its parts count too.
        all: Also those set aside or out of date, when no state is asked for.
        at: As they stood on that day; those brought later are left out.
    """

    period: Period = field(default_factory=Period)
    state: SignalState | None = None
    actor: str | None = None
    theme: str | None = None
    territory: str | None = None
    all: bool = False
    at: date | None = None


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal in a list.

    Attributes:
        uid: The same in every copy of the store.
        brought_by: None when nobody is said, or when they may not be shown.
        brought_by_hidden: Whether somebody brought it who may not be shown.
        seen_on: The day it was brought.
        expires_on: Last day on which it matters.
        age: Days since it was brought.
        function_inferred: Whether nobody said it; the same for the carrier.
    """

    number: int
    uid: str
    title: str
    state: SignalState
    seen_on: date
    published_on: date | None
    expires_on: date | None
    age: int
    brought_by: str | None
    brought_by_hidden: bool
    source: str | None
    link: str | None
    summary: str | None
    themes: tuple[str, ...]
    territory: str | None
    function: Function
    carrier: Carrier
    function_inferred: bool
    carrier_inferred: bool
    triaged_on: date | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Came:
    """A need that came of a signal."""

    number: int
    question: str
    state: NeedState


@dataclass(frozen=True, slots=True)
class SignalCard:
    """Everything known of one signal."""

    signal: SignalLine
    needs: tuple[Came, ...]
    added_at: datetime


def shown_state(signal: Signal, *, today: date) -> SignalState:
    """Say where a signal stands: a new one past its last day is out of date."""
    expired = signal.expires_on is not None and signal.expires_on < today
    sorted_since = signal.triaged_on is not None and signal.triaged_on > today
    state = SignalState.NEW if sorted_since else signal.state
    return SignalState.EXPIRED if expired and state is SignalState.NEW else state


def list_signals(
    store: Store,
    wanted: SignalFilter,
    *,
    lang: str,
    shown_to: Diffusion = Diffusion.INTERNAL,
) -> list[SignalLine]:
    """List signals, the newest first."""
    with store.reading() as session:
        found = signals_of(session, wanted)
        return described(session, found, lang=lang, shown_to=shown_to, at=wanted.at)


def signals_of(session: Session, wanted: SignalFilter) -> list[Signal]:
    """Read the signals that pass a filter, the newest first."""
    today = wanted.at or settings.today(session)
    found = session.scalars(_query(session, wanted))
    return [it for it in found if _kept(wanted, shown_state(it, today=today))]


def _kept(wanted: SignalFilter, state: SignalState) -> bool:
    if wanted.state is not None:
        return state is wanted.state
    return wanted.all or state in {SignalState.NEW, SignalState.KEPT}


def _query(session: Session, wanted: SignalFilter) -> Select[Signal]:
    query = (
        select(Signal)
        .order_by(Signal.seen_on.desc(), Signal.key.desc())
        .options(
            selectinload(Signal.themes)
            .selectinload(SignalTheme.theme)
            .selectinload(Theme.labels)
        )
        .options(selectinload(Signal.territory))
    )
    if wanted.period.since is not None:
        query = query.where(Signal.seen_on >= wanted.period.since)
    if wanted.period.until is not None:
        query = query.where(Signal.seen_on < wanted.period.until)
    if wanted.at is not None:
        query = query.where(Signal.seen_on <= wanted.at)
    if wanted.actor is not None:
        actor = actor_meant(session, wanted.actor)
        query = query.where(Signal.brought_by_key == actor.key)
    if wanted.theme is not None:
        theme = finding.theme_named(session, wanted.theme)
        about = select(SignalTheme.signal_key).where(
            SignalTheme.theme_key.in_(rows.with_narrower(session, theme))
        )
        query = query.where(Signal.key.in_(about))
    if wanted.territory is not None:
        place = finding.territory_named(session, wanted.territory)
        inside = rows.with_inner(session, place)
        query = query.where(Signal.territory_key.in_(inside))
    return query


def described(
    session: Session,
    signals: Iterable[Signal],
    *,
    lang: str,
    shown_to: Diffusion,
    at: date | None = None,
) -> list[SignalLine]:
    """Describe signals for an audience: who may not be shown is never named."""
    found = list(signals)
    today = at or settings.today(session)
    keys = {it.brought_by_key for it in found if it.brought_by_key is not None}
    names = shown_names(session, keys, shown_to=shown_to)
    places = signal_places(session) if found else {}
    usual = Function.WATCH, Carrier.STAFF
    lines = []
    for it in found:
        guess = places.get(it.key, usual)
        by = it.brought_by_key
        lines.append(
            SignalLine(
                it.key, str(it.uid), it.title, shown_state(it, today=today),
                it.seen_on, it.published_on, it.expires_on,
                (today - it.seen_on).days,
                None if by is None else names.get(by),
                by is not None and by not in names,
                it.source, it.link, it.summary,
                tuple(link.theme.label(lang) for link in it.themes),
                None if it.territory is None else it.territory.name,
                it.function or guess[0], it.carrier or guess[1],
                it.function is None, it.carrier is None, _sorted_on(it, by=today),
                it.reason
                if shown_to is Diffusion.INTERNAL and _sorted_on(it, by=today)
                else None,
            )
        )  # fmt: skip
    over = veil(session, shown_to=shown_to)
    texts = ("title", "source", "link", "summary", "reason")
    return [over.over_fields(it, *texts) for it in lines]


def _sorted_on(signal: Signal, *, by: date) -> date | None:
    day = signal.triaged_on
    return day if day is not None and day <= by else None


def signal_card(
    store: Store, which: str, *, lang: str, at: date | None = None
) -> SignalCard:
    """Gather everything known of a signal, with the needs that came of it.

    With a day, its state and the needs of that day.

    Raises:
        NoSignalError, SeveralRecordsError
    """
    with store.reading() as session:
        signal = signal_meant(session, which)
        [line] = described(
            session, [signal], lang=lang, shown_to=Diffusion.INTERNAL, at=at
        )
        needs = session.scalars(
            select(Need)
            .join(NeedSignal, NeedSignal.need_key == Need.key)
            .where(NeedSignal.signal_key == signal.key)
            .order_by(Need.asked_on, Need.key)
        )
        card = SignalCard(
            line,
            tuple(
                Came(it.key, it.question, state_on(it, at or date.max))
                for it in needs
                if at is None or it.asked_on <= at
            ),
            signal.added_at.astimezone(zone_of(session)),
        )
        return for_the_team(session, card)

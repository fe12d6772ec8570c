"""Needs in lists and on a card, as an audience may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Diffusion, NeedState
from reseau.store.models import Need
from reseau.store.naming import finding
from reseau.store.privacy.veil import veil
from reseau.store.rows import rows, settings
from reseau.store.rows.settings import zone_of
from reseau.store.session import Store
from reseau.usecases.common.shown_people import shown_names
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.cycle.need_rounds import (
    open_on,
    priority_on,
    state_on,
    with_rounds,
)
from reseau.usecases.cycle.needs import need_meant
from reseau.usecases.cycle.product_cards import Answering, products_of


@dataclass(frozen=True, slots=True)
class NeedFilter:
    """Which needs are listed; None does not restrict.

    Attributes:
        state: Those of that state; without it, those that are not closed.
        due: Only those past the date of their next validation.
        at: As things stood on that day; today by default.
        theme: A theme; narrower ones count too.
        all: Also those that are closed.
    """

    state: NeedState | None = None
    due: bool = False
    at: date | None = None
    theme: str | None = None
    territory: str | None = None
    all: bool = False


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need in a list.

    Attributes:
        priority: As last voted, else as it was asked; 1 is the first.
        votes: Of the last vote, with how many could vote.
        late: Days since it should have been validated; None when it is not late.
        asked_by: None when nobody is said, or when they may not be shown.
    """

    number: int
    uid: str
    question: str
    context: str | None
    state: NeedState
    priority: int | None
    votes: int | None
    voters: int | None
    last_round: date | None
    validate_by: date | None
    late: int | None
    asked_by: str | None
    asked_on: date
    closed_on: date | None
    answer: str | None
    themes: tuple[str, ...]
    territory: str | None
    signals: tuple[int, ...]
    experts: int


@dataclass(frozen=True, slots=True)
class Could:
    """Somebody who could answer a need, and why."""

    name: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a need: which meeting, which priority, which votes."""

    held_on: date
    interaction: int | None
    title: str | None
    committee: str | None
    priority: int | None
    votes: int | None
    voters: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class From:
    """A signal from which a need came."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class NeedCard:
    """Everything known of one need.

    Attributes:
        could_answer: Who could answer, in the order in which they were named.
        hidden: How many people may not be named.
        rounds: The latest first.
    """

    need: NeedLine
    could_answer: tuple[Could, ...]
    hidden: int
    signals: tuple[From, ...]
    products: tuple[Answering, ...]
    rounds: tuple[Round, ...]
    added_at: datetime


def list_needs(
    store: Store,
    wanted: NeedFilter,
    *,
    lang: str,
    shown_to: Diffusion = Diffusion.INTERNAL,
) -> list[NeedLine]:
    """List needs: by priority, those past their validation first among equals."""
    with store.reading() as session:
        return needs_of(session, wanted, lang=lang, shown_to=shown_to)


def needs_of(
    session: Session, wanted: NeedFilter, *, lang: str, shown_to: Diffusion
) -> list[NeedLine]:
    """Read the needs that pass a filter, described for an audience."""
    day = wanted.at or settings.today(session)
    found = [it for it in with_rounds(session) if it.asked_on <= day]
    if wanted.theme is not None:
        theme = finding.theme_named(session, wanted.theme)
        about = rows.with_narrower(session, theme)
        found = [it for it in found if any(a.theme_key in about for a in it.themes)]
    if wanted.territory is not None:
        place = finding.territory_named(session, wanted.territory)
        inside = rows.with_inner(session, place)
        found = [it for it in found if it.territory_key in inside]
    lines = described(session, found, on=day, lang=lang, shown_to=shown_to)
    return sorted((it for it in lines if _kept(wanted, it)), key=_order)


def _kept(wanted: NeedFilter, line: NeedLine) -> bool:
    if wanted.due and line.late is None:
        return False
    if wanted.state is not None:
        return line.state is wanted.state
    return wanted.all or not line.state.closed


def _order(line: NeedLine) -> tuple[object, ...]:
    return line.state.closed, line.priority or 9, -(line.late or 0), line.number


def described(
    session: Session,
    needs: Iterable[Need],
    *,
    on: date,
    lang: str,
    shown_to: Diffusion,
) -> list[NeedLine]:
    """Describe needs as they stood on a day; who may not be shown is not named."""
    found = list(needs)
    keys = {it.asked_by_key for it in found if it.asked_by_key is not None}
    names = shown_names(session, keys, shown_to=shown_to)
    inside = shown_to is Diffusion.INTERNAL
    over = veil(session, shown_to=shown_to)
    lines = (_line(it, names, on=on, lang=lang, inside=inside) for it in found)
    return [over.over_fields(it, "question", "context", "answer") for it in lines]


def _line(
    need: Need, names: dict[int, str], *, on: date, lang: str, inside: bool
) -> NeedLine:
    held = [it for it in need.rounds if it.held_on <= on]
    voted = [it for it in held if it.votes is not None]
    closed = need.closed_on if need.closed_on and need.closed_on <= on else None
    open_then = open_on(need, on)
    late = (
        (on - need.validate_by).days
        if open_then and need.validate_by is not None and need.validate_by < on
        else None
    )
    return NeedLine(
        need.key, str(need.uid), need.question, need.context,
        state_on(need, on), priority_on(need, on),
        voted[-1].votes if voted else None, voted[-1].voters if voted else None,
        held[-1].held_on if held else None, need.validate_by, late,
        names.get(need.asked_by_key or 0), need.asked_on, closed,
        need.answer if inside and closed else None,
        tuple(it.theme.label(lang) for it in need.themes),
        None if need.territory is None else need.territory.name,
        tuple(it.signal_key for it in need.signals), len(need.experts),
    )  # fmt: skip


def need_card(
    store: Store, which: str, *, lang: str, at: date | None = None
) -> NeedCard:
    """Gather everything known of a need, or what was on a day.

    Raises:
        NoNeedError, SeveralRecordsError
    """
    with store.reading() as session:
        need = need_meant(session, which)
        today = at or settings.today(session)
        [line] = described(
            session, [need], on=today, lang=lang, shown_to=Diffusion.INTERNAL
        )
        names = shown_names(session, {it.actor_key for it in need.experts})
        card = NeedCard(
            line,
            tuple(
                Could(names[it.actor_key], it.reason)
                for it in need.experts
                if it.actor_key in names
            ),
            len(need.experts) - len(names),
            tuple(From(it.signal_key, it.signal.title) for it in need.signals),
            tuple(
                it
                for it in products_of(session, need.key)
                if at is None or it.made_on <= at
            ),
            tuple(
                Round(
                    it.held_on, it.interaction_key,
                    None if it.interaction is None else it.interaction.title,
                    None if it.committee is None else it.committee.name,
                    it.priority, it.votes, it.voters, it.note,
                )
                for it in reversed(need.rounds)
                if at is None or it.held_on <= at
            ),
            need.added_at.astimezone(zone_of(session)),
        )  # fmt: skip
        return for_the_team(session, card)


def past_validation(session: Session, *, lang: str) -> list[NeedLine]:
    """List the open needs past the date of their next validation."""
    return needs_of(
        session, NeedFilter(due=True), lang=lang, shown_to=Diffusion.INTERNAL
    )

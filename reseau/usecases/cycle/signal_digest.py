"""The digest for an advisory meeting: what came since the last one, and no more."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import CommitteeKind, Diffusion, SignalState
from reseau.store.models import (
    Committee,
    Interaction,
    Membership,
    Signal,
    Theme,
)
from reseau.store.privacy.veil import veil
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.shown_people import shown_names
from reseau.usecases.cycle.signal_lists import (
    SignalFilter,
    SignalLine,
    described,
    shown_state,
    signals_of,
)

ITEMS = 10
"""How many signals a digest holds: more is not read."""
TOO_OLD = 60
"""Days: a backlog whose median age passes them is too old."""
TOO_MANY = 3
"""How many digests' worth of waiting signals is too much."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The advisory group's meeting from which a digest starts."""

    number: int
    held_on: date
    title: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """The new signals that wait for triage, whenever they were brought.

    Attributes:
        waiting: How many; those past their last day are not among them.
        median_age: Days since they were brought; None when none waits.
        oldest_age: The same of the oldest.
        oldest: Its number.
        out_of_date: How many passed their last day before anybody decided.
        too_much: Whether more than ``TOO_MANY`` digests wait, or their median age
            passes ``TOO_OLD`` days.
    """

    waiting: int
    median_age: float | None
    oldest_age: int | None
    oldest: int | None
    out_of_date: int
    too_much: bool


@dataclass(frozen=True, slots=True)
class Digest:
    """What came since a day.

    Attributes:
        since: First day looked at; None when it is since ever.
        meeting: The last meeting of the advisory group, when it is since then.
        signals: Kept ones first, then new ones, each the newest first.
        left_out: How many more there are.
        set_aside: How many came and were set aside; not shown.
        out_of_date: How many came and are out of date; not shown.
        brought: Names of those who brought signals, with how many, most first.
        silent: Names of the advisory group's members who brought none, by name.
        silent_themes: Labels of the top themes about which nothing came.
        themes: How many top themes there are.
        hidden: How many people may not be shown here.
        unsaid: How many signals nobody is said to have brought.
    """

    today: date
    since: date | None
    meeting: Meeting | None
    signals: tuple[SignalLine, ...]
    left_out: int
    set_aside: int
    out_of_date: int
    brought: tuple[tuple[str, int], ...]
    silent: tuple[str, ...]
    silent_themes: tuple[str, ...]
    themes: int
    hidden: int
    unsaid: int
    backlog: Backlog


def digest(
    store: Store,
    *,
    lang: str,
    since: date | None = None,
    limit: int = ITEMS,
    shown_to: Diffusion = Diffusion.INTERNAL,
) -> Digest:
    """Make the digest, since the last meeting of the advisory group by default.

    Args:
        store: The store.
        lang: Language of the themes.
        since: First day looked at.
        limit: How many signals at most.
        shown_to: Who reads it: who may not be shown to them is counted, not named.
    """
    with store.reading() as session:
        today = settings.today(session)
        meeting = last_meeting(session, today=today) if since is None else None
        start = since or (None if meeting is None else meeting.held_on)
        came = signals_of(session, SignalFilter(Period(start), all=True))
        states = Counter(shown_state(it, today=today) for it in came)
        shown = _to_show(came, today=today)
        who = _Who(session, came, shown_to=shown_to, today=today)
        themes = _top_themes(session)
        heard = _themes_of(session, came)
        over = veil(session, shown_to=shown_to)
        return Digest(
            today=today,
            since=start,
            meeting=meeting and over.over_fields(meeting, "title"),
            signals=tuple(
                described(session, shown[:limit], lang=lang, shown_to=shown_to)
            ),
            left_out=max(0, len(shown) - limit),
            set_aside=states[SignalState.SET_ASIDE],
            out_of_date=states[SignalState.EXPIRED],
            brought=who.brought,
            silent=who.silent,
            silent_themes=tuple(
                sorted(
                    (it.label(lang) for it in themes if it.key not in heard),
                    key=sort_key,
                )
            ),
            themes=len(themes),
            hidden=who.hidden,
            unsaid=sum(it.brought_by_key is None for it in came),
            backlog=backlog(session, today=today, limit=limit),
        )


def last_meeting(session: Session, *, today: date) -> Meeting | None:
    """Give the advisory group's last meeting before today; None without any."""
    query = (
        select(Interaction.key, Interaction.held_on, Interaction.title)
        .join(Committee, Committee.key == Interaction.committee_key)
        .where(Committee.kind == CommitteeKind.ADVISORY_GROUP)
        .where(Interaction.held_on < today)
        .order_by(Interaction.held_on.desc(), Interaction.key.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else Meeting(*row)


def backlog(session: Session, *, today: date, limit: int = ITEMS) -> Backlog:
    """Measure what waits for triage."""
    new = session.scalars(
        select(Signal)
        .where(Signal.state == SignalState.NEW)
        .order_by(Signal.seen_on, Signal.key)
    ).all()
    waiting = [it for it in new if shown_state(it, today=today) is SignalState.NEW]
    ages = [(today - it.seen_on).days for it in waiting]
    middle = float(median(ages)) if ages else None
    return Backlog(
        waiting=len(waiting),
        median_age=middle,
        oldest_age=max(ages, default=None),
        oldest=waiting[0].key if waiting else None,
        out_of_date=len(new) - len(waiting),
        too_much=len(waiting) > TOO_MANY * max(limit, 1) or (middle or 0) > TOO_OLD,
    )


def _to_show(came: Sequence[Signal], *, today: date) -> list[Signal]:
    """Keep what is worth a meeting: kept first, then new; the order given otherwise."""
    order = (SignalState.KEPT, SignalState.NEW)
    return [
        it for state in order for it in came if shown_state(it, today=today) is state
    ]


class _Who:
    """Who brought signals, and which members brought none."""

    def __init__(
        self,
        session: Session,
        came: Collection[Signal],
        *,
        shown_to: Diffusion,
        today: date,
    ) -> None:
        bringers = Counter(
            it.brought_by_key for it in came if it.brought_by_key is not None
        )
        seats = _seats(session, today=today)
        quiet = [it for it in seats if not bringers.keys() & set(it)]
        everybody = set(bringers) | {key for seat in quiet for key in seat}
        names = shown_names(session, everybody, shown_to=shown_to)
        # By key: two people may bear one name.
        named = [(names[key], n) for key, n in bringers.items() if key in names]
        self.brought = tuple(sorted(named, key=lambda it: (-it[1], sort_key(it[0]))))
        told = [_member(seat, names) for seat in quiet]
        self.silent = tuple(sorted({it for it in told if it}, key=sort_key))
        self.hidden = len(everybody - names.keys())


def _seats(session: Session, *, today: date) -> list[tuple[int, ...]]:
    """Give the seats of the advisory group: who sits, and for which organization."""
    query = (
        select(
            Membership.actor_key, Membership.on_behalf_of_key,
            Membership.since, Membership.until,
        )
        .join(Committee)
        .where(Committee.kind == CommitteeKind.ADVISORY_GROUP)
        .order_by(Membership.key)
    )  # fmt: skip
    return [
        (actor,) if behalf is None else (behalf, actor)
        for actor, behalf, since, until in session.execute(query)
        if today in Period(since, until)
    ]


def _member(seat: tuple[int, ...], names: dict[int, str]) -> str:
    """Name a member: the organization, with who sits for it when they may be shown."""
    known = [names[key] for key in seat if key in names]
    if len(known) > 1:
        return f"{known[0]} ({known[1]})"
    return known[0] if known else ""


def _top_themes(session: Session) -> Sequence[Theme]:
    query = (
        select(Theme)
        .where(Theme.broader_key.is_(None))
        .options(selectinload(Theme.labels))
        .order_by(Theme.key)
    )
    return session.scalars(query).all()


def _themes_of(session: Session, came: Collection[Signal]) -> set[int]:
    """Give the themes of signals, with all those above them."""
    rows = session.execute(select(Theme.key, Theme.broader_key))
    above = {key: up for key, up in rows}  # noqa: C416  # A Result is no mapping.
    found: set[int] = set()
    for signal in came:
        for link in signal.themes:
            key: int | None = link.theme_key
            while key is not None and key not in found:
                found.add(key)
                key = above.get(key)
    return found

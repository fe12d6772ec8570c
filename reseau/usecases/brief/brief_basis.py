"""What every part of a brief is made from: days, audience, the log read once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion
from reseau.errors import UsageError
from reseau.i18n import N_, NN_, Language, formats, ngettext
from reseau.publish.brief.brief import Evidence
from reseau.store.privacy.veil import MASK, Veil, veil
from reseau.store.rows import log_rows, settings
from reseau.store.session import Store
from reseau.usecases.common.question import Question
from reseau.usecases.cycle.signal_digest import Meeting, last_meeting
from reseau.usecases.network.attendance import Gathering, Log, read_log

MOST_LINES = 600
"""How many lines of the log a brief holds: the newest ones."""
LATELY = 90
"""Days looked at when no meeting is known."""
MOST_ROWS = 12
"""How many rows a table holds; fewer are printed."""
NAMED = 5
"""How many names a sentence says before it counts the others."""


class LaterStartError(UsageError):
    """What changed is asked from a day that is not past yet."""

    message = N_(
        "A brief of {until} cannot start on {since}, a later day: give an earlier one."
    )


@dataclass(frozen=True, slots=True)
class BriefWish:
    """What is asked of a brief.

    Attributes:
        since: First day of what changed; None for the last advisory meeting's.
        until: The day as of which all is told; None for today.
        title: By default the name of the collective.
        place: Where the meeting is held, under the title.
        only: Codes of the sections wanted; empty for all.
        without: Codes of those left out.
        full: Whether the lines behind the figures are printed too.
        titles: Whether other audiences than the team read the titles of the log.
    """

    language: Language
    shown_to: Diffusion = Diffusion.GROUP
    since: date | None = None
    until: date | None = None
    title: str = ""
    place: str = ""
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    full: bool = False
    titles: bool = False

    def wants(self, code: str) -> bool:
        """Tell whether a section is wanted."""
        return code not in self.without and (not self.only or code in self.only)


@dataclass(frozen=True, slots=True)
class Basis:
    """The days, the audience and the log.

    Attributes:
        today: The day on which it is made.
        until: The day as of which all is told, today at the latest.
        since: First day of what changed: as asked, else the meeting's, else
            ``LATELY`` days before.
        meeting: The advisory group's meeting from which it starts.
        log: The whole log until then, as the audience may see it.
        committees: Names by key.
        slugs: Codes of the actors whom the audience may be shown.
        cited: Numbers of the interactions that something leads to; it grows.
    """

    store: Store
    wish: BriefWish
    today: date
    until: date
    since: date
    meeting: Meeting | None
    log: Log
    committees: dict[int, str]
    slugs: frozenset[str]
    over: Veil
    collective: str
    cited: set[int] = field(default_factory=set)

    @property
    def shown_to(self) -> Diffusion:
        """Give the audience."""
        return self.wish.shown_to

    @property
    def public(self) -> bool:
        """Tell whether anybody may read it."""
        return self.wish.shown_to is Diffusion.PUBLIC

    @property
    def period(self) -> Period:
        """Give the days since the meeting, it included."""
        return Period(self.since, self.until + timedelta(days=1))

    def gatherings(self) -> tuple[Gathering, ...]:
        """Give the interactions of these days."""
        return tuple(it for it in self.log.gatherings if it.held_on in self.period)

    def cite(self, lines: Iterable[int]) -> tuple[int, ...]:
        """Keep lines for the end of the brief, and give them, oldest first."""
        found = tuple(sorted(set(lines)))
        self.cited.update(found)
        return found

    def name(self, name: str | None) -> str:
        """Give a name as the audience may read it; empty when it may not."""
        if not name:
            return ""
        told = self.over.over(name)
        return "" if MASK in told else told


def basis_of(session: Session, store: Store, wish: BriefWish) -> Basis:
    """Read once what all parts need.

    Raises:
        LaterStartError: The first day is after the day as of which all is told.
    """
    today = settings.today(session)
    until = min(wish.until or today, today)
    if wish.since is not None and wish.since > until:
        raise LaterStartError(since=day(wish.since), until=day(until))
    meeting = None if wish.since else last_meeting(session, today=until)
    over = veil(session, shown_to=wish.shown_to)
    lately = until - timedelta(days=LATELY)
    since = wish.since or (lately if meeting is None else meeting.held_on)
    log = read_log(session, Question(at=until, shown_to=wish.shown_to))
    return Basis(
        store=store,
        wish=wish,
        today=today,
        until=until,
        since=since,
        meeting=meeting and over.over_fields(meeting, "title"),
        log=log,
        committees={
            key: name
            for key, (_slug, name) in log_rows.committee_names(session).items()
        },
        slugs=frozenset(it.slug for it in log.actors.values()),
        over=over,
        collective=settings.setting(session, settings.NAME) or "",
    )


def evidence_of(session: Session, basis: Basis) -> tuple[tuple[Evidence, ...], int]:
    """Describe the lines that were cited, and count those that are left out."""
    some = [it for it in basis.log.gatherings if it.interaction in basis.cited]
    kept = some[-MOST_LINES:]
    told = basis.shown_to is Diffusion.INTERNAL or basis.wish.titles
    keys = [it.interaction for it in kept] if told else []
    titles = log_rows.titles(session, keys)
    return tuple(_evidence(basis, it, titles) for it in kept), len(some) - len(kept)


def _evidence(basis: Basis, it: Gathering, titles: dict[int, str]) -> Evidence:
    committee = basis.committees.get(it.committee or 0, "")
    title = basis.over.over(titles.get(it.interaction, ""))
    what = " · ".join(part for part in (it.kind.label(), committee, title) if part)
    return Evidence(it.interaction, it.held_on, what, len(it.present))


def day(it: date | None) -> str:
    """Write a day in words; nothing for none."""
    return "" if it is None else formats.full_date(it)


def count(forms: tuple[str, str], n: int, **values: str) -> str:
    """Write a sentence that counts."""
    return ngettext(*forms, n).format(n=formats.number(n), **values)


def listed(names: Collection[str], *, most: int = NAMED) -> str:
    """Name some, and count the others."""
    some = list(names)
    shown = ", ".join(some[:most])
    if len(some) <= most:
        return shown
    others = NN_("{names} and {n} other", "{names} and {n} others")
    return count(others, len(some) - most, names=shown)


def left_out(n: int) -> str:
    """Say how many rows are not shown; nothing when all are."""
    return count(NN_("… and {n} other", "… and {n} others"), n) if n > 0 else ""

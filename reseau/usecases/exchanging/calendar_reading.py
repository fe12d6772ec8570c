"""Calendars read for an import: which files, which days, what stays private."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reseau.domain import clock
from reseau.domain.periods import Period
from reseau.errors import NotFoundError, ReseauError, UsageError
from reseau.exchange.calendars.calendars import PassedOver, read_calendar
from reseau.exchange.calendars.found_meetings import ReadCalendar
from reseau.exchange.found import ReadFile
from reseau.exchange.profiles.profile_model import Profile
from reseau.i18n import N_, formats
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.exchanging.importing import (
    Progress,
    Refused,
    Sources,
    expanded_paths,
)

PRIVATE_TITLES = "private_titles"  # A setting: words, between semicolons or lines.

CALENDARS = Profile(name="calendar", kind="interactions")
_WHOLE_DAY = timedelta(days=1)


class NoCalendarHereError(NotFoundError):
    """A folder holds no calendar."""

    message = N_("The folder {folder} holds no .ics file. Choose another one.")


class BackwardsWindowError(UsageError):
    """The days to read end before they begin."""

    message = N_("{until} comes before {since}. Give the first day, then the last.")


@dataclass(frozen=True, slots=True)
class CalendarSources(Sources):
    """What the calendars gave, before the store is asked who is who."""

    calendars: tuple[ReadCalendar, ...]
    window: Period

    @property
    def passed_over(self) -> PassedOver:
        """Add up what was left out on purpose."""
        every = [it.passed_over for it in self.calendars]
        return PassedOver(
            private=sum(it.private for it in every),
            cancelled=sum(it.cancelled for it in every),
            out_of_window=sum(it.out_of_window for it in every),
            resources=sum(it.resources for it in every),
        )


def read_calendars(
    store: Store,
    paths: Sequence[str],
    *,
    window: Period = Period(),  # noqa: B008  # Frozen.
    private_titles: Sequence[str] = (),
    with_description: bool = False,
    progress: Progress = lambda _done, _all, _name: None,
) -> CalendarSources:
    """Read calendars; a file refused as a whole does not stop the others.

    Args:
        store: Where the organization's time zone and its private titles are set.
        paths: Of .ics files, or of folders of them.
        window: Open sides stand for the last twelve months, today included.
        private_titles: Words of titles to leave out, besides those of the settings.
        with_description: Whether descriptions become notes.
        progress: Told how many files are done, of how many, and the next one.

    Raises:
        NoCalendarHereError: A folder holds none.
        BackwardsWindowError: The window ends before it begins.
    """
    with store.reading() as session:
        zone = settings.setting(session, settings.ZONE, clock.DEFAULT_ZONE)
        kept = settings.setting(session, PRIVATE_TITLES).replace("\n", ";").split(";")
        period = _window(window, settings.today(session))
    private = tuple(it.strip() for it in (*private_titles, *kept) if it.strip())
    calendars, refused = [], []
    files = _files(paths)
    for position, path in enumerate(files):
        progress(position, len(files), Path(path).name)
        try:
            calendars.append(
                read_calendar(
                    path, window=period, zone=zone, private_titles=private,
                    with_description=with_description,
                )
            )  # fmt: skip
        except ReseauError as error:
            refused.append(Refused(Path(path).name, error))
    progress(len(files), len(files), "")
    return CalendarSources(
        profile=CALENDARS,
        files=tuple(map(_as_file, calendars)),
        refused=tuple(refused),
        calendars=tuple(calendars),
        window=period,
    )


def _window(asked: Period, today: date) -> Period:
    """Close the sides that were left open; a year ends the day before it began."""
    until = asked.until or today + _WHOLE_DAY
    since = asked.since or _year_before(until)
    if since >= until:
        raise BackwardsWindowError(
            since=formats.full_date(since), until=formats.full_date(until - _WHOLE_DAY)
        )
    return Period(since, until)


def _year_before(day: date) -> date:
    """Give the same day a year earlier; 28 February for the 29th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last)


def _files(paths: Sequence[str]) -> list[str]:
    """Replace folders by the calendars in them, in the order of their names."""
    files: list[str] = []
    for path in expanded_paths(paths):
        if not Path(path).is_dir():
            files.append(path)
            continue
        inside = sorted(
            it for it in Path(path).iterdir() if it.suffix.casefold() == ".ics"
        )
        if not inside:
            raise NoCalendarHereError(folder=path)
        files += map(str, inside)
    return files


def _as_file(calendar: ReadCalendar) -> ReadFile:
    """Describe a calendar as other imports do; its records wait for their people."""
    return ReadFile(
        name=calendar.name,
        sha256=calendar.sha256,
        rows_read=calendar.events_read,
        records=(),
        problems=calendar.problems,
        warnings=calendar.warnings,
        repeats=(),
        skipped=(),
    )

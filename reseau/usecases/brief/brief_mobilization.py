"""Mobilization in a brief: who met, the year beside the year before, in charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from reseau.analysis.mobilizing.mobilized import Mobilization
from reseau.analysis.mobilizing.trend import TrendStep
from reseau.domain.calendar import CalendarUnit
from reseau.domain.periods import Period
from reseau.i18n import NN_, Language, formats
from reseau.i18n import gettext as _
from reseau.publish.brief.brief import Plot, Point, Said, Section
from reseau.publish.page.charts import Chart, Form, Series
from reseau.usecases.brief.brief_basis import Basis, count, day, left_out, listed
from reseau.usecases.common.facts import nobody_present
from reseau.usecases.common.question import Question
from reseau.usecases.common.standings import Standing, standings
from reseau.usecases.network.mobilization import Mobilized, mobilized
from reseau.usecases.network.mobilization_groups import (
    Grouping,
    GroupLine,
    grouped_mobilization,
)

_UNLOGGED = 31
_SIDE_BY_SIDE = 4
_BODIES = 6


@dataclass(frozen=True, slots=True)
class Mobilizations:
    """The mobilization of three periods, one rule for all.

    Attributes:
        lately: Since the meeting.
        year: Of the twelve last months.
        before: Of the twelve months before them; None when nothing was logged yet.
        groups: The year by committee.
        partners: What each actor is to the collective, by key.
    """

    lately: Mobilized
    year: Mobilized
    before: Mobilized | None
    groups: tuple[GroupLine, ...]
    partners: dict[int, Standing]


def mobilizations(session: Session, basis: Basis) -> Mobilizations:
    """Measure what the sections on mobilization tell."""

    def over(period: Period) -> Mobilized:
        question = Question(period=period, at=basis.until, shown_to=basis.shown_to)
        return mobilized(session, basis.log, question, unit=CalendarUnit.QUARTER)

    whole = Question(at=basis.until, shown_to=basis.shown_to)
    year, groups = grouped_mobilization(basis.store, whole, by=Grouping.COMMITTEE)
    then, first = year.figures.previous, year.first
    known = then is not None and first is not None and first <= then[1]
    before = (
        over(Period(then[0], then[1] + timedelta(days=1))) if then and known else None
    )
    partners = standings(session, today=basis.until)
    return Mobilizations(over(basis.period), year, before, groups, partners)


def met(basis: Basis, found: Mobilizations) -> Said:
    """Say how many met since the meeting, and who came for the first time."""
    figures = found.lately.figures
    if not figures.meetings:
        last = found.year.last
        text = _("Nothing was logged since {since}.").format(since=day(basis.since))
        if last is not None:
            text += " " + _("The last interaction is of {day}.").format(day=day(last))
        return Said(text, "interaction")
    text = count(
        NN_(
            "{n} interaction brought {actors} together.",
            "{n} interactions brought {actors} together.",
        ),
        figures.meetings,
        actors=count(NN_("{n} actor", "{n} actors"), len(figures.active)),
    )
    new = [it.actor.name for it in found.lately.named(figures.newcomers)]
    if new:
        text += " " + count(
            NN_(
                "{n} came for the first time: {names}.",
                "{n} came for the first time: {names}.",
            ),
            len(new),
            names=listed(new, most=4),
        )
    lines = basis.cite(it.interaction for it in basis.gatherings())
    return Said(text, "interaction", lines, "mobilization")


def mobilization_section(basis: Basis, found: Mobilizations) -> Section:
    """Tell the year beside the year before, in few figures and small charts."""
    title = _("Mobilization over twelve months")
    if not found.year.figures.meetings:
        return Section("mobilization", title, (_nothing(found.year),))
    return Section(
        "mobilization",
        title,
        tuple(silent_log(basis, found.year)),
        tuple(_points(basis, found)),
        plots=tuple(_charts(basis, found)),
        notes=tuple(_how(found)),
    )


def _nothing(found: Mobilized) -> Said:
    if found.last is None:
        return Said(_("Nothing was logged."))
    text = _("Nothing was logged in twelve months; the last interaction is of {day}.")
    return Said(text.format(day=day(found.last)))


def silent_log(basis: Basis, found: Mobilized) -> list[Said]:
    """Say until which day the log goes, where it is long before the day looked at."""
    last = found.last
    if last is None or basis.until - last <= timedelta(days=_UNLOGGED):
        return []
    text = _(
        "Nothing was logged after {day}: a silence since then says nothing of an actor."
    )
    return [Said(text.format(day=day(last)))]


def _points(basis: Basis, found: Mobilizations) -> Iterable[Point]:
    now = found.year.figures
    then = None if found.before is None else found.before.figures
    lines = basis.cite(
        it.interaction
        for it in basis.log.gatherings
        if now.since and it.held_on >= now.since
    )
    yield _number(
        "interactions", _("interactions"), now.meetings,
        None if then is None else then.meetings,
        "interaction", lines,
    )  # fmt: skip
    yield _number(
        "active", _("actors who came"), len(now.active),
        None if then is None else len(then.active),
        "came", lines,
    )  # fmt: skip
    yield _share(
        "reach", _("members and partners seen"), _pair(now.reach, then, "reach"),
        "reach", lines, _("nobody is expected"),
    )  # fmt: skip
    rates = _pair(now.participation_rate, then, "participation_rate")
    yield _share(
        "participation_rate", _("seats filled at meetings"), rates, "participation",
        lines, _("no meeting of a committee"),
    )  # fmt: skip
    yield _share(
        "retention", _("came again"), _pair(now.retention, then, "retention"),
        "retention", lines, _("nothing to compare with"),
    )  # fmt: skip


def _number(
    code: str, label: str, now: int, then: int | None, means: str,
    lines: tuple[int, ...],
) -> Point:  # fmt: skip
    before = "" if then is None else formats.number(then)
    return Point(code, label, now, formats.number(now), then, before, means, lines)


def _pair(
    now: float | None, then: Mobilization[int] | None, name: str
) -> tuple[float | None, float | None]:
    """Set a share beside that of the period before, if there is one."""
    return now, None if then is None else getattr(then, name)


def _share(
    code: str, label: str, pair: tuple[float | None, float | None], means: str,
    lines: tuple[int, ...], why: str,
) -> Point:  # fmt: skip
    """Tell a share of now and of before, or why it cannot be told."""
    now, then = pair
    if now is None:
        return Point(code, label, None, why, None, "", means)
    before = "" if then is None else formats.percent(then, decimals=0)
    text = formats.percent(now, decimals=0)
    return Point(code, label, now, text, then, before, means, lines)


def _charts(basis: Basis, found: Mobilizations) -> Iterable[Plot]:
    steps, lang = found.year.trend, basis.wish.language
    if len(steps) > 1:
        yield _trend(
            "came", _("Actors who came, by quarter"), steps,
            [it.active for it in steps], lang,
        )  # fmt: skip
        yield _trend(
            "interactions", _("Interactions, by quarter"), steps,
            [it.meetings for it in steps], lang,
        )  # fmt: skip
    named = [it for it in found.groups if it.name and (it.meetings or it.before)]
    if len(named) > 1:
        some = named[:_BODIES]
        chart = Chart(
            _("Meetings by committee"),
            _("{name} met most: {n} times in twelve months.").format(
                name=some[0].name, n=formats.number(some[0].meetings)
            ),
            Form.BARS,
            _("committee"),
            tuple(it.name or "" for it in some),
            (
                Series(_("12 months"), tuple(float(it.meetings) for it in some)),
                Series(_("before"), tuple(float(it.before) for it in some)),
            ),
            lang,
        )
        more = left_out(len(named) - len(some))
        yield Plot("committees", chart, more, "interaction")


def _trend(
    code: str, title: str, steps: Sequence[TrendStep], values: Sequence[int],
    lang: Language,
) -> Plot:  # fmt: skip
    """Set the four last quarters beside the same ones a year before."""
    last = min(_SIDE_BY_SIDE, len(steps))
    labels = tuple(_quarter(it) for it in steps[-last:])
    now = tuple(float(it) for it in values[-last:])
    series = [Series(_("these quarters"), now)]
    older = [float(it) for it in values[:-last]][-last:]
    if older:
        gap: tuple[float | None, ...] = (None,) * (last - len(older))
        series.append(Series(_("a year before"), (*gap, *older)))
    part = any(not _whole(it) for it in steps[-last:])
    note = _("* Quarter not over, or logged in part.") if part else ""
    summary = _("{label}: {n}, the latest.").format(
        label=labels[-1], n=formats.number(now[-1])
    )
    chart = Chart(
        title, summary, Form.COLUMNS, _("quarter"), labels, tuple(series), lang
    )
    return Plot(code, chart, note, "came" if code == "came" else "interaction")


def _quarter(it: TrendStep) -> str:
    name = _("{year} Q{n}").format(n=(it.since.month - 1) // 3 + 1, year=it.since.year)
    return name if _whole(it) else f"{name}*"


def _whole(it: TrendStep) -> bool:
    unit = CalendarUnit.QUARTER
    return it.since == unit.first_day(it.since) and it.until == unit.last_day(it.until)


def _how(found: Mobilizations) -> Iterable[str]:
    now = found.year.figures
    if now.since and now.until:
        text = (
            _("From {since} to {until}.")
            if found.before is None
            else _("From {since} to {until}; before: the twelve months before.")
        )
        yield text.format(since=day(now.since), until=day(now.until))
    missing = found.year.missing
    if missing.nobody:
        yield nobody_present(missing.nobody, hidden=missing.hidden)

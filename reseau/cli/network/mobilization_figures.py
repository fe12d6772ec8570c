"""Print the mobilization of a period: headline, trend, groups, actors."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.network.bars import bar
from reseau.cli.network.mobilization_lists import print_lists, print_trees
from reseau.cli.network.mobilization_words import (
    method,
    missing_sentences,
    mixing_sentences,
    nothing_logged,
    period_title,
    whole_note,
)
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.network.mobilization import Mobilized, Seen
    from reseau.usecases.network.mobilization_groups import GroupLine

_FEW = 5


def print_mobilization(found: "Mobilized", *, limit: int) -> None:
    """Print what a person reads in ten seconds, then the lists and how they were made.

    Args:
        found: The figures.
        limit: How many actors of each list.
    """
    headline(found)
    print_trend(found)
    print_lists(found, limit)
    print_trees(found, limit)
    sentences(found)


def headline(found: "Mobilized") -> None:
    """Print the period and the figures that sum it up."""
    figures = found.figures
    title = _("Mobilization")
    if figures.since is not None and figures.until is not None:
        title = _("Mobilization from {since} to {until}").format(
            since=formats.full_date(figures.since),
            until=formats.full_date(figures.until),
        )
    output.heading(title)
    if not figures.meetings:
        output.line(nothing_logged(found.last))
        return
    output.pairs(
        [
            (_("interactions"), formats.number(figures.meetings)),
            (_("took part"), _took_part(found)),
            (_("reach"), _reach(found)),
            (_("committees"), _participation(found)),
            (_("sectors less reached"), _gaps(found)),
            (_("since the period before"), _change(found)),
            (_("half of the presences"), _half(found)),
            (_("inequality"), _inequality(found)),
        ]
    )


def _took_part(found: "Mobilized") -> str:
    from reseau.domain.vocabulary import ActorKind

    figures = found.figures
    kinds = [found.seen[it].actor.kind for it in figures.active]
    people = sum(it is ActorKind.PERSON for it in kinds)
    actors = ngettext("{n} actor", "{n} actors", len(kinds))
    presences = ngettext("{n} presence", "{n} presences", figures.attendances)
    return _(
        "{actors} ({people} people, {organizations} organizations), {times}"
    ).format(
        actors=actors.format(n=formats.number(len(kinds))),
        people=formats.number(people),
        organizations=formats.number(len(kinds) - people),
        times=presences.format(n=formats.number(figures.attendances)),
    )


def _reach(found: "Mobilized") -> str:
    figures = found.figures
    if figures.reach is None:
        return ""
    came = sum(it in figures.presences for it in figures.roster)
    text = ngettext(
        "{came} of the {n} member or active partner ({share})",
        "{came} of the {n} members and active partners ({share})",
        figures.roster_size,
    )
    return text.format(
        came=formats.number(came),
        n=formats.number(figures.roster_size),
        share=formats.percent(figures.reach),
    )


def _participation(found: "Mobilized") -> str:
    figures = found.figures
    if figures.participation_rate is None:
        return ""
    expected = figures.expected_attendances
    text = ngettext(
        "{share} of {n} expected presence of members",
        "{share} of {n} expected presences of members",
        expected,
    )
    return text.format(
        share=formats.percent(figures.participation_rate), n=formats.number(expected)
    )


def _gaps(found: "Mobilized") -> str:
    figures = found.figures
    return ", ".join(
        f"{it} ({formats.percent(figures.sectors[it].reach, decimals=0)})"
        for it in figures.coverage_gap
    )


def _change(found: "Mobilized") -> str:
    figures = found.figures
    if figures.retention is None:
        return _("nothing to compare with")
    return _("{kept} came again; {new} new, {back} back, {gone} not seen again").format(
        kept=formats.percent(figures.retention),
        new=formats.number(len(figures.newcomers)),
        back=formats.number(len(figures.reactivated)),
        gone=formats.number(len(figures.lapsed)),
    )


def _half(found: "Mobilized") -> str:
    """Name the few who make half of the presences."""
    if not found.enough:
        return ""
    half = found.figures.half
    names = ", ".join(found.seen[it].actor.name for it in half[:_FEW])
    more = "…" if len(half) > _FEW else ""
    text = ngettext("{n} actor: {names}{more}", "{n} actors: {names}{more}", len(half))
    return text.format(n=formats.number(len(half)), names=names, more=more)


def _inequality(found: "Mobilized") -> str:
    value = found.figures.gini
    if value is None or not found.enough:
        return ""
    return _("Gini {value} (0 when all came as often, towards 1 when one did)").format(
        value=formats.number(value, decimals=2)
    )


def print_trend(found: "Mobilized") -> None:
    """Print the trend, period of the calendar by period."""
    from reseau.domain.calendar import CalendarUnit

    if not found.trend:
        return
    output.line()
    output.line(
        {
            CalendarUnit.MONTH: _("Month by month"),
            CalendarUnit.QUARTER: _("Quarter by quarter"),
            CalendarUnit.YEAR: _("Year by year"),
        }[found.unit]
    )
    most = max(it.active for it in found.trend)
    columns = [
        output.Column("period", _("period")),
        output.Column("interactions", _("interactions"), right=True),
        output.Column("active", _("came"), right=True),
        output.Column("bar", ""),
        output.Column("new", _("newcomers"), right=True),
        output.Column("back", _("returns"), right=True),
        output.Column("gone", _("gone"), right=True),
        output.Column("kept", _("kept"), right=True),
    ]
    values: list[dict[str, output.Cell]] = [
        {
            "period": period_title(it.since, it.until, found.unit),
            "interactions": formats.number(it.meetings),
            "active": formats.number(it.active),
            "bar": bar(it.active, most, width=5),
            "new": formats.number(it.newcomers),
            "back": formats.number(it.reactivated),
            "gone": formats.number(it.lapsed),
            "kept": ""
            if it.retention is None
            else formats.percent(it.retention, decimals=0),
        }
        for it in found.trend
    ]
    output.rows(columns, values, form=output.Format.TABLE, empty="")
    note = whole_note([(it.since, it.until) for it in found.trend], found.unit)
    if note:
        output.line(note)


def sentences(found: "Mobilized") -> None:
    """Print how the figures were obtained, and what they do not see."""
    output.line()
    for text in (*mixing_sentences(found), *method(found), *missing_sentences(found)):
        output.line(output.safe(text))


def print_groups(found: "Mobilized", lines: Sequence["GroupLine"], title: str) -> None:
    """Print the mobilization of a period group by group."""
    headline(found)
    output.line()
    output.line(title)
    expected = any(it.roster for it in lines)
    filled = any(it.participation_rate is not None for it in lines)
    columns = [
        output.Column("name", _("name")),
        output.Column("interactions", _("interactions"), right=True),
        output.Column("before", _("before"), right=True),
        output.Column("active", _("actors"), right=True),
        output.Column("new", _("newcomers"), right=True),
        output.Column("gone", _("gone"), right=True),
        *([output.Column("reach", _("reach"), right=True)] if expected else []),
        *([output.Column("rate", _("filled"), right=True)] if filled else []),
        output.Column("last", _("last")),
    ]  # fmt: skip
    values: list[dict[str, output.Cell]] = [
        {
            "name": it.name or _("(none)"),
            "interactions": formats.number(it.meetings),
            "before": formats.number(it.before),
            "active": formats.number(it.active),
            "new": formats.number(it.newcomers),
            "gone": formats.number(it.lapsed),
            "reach": _percent(it.reach),
            "rate": _percent(it.participation_rate),
            "last": it.last,
        }
        for it in lines
    ]
    output.rows(
        columns, values, form=output.Format.TABLE, empty=_("There is nothing to show.")
    )
    sentences(found)


def print_actors(found: "Mobilized", *, limit: int) -> None:
    """Print the presences of each actor, those with most first."""
    headline(found)
    everybody = found.named(
        key for key, it in found.seen.items() if it.times or it.before or it.expected
    )
    most = max((it.times for it in everybody), default=0)
    regular = any(_regular(it) for it in everybody[:limit])
    columns = [
        output.Column("name", _("name")),
        output.Column("times", _("presences"), right=True),
        output.Column("bar", ""),
        output.Column("before", _("before"), right=True),
        output.Column("ever", _("ever"), right=True),
        output.Column("weight", _("recent"), right=True),
        *([output.Column("regular", _("regularity"), right=True)] if regular else []),
        output.Column("last", _("last")),
        output.Column("line", _("line"), right=True),
    ]  # fmt: skip
    values: list[dict[str, output.Cell]] = [
        {
            "name": it.actor.name,
            "times": formats.number(it.times),
            "bar": bar(it.times, most, width=6),
            "before": formats.number(it.before),
            "ever": formats.number(it.ever),
            "weight": formats.number(it.weight, decimals=1),
            "regular": _regular(it),
            "last": it.last,
            "line": f"#{it.lines[-1]}" if it.lines else "",
        }
        for it in everybody[:limit]
    ]
    output.line()
    output.rows(
        columns, values, form=output.Format.TABLE, empty=_("There is nothing to show.")
    )
    left = len(everybody) - limit
    if left > 0:
        text = ngettext("… and {n} other", "… and {n} others", left)
        output.line(text.format(n=formats.number(left)))
    sentences(found)


def _regular(it: "Seen") -> str:
    """Give a regularity that rests on meetings enough, else nothing."""
    return _percent(it.regularity) if it.meetings >= _FEW else ""


def _percent(share: float | None) -> str:
    return "" if share is None else formats.percent(share, decimals=0)

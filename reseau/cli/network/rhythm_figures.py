"""Print the rhythm of the collective: gaps, bursts, diversity, trend."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.json_frame import frame
from reseau.cli.network.bars import bar
from reseau.cli.network.mobilization_data import print_rows
from reseau.cli.network.mobilization_words import (
    nothing_logged,
    period_title,
    whole_note,
)
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.network.rhythm import (
        Diversity,
        Rhythm,
        RhythmLine,
        RhythmStep,
        Share,
    )

_FEW = 4
_REGULAR = -0.3
_BURSTS = 0.3


def print_rhythm(found: "Rhythm") -> None:
    """Print what a person reads in ten seconds, then the trend and the method."""
    _headline(found)
    if found.interactions:
        output.line()
        output.line(_("What it is about"))
        for it in found.diversity:
            for text in _diverse(it):
                output.line(f"  {output.safe(text)}")
    _trend(found)
    _sentences(found)


def _headline(found: "Rhythm") -> None:
    output.heading(
        _("Rhythm from {since} to {until}").format(
            since=formats.full_date(found.span.first),
            until=formats.full_date(found.span.last),
        )
    )
    if not found.interactions:
        output.line(nothing_logged(found.last))
        return
    output.pairs(
        [
            (_("interactions"), _number(found)),
            (_("usual gap"), _usual(found)),
            (_("longest gap"), _longest(found)),
            (_("since the last one"), _days(found.since_last)),
            (_("regularity"), _regularity(found)),
        ]
    )


def _number(found: "Rhythm") -> str:
    text = ngettext("{n}, on {days} day", "{n}, on {days} days", found.burst.n)
    return text.format(
        n=formats.number(found.interactions), days=formats.number(found.burst.n)
    )


def _days(n: float | None) -> str:
    if n is None:
        return ""
    text = ngettext("{n} day", "{n} days", round(n))
    return text.format(n=formats.number(n))


def _usual(found: "Rhythm") -> str:
    return _days(found.burst.median_gap)


def _longest(found: "Rhythm") -> str:
    if found.gap is None:
        return ""
    return _("{days}, from {since} to {until}").format(
        days=_days(found.burst.longest_gap),
        since=formats.full_date(found.gap[0]),
        until=formats.full_date(found.gap[1]),
    )


def _regularity(found: "Rhythm") -> str:
    value = found.burst.Bn
    if value is None or not found.enough:
        return ""
    said = _("neither regular nor in bursts")
    if value <= _REGULAR:
        said = _("regular")
    elif value >= _BURSTS:
        said = _("in bursts")
    text = _("{said} (burstiness {value}: −1 as a clock, 0 at random, 1 in bursts)")
    shown = formats.number(value, decimals=2).replace("-", "−")
    return text.format(said=said, value=shown)


def _diverse(it: "Diversity") -> list[str]:
    """Say how diverse one respect is, what leads, and what is no longer met."""
    names = {
        "kind": _("kinds"),
        "theme": _("themes"),
        "territory": _("territories"),
        "host": _("hosts"),
    }
    if not it.shares:
        return []
    total = sum(one.times for one in it.shares)
    leading = ", ".join(
        f"{one.name} ({formats.percent(one.times / total, decimals=0)})"
        for one in it.shares[:_FEW]
    ) + ("…" if len(it.shares) > _FEW else "")
    if it.shannon is None or len(it.shares) == 1:
        text = _("{respect}: {n} — {leading}")
        said = text.format(
            respect=names[it.of], n=formats.number(len(it.shares)), leading=leading
        )
    else:
        text = _("{respect}: {n}, as diverse as {even} equally frequent — {leading}")
        said = text.format(
            respect=names[it.of],
            n=formats.number(len(it.shares)),
            even=formats.number(it.shannon, decimals=1),
            leading=leading,
        )
    if not it.gone or it.of == "host":
        return [said]
    gone = ", ".join(one.name for one in it.gone[:_FEW])
    more = "…" if len(it.gone) > _FEW else ""
    return [
        said,
        "   " + _("no longer, since the period before: {names}").format(
            names=gone + more
        ),
    ]  # fmt: skip


def _trend(found: "Rhythm") -> None:
    if not found.trend:
        return
    output.line()
    most = max(it.interactions for it in found.trend)
    columns = [
        output.Column("period", _("period")),
        output.Column("interactions", _("interactions"), right=True),
        output.Column("bar", ""),
        output.Column("days", _("days"), right=True),
        output.Column("gap", _("gap"), right=True),
        output.Column("kinds", _("kinds"), right=True),
        output.Column("themes", _("themes"), right=True),
        output.Column("hosts", _("hosts"), right=True),
    ]
    values: list[dict[str, output.Cell]] = [
        {
            "period": period_title(it.since, it.until, found.unit),
            "interactions": formats.number(it.interactions),
            "bar": bar(it.interactions, most, width=5),
            "days": formats.number(it.days),
            "gap": "" if it.longest_gap is None else formats.number(it.longest_gap),
            "kinds": formats.number(it.kinds, decimals=1) if it.kinds else "",
            "themes": formats.number(it.themes, decimals=1) if it.themes else "",
            "hosts": formats.number(it.hosts) if it.hosts else "",
        }
        for it in found.trend
    ]
    output.rows(columns, values, form=output.Format.TABLE, empty="")
    output.line(
        _("Kinds and themes: as many as there would be if all were equally frequent.")
    )
    note = whole_note([(it.since, it.until) for it in found.trend], found.unit)
    if note:
        output.line(note)


def _sentences(found: "Rhythm") -> None:
    from reseau.usecases.common.facts import counted_with_heirs

    output.line()
    said = []
    if found.previous is not None:
        said.append(
            _("The period before: {since} to {until}.").format(
                since=formats.full_date(found.previous[0]),
                until=formats.full_date(found.previous[1]),
            )
        )
    said.append(
        _("Gaps are between different days; several interactions of a day are one.")
    )
    said.append(_("As of {day}.").format(day=formats.full_date(found.as_of)))
    if found.interactions and not found.enough:
        said.append(_("Fewer than 5 different days: regularity is not told."))
    if found.vague:
        text = ngettext(
            "Of {n} interaction only the month is known: it counts on the first.",
            "Of {n} interactions only the month is known: they count on the first.",
            found.vague,
        )
        said.append(text.format(n=formats.number(found.vague)))
    if found.followed:
        said.append(counted_with_heirs(found.followed))
    if found.later:
        text = ngettext(
            "{n} interaction is later than the as-of day: it is left out.",
            "{n} interactions are later than the as-of day: they are left out.",
            found.later,
        )
        said.append(text.format(n=formats.number(found.later)))
    said.append(_("What nobody logged is not seen."))
    for text in said:
        output.line(text)


def print_rhythm_groups(found: "Rhythm", lines: "Sequence[RhythmLine]") -> None:
    """Print since when each group is silent, the longest silence last."""
    _headline(found)
    output.line()
    columns = [
        output.Column("name", _("name")),
        output.Column("interactions", _("interactions"), right=True),
        output.Column("last", _("last")),
        output.Column("line", _("line"), right=True),
        output.Column("days", _("days since"), right=True),
        output.Column("usual", _("usual gap"), right=True),
        output.Column("silent", _("silent")),
    ]
    values: list[dict[str, output.Cell]] = [
        {
            "name": it.name,
            "interactions": formats.number(it.interactions),
            "last": it.silence.last,
            "line": f"#{it.last_line}",
            "days": formats.number(it.silence.days),
            "usual": ""
            if it.silence.usual is None
            else formats.number(it.silence.usual),
            "silent": _("yes") if it.silence.unusual else "",
        }
        for it in lines
    ]
    output.rows(
        columns, values, form=output.Format.TABLE, empty=_("There is nothing to show.")
    )
    output.line(_("Silent: for more than twice the usual gap, and more than 90 days."))
    _sentences(found)


def frame_json(found: "Rhythm") -> dict[str, object]:
    """Say how figures were obtained."""
    return {
        **frame(
            days=(found.span.first, found.span.last), as_of=found.as_of, weighted=False,
            n={"interactions": found.interactions, "days": found.burst.n},
            missing={
                "later": found.later,
                "month_only": found.vague,
                "hidden": found.hidden,
                "followed": found.followed,
            },
        ),
        "since": found.span.first,
        "until": found.span.last,
        "previous_since": found.previous[0] if found.previous else None,
        "previous_until": found.previous[1] if found.previous else None,
        "first_interaction": found.first,
        "last_interaction": found.last,
    }  # fmt: skip


def rhythm_json(found: "Rhythm") -> dict[str, object]:
    """Give the rhythm as JSON takes it; names are a promise."""
    burst = found.burst
    return {
        **frame_json(found),
        "interactions": found.interactions,
        "days": burst.n,
        "enough_days": found.enough,
        "median_gap_days": burst.median_gap,
        "mean_gap_days": burst.mean_gap,
        "longest_gap_days": burst.longest_gap,
        "longest_gap": list(found.gap) if found.gap else None,
        "days_since_last": found.since_last,
        "burstiness": burst.B if found.enough else None,
        "burstiness_finite": burst.Bn if found.enough else None,
        "memory": burst.memory if found.enough else None,
        "diversity": {it.of: _diversity_json(it) for it in found.diversity},
        "by": found.unit.value,
        "trend": [_step(it) for it in found.trend],
    }


def _diversity_json(it: "Diversity") -> dict[str, object]:
    return {
        "different": len(it.shares),
        "effective_shannon": it.shannon,
        "effective_simpson": it.simpson,
        "without": it.without,
        "met": [
            {
                "code": one.code,
                "name": _name(it, one),
                "interactions": one.times,
                "interactions_before": one.before,
            }
            for one in it.shares
        ],
        "no_longer_met": [
            {
                "code": one.code,
                "name": _name(it, one),
                "interactions_before": one.before,
            }
            for one in it.gone
        ],
    }


def _name(of: "Diversity", one: "Share") -> str:
    """Name a thing; a word of a closed list by its code, never translated."""
    return one.code if of.of == "kind" else one.name


def _step(it: "RhythmStep") -> dict[str, output.Cell]:
    return {
        "since": it.since,
        "until": it.until,
        "interactions": it.interactions,
        "days": it.days,
        "longest_gap_days": it.longest_gap,
        "effective_kinds": it.kinds,
        "effective_themes": it.themes,
        "hosts": it.hosts,
    }


def print_steps_csv(found: "Rhythm") -> None:
    """Print the trend, one period a row."""
    print_rows([_step(it) for it in found.trend], empty=("since", "until", "days"))


def _group(it: "RhythmLine") -> dict[str, output.Cell]:
    return {
        "code": it.code,
        "name": it.name,
        "interactions": it.interactions,
        "last": it.silence.last,
        "last_line": it.last_line,
        "days_since_last": it.silence.days,
        "usual_gap_days": it.silence.usual,
        "silent": it.silence.unusual,
    }


def print_groups_data(
    found: "Rhythm", lines: "Sequence[RhythmLine]", *, by: str, form: output.Format
) -> None:
    """Print since when each group is silent, as a program takes it."""
    values = [_group(it) for it in lines]
    if form is output.Format.JSON:
        output.data({**frame_json(found), "by": by, "groups": values})
    else:
        print_rows(values, empty=("code", "name", "interactions", "last"))

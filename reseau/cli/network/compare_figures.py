"""Print the comparison of the network of two periods."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.network.compare_data import comparison_json, csv_columns, every_tie
from reseau.i18n import formats
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.analysis.comparison.correlation import Qap
    from reseau.analysis.comparison.moves import Move
    from reseau.usecases.network.comparison import (
        ChangedTie,
        Compared,
        Likeness,
        Observed,
    )

Row = dict[str, output.Cell]


def print_comparison(found: "Compared", *, form: output.Format, limit: int) -> None:
    """Print what changed, with what it rests on.

    Args:
        found: With lists in full for CSV, else of at most ``limit``.
        form: A table, JSON, or one line of CSV per tie of either period.
        limit: How many actors and ties of each list.
    """
    from reseau.usecases.network import change_facts

    if form is output.Format.JSON:
        output.data(comparison_json(found))
        return
    said = [*change_facts.method(found), *change_facts.missing(found)]
    if form is output.Format.CSV:
        output.rows(csv_columns(), list(every_tie(found)), form=form, empty="")
        for sentence in [*change_facts.cautions(found), *said]:
            output.note(sentence)
        return
    _print_figures(found)
    if limit:
        _print_lists(found)
    output.line()
    for sentence in said:
        output.line(sentence)


def _print_figures(found: "Compared") -> None:
    """Print the counts, why to read with care, and how alike the two are."""
    from reseau.cli import words
    from reseau.usecases.network import change_facts

    today = words.today()
    first, second = (
        change_facts.span(it.rule.period, today=today)
        for it in (found.before, found.after)
    )
    output.heading(
        _("Network: {layer}, {first} compared with {second}").format(
            layer=found.question.layer.label(), first=first, second=second
        )
    )
    one, other, changes = found.before.overview, found.after.overview, found.union
    if not one.actors and not other.actors:
        output.line(_("Nobody took part in anything in either period."))
        return
    output.pairs(
        [
            (_("interactions"), _then(one.interactions, other.interactions)),
            (_("actors"), _then(one.actors, other.actors) + _actors(found)),
            (_("ties"), _then(one.ties, other.ties) + _ties(changes)),
        ]
    )
    output.line()
    for sentence in change_facts.cautions(found):
        output.line(_("Caution: {sentence}").format(sentence=sentence))
    if not found.union.changes.nodes or not (one.ties or other.ties):
        return
    output.rows(
        [
            output.Column("figure", _("How alike")),
            output.Column("common", _("actors of both"), right=True),
            output.Column("union", _("all actors"), right=True),
        ],
        _likeness_rows(found),
        form=output.Format.TABLE,
        empty="",
    )
    if change_facts.reading(found):
        output.line(change_facts.reading(found))


def _then(before: int, after: int) -> str:
    return _("{before}, then {after}").format(
        before=formats.number(before), after=formats.number(after)
    )


def _actors(found: "Compared") -> str:
    who = found.union.changes
    return " " + _("(in both: {both}; came: {came}; left: {left})").format(
        both=formats.number(len(who.stayed)),
        came=formats.number(len(who.came)),
        left=formats.number(len(who.left)),
    )


def _ties(likeness: "Likeness") -> str:
    changes = likeness.changes
    return " " + _("(kept: {kept}; new: {new}; gone: {gone})").format(
        kept=formats.number(changes.kept),
        new=formats.number(changes.formed),
        gone=formats.number(changes.dissolved),
    )


def _likeness_rows(found: "Compared") -> list[Row]:
    """Give the figures on the actors of both periods, and on all."""
    sides = (found.common, found.union)
    counts = [
        (_("actors"), [it.changes.nodes or 0 for it in sides]),
        (_("ties kept"), [it.changes.kept for it in sides]),
        (_("ties formed"), [it.changes.formed for it in sides]),
        (_("ties dissolved"), [it.changes.dissolved for it in sides]),
    ]
    texts = [(label, [formats.number(it) for it in pair]) for label, pair in counts]
    if found.common.presence is not None:
        texts += [
            (
                _("same ties, of all ties (Jaccard)"),
                [_percent(it.changes.jaccard) for it in sides],
            ),
            (
                _("first ties that were kept (persistence)"),
                [_percent(it.changes.persistence) for it in sides],
            ),
            (_("QAP, tied or not: r (p)"), [_test(it.presence) for it in sides]),
            (_("QAP, weights: r (p)"), [_test(it.weights) for it in sides]),
        ]
    return [
        {"figure": label, "common": one, "union": other}
        for label, (one, other) in texts
    ]


def _percent(share: float | None) -> str:
    return "—" if share is None else formats.percent(share)


def _test(test: "Qap | None") -> str:
    if test is None or test.correlation is None or test.p is None:
        return "—"
    return _("{r} ({p})").format(
        r=formats.number(test.correlation, decimals=2),
        p=formats.number(test.p, decimals=4),
    )


def _print_lists(found: "Compared") -> None:
    """Print who came, left and moved, and the ties of one period only."""
    told: set[tuple[object, ...]] = set()
    for title, moved in (
        (_("Came: in the second period only"), found.came),
        (_("Left: in the first period only"), found.left),
        (_("In both, most ties won"), found.gained),
        (_("In both, most ties lost"), found.lost),
        (_("In both, most weight won"), found.stronger),
        (_("In both, most weight lost"), found.weaker),
    ):
        who = tuple(sorted(it.node for it in moved))
        if who not in told:  # The same actors are not listed twice.
            _table(title, _move_columns(), [_move_row(found, it) for it in moved])
        told.add(who)
    for title, ties in (
        (_("Strongest new ties"), found.formed),
        (_("Strongest ties that are gone"), found.dissolved),
    ):
        _table(title, _tie_columns(), [_tie_row(it) for it in ties])
    _print_why(found)


def _table(title: str, columns: Sequence[output.Column], rows: Sequence[Row]) -> None:
    if rows:
        output.line()
        output.line(title)
        output.rows(columns, rows, form=output.Format.TABLE, empty="")


def _move_columns() -> list[output.Column]:
    return [
        output.Column("name", _("actor")),
        output.Column("ties", _("ties"), right=True),
        output.Column("strength", _("weight of the ties"), right=True),
        output.Column("other", _("mostly with")),
    ]


def _move_row(found: "Compared", move: "Move") -> Row:
    other = "" if move.other is None else found.names[move.other].name
    return {
        "name": found.names[move.node].name,
        "ties": f"{move.ties_before} → {move.ties_after}",
        "strength": _arrow(move.strength_before, move.strength_after),
        "other": other,
    }


def _arrow(before: float, after: float) -> str:
    return " → ".join(formats.number(it, decimals=1) for it in (before, after))


def _tie_columns() -> list[output.Column]:
    return [
        output.Column("one", _("actor")),
        output.Column("other", _("with")),
        output.Column("weight", _("weight"), right=True),
        output.Column("count", _("lines"), right=True),
        output.Column("first", _("first line")),
        output.Column("last", _("last line")),
    ]


def _tie_row(tie: "ChangedTie") -> Row:
    return {
        "one": tie.one.name,
        "other": tie.other.name,
        "weight": formats.number(tie.weight, decimals=2),
        "count": tie.count,
        "first": tie.first,
        "last": tie.last,
    }


def _print_why(found: "Compared") -> None:
    """Say which command shows the lines behind a tie of the lists."""
    ties = [*((it, found.after) for it in found.formed[:1])]
    ties += [(it, found.before) for it in found.dissolved[:1]]
    if not ties:
        return
    output.line()
    asked = found.question
    if asked.theme or asked.territory or asked.committee or asked.kind:
        output.line(_("The lines behind a tie, for instance, with the same filters:"))
    else:
        output.line(_("The lines behind a tie, for instance:"))
    for tie, seen in ties:
        since, last = _ends(seen)
        period = [] if since is None else [_("--since {day}").format(day=since)]
        output.line(
            "  "
            + _("reseau network why {one} {other} {period} --until {last} --at {at}")
            .format(
                one=tie.one.slug,
                other=tie.other.slug,
                period=" ".join(period),
                last=last,
                at=seen.rule.as_of,
            )
            .replace("  ", " ")
        )


def _ends(seen: "Observed") -> tuple[date | None, date]:
    until = seen.rule.period.until
    return seen.rule.period.since, (
        until - timedelta(days=1) if until else seen.rule.as_of
    )

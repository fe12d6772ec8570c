"""Print MACTOR: the plane in words, alliances, and the tables on demand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.influence import influence_tables as tables
from reseau.domain.vocabulary import Place
from reseau.i18n import N_, formats
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.analysis.influence.strategies import Alliances, Mactor
    from reseau.usecases.influence.influence_measures import Case, MactorReport

_BEST = 5
_TORN = 0.5
_READING = {
    Place.DOMINANT: N_(
        "Dominant, they weigh on others more than others weigh on them: {names}."
    ),
    Place.RELAY: N_(
        "Relays, they weigh much and are much weighed upon: {names}. What reaches them "
        "spreads."
    ),
    Place.AUTONOMOUS: N_(
        "Autonomous, they weigh little and are little weighed upon: {names}."
    ),
    Place.DOMINATED: N_("Dominated, others weigh on them more: {names}."),
}


def print_mactor(report: "MactorReport", *, every: bool) -> None:
    """Print the report for a person."""
    from reseau.usecases.influence import influence_facts

    found = report.view
    output.heading(_("MACTOR: who weighs on whom, who wants what"))
    if report.main is None:
        output.line(
            _(
                "Two assessors differ, and a mean of two would hide it: they stand "
                "side by side. “--by” shows the tables of one of them."
            )
        )
    else:
        tables.sentences([influence_facts.combination(found)])
        _print_plane(report.main)
        _print_alliances(report.main)
    _print_side_by_side(report)
    tables.disagreements(found)
    if every and report.main is not None:
        _print_tables(report.main.tables)
    tables.basis(found)
    if report.main is not None and not every:
        output.note(_("“--all” prints every table, “--format json” gives them too."))


def _print_plane(case: "Case") -> None:
    """Print influence, dependence and balance, then read them."""
    found = case.tables
    columns = [
        output.Column("name", _("actor")),
        output.Column("influence", _("influence"), right=True),
        output.Column("dependence", _("dependence"), right=True),
        output.Column("balance", _("balance of power"), right=True),
        output.Column("net", _("net"), right=True),
        output.Column("place", _("standing")),
    ]
    lines: list[dict[str, output.Cell]] = [
        {
            "name": f"{i + 1}. {name}",
            "influence": tables.number(found.influence[i]),
            "dependence": tables.number(found.dependence[i]),
            "balance": _power(found, i),
            "net": _signed(found.net_total[i]),
            "place": "" if case.places is None else case.places[i].label(),
        }
        for i, name in enumerate(found.actors)
    ]
    output.rows(columns, lines, form=output.Format.TABLE, empty="")
    tables.sentences(
        [
            _(
                "Influence and dependence: what each gives and receives, directly and "
                "through one other actor."
            ),
            _("Balance of power: 1 is the mean; above, one weighs more than most.")
            if found.balance is not None
            else _("Balance of power: none, nobody has more force than comes back."),
        ]
    )
    output.line()
    tables.sentences(_reading(case))


def _reading(case: "Case") -> list[str]:
    """Say in words where each actor stands."""
    if case.places is None:
        return [_("Below three actors, their places say nothing more than the matrix.")]
    if len(set(case.places)) == 1:
        return [_("No actor stands out: all have the same place.")]
    said = []
    for place, text in _READING.items():
        names = [
            name
            for name, it in zip(case.tables.actors, case.places, strict=True)
            if it is place
        ]
        if names:
            said.append(_(text).format(names=", ".join(names)))
    return said


def _print_alliances(case: "Case") -> None:
    """Print what is fought over, and who could ally with whom."""
    found = case.tables
    output.line()
    if not found.objectives:
        output.line(
            _(
                "No position is known, so that alliances are not measured: see "
                "“reseau influence position”."
            )
        )
        return
    order = max(found.orders)
    wanted = found.orders[order]
    columns = [
        output.Column("name", _("objective")),
        output.Column("for", _("for"), right=True),
        output.Column("against", _("against"), right=True),
        output.Column("mobilization", _("mobilization"), right=True),
    ]
    lines: list[dict[str, output.Cell]] = [
        {
            "name": f"{i + 1}. {name}",
            "for": tables.number(wanted.agreement[i]),
            "against": tables.number(wanted.disagreement[i]),
            "mobilization": tables.number(wanted.mobilization[i]),
        }
        for i, name in enumerate(found.objectives)
    ]
    output.rows(columns, lines, form=output.Format.TABLE, empty="")
    weighed = (
        _("Stances weighed by the balance of power (order 3).")
        if order == 3  # noqa: PLR2004  # MACTOR's own word.
        else _("Stances as they are (order 2).")
    )
    output.line(weighed)
    _print_best(found, wanted.convergences, _("Closest to each other:"))
    _print_best(found, wanted.divergences, _("Most opposed:"))
    tables.sentences([_ambivalent(found, wanted)])


def _print_best(found: "Mactor", values: Sequence[Sequence[float]], title: str) -> None:
    """Name the pairs with the largest values; nothing when there is none."""
    pairs = [
        (-values[i][j], j, i)
        for i in range(len(values))
        for j in range(i)
        if values[i][j] > 0
    ]
    if pairs:
        output.line(title)
    for value, i, j in sorted(pairs)[:_BEST]:
        names = f"{found.actors[i]} – {found.actors[j]}"
        output.line(f"  {output.safe(names)} ({tables.number(-value)})")


def _ambivalent(found: "Mactor", wanted: "Alliances") -> str:
    """Name who agrees with the same actors that they oppose elsewhere."""
    torn = [
        f"{name} ({formats.percent(it, decimals=0)})"
        for name, it in zip(found.actors, wanted.ambivalence, strict=True)
        if it is not None and it >= _TORN
    ]
    if not torn:
        return ""
    return _(
        "Ambivalent, with the same actors on one objective and against them on "
        "another: {names}."
    ).format(names=", ".join(torn))


def _print_side_by_side(report: "MactorReport") -> None:
    """Print each actor's place and balance as each assessor has it."""
    if report.partial and len(report.cases) + len(report.partial) > 1:
        output.line()
        for thing, n in report.partial:
            text = _("{name} rated {n} of {all} pairs: too few to compare.")
            said = text.format(name=thing.name, n=n, all=report.view.pairs)
            output.line(output.safe(said))
    if len(report.cases) < 2:  # noqa: PLR2004  # Nothing to compare.
        return
    output.line()
    output.line(_("One assessor beside the other: balance of power, and place."))
    names = [it.assessor.name if it.assessor else "" for it in report.cases]
    rows = [it.name for it in report.view.actors]
    cells = [[_standing(case, i) for case in report.cases] for i in range(len(rows))]
    tables.grid(rows, cells, columns=names, first=_("actor"))
    differ = [
        name
        for i, name in enumerate(rows)
        if len({case.places[i] for case in report.cases if case.places}) > 1
    ]
    if differ:
        text = _("They do not give the same place to: {names}.")
        output.line(output.safe(text.format(names=", ".join(differ))))


def _standing(case: "Case", i: int) -> str:
    power = _power(case.tables, i)
    return power if case.places is None else f"{power} {case.places[i].label()}"


def _power(found: "Mactor", i: int) -> str:
    if found.balance is None:
        return "–"
    return formats.number(found.balance[i], decimals=2)


def _signed(value: float) -> str:
    from reseau.usecases.influence.assertions import signed

    near = round(value, 1)
    return signed(near, decimals=0 if near == int(near) else 1)


def _print_tables(found: "Mactor") -> None:
    """Print every table, under the name that the literature gives it."""
    names = found.actors
    tables.square(names, found.mdi, title=_("MDI: direct influences (row on column)"))
    tables.square(
        names, found.mdii, title=_("MDII: direct and indirect influences"),
        diagonal=True,
    )  # fmt: skip
    tables.square(
        names, found.mmdii,
        title=_("MMDII: the strongest of direct influences and of those through one"),
    )  # fmt: skip
    if found.max_force_balance is not None:
        shares = zip(names, found.max_force_balance, strict=True)
        values = ", ".join(
            f"{name} {formats.number(it, decimals=2)}" for name, it in shares
        )
        output.line(
            output.safe(
                _("Q, the balance of the strongest: {values}.").format(values=values)
            )
        )
    tables.square(
        names, found.net_scale, title=_("Net scale: given minus received"),
        write=_signed,
    )  # fmt: skip
    for order, it in found.orders.items():
        _print_order(found, order, it)


def _print_order(found: "Mactor", order: int, it: "Alliances") -> None:
    """Print the tables of one order."""
    if not found.objectives:
        return
    output.line()
    output.line(_("{order}MAO: stances on the objectives").format(order=order))
    cells = [
        [*map(_signed, row), tables.number(total)]
        for row, total in zip(it.positions, it.implication, strict=True)
    ]
    totals = [*map(tables.number, it.mobilization), ""]
    columns = [*tables.numbers(len(found.objectives)), _("implication")]
    tables.grid(found.actors, cells, columns=columns, first=_("actor"), totals=totals)
    aims = "; ".join(f"{i}. {name}" for i, name in enumerate(found.objectives, 1))
    output.line(output.safe(_("Objectives: {names}.").format(names=aims)))
    tables.square(
        found.actors, it.convergences,
        title=_("{order}CAA: convergences").format(order=order),
    )  # fmt: skip
    tables.square(
        found.actors, it.divergences,
        title=_("{order}DAA: divergences").format(order=order),
    )  # fmt: skip
    torn = ", ".join(
        f"{name} {'–' if it is None else formats.number(it, decimals=2)}"
        for name, it in zip(found.actors, it.ambivalence, strict=True)
    )
    output.line(output.safe(_("Ambivalence, 0 to 1: {values}.").format(values=torn)))

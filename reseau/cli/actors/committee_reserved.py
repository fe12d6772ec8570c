"""``reseau committee seats``: the seats that committees keep for sectors."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from reseau.cli import cards, output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.options import At, Begins, DryRun, FormatOption, Number, Yes
from reseau.cli.state import store
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.governance.reserved_seats import Holder, SectorLine

app = new_group(N_("Seats kept for sectors: how many, who fills them, until when."))

Which = Annotated[
    str, argument(text=N_("Name or short code."), metavar=N_("COMMITTEE"))
]
Sector = Annotated[
    str,
    argument(
        text=N_("The sector, in the words that its actors bear."),
        metavar=N_("SECTOR"),
    ),
]
Expiry = Annotated[
    str | None,
    option("--end", text=N_("First day on which they expire."), metavar=N_("DATE")),
]


@command(
    app,
    "add",
    text=N_("Keep seats of a committee for a sector."),
    example=N_(
        'reseau committee seats add groupe-aviseur "Santé" --seats 2 --end 2027-06-30'
    ),
)
def add(
    which: Which,
    sector: Sector,
    seats: Annotated[int, option("--seats", text=N_("How many."), min=1)] = 1,
    since: Begins = None,
    end: Expiry = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.governance import reserved_seats

    changes = reserved_seats.SeatChanges(
        sector=sector,
        seats=seats,
        since=words.day_change(since),
        until=words.day_change(end, prefer="next"),
    )
    done = reserved_seats.reserve_seats(
        store(), which, changes=changes, dry_run=dry_run
    )
    report(done, _("Seats are kept for the sector {name}, under number {slug}."))


@command(
    app,
    "edit",
    text=N_("Correct seats kept for a sector. An empty text clears a date."),
    example=N_("reseau committee seats edit 4 --seats 3"),
)
def edit(
    number: Number,
    sector: Annotated[str | None, option("--sector", text=N_("The sector."))] = None,
    seats: Annotated[int | None, option("--seats", text=N_("How many."), min=1)] = None,
    since: Begins = None,
    end: Expiry = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.governance import reserved_seats

    changes = reserved_seats.SeatChanges(
        sector=sector,
        seats=seats,
        since=words.day_change(since),
        until=words.day_change(end, prefer="next"),
    )
    which = words.number(number)
    done = reserved_seats.edit_seats(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("The seats for the sector {name}, number {slug}, are changed."))


@command(
    app,
    "remove",
    text=N_("Keep no seats for a sector any more; who sits goes on sitting."),
    example=N_("reseau committee seats remove 4"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.governance import reserved_seats

    which = words.number(number)
    if dry_run or output.confirm(_("Remove number {n}?").format(n=which), yes=yes):
        done = reserved_seats.remove_seats(store(), which, dry_run=dry_run)
        report(done, _("Number {slug} is removed: no seat is for the sector {name}."))


_COLUMNS = (
    "number", "committee", "committee_slug", "sector", "seats", "filled", "vacant",
    "beyond", "since", "until", "expired", "hidden",
)  # fmt: skip


@command(
    app,
    "list",
    text=N_("List the seats kept for sectors: filled, vacant, expired."),
    example=N_("reseau committee seats list --committee groupe-aviseur"),
)
def list_(
    committee: Annotated[
        str | None, option("--committee", text=N_("Only those of this committee."))
    ] = None,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from dataclasses import asdict

    from reseau.usecases.governance.reserved_seats import list_seats

    chosen = output.read_format(form)
    found = list_seats(store(), which=committee, at=words.day(at))
    if chosen is output.Format.JSON:
        output.data([asdict(it) for it in found])
        return
    if chosen is output.Format.CSV:
        columns = [output.Column(it, it) for it in (*_COLUMNS, "holders")]
        rows = [
            {name: getattr(it, name) for name in _COLUMNS}
            | {"holders": " | ".join(one.name for one in it.holders)}
            for it in found
        ]
        output.rows(columns, rows, form=chosen, empty="")
        return
    _print(found)


def _print(found: "Sequence[SectorLine]") -> None:
    output.rows(
        [
            output.Column("number", "#", right=True),
            output.Column("committee", _("committee")),
            output.Column("sector", _("sector")),
            output.Column("filled", _("seats filled")),
            output.Column("vacant", _("vacant"), right=True),
            output.Column("until", _("until")),
            output.Column("who", _("who")),
        ],
        [
            {
                "number": it.number,
                "committee": it.committee,
                "sector": it.sector,
                "filled": filled(it),
                "vacant": it.vacant,
                "until": it.until,
                "who": who(it),
            }
            for it in found
        ],
        form=output.Format.TABLE,
        empty=_("No seat is kept for a sector. “reseau committee seats add” adds one."),
    )
    if found:
        kept = sum(it.seats for it in found)
        text = ngettext("{n} seat kept for sectors", "{n} seats kept for sectors", kept)
        output.note(text.format(n=formats.number(kept)))


def filled(it: "SectorLine") -> str:
    """Write how many of the seats are filled."""
    return _("{n} of {seats}").format(
        n=formats.number(it.filled), seats=formats.number(it.seats)
    )


def who(it: "SectorLine") -> str:
    """Name who fills the seats, and count those who may not be named."""
    names = [holder(one) for one in it.holders]
    if it.hidden:
        names.append(_("{n} who may not be shown").format(n=formats.number(it.hidden)))
    return ", ".join(names)


def holder(one: "Holder") -> str:
    """Name who fills a seat, and for whom."""
    if one.on_behalf_of is None:
        return one.name
    return _("{name} for {organization}").format(
        name=one.name, organization=one.on_behalf_of
    )


@command(
    app,
    "show",
    text=N_("Show the seats kept for a sector, and who fills them."),
    example=N_("reseau committee seats show 4"),
)
def show(number: Number, at: At = None, form: FormatOption = "table") -> None:
    from reseau.usecases.governance.reserved_seats import seats_shown

    chosen = output.read_format(form)
    it = seats_shown(store(), words.number(number), at=words.day(at))
    if cards.printed_as_data(it, chosen):
        return
    output.heading(
        _("{sector}: {committee}").format(sector=it.sector, committee=it.committee)
    )
    output.pairs(
        [
            (_("seats filled"), filled(it)),
            (_("vacant"), formats.number(it.vacant)),
            (_("dates"), formats.span(it.since, it.until)),
            (_("who"), who(it)),
        ]
    )

"""``reseau committee mandate``: what committees are asked to do, and until when."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import cards, output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import (
    At,
    Begins,
    DecidedOn,
    DryRun,
    End,
    Everything,
    FormatOption,
    Meeting,
    Number,
    OnlyOf,
    RecordedIn,
    Yes,
)
from reseau.cli.state import store
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.governance.mandates import MandateChanges

app = new_group(N_("Mandates: what is asked of committees, by whom, until when."))

Which = Annotated[
    str, argument(text=N_("Name or short code."), metavar=N_("COMMITTEE"))
]
Asked = Annotated[str | None, option("--text", text=N_("What it is asked to do."))]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a mandate, in the order of the help."""

    text: Asked = None
    since: Begins = None
    end: End = None
    decided_on: DecidedOn = None
    interaction: Meeting = None
    recorded_in: RecordedIn = None

    def changes(self) -> "MandateChanges":
        """Gather what changes."""
        from reseau.usecases.governance.mandates import MandateChanges

        return MandateChanges(
            text=words.text_change(self.text),
            since=words.day_change(self.since),
            until=words.day_change(self.end, prefer="next"),
            decided_on=words.day_change(self.decided_on),
            interaction=words.record_change(self.interaction),
            recorded_in=words.text_change(self.recorded_in),
        )


@command(
    app,
    "add",
    text=N_("Give a committee a mandate."),
    example=N_(
        'reseau committee mandate add comite-logement --text "Écrire le plan" '
        "--since 2025-09-01 --end 2027-09-01 --interaction 12"
    ),
)
def add(
    which: Which,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.governance import mandates

    changes = told.changes()
    done = mandates.add_mandate(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” has a mandate, number {slug}."))


@command(
    app,
    "renew",
    text=N_("Renew the latest mandate of a committee; it goes on where that one ends."),
    example=N_("reseau committee mandate renew comite-logement --end 2029-09-01"),
)
def renew(
    which: Which,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.governance import mandates

    changes = told.changes()
    done = mandates.renew_mandate(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("The mandate of “{name}” is renewed, as number {slug}."))


@command(
    app,
    "edit",
    text=N_("Correct a mandate. An empty text clears an option."),
    example=N_("reseau committee mandate edit 3 --end 2027-06-30"),
)
def edit(
    number: Number,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.governance import mandates

    changes = told.changes()
    which = words.number(number)
    done = mandates.edit_mandate(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("Mandate {slug}, of “{name}”, is changed."))


@command(
    app,
    "remove",
    text=N_("Remove a mandate that was written by mistake."),
    example=N_("reseau committee mandate remove 3"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.governance import mandates

    which = words.number(number)
    if dry_run or output.confirm(_("Remove number {n}?").format(n=which), yes=yes):
        done = mandates.remove_mandate(store(), which, dry_run=dry_run)
        report(done, _("Mandate {slug}, of “{name}”, is removed."))


@command(
    app,
    "list",
    text=N_("List the mandates of committees."),
    example=N_("reseau committee mandate list --all"),
)
def list_(
    committee: OnlyOf = None, at: At = None, all_: Everything = False,
    form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.usecases.governance.mandates import MandateLine, list_mandates

    chosen = output.read_format(form)
    found = list_mandates(store(), which=committee, at=words.day(at), everything=all_)
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("committee", _("committee")),
            output.Column("text", _("what is asked")),
            output.Column("since", _("since")),
            output.Column("until", _("until")),
            output.Column("decided_on", _("decided on")),
        ],
        of=MandateLine,
        form=chosen,
        empty=_("No mandate. “reseau committee mandate add” adds one.")
        if all_
        else _(
            "No mandate is in force. --all also lists those that are over; “reseau "
            "committee mandate add” adds one."
        ),
        total=ngettext("{n} mandate", "{n} mandates", len(found)).format(n=len(found)),
    )


@command(
    app,
    "show",
    text=N_("Show a mandate."),
    example=N_("reseau committee mandate show 3"),
)
def show(number: Number, at: At = None, form: FormatOption = "table") -> None:
    from reseau.usecases.governance.mandates import mandate_shown

    chosen = output.read_format(form)
    it = mandate_shown(store(), words.number(number), at=words.day(at))
    if cards.printed_as_data(it, chosen):
        return
    output.heading(
        _("Mandate {n}: {committee}").format(n=it.number, committee=it.committee)
    )
    output.pairs(
        [
            (_("what is asked"), it.text or ""),
            (_("dates"), formats.span(it.since, it.until)),
            (
                _("decided on"),
                formats.full_date(it.decided_on) if it.decided_on else "",
            ),
            (_("meeting"), f"#{it.interaction}" if it.interaction else ""),
            (_("recorded in"), it.recorded_in or ""),
            (_("renews"), f"#{it.renews}" if it.renews else ""),
        ]
    )

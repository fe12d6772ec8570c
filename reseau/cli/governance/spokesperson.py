"""``reseau spokesperson``: who may speak for the collective, on what, until when."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import cards, output, words
from reseau.cli._base import command, new_group, option
from reseau.cli.actors import actor_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import (
    At,
    AudienceOption,
    Begins,
    DryRun,
    End,
    Everything,
    FormatOption,
    Number,
    Yes,
)
from reseau.cli.state import store
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.governance.spokespersons import SpeakingChanges

app = new_group(N_("Spokespersons: who may speak for the collective, on what."))

Committee = Annotated[
    str | None,
    option("--committee", text=N_("For this committee, not the whole collective.")),
]
Theme = Annotated[
    str | None, option("--theme", text=N_("On this theme, not on everything."))
]
Note = Annotated[str | None, option("--note", text=N_("Within which limits."))]


@dataclass(frozen=True, slots=True)
class Told:
    """What “add” and “edit” say of a spokesperson, in the order of their help."""

    theme: Theme = None
    committee: Committee = None
    since: Begins = None
    end: End = None
    note: Note = None

    def changes(self) -> "SpeakingChanges":
        """Gather what changes."""
        from reseau.usecases.governance.spokespersons import SpeakingChanges

        return SpeakingChanges(
            committee=words.text_change(self.committee),
            theme=words.text_change(self.theme),
            since=words.day_change(self.since),
            until=words.day_change(self.end, prefer="next"),
            note=words.text_change(self.note),
        )


@command(
    app,
    "add",
    text=N_("Say that somebody may speak for the collective or for a committee."),
    example=N_(
        "reseau spokesperson add nadia-tremblay --theme housing --since 2026-01-01 "
        "--end 2027-01-01"
    ),
)
def add(
    who: of.Who,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.governance import spokespersons

    changes = told.changes()
    done = spokespersons.add_spokesperson(
        store(), who, changes=changes, dry_run=dry_run
    )
    report(done, _("{name} may speak, number {slug}."))


@command(
    app,
    "edit",
    text=N_("Correct or end what somebody may speak on. An empty text clears."),
    example=N_("reseau spokesperson edit 2 --end 2026-12-31"),
)
def edit(
    number: Number,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.governance import spokespersons

    changes = told.changes()
    which = words.number(number)
    done = spokespersons.edit_spokesperson(
        store(), which, changes=changes, dry_run=dry_run
    )
    report(done, _("Number {slug}, {name}, is changed."))


@command(
    app,
    "remove",
    text=N_("Remove a spokesperson who was written by mistake."),
    example=N_("reseau spokesperson remove 2"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.governance import spokespersons

    which = words.number(number)
    if dry_run or output.confirm(_("Remove number {n}?").format(n=which), yes=yes):
        done = spokespersons.remove_spokesperson(store(), which, dry_run=dry_run)
        report(done, _("Number {slug}, {name}, is removed."))


@command(
    app,
    "list",
    text=N_("List who may speak for the collective, and on what."),
    example=N_("reseau spokesperson list --theme housing"),
)
def list_(
    theme: Annotated[
        str | None,
        option(
            "--theme",
            text=N_("Only those who may speak on it, by a broader theme or by all."),
        ),
    ] = None,
    committee: Annotated[
        str | None, option("--committee", text=N_("Only those of this committee."))
    ] = None,
    at: At = None,
    all_: Everything = False,
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import Diffusion
    from reseau.usecases.governance import spokespersons

    chosen = output.read_format(form)
    wanted = spokespersons.SpeakerFilter(
        committee=committee,
        theme=theme,
        everything=all_,
        shown_to=words.audience(Diffusion.read(audience)),
    )
    found = spokespersons.list_spokespersons(
        store(), wanted, at=words.day(at), lang=language()
    )
    lines = found.lines
    print_list(
        lines,
        [
            output.Column("number", "#", right=True),
            output.Column("name", _("who")),
            output.Column("committee", _("for")),
            output.Column("theme", _("theme")),
            output.Column("since", _("since")),
            output.Column("until", _("until")),
        ],
        of=spokespersons.SpeakingLine,
        form=chosen,
        empty=_("Nobody may speak. “reseau spokesperson add” adds one."),
        total=_("{n}; without a committee: for the whole collective.").format(
            n=ngettext("{n} spokesperson", "{n} spokespersons", len(lines)).format(
                n=len(lines)
            )
        ),
    )
    if found.hidden:
        text = ngettext(
            "{n} actor may not be shown here.",
            "{n} actors may not be shown here.",
            found.hidden,
        )
        output.note(text.format(n=formats.number(found.hidden)))


@command(
    app,
    "show",
    text=N_("Show on what somebody may speak."),
    example=N_("reseau spokesperson show 2"),
)
def show(number: Number, at: At = None, form: FormatOption = "table") -> None:
    from reseau.usecases.governance.spokespersons import spokesperson_shown

    chosen = output.read_format(form)
    it = spokesperson_shown(
        store(), words.number(number), lang=language(), at=words.day(at)
    )
    if cards.printed_as_data(it, chosen):
        return
    output.heading(f"{it.name} ({it.slug})")
    output.pairs(
        [
            (_("for"), it.committee or _("the whole collective")),
            (_("theme"), it.theme or _("everything")),
            (_("dates"), formats.span(it.since, it.until)),
            (_("note"), it.note or ""),
        ]
    )

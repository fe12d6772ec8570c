"""``reseau follow-up``: what was promised."""

from typing import Annotated

from reseau.cli import output, team_only, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, DryRun, FormatOption
from reseau.cli.state import store
from reseau.i18n import N_, ngettext
from reseau.i18n import gettext as _

app = new_group(N_("Follow-ups: what was promised, by when."))

Number = Annotated[
    int, argument(text=N_("Its number, as “list” shows it."), metavar=N_("NUMBER"))
]


@command(
    app,
    "list",
    text=N_("List follow-ups, the nearest deadline first."),
    example=N_("reseau follow-up list --actor cdc-rosemont"),
)
def list_(
    all_: Annotated[
        bool, option("--done", text=N_("Those that are done, in place of the others."))
    ] = False,
    actor: Annotated[
        str | None, option("--actor", text=N_("Only what this actor promised."))
    ] = None,
    until: Annotated[
        str | None,
        option(
            "--until", text=N_("Only deadlines until that day."), metavar=N_("DATE")
        ),
    ] = None,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.log.follow_ups import FollowUpLine, list_follow_ups

    chosen = output.read_format(form)
    found = list_follow_ups(
        store(),
        done=all_,
        actor=actor,
        until=words.period(None, until).until,
        at=words.day(at),
    )
    columns = [
        output.Column("number", "#", right=True),
        output.Column("due_on", _("deadline")),
        output.Column("late", _("days late"), right=True),
        output.Column("what", _("what")),
        output.Column("actor", _("who")),
        output.Column("title", _("promised at")),
    ]
    print_list(
        found,
        columns,
        of=FollowUpLine,
        form=chosen,
        empty=_("Nothing was promised."),
        total=ngettext("{n} follow-up", "{n} follow-ups", len(found)).format(
            n=len(found)
        ),
    )
    team_only.note_texts(text for it in found for text in (it.what, it.actor, it.title))


@command(
    app,
    "done",
    text=N_("Close a follow-up."),
    example=N_("reseau follow-up done 12 --on yesterday"),
)
def done(
    number: Number,
    on: Annotated[
        str, option("--on", text=N_("The day it was done."), metavar=N_("DATE"))
    ] = "today",
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.log.follow_ups import finish_follow_up

    day = words.required_day(on)
    report(
        finish_follow_up(store(), number, on=day, dry_run=dry_run),
        _("Done: {name}"),
    )


@command(
    app,
    "move",
    text=N_("Give a follow-up another deadline."),
    example=N_("reseau follow-up move 12 2026-12-15"),
)
def move(
    number: Number,
    due: Annotated[str, argument(text=N_("The new deadline."), metavar=N_("DATE"))],
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.log.follow_ups import move_follow_up

    day = words.required_day(due, prefer="next")
    report(
        move_follow_up(store(), number, due=day, dry_run=dry_run),
        _("{name}: by {day}").replace("{day}", words.full_day(day)),
    )

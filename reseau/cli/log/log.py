"""``reseau log``: log an interaction."""

from typing import Annotated

from reseau.cli import words
from reseau.cli._base import argument, command, new_single, option
from reseau.cli.log import lines
from reseau.cli.options import Create, DryRun
from reseau.i18n import N_

app = new_single()
Many = list[str]


@command(
    app,
    "log",
    text=N_(
        "Log an interaction: a meeting, a call, a message.\n\n"
        "A line has a date, a title, then marks: @actor, @actor=role, +theme, "
        "key:value, and notes after “::”. Keys: kind, duration, place, due, committee, "
        "territory, function, carrier, by. All of it can be said by options too. With "
        "nothing typed, on a terminal, questions are asked."
    ),
    example=N_(
        "reseau log yesterday 2pm Meeting on housing @cdc-rosemont +housing "
        "duration:1h30 due:friday :: Bring the map"
    ),
)
def log(
    line: Annotated[
        list[str] | None,
        argument(text=N_("Date, title and marks; - reads lines."), metavar=N_("LINE")),
    ] = None,
    with_: Annotated[
        Many | None,
        option(
            "--with",
            text=N_("Who took part, as NAME or NAME=ROLE; repeated."),
            metavar=N_("ACTOR"),
        ),
    ] = None,
    on: Annotated[
        str | None,
        option("--on", text=N_("The day; today by default."), metavar=N_("DATE")),
    ] = None,
    time: Annotated[
        str | None,
        option("--time", text=N_("The time, as 14:30 or 14h30."), metavar=N_("TIME")),
    ] = None,
    duration: Annotated[
        str | None,
        option(
            "--duration", text=N_("How long, as 90 or 1h30."), metavar=N_("DURATION")
        ),
    ] = None,
    kind: Annotated[
        str,
        option("--kind", text=N_("meeting, call, message, visit, event, activity.")),
    ] = "meeting",
    theme: Annotated[
        Many | None, option("--theme", text=N_("What it was about; may be repeated."))
    ] = None,
    committee: Annotated[
        str | None, option("--committee", text=N_("The committee that met."))
    ] = None,
    territory: Annotated[
        Many | None,
        option("--territory", text=N_("The territory it was about; may be repeated.")),
    ] = None,
    place: Annotated[
        str | None, option("--place", text=N_("Where it was held."))
    ] = None,
    brought_by: Annotated[
        Many | None,
        option("--brought-by", text=N_("WHO=BROUGHT BY WHOM; may be repeated.")),
    ] = None,
    on_behalf_of: Annotated[
        Many | None,
        option("--on-behalf-of", text=N_("WHO=ORGANIZATION; may be repeated.")),
    ] = None,
    function: Annotated[
        str | None, option("--function", text=N_("watch, analysis or dissemination."))
    ] = None,
    carrier: Annotated[
        str | None, option("--carrier", text=N_("advisory-group, members or staff."))
    ] = None,
    follow_up: Annotated[
        Many | None,
        option("--follow-up", text=N_("What was promised; may be repeated.")),
    ] = None,
    due: Annotated[
        str | None,
        option("--due", text=N_("Deadline of what was promised."), metavar=N_("DATE")),
    ] = None,
    notes: Annotated[
        str | None, option("--notes", text=N_("Notes, never shown on maps."))
    ] = None,
    create: Create = None,
    create_anyway: Annotated[
        bool,
        option("--create-anyway", text=N_("Even when a known name is near.")),
    ] = False,
    file: Annotated[
        str | None,
        option(
            "--file",
            "-F",
            text=N_("Log the lines of a file, all of them or none; - for the input."),
            metavar=N_("FILE"),
        ),
    ] = None,
    editor: Annotated[
        bool,
        option(
            "--editor",
            "-e",
            text=N_("Fill in a form in your text editor: RESEAU_EDITOR, or EDITOR."),
        ),
    ] = False,
    planned: Annotated[
        bool, option("--planned", text=N_("It is still to come."))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.dates import read_duration, read_time
    from reseau.domain.vocabulary import ActorKind, Carrier, Function, InteractionKind
    from reseau.usecases.log import logging

    base = logging.Entry(
        title="",
        held_on=words.required_day(on or "today"),
        kind=InteractionKind.read(kind),
        starts=None if time is None else read_time(time),
        minutes=None if duration is None else read_duration(duration),
        participants=[logging.read_participant(it) for it in with_ or ()],
        themes=theme or (),
        territories=territory or (),
        committee=committee,
        place=place,
        notes=notes,
        function=None if function is None else Function.read(function),
        carrier=None if carrier is None else Carrier.read(carrier),
        brought_by=dict(logging.read_pair(it) for it in brought_by or ()),
        on_behalf_of=dict(logging.read_pair(it) for it in on_behalf_of or ()),
        follow_ups=follow_up or (),
        due_on=words.day(due, prefer="next"),
        create=words.read_word(ActorKind, create),
        near_too=create_anyway,
        planned=planned,
    )
    if editor:
        from reseau.cli.log.editing import log_in_editor

        log_in_editor(base=base, dry_run=dry_run)
        return
    if not line and file is None and lines.somebody_answers():
        from reseau.cli.log.guided import log_by_questions

        log_by_questions(base=base, dry_run=dry_run)
        return
    entries = lines.typed(line or [], base=base, file=file, dated=on is not None)
    lines.log(entries, dry_run=dry_run)

"""``reseau mission``: a hypothesis, test meetings, go or no-go, a lesson."""

from typing import Annotated

from reseau.cli import cards, output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.cycle import cycle_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, DryRun, FormatOption, Yes
from reseau.cli.state import store
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

app = new_group(N_("Missions: a hypothesis, test meetings, go or no-go, a lesson."))

Which = Annotated[
    str,
    argument(
        text=N_("Number, short code or words of the title."), metavar=N_("MISSION")
    ),
]
Hypothesis = Annotated[
    str | None, option("--hypothesis", text=N_("What is thought and has to be seen."))
]
Serves = Annotated[
    str | None,
    option("--strategy", text=N_("The strategy that it serves or that came of it.")),
]


@command(
    app,
    "add",
    text=N_("Add a mission: what is thought, and by when it has to be decided."),
    example=N_(
        'reseau mission add "Cours ouvertes" --hypothesis "Two schools would open '
        'theirs" --due 2026-12-15'
    ),
)
def add(
    name: of.NewTitle,
    hypothesis: Hypothesis = None,
    start: of.Start = None,
    due: of.Due = None,
    theme: of.Themes = None,
    strategy: Serves = None,
    function: of.FunctionOption = None,
    carrier: of.CarrierOption = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import Carrier, Function
    from reseau.usecases.cycle import missions

    changes = missions.MissionChanges(
        hypothesis=words.text_change(hypothesis),
        started_on=words.day(start),
        due_on=words.day_change(due, prefer="next"),
        themes=words.listed(theme),
        strategy=words.text_change(strategy),
        function=words.word_change(Function, function),
        carrier=words.word_change(Carrier, carrier),
    )
    done = missions.add_mission(store(), name, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” is added, as {slug}."))


@command(
    app,
    "edit",
    text=N_("Change a mission. Lists are replaced; an empty text clears an option."),
    example=N_("reseau mission edit cours-ouvertes --due 2027-01-31"),
)
def edit(
    which: Which,
    name: of.Renamed = None,
    hypothesis: Hypothesis = None,
    start: of.Start = None,
    due: of.Due = None,
    lesson: of.Lesson = None,
    theme: of.Themes = None,
    strategy: Serves = None,
    function: of.FunctionOption = None,
    carrier: of.CarrierOption = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import Carrier, Function
    from reseau.usecases.cycle import missions

    changes = missions.MissionChanges(
        name=name,
        hypothesis=words.text_change(hypothesis),
        started_on=words.day(start),
        due_on=words.day_change(due, prefer="next"),
        lesson=words.text_change(lesson),
        themes=words.listed(theme),
        strategy=words.text_change(strategy),
        function=words.word_change(Function, function),
        carrier=words.word_change(Carrier, carrier),
    )
    done = missions.edit_mission(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” ({slug}) is changed."))


@command(
    app,
    "test",
    text=N_("Attach meetings of the log that put the hypothesis to the test."),
    example=N_('reseau mission test cours-ouvertes 12 --note "They want a caretaker"'),
)
def try_out(
    which: Which,
    interactions: of.Interactions,
    note: Annotated[str | None, option("--note", text=N_("What it showed."))] = None,
    detach: of.Detach = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import missions

    numbers = [words.number(it) for it in interactions]
    if detach:
        done = missions.remove_tests(store(), which, numbers, dry_run=dry_run)
    else:
        done = missions.add_tests(store(), which, numbers, note=note, dry_run=dry_run)
    report(done, _("The test meetings of “{name}” ({slug}) are changed."))


@command(
    app,
    "decide",
    text=N_("Decide a mission, and say what was learned."),
    example=N_('reseau mission decide cours-ouvertes go --lesson "Ask the caretaker"'),
)
def decide(
    which: Which,
    verdict: Annotated[
        str, argument(text=N_("go, no-go or again."), metavar=N_("VERDICT"))
    ],
    on: Annotated[
        str, option("--on", text=N_("The day it was decided."), metavar=N_("DATE"))
    ] = "today",
    lesson: of.Lesson = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.dissemination import Verdict
    from reseau.usecases.cycle import missions

    read = Verdict.read(verdict)
    done = missions.decide_mission(
        store(), which, read, on=words.required_day(on), lesson=lesson, dry_run=dry_run
    )
    report(done, _("“{name}” ({slug}) is decided."))


@command(
    app,
    "remove",
    text=N_("Remove a mission; its test meetings stay in the log."),
    example=N_("reseau mission remove cours-ouvertes"),
)
def remove(which: Which, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.cycle import missions

    question = _("Remove {name}?").format(name=which)
    if dry_run or output.confirm(question, yes=yes):
        done = missions.remove_mission(store(), which, dry_run=dry_run)
        report(done, _("“{name}” ({slug}) is removed."))


@command(
    app,
    "list",
    text=N_("List missions, the nearest deadline first."),
    example=N_("reseau mission list --all"),
)
def list_(all_: of.All = False, at: At = None, form: FormatOption = "table") -> None:
    from reseau.usecases.cycle.mission_cards import MissionLine, list_missions

    printed = output.read_format(form)
    found = list_missions(store(), all_=all_, lang=language(), at=words.day(at))
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("name", _("title")),
            output.Column("due_on", _("deadline")),
            output.Column("tests", _("test meetings"), right=True),
            output.Column("verdict", _("decided")),
            output.Column("strategy", _("strategy")),
        ],
        of=MissionLine,
        form=printed,
        empty=_("No mission. “reseau mission add” adds one."),
        total=ngettext("{n} mission", "{n} missions", len(found)).format(n=len(found)),
    )


@command(
    app,
    "show",
    text=N_("Show a mission: hypothesis, test meetings, decision, lesson."),
    example=N_("reseau mission show cours-ouvertes"),
)
def show(which: Which, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.cycle.cycle_words import cell_words, deadline
    from reseau.usecases.cycle.mission_cards import mission_card

    printed = output.read_format(form)
    card = mission_card(store(), which, lang=language(), at=words.day(at))
    if cards.printed_as_data(card, printed):
        return
    function, carrier = cell_words(card.cell)
    decided = formats.full_date(card.decided_on) if card.decided_on else ""
    output.heading(f"{card.name} ({card.slug})")
    output.pairs(
        [
            (_("hypothesis"), card.hypothesis),
            (_("start"), formats.full_date(card.started_on)),
            (_("deadline"), deadline(card.due_on, card.late)),
            (_("decided"), "" if card.verdict is None else card.verdict.label()),
            (_("decided on"), decided),
            (_("lesson"), card.lesson or ""),
            (_("themes"), ", ".join(card.themes)),
            (_("strategy"), card.strategy or ""),
            (_("function"), function),
            (_("carrier"), carrier),
        ]
    )
    cards.section(
        _("Test meetings"),
        [
            cards.labelled(f"#{it.number} {formats.full_date(it.held_on)}", it.title)
            + (f" — {it.note}" if it.note else "")
            for it in card.tests
        ],
    )

"""``reseau strategy``: what is meant to make some actors act differently."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.cycle import cycle_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, DryRun, FormatOption, Number, Yes
from reseau.cli.state import store
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

app = new_group(N_("Strategies: targets, change, steps, pledges."))

Which = Annotated[
    str,
    argument(
        text=N_("Number, short code or words of the title."), metavar=N_("STRATEGY")
    ),
]
_STATES = N_("planned, running, reached, ended or dropped.")
Change = Annotated[
    str | None,
    option("--change", text=N_("What the targets would do that they do not do now.")),
]
Targets = Annotated[
    list[str] | None,
    option("--target", text=N_("An actor that would change; may be repeated.")),
]
Messages = Annotated[
    list[str] | None, option("--message", text=N_("What is said; may be repeated."))
]
Means = Annotated[
    list[str] | None, option("--means", text=N_("By what means; may be repeated."))
]


@command(
    app,
    "add",
    text=N_("Add a strategy: whom it addresses, and the change it aims at."),
    example=N_(
        'reseau strategy add "Ouvrir la cour" --target cssdm --change "The yard is '
        'open in the evening" --start 2026-03-01 --due 2026-12-15'
    ),
)
def add(
    name: of.NewTitle,
    change: Change = None,
    target: Targets = None,
    message: Messages = None,
    means: Means = None,
    theme: of.Themes = None,
    start: of.Start = None,
    due: of.Due = None,
    function: of.FunctionOption = None,
    carrier: of.CarrierOption = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import Carrier, Function
    from reseau.usecases.common.cycle_edits import one_a_line
    from reseau.usecases.cycle import strategies

    changes = strategies.StrategyChanges(
        intended=words.text_change(change),
        targets=words.listed(target),
        messages=one_a_line(message),
        means=one_a_line(means),
        themes=words.listed(theme),
        started_on=words.day(start),
        due_on=words.day_change(due, prefer="next"),
        function=words.word_change(Function, function),
        carrier=words.word_change(Carrier, carrier),
    )
    done = strategies.add_strategy(store(), name, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” is added, as {slug}."))


@command(
    app,
    "edit",
    text=N_(
        "Change a strategy. Lists are replaced; an empty text clears an option; a "
        "state that is not over takes it up again."
    ),
    example=N_("reseau strategy edit ouvrir-la-cour --due 2027-03-01"),
)
def edit(
    which: Which,
    name: of.Renamed = None,
    change: Change = None,
    target: Targets = None,
    message: Messages = None,
    means: Means = None,
    theme: of.Themes = None,
    start: of.Start = None,
    due: of.Due = None,
    state: Annotated[str | None, option("--state", text=_STATES)] = None,
    lesson: of.Lesson = None,
    function: of.FunctionOption = None,
    carrier: of.CarrierOption = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.dissemination import StrategyState
    from reseau.domain.vocabulary import Carrier, Function
    from reseau.usecases.common.cycle_edits import one_a_line
    from reseau.usecases.cycle import strategies

    changes = strategies.StrategyChanges(
        name=name,
        intended=words.text_change(change),
        targets=words.listed(target),
        messages=one_a_line(message),
        means=one_a_line(means),
        themes=words.listed(theme),
        started_on=words.day(start),
        due_on=words.day_change(due, prefer="next"),
        state=words.read_word(StrategyState, state),
        lesson=words.text_change(lesson),
        function=words.word_change(Function, function),
        carrier=words.word_change(Carrier, carrier),
    )
    done = strategies.edit_strategy(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” ({slug}) is changed."))


@command(
    app,
    "close",
    text=N_("Close a strategy, and say what was learned."),
    example=N_(
        "reseau strategy close ouvrir-la-cour --state reached --lesson "
        '"The caretaker decides"'
    ),
)
def close(
    which: Which,
    state: Annotated[str, option("--state", text=N_("reached, ended or dropped."))],
    on: Annotated[
        str, option("--on", text=N_("The day it was closed."), metavar=N_("DATE"))
    ] = "today",
    lesson: of.Lesson = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.dissemination import StrategyState
    from reseau.usecases.cycle import strategies

    done = strategies.close_strategy(
        store(),
        which,
        state=StrategyState.read(state),
        on=words.required_day(on),
        lesson=lesson,
        dry_run=dry_run,
    )
    report(done, _("“{name}” ({slug}) is closed."))


@command(
    app,
    "remove",
    text=N_("Remove a strategy on which nothing depends."),
    example=N_("reseau strategy remove ouvrir-la-cour"),
)
def remove(which: Which, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.cycle import strategies

    question = _("Remove {name}?").format(name=which)
    if dry_run or output.confirm(question, yes=yes):
        done = strategies.remove_strategy(store(), which, dry_run=dry_run)
        report(done, _("“{name}” ({slug}) is removed."))


@command(
    app,
    "list",
    text=N_("List strategies, the nearest deadline first."),
    example=N_("reseau strategy list --target cssdm --all"),
)
def list_(
    target: Annotated[
        str | None, option("--target", text=N_("Only those that address this actor."))
    ] = None,
    theme: of.OnlyTheme = None,
    all_: of.All = False,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.cycle.strategy_card import print_strategies
    from reseau.usecases.cycle.strategy_cards import list_strategies

    printed = output.read_format(form)
    found = list_strategies(
        store(),
        all_=all_,
        target=target,
        theme=theme,
        lang=language(),
        at=words.day(at),
    )
    print_strategies(found, form=printed, all_=all_)


@command(
    app,
    "show",
    text=N_("Show a strategy: markers, pledges, steps, products, outcomes."),
    example=N_("reseau strategy show ouvrir-la-cour"),
)
def show(which: Which, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.cycle.strategy_card import print_strategy
    from reseau.usecases.cycle.strategy_cards import strategy_card

    printed = output.read_format(form)
    card = strategy_card(store(), which, lang=language(), at=words.day(at))
    print_strategy(card, form=printed)


@command(
    app,
    "step",
    text=N_("Attach interactions of the log to a strategy, as its steps."),
    example=N_('reseau strategy step ouvrir-la-cour 12 15 --note "The principal came"'),
)
def step(
    which: Which,
    interactions: of.Interactions,
    note: of.Note = None,
    detach: of.Detach = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import strategy_steps

    numbers = [words.number(it) for it in interactions]
    if detach:
        done = strategy_steps.remove_steps(store(), which, numbers, dry_run=dry_run)
        report(done, _("The steps of “{name}” ({slug}) are changed."))
        return
    done = strategy_steps.add_steps(store(), which, numbers, note=note, dry_run=dry_run)
    report(done, _("The steps of “{name}” ({slug}) are changed."))


@command(
    app,
    "pledge",
    text=N_("Note what a member engages to do for a strategy."),
    example=N_(
        'reseau strategy pledge ouvrir-la-cour "Nadia Tremblay" "Call the principal" '
        "--due 2026-12-01"
    ),
)
def pledge(
    which: Which,
    member: Annotated[str, argument(text=N_("Who engages."), metavar=N_("ACTOR"))],
    what: Annotated[str, argument(text=N_("To do what."), metavar=N_("WHAT"))],
    on: Annotated[
        str, option("--on", text=N_("The day it was said."), metavar=N_("DATE"))
    ] = "today",
    due: of.Due = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import pledges

    promise = pledges.Promise(
        what, words.required_day(on), words.day(due, prefer="next")
    )
    done = pledges.pledge(store(), which, member, promise=promise, dry_run=dry_run)
    report(done, _("Pledge {slug}: {name}."))


@command(
    app,
    "pledges",
    text=N_("List what members engaged to do, the nearest deadline first."),
    example=N_("reseau strategy pledges --actor nadia-tremblay"),
)
def pledges_(
    strategy: of.OnlyStrategy = None,
    actor: Annotated[
        str | None, option("--actor", text=N_("Only what this actor engaged to do."))
    ] = None,
    all_: of.All = False,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.cycle.pledges import PledgeLine, list_pledges

    printed = output.read_format(form)
    found = list_pledges(
        store(), which=strategy, actor=actor, all_=all_, at=words.day(at)
    )
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("due_on", _("deadline")),
            output.Column("state", _("state")),
            output.Column("actor", _("who")),
            output.Column("what", _("what")),
            output.Column("strategy", _("strategy")),
        ],
        of=PledgeLine,
        form=printed,
        empty=_("Nobody has engaged to do anything that is not done."),
        total=ngettext("{n} pledge", "{n} pledges", len(found)).format(n=len(found)),
    )


@command(
    app,
    "done",
    text=N_("Note that a pledge was kept."),
    example=N_("reseau strategy done 4 --on yesterday"),
)
def done_(
    number: Number,
    on: Annotated[
        str, option("--on", text=N_("The day it was done."), metavar=N_("DATE"))
    ] = "today",
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import pledges

    day = words.required_day(on)
    done = pledges.keep_pledge(store(), words.number(number), on=day, dry_run=dry_run)
    report(done, _("Pledge {slug} is kept: {name}."))


@command(
    app,
    "move",
    text=N_("Give a pledge another deadline."),
    example=N_("reseau strategy move 4 2026-12-15"),
)
def move(
    number: Number,
    due: Annotated[str, argument(text=N_("The new deadline."), metavar=N_("DATE"))],
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import pledges

    day = words.required_day(due, prefer="next")
    done = pledges.move_pledge(store(), words.number(number), due=day, dry_run=dry_run)
    report(done, _("{name}: by {day}").replace("{day}", words.full_day(day)))


@command(
    app,
    "drop",
    text=N_("Note that a pledge will not be kept, and why."),
    example=N_('reseau strategy drop 4 --reason "Somebody else did it"'),
)
def drop(
    number: Number,
    on: Annotated[
        str, option("--on", text=N_("The day it was known."), metavar=N_("DATE"))
    ] = "today",
    reason: Annotated[str | None, option("--reason", text=N_("Why."))] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import pledges

    done = pledges.drop_pledge(
        store(), words.number(number), on=words.required_day(on), reason=reason,
        dry_run=dry_run,
    )  # fmt: skip
    report(done, _("Pledge {slug} is dropped: {name}."))

"""``reseau need``: the questions that the collective needs answered."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.options import At, AudienceOption, DryRun, FormatOption, Yes
from reseau.cli.state import store
from reseau.i18n import N_, language
from reseau.i18n import gettext as _

app = new_group(N_("Analysis: the questions that need an answer."))

Which = Annotated[
    str, argument(text=N_("Its number, or words of its question."), metavar=N_("NEED"))
]
Context = Annotated[
    str | None,
    option("--context", text=N_("What it is for: a development plan, a consultation.")),
]
AskedBy = Annotated[str | None, option("--asked-by", text=N_("Who asks."))]
AskedOn = Annotated[
    str | None,
    option("--on", text=N_("The day it was asked; today."), metavar=N_("DATE")),
]
Priority = Annotated[
    str | None, option("--priority", text=N_("1, the first, to 4."), metavar="1-4")
]
Themes = Annotated[
    list[str] | None, option("--theme", text=N_("A theme; may be repeated."))
]
Where = Annotated[
    str | None, option("--territory", text=N_("The territory it is about."))
]
Signals = Annotated[
    list[str] | None,
    option("--signal", text=N_("A signal it came from, by number; may be repeated.")),
]
ValidateBy = Annotated[
    str | None,
    option(
        "--validate-by",
        text=N_("The day by which it must be validated again."),
        metavar=N_("DATE"),
    ),
]
CouldAnswer = Annotated[
    list[str] | None,
    option(
        "--could-answer",
        text=N_("Who could answer, as NAME or NAME=REASON; may be repeated."),
        metavar=N_("ACTOR"),
    ),
]


@command(
    app,
    "add",
    text=N_("Add a need: a question that the collective needs answered."),
    example=N_(
        'reseau need add "Where is social housing missing?" --context "Development '
        'plan" --theme housing --signal 12 --priority 1 --validate-by 2027-03-31'
    ),
)
def add(
    question: Annotated[
        str, argument(text=N_("The question."), metavar=N_("QUESTION"))
    ],
    context: Context = None, asked_by: AskedBy = None, on: AskedOn = None,
    priority: Priority = None, theme: Themes = None, territory: Where = None,
    signal: Signals = None, could_answer: CouldAnswer = None,
    validate_by: ValidateBy = None, dry_run: DryRun = False,
) -> None:  # fmt: skip
    from reseau.usecases.cycle import needs

    changes = needs.NeedChanges(
        context=words.text_change(context), asked_by=words.text_change(asked_by),
        asked_on=words.day(on), priority=words.number_change(priority),
        validate_by=words.day_change(validate_by, prefer="next"),
        territory=words.text_change(territory), themes=words.listed(theme),
        signals=words.listed(signal), experts=read_experts(could_answer),
    )  # fmt: skip
    done = needs.add_need(store(), question, changes=changes, dry_run=dry_run)
    report(done, _("Need {slug} is added: {name}"))


def read_experts(texts: list[str] | None) -> dict[str, str] | None:
    """Read who could answer, each with the reason; an empty text empties the list."""
    if texts is None:
        return None
    pairs = (it.partition("=") for it in texts if it.strip())
    return {name.strip(): reason.strip() for name, _equals, reason in pairs}


@command(
    app,
    "list",
    text=N_("List needs, by priority; those that are closed with --all."),
    example=N_("reseau need list --due"),
)
def list_(
    due: Annotated[
        bool,
        option(
            "--due",
            "--echus",
            text=N_("Only those past the date of their validation."),
        ),
    ] = False,
    state: Annotated[
        str | None,
        option("--state", text=N_("open, in-hand, answered or dropped.")),
    ] = None,
    theme: Annotated[
        str | None,
        option("--theme", text=N_("Only those about it, or a narrower theme.")),
    ] = None,
    territory: Annotated[
        str | None,
        option("--territory", text=N_("Only those about it, or a part of it.")),
    ] = None,
    at: At = None,
    all_: Annotated[
        bool, option("--all", text=N_("Those that are closed, too."))
    ] = False,
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.cli.cycle.need_page import print_needs
    from reseau.domain.vocabulary import Diffusion, NeedState
    from reseau.usecases.cycle.need_lists import NeedFilter, list_needs

    chosen = output.read_format(form)
    wanted = NeedFilter(
        state=words.read_word(NeedState, state), due=due, at=words.day(at),
        theme=theme, territory=territory, all=all_,
    )  # fmt: skip
    found = list_needs(
        store(), wanted, lang=language(),
        shown_to=words.audience(Diffusion.read(audience)),
    )  # fmt: skip
    print_needs(found, form=chosen, due=due, all_=all_ or state is not None)


@command(
    app,
    "show",
    text=N_("Show everything known of a need: votes, signals, who could answer."),
    example=N_("reseau need show 3"),
)
def show(which: Which, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.cycle.need_page import print_need
    from reseau.usecases.cycle.need_lists import need_card

    chosen = output.read_format(form)
    card = need_card(store(), which, lang=language(), at=words.day(at))
    print_need(card, form=chosen)


@command(
    app,
    "edit",
    text=N_(
        "Correct a need. Themes, signals and people replace the list; an empty text "
        "clears an option."
    ),
    example=N_(
        'reseau need edit 3 --state in-hand --could-answer "nadia-tremblay=She follows '
        'the file"'
    ),
)
def edit(
    which: Which,
    question: Annotated[
        str | None, option("--title", text=N_("The new question."))
    ] = None,
    context: Context = None, asked_by: AskedBy = None, on: AskedOn = None,
    priority: Priority = None,
    state: Annotated[
        str | None, option("--state", text=N_("open or in-hand."))
    ] = None,
    theme: Themes = None, territory: Where = None, signal: Signals = None,
    could_answer: CouldAnswer = None, validate_by: ValidateBy = None,
    dry_run: DryRun = False,
) -> None:  # fmt: skip
    from reseau.domain.vocabulary import NeedState
    from reseau.usecases.cycle import needs

    changes = needs.NeedChanges(
        question=question, context=words.text_change(context),
        asked_by=words.text_change(asked_by), asked_on=words.day(on),
        priority=words.number_change(priority),
        state=words.read_word(NeedState, state),
        validate_by=words.day_change(validate_by, prefer="next"),
        territory=words.text_change(territory), themes=words.listed(theme),
        signals=words.listed(signal), experts=read_experts(could_answer),
    )  # fmt: skip
    done = needs.edit_need(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("Need {slug} is changed: {name}"))


@command(
    app,
    "validate",
    text=N_(
        "Say that a need still holds, with its priority and votes. The same day again "
        "corrects it."
    ),
    example=N_(
        "reseau need validate 3 --meeting 41 --priority 1 --votes 9 --voters 12 --next "
        "2027-06-30"
    ),
)
def validate(
    which: Which,
    on: Annotated[
        str | None,
        option(
            "--on",
            text=N_("The day; that of the meeting, else today."),
            metavar=N_("DATE"),
        ),
    ] = None,
    meeting: Annotated[
        str | None,
        option(
            "--meeting",
            text=N_("Number of the interaction where it was voted."),
            metavar=N_("NUMBER"),
        ),
    ] = None,
    committee: Annotated[
        str | None,
        option("--committee", text=N_("Who voted; the meeting's by default.")),
    ] = None,
    priority: Priority = None,
    votes: Annotated[
        int | None, option("--votes", text=N_("How many voted for it."), min=0)
    ] = None,
    voters: Annotated[
        int | None, option("--voters", text=N_("How many could vote."), min=0)
    ] = None,
    next_: Annotated[
        str | None,
        option(
            "--next",
            text=N_("The day by which it must be validated again."),
            metavar=N_("DATE"),
        ),
    ] = None,
    note: Annotated[str | None, option("--note", text=N_("What was said."))] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.common.edits import Clear
    from reseau.usecases.cycle.need_rounds import Validation, validate_need

    number = words.number_change(priority)
    said = Validation(
        held_on=words.day(on),
        meeting=None if meeting is None else words.number(meeting),
        committee=committee, priority=None if isinstance(number, Clear) else number,
        votes=votes, voters=voters, note=note,
        next_on=words.day(next_, prefer="next"),
    )  # fmt: skip
    done = validate_need(store(), which, said=said, dry_run=dry_run)
    report(done, _("Need {slug} is validated: {name}"))


@command(
    app,
    "answer",
    text=N_("Close a need: answered, or dropped with the reason."),
    example=N_('reseau need answer 3 "The portrait of June answers it"'),
)
def answer(
    which: Which,
    text: Annotated[
        str,
        argument(text=N_("The answer, or why it is dropped."), metavar=N_("ANSWER")),
    ],
    on: Annotated[
        str | None, option("--on", text=N_("The day; today."), metavar=N_("DATE"))
    ] = None,
    dropped: Annotated[
        bool, option("--dropped", text=N_("It is given up, not answered."))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle.needs import close_need

    done = close_need(
        store(), which, answer=text, on=words.day(on), dropped=dropped, dry_run=dry_run
    )
    report(done, _("Need {slug} is closed: {name}"))


@command(
    app,
    "compare",
    text=N_("Compare the needs of two days: new, answered, dropped, priority moved."),
    example=N_("reseau need compare 2026-03-01 2026-11-01"),
)
def compare(
    first: Annotated[str, argument(text=N_("One day."), metavar=N_("DATE"))],
    second: Annotated[
        str, argument(text=N_("The other one; today by default."), metavar=N_("DATE"))
    ] = "today",
    form: FormatOption = "table",
) -> None:
    from reseau.cli.cycle.need_page import print_rounds
    from reseau.usecases.cycle.need_rounds import compare_rounds

    chosen = output.read_format(form)
    found = compare_rounds(
        store(), words.required_day(first), words.required_day(second)
    )
    print_rounds(found, form=chosen)


@command(
    app,
    "remove",
    text=N_("Remove a need on which nothing depends."),
    example=N_("reseau need remove 3"),
)
def remove(which: Which, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.cycle.needs import remove_need

    question = _("Remove {name}?").format(name=which)
    if dry_run or output.confirm(question, yes=yes):
        done = remove_need(store(), which, dry_run=dry_run)
        report(done, _("Need {slug} is removed: {name}"))

"""``reseau outcome``: who changed what, what else helped, who confirms it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.cycle import cycle_options as of
from reseau.cli.done import report
from reseau.cli.options import At, DryRun, FormatOption, Number, Since, Until, Yes
from reseau.cli.state import store
from reseau.i18n import N_, language
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.cycle.outcomes import OutcomeChanges

app = new_group(N_("Outcomes: who changed what, with what shows it."))

Many = list[str]
On = Annotated[
    str | None,
    option("--on", text=N_("When; today by default."), metavar=N_("DATE")),
]
Changed = Annotated[
    Many | None, option("--who", text=N_("An actor that changed; may be repeated."))
]
Contribution = Annotated[
    str | None,
    option("--contribution", text=N_("What the collective did that helped.")),
]
Others = Annotated[
    str | None,
    option("--others", text=N_("What else helped; required, unless --contributor.")),
]
Contributors = Annotated[
    Many | None,
    option("--contributor", text=N_("Another actor that helped; may be repeated.")),
]
Significance = Annotated[
    str | None, option("--significance", text=N_("Why it matters."))
]
Evidence = Annotated[
    str | None, option("--evidence", text=N_("What shows it; a link, a page, a quote."))
]
Where = Annotated[str | None, option("--territory", text=N_("Where."))]
Markers = Annotated[
    Many | None,
    option("--marker", text=N_("Number of a marker it answers; may be repeated.")),
]
Strategies = Annotated[
    Many | None,
    option("--strategy", text=N_("A strategy it comes of; may be repeated.")),
]


def _numbers(texts: Many | None) -> tuple[int, ...] | None:
    found = words.listed(texts)
    return None if found is None else tuple(words.number(it) for it in found)


@dataclass(frozen=True, slots=True)
class Told:
    """What “add” and “edit” say of an outcome, in the order of their help."""

    who: Changed = None
    on: On = None
    contribution: Contribution = None
    others: Others = None
    contributor: Contributors = None
    significance: Significance = None
    evidence: Evidence = None
    territory: Where = None
    theme: of.Themes = None
    marker: Markers = None
    strategy: Strategies = None

    def changes(self, what: str | None = None) -> "OutcomeChanges":
        """Gather what changes."""
        from reseau.usecases.cycle.outcomes import OutcomeChanges

        return OutcomeChanges(
            what=what,
            happened_on=words.day(self.on),
            territory=words.text_change(self.territory),
            significance=words.text_change(self.significance),
            contribution=words.text_change(self.contribution),
            others=words.text_change(self.others),
            evidence=words.text_change(self.evidence),
            who=words.listed(self.who),
            contributors=words.listed(self.contributor),
            themes=words.listed(self.theme),
            markers=_numbers(self.marker),
            strategies=words.listed(self.strategy),
        )


@command(
    app,
    "add",
    text=N_(
        "Add an outcome: who changed what and when, what the collective did, and what "
        "else helped."
    ),
    example=N_(
        'reseau outcome add "The yard is open in the evening" --who cssdm --on '
        '2026-11-10 --contribution "Three meetings" --others "The borough paid the '
        'caretaker" --marker 3'
    ),
)
def add(
    what: Annotated[
        str, argument(text=N_("What changed, in a sentence."), metavar=N_("WHAT"))
    ],
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import outcomes

    done = outcomes.add_outcome(store(), what, changes=told.changes(), dry_run=dry_run)
    report(done, _("Outcome {slug} is added: {name}."))


@command(
    app,
    "edit",
    text=N_("Change an outcome. Lists are replaced; an empty text clears an option."),
    example=N_('reseau outcome edit 2 --evidence "https://exemple.org/horaire"'),
)
def edit(
    *,
    number: Number,
    what: Annotated[str | None, option("--what", text=N_("What changed."))] = None,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import outcomes

    changes = told.changes(what)
    done = outcomes.edit_outcome(
        store(), words.number(number), changes=changes, dry_run=dry_run
    )
    report(done, _("Outcome {slug} is changed: {name}."))


@command(
    app,
    "substantiate",
    text=N_("Note what somebody who knows says of an outcome; their last word counts."),
    example=N_(
        "reseau outcome substantiate 2 --by nadia-tremblay --degree partly --note "
        '"Only since October"'
    ),
)
def substantiate(
    number: Number,
    degree: Annotated[str, option("--degree", text=N_("accepted, partly or not."))],
    by: Annotated[str | None, option("--by", text=N_("The actor who says so."))] = None,
    source: Annotated[
        str | None, option("--source", text=N_("The document that says so."))
    ] = None,
    on: Annotated[
        str, option("--on", text=N_("The day it was said."), metavar=N_("DATE"))
    ] = "today",
    note: Annotated[
        str | None, option("--note", text=N_("In which words, with what limits."))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.dissemination import Degree
    from reseau.usecases.cycle import outcomes

    word = outcomes.Word(
        Degree.read(degree), by=by, source=source, on=words.required_day(on), note=note
    )
    done = outcomes.substantiate(
        store(), words.number(number), word=word, dry_run=dry_run
    )
    report(done, _("What was said of outcome {slug} is noted: {name}."))


@command(
    app,
    "remove",
    text=N_("Remove an outcome, with what was said of it."),
    example=N_("reseau outcome remove 2"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.cycle import outcomes

    key = words.number(number)
    question = _("Remove outcome {number}?").format(number=key)
    if dry_run or output.confirm(question, yes=yes):
        done = outcomes.remove_outcome(store(), key, dry_run=dry_run)
        report(done, _("Outcome {slug} is removed: {name}."))


@command(
    app,
    "list",
    text=N_("List outcomes, newest first."),
    example=N_("reseau outcome list --since 2026 --actor cssdm"),
)
def list_(
    since: Since = None,
    until: Until = None,
    actor: Annotated[
        str | None, option("--actor", text=N_("Only what this actor changed."))
    ] = None,
    theme: of.OnlyTheme = None,
    strategy: of.OnlyStrategy = None,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.cycle.outcome_card import print_outcomes
    from reseau.usecases.cycle.outcome_cards import OutcomeFilter, list_outcomes

    printed = output.read_format(form)
    wanted = OutcomeFilter(
        words.period(since, until), actor, theme, strategy, at=words.day(at)
    )
    print_outcomes(list_outcomes(store(), wanted, lang=language()), form=printed)


@command(
    app,
    "show",
    text=N_("Show an outcome: contribution, others, evidence, who confirms it."),
    example=N_("reseau outcome show 2"),
)
def show(number: Number, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.cycle.outcome_card import print_outcome
    from reseau.usecases.cycle.outcome_cards import outcome_card

    printed = output.read_format(form)
    card = outcome_card(
        store(), words.number(number), lang=language(), at=words.day(at)
    )
    print_outcome(card, form=printed)

"""``reseau committee rule``: how committees decide."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import cards, output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import (
    At,
    Begins,
    DryRun,
    End,
    Everything,
    FormatOption,
    Number,
    OnlyOf,
    Yes,
)
from reseau.cli.state import store
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.common.edits import Clear
    from reseau.usecases.governance.decision_rules import Quorum, RuleLine

app = new_group(N_("How committees decide: consensus, majority, quorum."))

Which = Annotated[
    str, argument(text=N_("Name or short code."), metavar=N_("COMMITTEE"))
]
_RULES = N_("consensus, consent, majority, two-thirds, unanimity or other.")
QuorumOption = Annotated[
    str | None,
    option("--quorum", text=N_("How many members must be there: 5, or 50% of them.")),
]
Note = Annotated[str | None, option("--note", text=N_("What the rule does not say."))]


def _quorum(text: str | None) -> "Quorum | Clear | None":
    from reseau.usecases.governance.decision_rules import read_quorum

    change = words.text_change(text)
    return read_quorum(change) if isinstance(change, str) else change


@command(
    app,
    "add",
    text=N_("Say how a committee decides; the rule before ends when this one begins."),
    example=N_("reseau committee rule add comite-logement consensus --quorum 50%"),
)
def add(
    which: Which,
    rule: Annotated[str, argument(text=_RULES, metavar=N_("RULE"))],
    quorum: QuorumOption = None,
    note: Note = None,
    since: Begins = None,
    end: End = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import DecisionRule
    from reseau.usecases.governance import decision_rules

    changes = decision_rules.RuleChanges(
        rule=DecisionRule.read(rule),
        quorum=_quorum(quorum),
        note=words.text_change(note),
        since=words.day_change(since),
        until=words.day_change(end, prefer="next"),
    )
    done = decision_rules.add_rule(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” has a decision rule, number {slug}."))


@command(
    app,
    "edit",
    text=N_("Correct a decision rule. An empty text clears an option."),
    example=N_("reseau committee rule edit 2 --quorum 5"),
)
def edit(
    number: Number,
    rule: Annotated[str | None, option("--rule", text=_RULES)] = None,
    quorum: QuorumOption = None,
    note: Note = None,
    since: Begins = None,
    end: End = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import DecisionRule
    from reseau.usecases.governance import decision_rules

    changes = decision_rules.RuleChanges(
        rule=words.read_word(DecisionRule, rule),
        quorum=_quorum(quorum),
        note=words.text_change(note),
        since=words.day_change(since),
        until=words.day_change(end, prefer="next"),
    )
    which = words.number(number)
    done = decision_rules.edit_rule(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("Decision rule {slug}, of “{name}”, is changed."))


@command(
    app,
    "remove",
    text=N_("Remove a decision rule that was written by mistake."),
    example=N_("reseau committee rule remove 2"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.governance import decision_rules

    which = words.number(number)
    if dry_run or output.confirm(_("Remove number {n}?").format(n=which), yes=yes):
        done = decision_rules.remove_rule(store(), which, dry_run=dry_run)
        report(done, _("Decision rule {slug}, of “{name}”, is removed."))


@command(
    app,
    "list",
    text=N_("List how committees decide."),
    example=N_("reseau committee rule list --at 2025-01-01"),
)
def list_(
    committee: OnlyOf = None, at: At = None, all_: Everything = False,
    form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.usecases.governance.decision_rules import RuleLine, list_rules

    chosen = output.read_format(form)
    found = list_rules(store(), which=committee, at=words.day(at), everything=all_)
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("committee", _("committee")),
            output.Column("rule", _("rule")),
            output.Column("quorum", _("quorum"), right=True),
            output.Column("quorum_percent", _("quorum, %"), right=True),
            output.Column("since", _("since")),
            output.Column("until", _("until")),
        ],
        of=RuleLine,
        form=chosen,
        empty=_("No decision rule. “reseau committee rule add” adds one."),
        total=ngettext("{n} decision rule", "{n} decision rules", len(found)).format(
            n=len(found)
        ),
    )


@command(
    app,
    "show",
    text=N_("Show a decision rule."),
    example=N_("reseau committee rule show 2"),
)
def show(number: Number, at: At = None, form: FormatOption = "table") -> None:
    from reseau.usecases.governance.decision_rules import rule_shown

    chosen = output.read_format(form)
    it = rule_shown(store(), words.number(number), at=words.day(at))
    if cards.printed_as_data(it, chosen):
        return
    output.heading(
        _("Decision rule {n}: {committee}").format(n=it.number, committee=it.committee)
    )
    output.pairs(
        [
            (_("rule"), it.rule.label()),
            (_("quorum"), quorum_words(it)),
            (_("dates"), formats.span(it.since, it.until)),
            (_("note"), it.note or ""),
        ]
    )


def quorum_words(it: "RuleLine") -> str:
    """Write a quorum in words; nothing when there is none."""
    if it.quorum is not None:
        text = ngettext("{n} member", "{n} members", it.quorum)
        return text.format(n=formats.number(it.quorum))
    if it.quorum_percent is None:
        return ""
    share = formats.percent(it.quorum_percent / 100, decimals=0)
    return _("{share} of the members").format(share=share)

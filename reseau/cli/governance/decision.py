"""``reseau decision``: what committees decided, and what came of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import cards, output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import (
    At,
    DryRun,
    FormatOption,
    Meeting,
    Number,
    RecordedIn,
    Since,
    Until,
    Yes,
)
from reseau.cli.state import store
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from reseau.usecases.governance.decision_lists import DecisionCard, Pledge
    from reseau.usecases.governance.decision_subjects import DecisionChanges

app = new_group(N_("Decisions: what, by which committee, when, recorded where."))

Many = list[str]
NewTitle = Annotated[
    str, argument(text=N_("What was decided, in a few words."), metavar=N_("TITLE"))
]
Text = Annotated[
    str | None, option("--text", text=N_("The decision as it was adopted."))
]
Committee = Annotated[
    str | None, option("--committee", text=N_("Who decided; else, who met."))
]
On = Annotated[
    str | None,
    option("--on", text=N_("The day it was decided."), metavar=N_("DATE")),
]
Rule = Annotated[
    str | None,
    option(
        "--rule",
        text=N_("How: consensus, consent, majority, two-thirds, unanimity, other."),
    ),
]
Replaces = Annotated[
    str | None,
    option(
        "--replaces",
        text=N_("Number of the decision it replaces."),
        metavar=N_("NUMBER"),
    ),
]
Actors = Annotated[
    Many | None, option("--actor", text=N_("An actor it is about; may be repeated."))
]
Themes = Annotated[
    Many | None, option("--theme", text=N_("A theme it is about; may be repeated."))
]
Places = Annotated[
    Many | None,
    option("--territory", text=N_("A territory it is about; may be repeated.")),
]
About = Annotated[
    Many | None,
    option(
        "--about",
        text=N_("Another record it is about, as interaction:12; may be repeated."),
        metavar=N_("KIND:NUMBER"),
    ),
]
FollowUps = Annotated[
    Many | None,
    option("--follow-up", text=N_("What was promised; may be repeated.")),
]
Due = Annotated[
    str | None,
    option("--due", text=N_("The deadline of follow-ups."), metavar=N_("DATE")),
]
By = Annotated[str | None, option("--by", text=N_("Who promised."))]


@dataclass(frozen=True, slots=True)
class Told:
    """What “add” and “edit” say of a decision, in the order of their help."""

    text: Text = None
    committee: Committee = None
    on: On = None
    interaction: Meeting = None
    rule: Rule = None
    recorded_in: RecordedIn = None
    replaces: Replaces = None
    actor: Actors = None
    theme: Themes = None
    territory: Places = None
    about: About = None
    follow_up: FollowUps = None
    due: Due = None
    by: By = None

    def changes(self, title: str | None = None) -> "DecisionChanges":
        """Gather what changes."""
        from reseau.domain.vocabulary import DecisionRule
        from reseau.usecases.governance import decision_subjects

        due = words.day(self.due, prefer="next")
        return decision_subjects.DecisionChanges(
            title=title,
            text=words.text_change(self.text),
            committee=self.committee,
            decided_on=words.day(self.on),
            interaction=words.record_change(self.interaction),
            rule=words.word_change(DecisionRule, self.rule),
            recorded_in=words.text_change(self.recorded_in),
            replaces=words.record_change(self.replaces),
            actors=words.listed(self.actor),
            themes=words.listed(self.theme),
            territories=words.listed(self.territory),
            records=words.listed(self.about),
            promised=decision_subjects.Promised(
                tuple(self.follow_up or ()), self.by, due
            ),
        )


@command(
    app,
    "add",
    text=N_("Write a decision, with what it is about and what was promised."),
    example=N_(
        'reseau decision add "Écrire à la Ville" --interaction 12 --rule consensus '
        '--theme housing --follow-up "Envoyer la lettre" --due 2026-12-15'
    ),
)
def add(
    title: NewTitle,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.governance.decisions import add_decision

    changes = told.changes()
    done = add_decision(store(), title, changes=changes, dry_run=dry_run)
    report(done, _("Decision {slug} is written: {name}"))


@command(
    app,
    "edit",
    text=N_("Correct a decision, or add follow-ups. An empty text clears an option."),
    example=N_('reseau decision edit 4 --recorded-in "PV du 3 novembre, point 4"'),
)
def edit(
    *,
    number: Number,
    title: Annotated[str | None, option("--title", text=N_("The new title."))] = None,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.governance.decisions import edit_decision

    changes = told.changes(title)
    which = words.number(number)
    done = edit_decision(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("Decision {slug} is changed: {name}"))


@command(
    app,
    "remove",
    text=N_("Remove a decision that was written by mistake; its follow-ups stay."),
    example=N_("reseau decision remove 4"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.governance.decisions import remove_decision

    which = words.number(number)
    if dry_run or output.confirm(_("Remove number {n}?").format(n=which), yes=yes):
        done = remove_decision(store(), which, dry_run=dry_run)
        report(done, _("Decision {slug} is removed: {name}"))


@command(
    app,
    "list",
    text=N_("List decisions, the latest first."),
    example=N_("reseau decision list --committee groupe-aviseur --open"),
)
def list_(
    committee: Annotated[
        str | None, option("--committee", text=N_("Only those of this committee."))
    ] = None,
    theme: Annotated[
        str | None,
        option("--theme", text=N_("Only about this theme, or a narrower one.")),
    ] = None,
    territory: Annotated[
        str | None,
        option("--territory", text=N_("Only about this territory, or one in it.")),
    ] = None,
    actor: Annotated[
        str | None, option("--actor", text=N_("Only about this actor."))
    ] = None,
    title: Annotated[
        str, option("--title", text=N_("Only titles that contain this."))
    ] = "",
    since: Since = None,
    until: Until = None,
    open_: Annotated[
        bool,
        option(
            "--open", "--ouvertes", text=N_("Only those with a follow-up not done.")
        ),
    ] = False,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.governance.decision_lists import (
        DecisionFilter,
        DecisionLine,
        list_decisions,
    )

    chosen = output.read_format(form)
    wanted = DecisionFilter(
        committee=committee, theme=theme, territory=territory, actor=actor,
        containing=title, period=words.period(since, until), open_only=open_,
    )  # fmt: skip
    found = list_decisions(store(), wanted, at=words.day(at))
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("decided_on", _("decided on")),
            output.Column("committee", _("committee")),
            output.Column("title", _("decision")),
            output.Column("open", _("to do"), right=True),
            output.Column("replaced_by", _("replaced by"), right=True),
        ],
        of=DecisionLine,
        form=chosen,
        empty=_("No decision. “reseau decision add” adds one."),
        total=ngettext("{n} decision", "{n} decisions", len(found)).format(
            n=len(found)
        ),
    )


@command(
    app,
    "show",
    text=N_("Show a decision: who, when, about what, what was promised."),
    example=N_("reseau decision show 4"),
)
def show(number: Number, at: At = None, form: FormatOption = "table") -> None:
    from reseau.usecases.governance.decision_lists import decision_card

    chosen = output.read_format(form)
    card = decision_card(
        store(), words.number(number), lang=language(), at=words.day(at)
    )
    if not cards.printed_as_data(card, chosen):
        _print(card)


def _print(card: "DecisionCard") -> None:
    output.heading(_("Decision {n}: {title}").format(n=card.number, title=card.title))
    meeting = f"#{card.interaction} {card.meeting}" if card.interaction else ""
    output.pairs(
        [
            (_("committee"), card.committee),
            (_("decided on"), formats.full_date(card.decided_on)),
            (_("how"), card.rule.label() if card.rule else ""),
            (_("meeting"), meeting),
            (_("recorded in"), card.recorded_in or ""),
            (_("replaces"), f"#{card.replaces}" if card.replaces else ""),
            (_("replaced by"), f"#{card.replaced_by}" if card.replaced_by else ""),
            (_("text"), card.text or ""),
        ]
    )
    about = [f"{it.name} ({it.handle or _('removed')})" for it in card.about]
    if card.hidden:
        about.append(_("{n} who may not be shown").format(n=card.hidden))
    cards.section(_("About"), about)
    cards.section(_("Follow-ups"), [_promise(it) for it in card.follow_ups])


def _promise(it: "Pledge") -> str:
    done = _state(it.due_on, it.done_on)
    return cards.dated(f"#{it.number} {it.what}", it.who or "", done)


def _state(due: "date | None", done: "date | None") -> str:
    if done is not None:
        return _("done on {day}").format(day=formats.full_date(done))
    return _("by {day}").format(day=formats.full_date(due)) if due else ""

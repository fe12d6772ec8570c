"""``reseau marker``: graduated signs of change, and what moved them."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.cycle import cycle_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, DryRun, FormatOption, Number, Yes
from reseau.cli.state import store
from reseau.i18n import N_, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.cycle.marker_lists import MarkerLine

app = new_group(N_("Markers: signs of change one expects, would like, would love."))

_LEVELS = N_("expect, like or love.")
_STATES = N_("reached, partly or lost.")
Actor = Annotated[
    str | None,
    option("--actor", text=N_("The target it is about; all of them by default.")),
]
Interaction = Annotated[
    str,
    argument(text=N_("Number of the interaction."), metavar=N_("INTERACTION")),
]


@command(
    app,
    "add",
    text=N_("Add a sign of change to a strategy."),
    example=N_(
        'reseau marker add ouvrir-la-cour "The principal names a date" --level like'
    ),
)
def add(
    strategy: Annotated[
        str,
        argument(
            text=N_("Number, short code or words of the title."),
            metavar=N_("STRATEGY"),
        ),
    ],
    sign: Annotated[str, argument(text=N_("What would be seen."), metavar=N_("SIGN"))],
    level: Annotated[str, option("--level", text=_LEVELS)],
    actor: Actor = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.dissemination import MarkerLevel
    from reseau.usecases.cycle import markers

    done = markers.add_marker(
        store(), strategy, sign, level=MarkerLevel.read(level), actor=actor,
        dry_run=dry_run,
    )  # fmt: skip
    report(done, _("Marker {slug} is added: {name}."))


@command(
    app,
    "see",
    text=N_(
        "Note that an interaction moved a marker, or showed it, with what proves it."
    ),
    example=N_('reseau marker see 3 12 --evidence "Minutes, point 4"'),
)
def see(
    number: Number,
    interaction: Interaction,
    evidence: Annotated[
        str, option("--evidence", text=N_("What shows it; a link, a page, a quote."))
    ],
    state: Annotated[str, option("--state", text=_STATES)] = "reached",
    on: Annotated[
        str | None,
        option(
            "--on",
            text=N_("The day it was seen; that of the interaction by default."),
            metavar=N_("DATE"),
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.dissemination import MarkerState
    from reseau.usecases.cycle import markers

    seen = markers.Seen(evidence, MarkerState.read(state), words.day(on))
    done = markers.move_marker(
        store(), words.number(number), words.number(interaction), seen=seen,
        dry_run=dry_run,
    )  # fmt: skip
    report(done, _("Marker {slug} is moved: {name}."))


@command(
    app,
    "withdraw",
    text=N_("Take back what an interaction was said to have shown of a marker."),
    example=N_("reseau marker withdraw 3 12"),
)
def withdraw(
    number: Number,
    interaction: Interaction,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import markers

    key, seen_at = words.number(number), words.number(interaction)
    question = _("Take back what interaction {interaction} showed of marker {number}?")
    if dry_run or output.confirm(
        question.format(interaction=seen_at, number=key), yes=yes
    ):
        done = markers.withdraw_move(store(), key, seen_at, dry_run=dry_run)
        report(done, _("Marker {slug} is put back: {name}."))


@command(
    app,
    "edit",
    text=N_("Change a marker. An empty text clears an option."),
    example=N_("reseau marker edit 3 --level love"),
)
def edit(
    number: Number,
    sign: Annotated[
        str | None, option("--sign", text=N_("What would be seen."))
    ] = None,
    level: Annotated[str | None, option("--level", text=_LEVELS)] = None,
    actor: Actor = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.dissemination import MarkerLevel
    from reseau.usecases.cycle import markers

    changes = markers.MarkerChanges(
        level=words.read_word(MarkerLevel, level),
        sign=sign,
        actor=words.text_change(actor),
    )
    done = markers.edit_marker(
        store(), words.number(number), changes=changes, dry_run=dry_run
    )
    report(done, _("Marker {slug} is changed: {name}."))


@command(
    app,
    "remove",
    text=N_("Remove a marker that nothing has moved."),
    example=N_("reseau marker remove 3"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.cycle import markers

    key = words.number(number)
    question = _("Remove marker {number}?").format(number=key)
    if dry_run or output.confirm(question, yes=yes):
        done = markers.remove_marker(store(), key, dry_run=dry_run)
        report(done, _("Marker {slug} is removed: {name}."))


@command(
    app,
    "list",
    text=N_("List markers by strategy and level, with how they stand."),
    example=N_("reseau marker list --strategy ouvrir-la-cour"),
)
def list_(
    strategy: of.OnlyStrategy = None,
    level: Annotated[str | None, option("--level", text=_LEVELS)] = None,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.domain.dissemination import MarkerLevel
    from reseau.usecases.cycle.marker_lists import list_markers

    printed = output.read_format(form)
    found = list_markers(
        store(),
        which=strategy,
        level=words.read_word(MarkerLevel, level),
        at=words.day(at),
    )
    _print(found, form=printed)


def _print(found: "list[MarkerLine]", *, form: output.Format) -> None:
    from reseau.usecases.cycle.marker_lists import MarkerRow, row_of

    total = ngettext("{n} marker", "{n} markers", len(found)).format(n=len(found))
    print_list(
        [row_of(it) for it in found],
        [
            output.Column("number", "#", right=True),
            output.Column("strategy", _("strategy")),
            output.Column("level", _("level")),
            output.Column("sign", _("sign")),
            output.Column("actor", _("of whom")),
            output.Column("state", _("state")),
            output.Column("seen_on", _("seen on")),
            output.Column("moves", _("moves"), right=True),
        ],
        of=MarkerRow,
        form=form,
        empty=_("No marker. “reseau marker add” adds one."),
        total=total,
    )


@command(
    app,
    "show",
    text=N_("Show a marker, with every interaction that moved it."),
    example=N_("reseau marker show 3"),
)
def show(number: Number, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli import cards
    from reseau.cli.cycle.cycle_words import move_text, one, state_text
    from reseau.usecases.cycle.marker_lists import marker_card

    printed = output.read_format(form)
    card = marker_card(store(), words.number(number), at=words.day(at))
    if cards.printed_as_data(card, printed):
        return
    output.heading(f"#{card.number} {card.sign}")
    output.pairs(
        [
            (_("strategy"), f"{card.strategy} ({card.slug})"),
            (_("level"), card.level.label()),
            (_("of whom"), "" if card.actor is None else one(card.actor)),
            (_("state"), state_text(card.state, card.seen_on)),
        ]
    )
    cards.section(_("What moved it"), [move_text(it) for it in card.moves])

"""Print strategies: the list, and everything known of one."""

from collections.abc import Sequence

from reseau.cli import cards, output
from reseau.cli.cycle.cycle_words import (
    cell_words,
    deadline,
    marker_text,
    named,
    progress_lines,
    with_hidden,
)
from reseau.cli.lists import print_list
from reseau.domain.dissemination import PledgeState
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _
from reseau.usecases.cycle.pledges import PledgeLine
from reseau.usecases.cycle.strategy_cards import Step, StrategyCard, StrategyLine


def print_strategies(
    found: Sequence[StrategyLine], *, form: output.Format, all_: bool
) -> None:
    """Print strategies, one a line; markers as reached of all, level by level."""
    total = ngettext("{n} strategy", "{n} strategies", len(found)).format(n=len(found))
    empty = _("No strategy. “reseau strategy add” adds one.")
    if not all_:
        empty = _(
            "No strategy is under way. --all also lists those that are over; “reseau "
            "strategy add” adds one."
        )
    if form is not output.Format.TABLE:
        print_list(found, [], of=StrategyLine, form=form, empty=empty, total=total)
        return
    columns = [
        output.Column("number", "#", right=True),
        output.Column("name", _("title")),
        output.Column("targets", _("targets")),
        output.Column("due_on", _("deadline")),
        output.Column("state", _("state")),
        output.Column("steps", _("steps"), right=True),
        output.Column("markers", _("markers"), right=True),
    ]
    output.rows(columns, [_row(it) for it in found], form=form, empty=empty)
    if found:
        output.note(total)
        output.note(
            _(
                "Markers: reached of all, those that one expects, would like, would "
                "love; the three are never averaged."
            )
        )


def _row(line: StrategyLine) -> dict[str, output.Cell]:
    return {
        "number": line.number,
        "name": line.name,
        "targets": with_hidden(line.targets, line.hidden),
        "due_on": line.due_on,
        "state": line.state.label(),
        "steps": line.steps,
        "markers": " ".join(
            (
                _of(line.expect, line.expect_markers),
                _of(line.like, line.like_markers),
                _of(line.love, line.love_markers),
            )
        ),
    }


def _of(reached: int, markers: int) -> str:
    return f"{reached}/{markers}" if markers else "–"


def print_strategy(card: StrategyCard, *, form: output.Format) -> None:
    """Print a strategy's card: what it aims at, then how it goes."""
    if cards.printed_as_data(card, form):
        return
    output.heading(f"{card.name} ({card.slug})")
    function, carrier = cell_words(card.cell)
    closed = formats.full_date(card.closed_on) if card.closed_on else ""
    output.pairs(
        [
            (_("targets"), named(card.targets)),
            (_("change"), card.intended),
            (_("state"), card.state.label()),
            (_("start"), formats.full_date(card.started_on)),
            (_("deadline"), deadline(card.due_on, card.late)),
            (_("closed on"), closed),
            (_("themes"), ", ".join(card.themes)),
            (_("function"), function),
            (_("carrier"), carrier),
            (_("lesson"), card.lesson or ""),
        ]
    )
    cards.section(_("Messages"), card.messages)
    cards.section(_("Means"), card.means)
    cards.section(_("Progress"), progress_lines(card.progress))
    cards.section(_("Markers"), [marker_text(it) for it in card.markers])
    cards.section(_("Pledges"), [_pledge(it) for it in card.pledges])
    cards.section(
        _("Steps (of {n})").format(n=len(card.steps)), [_step(it) for it in card.steps]
    )
    cards.section(
        _("Products"),
        [
            cards.dated(it.name, it.kind.label(), formats.full_date(it.made_on))
            for it in card.products
        ],
    )
    cards.section(
        _("Outcomes"),
        [
            cards.labelled(f"#{it.number} {formats.full_date(it.happened_on)}", it.what)
            for it in card.outcomes
        ],
    )


def _pledge(it: PledgeLine) -> str:
    who = it.actor or _("somebody whom nobody may be shown")
    text = cards.labelled(f"#{it.number} {who}", it.what)
    end = it.ended_on or it.due_on
    state = it.state.label()
    if it.state is PledgeState.LATE and it.late is not None:
        state = ngettext("{n} day late", "{n} days late", it.late).format(n=it.late)
    when = "" if end is None else formats.full_date(end)
    return cards.dated(text, state, when)


def _step(it: Step) -> str:
    text = cards.labelled(f"#{it.number} {formats.full_date(it.held_on)}", it.title)
    if it.note:
        text = f"{text} — {it.note}"
    alone = _("without any target")
    return text if it.with_target else f"{text} ({alone})"

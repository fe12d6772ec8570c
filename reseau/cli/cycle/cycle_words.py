"""How what the cycle keeps is written for a person."""

from typing import TYPE_CHECKING

from reseau.cli import cards
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reseau.domain.closed_words import Word
    from reseau.domain.dissemination import MarkerState
    from reseau.usecases.common.shown_people import Who, Whom
    from reseau.usecases.cycle.cycle_cells import Cell
    from reseau.usecases.cycle.marker_lists import (
        LevelProgress,
        MarkerLine,
        MoveLine,
        Progress,
    )


def named(people: "Whom") -> str:
    """Name some actors, and count those whom nobody may be shown."""
    return with_hidden(people.names, people.hidden)


def with_hidden(names: "Sequence[str]", hidden: int) -> str:
    """Join names, and say how many more may be shown to nobody."""
    if not hidden:
        return ", ".join(names)
    more = ngettext(
        "{n} person whom nobody may be shown",
        "{n} people whom nobody may be shown",
        hidden,
    ).format(n=hidden)
    return ", ".join([*names, more])


def one(person: "Who") -> str:
    """Name one actor, or say that they may be shown to nobody."""
    return person.name or _("somebody whom nobody may be shown")


def cell_words(cell: "Cell") -> tuple[str, str]:
    """Write the two axes of a cell; what was inferred says so."""
    return (
        _said(cell.function, given=cell.function_given),
        _said(cell.carrier, given=cell.carrier_given),
    )


def _said(word: "Word", *, given: bool) -> str:
    return word.label() if given else _("{word} (inferred)").format(word=word.label())


def deadline(due_on: "date | None", late: int | None) -> str:
    """Write a deadline, and by how much it is over."""
    if due_on is None:
        return ""
    day = formats.full_date(due_on)
    if late is None:
        return day
    text = ngettext("{day}: {n} day late", "{day}: {n} days late", late)
    return text.format(day=day, n=late)


def progress_lines(progress: "Progress") -> list[str]:
    """Write how markers stand: a line a level, then the time to the first “like”."""
    lines = [level_line(it) for it in progress.levels if it.markers]
    if progress.first_like_on is not None and progress.days_to_first_like is not None:
        days = progress.days_to_first_like
        text = ngettext(
            "First “like to see” reached on {day}, {n} day after the start.",
            "First “like to see” reached on {day}, {n} days after the start.",
            days,
        )
        lines.append(text.format(day=formats.full_date(progress.first_like_on), n=days))
    elif any(it.markers for it in progress.levels):
        lines.append(_("No “like to see” is reached yet."))
    return lines


def level_line(level: "LevelProgress") -> str:
    """Write how the markers of one level stand."""
    return ngettext(
        "{level}: {reached} of {n} reached, {partly} in part, {seen} with evidence",
        "{level}: {reached} of {n} reached, {partly} in part, {seen} with evidence",
        level.reached,
    ).format(
        level=level.level.label(), reached=level.reached, n=level.markers,
        partly=level.partly, seen=level.with_evidence,
    )  # fmt: skip


def marker_text(marker: "MarkerLine") -> str:
    """Write a marker: number, level, sign, of whom, and how it stands."""
    sign = marker.sign
    if marker.actor is not None:
        sign = f"{sign} ({one(marker.actor)})"
    text = cards.labelled(f"#{marker.number} {marker.level.label()}", sign)
    return f"{text} — {state_text(marker.state, marker.seen_on)}"


def state_text(state: "MarkerState | None", seen_on: "date | None") -> str:
    """Write how a marker stands."""
    if state is None or seen_on is None:
        return _("nothing seen yet")
    return _("{state}, {day}").format(
        state=state.label(), day=formats.full_date(seen_on)
    )


def move_text(move: "MoveLine") -> str:
    """Write what an interaction showed of a marker, with what shows it."""
    text = _("{day}: {state}, interaction #{number} “{title}”. {evidence}")
    return text.format(
        day=formats.full_date(move.seen_on), state=move.state.label(),
        number=move.interaction, title=move.title, evidence=move.evidence,
    )  # fmt: skip

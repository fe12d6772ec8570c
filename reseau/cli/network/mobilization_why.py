"""Print every line behind what is said of one actor’s mobilization."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.network.mobilization_data import actor_row, frame_json, print_rows
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.network.mobilization_why import ActorReasons, PresenceLine


def print_reasons(found: "ActorReasons", *, form: output.Format, limit: int) -> None:
    """Print what is said of an actor, then its lines, latest first."""
    if form is output.Format.JSON:
        output.data(
            {
                **frame_json(found.whole),
                **(actor_row(found.seen) if found.seen else {
                    "actor": found.actor.slug, "name": found.actor.name,
                }),
                "states": list(found.states),
                "lines": [_row(it) for it in found.lines],
            }
        )  # fmt: skip
        return
    if form is output.Format.CSV:
        print_rows([_row(it) for it in found.lines], empty=("interaction", "held_on"))
        return
    output.heading(found.actor.name)
    for text in _states(found):
        output.line(text)
    for when, title in (
        ("period", _("In the period")),
        ("before", _("In the period before")),
        ("earlier", _("Earlier")),
    ):
        _section(title, [it for it in found.lines if it.when == when], limit)


def _states(found: "ActorReasons") -> list[str]:
    said = {
        "active": _("Took part in the period."),
        "new": _("New: never seen before the period."),
        "back": _("Back: seen earlier, but not in the period before."),
        "not-seen-again": _("Not seen again: seen in the period before, not in it."),
        "never-seen": _("Expected, and never seen."),
    }
    texts = [said[it] for it in found.states if it in said]
    seen = found.seen
    if "silent" in found.states and seen is not None:
        days = ngettext("{n} day", "{n} days", seen.silence.days)
        texts.append(
            _(
                "Silent for {days}: longer than twice the usual, and than 90 days."
            ).format(days=days.format(n=formats.number(seen.silence.days)))
        )
    return texts or [_("Not seen in the period, nor in the one before.")]


def _section(title: str, lines: "list[PresenceLine]", limit: int) -> None:
    if not lines:
        return
    output.line()
    output.line(f"{title} ({formats.number(len(lines))})")
    for it in lines[:limit]:
        part = it.role.label() if it.role else _("represented by {names}").format(
            names=", ".join(one.name for one in it.through)
        )  # fmt: skip
        if it.brought_by is not None:
            part = _("{role}, brought by {name}").format(
                role=part, name=it.brought_by.name
            )
        day = formats.full_date(it.held_on)
        text = output.safe(f"#{it.interaction} {day} — {it.title} ({part})")
        output.line(f"  {text}")
    left = len(lines) - limit
    if left > 0:
        more = ngettext("… and {n} other line", "… and {n} other lines", left)
        output.line("  " + more.format(n=formats.number(left)))


def _row(it: "PresenceLine") -> dict[str, output.Cell]:
    return {
        "interaction": it.interaction,
        "held_on": it.held_on,
        "title": it.title,
        "role": it.role.value if it.role else None,
        "through": ", ".join(one.slug for one in it.through) or None,
        "brought_by": it.brought_by.slug if it.brought_by else None,
        "when": it.when,
    }

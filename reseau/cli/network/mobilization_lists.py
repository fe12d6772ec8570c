"""Print who is new, gone, silent or was never seen, and who brought whom."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.analysis.mobilizing.recruitment import RecruitmentTree
    from reseau.usecases.network.mobilization import Mobilized, Seen


def print_lists(found: "Mobilized", limit: int) -> None:
    """Print the four lists, each actor with its last line."""
    figures = found.figures
    begins = found.first is not None and figures.since is not None and (
        found.first >= figures.since
    )  # fmt: skip
    if begins and figures.newcomers:
        output.line()
        output.line(_("The log begins in this period: nobody can be told to be new."))
    else:
        _list(_("New"), found.named(figures.newcomers), limit, _new)
    _list(_("Back after an absence"), found.named(figures.reactivated), limit, _new)
    _list(_("Not seen again"), found.named(figures.lapsed), limit, _gone)
    silent = [it for it in found.named(found.silent) if it.last is not None]
    _list(_("Silent for longer than usual"), silent, limit, _silent)
    never = found.named(figures.never_active)
    _list(_("Expected, and never seen"), never, limit, _never)


def _list(
    title: str, actors: Sequence["Seen"], limit: int, told: "Callable[[Seen], str]"
) -> None:
    if not actors:
        return
    output.line()
    output.line(f"{title} ({formats.number(len(actors))})")
    for it in actors[:limit]:
        output.line(f"  {output.safe(told(it))}")
    left = len(actors) - limit
    if left > 0:
        text = ngettext("… and {n} other", "… and {n} others", left)
        output.line("  " + text.format(n=formats.number(left)))


def _new(it: "Seen") -> str:
    times = ngettext("{n} presence", "{n} presences", it.times)
    said = times.format(n=formats.number(it.times))
    last = _last(it)
    if it.brought_by is None:
        return _("{name}: {times}, last {last}").format(
            name=it.actor.name, times=said, last=last
        )
    return _("{name}: {times}, last {last}; brought by {by}").format(
        name=it.actor.name, times=said, last=last, by=it.brought_by.name
    )


def _gone(it: "Seen") -> str:
    times = ngettext("{n} presence before", "{n} presences before", it.before)
    return _("{name}: {times}, last {last}").format(
        name=it.actor.name, times=times.format(n=formats.number(it.before)),
        last=_last(it),
    )  # fmt: skip


def _never(it: "Seen") -> str:
    """Name who was never seen, and since when they are expected when it is known."""
    if not it.silence.days:
        return it.actor.name
    days = ngettext("{n} day", "{n} days", it.silence.days)
    return _("{name}: expected for {days}").format(
        name=it.actor.name, days=days.format(n=formats.number(it.silence.days))
    )


def _silent(it: "Seen") -> str:
    days = ngettext("{n} day", "{n} days", it.silence.days)
    said = days.format(n=formats.number(it.silence.days))
    if it.silence.usual is None:
        return _("{name}: not seen for {days}, last {last}").format(
            name=it.actor.name, days=said, last=_last(it)
        )
    text = ngettext(
        "{name}: not seen for {days}, last {last}; usually every day",
        "{name}: not seen for {days}, last {last}; usually every {usual} days",
        it.silence.usual,
    )
    return text.format(
        name=it.actor.name, days=said, last=_last(it), usual=it.silence.usual
    )


def _last(it: "Seen") -> str:
    """Say when an actor was last seen, and on which line."""
    if it.last is None:
        return ""
    return _("{day} (#{number})").format(
        day=formats.full_date(it.last), number=it.lines[-1]
    )


def print_trees(found: "Mobilized", limit: int) -> None:
    """Print who brought whom, step by step."""
    recruitment = found.figures.recruitment
    if recruitment is None or not recruitment.trees:
        return
    output.line()
    brought = sum(recruitment.recruiters.values())
    text = ngettext(
        "Who brought whom ({n} actor brought since the beginning)",
        "Who brought whom ({n} actors brought since the beginning)",
        brought,
    )
    output.line(text.format(n=formats.number(brought)))
    for tree in recruitment.trees[:limit]:
        _tree(tree, found)
    left = len(recruitment.trees) - limit
    if left > 0:
        text = ngettext("… and {n} other tree", "… and {n} other trees", left)
        output.line("  " + text.format(n=formats.number(left)))


def _tree(tree: "RecruitmentTree[int]", found: "Mobilized") -> None:
    waiting = [(tree.root, 0)]
    while waiting:
        actor, depth = waiting.pop()
        seen = found.seen.get(actor)
        if seen is not None:
            mark = "→ " if depth else ""
            day = formats.full_date(seen.first) if seen.first else _("never seen")
            name = output.safe(seen.actor.name)
            output.line(f"  {'   ' * depth}{mark}{name} ({day})")
        elif not depth:
            output.line(f"  {output.safe(found.actors[actor].name)}")
        waiting += [(it, depth + 1) for it in reversed(tree.children.get(actor, []))]

"""What was decided and promised, and which mandates are over, in a brief."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reseau.i18n import NN_, formats
from reseau.i18n import gettext as _
from reseau.publish.brief.brief import Row, Said, Section, Table
from reseau.usecases.brief.brief_basis import MOST_ROWS, Basis, count, day
from reseau.usecases.governance.decision_lists import (
    DecisionFilter,
    DecisionLine,
    list_decisions,
)
from reseau.usecases.log.follow_ups import FollowUpLine, list_follow_ups
from reseau.usecases.status import Ended, day_status


@dataclass(frozen=True, slots=True)
class Governance:
    """What was decided and promised.

    Attributes:
        decided: Since the meeting, the latest first.
        due: Earlier decisions of which something promised is not done.
        waiting: Promised and not done, the nearest deadline first.
        done: Promised, and done since the meeting.
    """

    decided: tuple[DecisionLine, ...]
    due: tuple[DecisionLine, ...]
    waiting: tuple[FollowUpLine, ...]
    done: tuple[FollowUpLine, ...]
    ended: tuple[Ended, ...]


def governance(basis: Basis) -> Governance:
    """Read decisions, promises and mandates."""
    store, until = basis.store, basis.until
    recent = DecisionFilter(period=basis.period)
    decided = list_decisions(store, recent, at=until)
    known = {it.number for it in decided}
    unfinished = list_decisions(store, DecisionFilter(open_only=True), at=until)
    over = list_follow_ups(store, done=True)
    later = [it for it in over if it.done_on is not None and it.done_on > until]
    waiting = [*list_follow_ups(store), *later]
    return Governance(
        tuple(decided),
        tuple(it for it in unfinished if it.number not in known),
        tuple(
            sorted(waiting, key=lambda it: (it.due_on is None, it.due_on, it.number))
        ),
        tuple(it for it in over if it.done_on and it.done_on in basis.period),
        day_status(store).ended,
    )


def decided_said(found: Governance) -> Said:
    """Say what was decided and what was kept of what was promised."""
    n = len(found.decided)
    if n:
        text = count(NN_("{n} decision was taken", "{n} decisions were taken"), n)
    else:
        text = _("No decision was noted")
    done, late = len(found.done), sum(it.late is not None for it in found.waiting)
    told = [text]
    if done:
        kept = NN_("{n} promise was kept", "{n} promises were kept")
        told.append(count(kept, done))
    if late:
        told.append(count(NN_("{n} promise is late", "{n} promises are late"), late))
    return Said(f"{formats.apart(told)}.", "decision", see="decisions")


def promised_table(basis: Basis, found: Governance) -> Table:
    """List what was promised and is not done."""
    some = found.waiting[:MOST_ROWS]
    return Table(
        "follow_ups",
        _("Promised: late, then to come"),
        (_("what"), _("who"), _("due")),
        tuple(_promise(basis, it) for it in some),
        _("Nothing that was promised waits."),
        max(0, len(found.waiting) - len(some)),
        "follow-up",
    )


def _promise(basis: Basis, it: FollowUpLine) -> Row:
    what, who = basis.over.over(it.what), basis.name(it.actor)
    due = day(it.due_on) or _("no date")
    if it.late:
        due += count(NN_(" ({n} day late)", " ({n} days late)"), it.late)
    return Row(
        (what, who, due),
        {
            "number": it.number, "what": what, "who": who or None,
            "due_on": it.due_on, "days_late": it.late,
        },
        basis.cite([] if it.interaction is None else [it.interaction]),
        late=it.late is not None,
    )  # fmt: skip


def ended_said(found: Governance) -> Iterable[Said]:
    """Say which mandates are over while people still sit."""
    for it in found.ended:
        text = count(
            NN_(
                "The mandate of {committee} ended on {day}; {n} seat is still open: "
                "renew it, or close it.",
                "The mandate of {committee} ended on {day}; {n} seats are still open: "
                "renew it, or close it.",
            ),
            it.seats,
            committee=formats.quoted(it.name),
            day=day(it.ended_on),
        )
        yield Said(text, "mandate")


def decisions_section(basis: Basis, found: Governance) -> Section:
    """List the decisions since the meeting, and those that wait for something."""
    some = [*found.decided, *found.due]
    return Section(
        "decisions",
        _("Decisions"),
        tables=(
            Table(
                "decisions",
                _("Taken since {since}, then earlier ones that wait").format(
                    since=day(basis.since)
                ),
                (_("decision"), _("by"), _("day"), _("to do")),
                tuple(_decisions(basis, some[:MOST_ROWS])),
                _("No decision was taken, and none waits."),
                max(0, len(some) - MOST_ROWS),
                "decision",
                (2, 3),
            ),
        ),
    )


def _decisions(basis: Basis, some: Sequence[DecisionLine]) -> Iterable[Row]:
    for it in some:
        title = basis.over.over(it.title)
        todo = (
            count(NN_("{n} of {all}", "{n} of {all}"), it.open,
                  all=formats.number(it.follow_ups))
            if it.open
            else _("nothing")
        )  # fmt: skip
        yield Row(
            (title, it.committee, day(it.decided_on), todo),
            {
                "number": it.number, "title": title, "committee": it.committee_slug,
                "decided_on": it.decided_on, "open": it.open,
                "follow_ups": it.follow_ups,
            },
            basis.cite([] if it.interaction is None else [it.interaction]),
        )  # fmt: skip

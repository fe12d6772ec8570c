"""Keep committees: add, edit, remove, list."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded, sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import CommitteeKind
from reseau.errors import ConflictError
from reseau.i18n import N_, formats
from reseau.store.models import Committee, Interaction, Membership
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import checked_name
from reseau.usecases.common.edits import Clear, settled, settled_record
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order, is_over
from reseau.usecases.common.tallies import NONE, tally
from reseau.usecases.common.trees import refuse_loop, subtree


class CommitteeExistsError(ConflictError):
    """A committee of that name is there already."""

    message = N_(
        "“{name}” is known already, as {slug}. Give another name, or another --parent."
    )


@dataclass(frozen=True, slots=True)
class CommitteeChanges:
    """What is to be set on a committee; None leaves a thing as it is.

    Attributes:
        ended_on: First day on which it is over.
    """

    name: str | None = None
    kind: CommitteeKind | None = None
    mandate: str | Clear | None = None
    parent: str | Clear | None = None
    territory: str | Clear | None = None
    started_on: date | Clear | None = None
    ended_on: date | Clear | None = None


def add_committee(
    store: Store,
    name: str,
    *,
    kind: CommitteeKind,
    changes: CommitteeChanges,
    dry_run: bool = False,
) -> Outcome:
    """Add a committee.

    Raises:
        CommitteeExistsError: One has that name, under the same parent.
        EndBeforeStartError: It would end before it starts.
    """
    with store.working("committee add", dry_run=dry_run) as work:
        session = work.session
        written = checked_name(name)
        slug = finding.free_slug(session, Committee, written)
        committee = Committee(
            slug=slug, name=written, name_key=folded(written), kind=kind
        )
        _apply(session, committee, changes)
        session.add(committee)
    return outcome(work, slug=slug, name=written)


def edit_committee(
    store: Store, which: str, *, changes: CommitteeChanges, dry_run: bool = False
) -> Outcome:
    """Change a committee; its short code stays.

    Raises:
        CommitteeExistsError: Another has that name, under the same parent.
        EndBeforeStartError: It would end before it starts.
        LoopError: It would stand under itself.
    """
    with store.working("committee edit", dry_run=dry_run) as work:
        committee = finding.committee_named(work.session, which)
        _apply(work.session, committee, changes)
        slug, name = committee.slug, committee.name
    return outcome(work, slug=slug, name=name)


def remove_committee(store: Store, which: str, *, dry_run: bool = False) -> Outcome:
    """Remove a committee on which nothing depends.

    Raises:
        StillUsedError: It has seats, interactions, or committees under it.
    """
    with store.working("committee remove", dry_run=dry_run) as work:
        committee = finding.committee_named(work.session, which)
        slug, name = committee.slug, committee.name
        refuse_if_used(work.session, committee, name=name)
        work.session.delete(committee)
    return outcome(work, slug=slug, name=name)


def _apply(session: Session, committee: Committee, changes: CommitteeChanges) -> None:
    def find_committee(name: str) -> Committee:
        return finding.committee_named(session, name)

    parent = settled_record(committee.parent, changes.parent, find=find_committee)
    territory = settled_record(
        committee.territory,
        changes.territory,
        find=lambda name: finding.territory_named(session, name),
    )
    if parent is not None and committee.key is not None:
        refuse_loop(session, committee, parent, names=(committee.name, parent.name))
    name = committee.name if changes.name is None else checked_name(changes.name)
    refuse_same(session, committee, name=name, parent=parent)
    committee.name, committee.name_key = name, folded(name)
    committee.kind = changes.kind or committee.kind
    committee.mandate = settled(committee.mandate, changes.mandate)
    committee.parent, committee.territory = parent, territory
    committee.started_on = settled(committee.started_on, changes.started_on)
    committee.ended_on = settled(committee.ended_on, changes.ended_on)
    what = formats.quoted(name)
    check_order(what, start=committee.started_on, end=committee.ended_on)


def refuse_same(
    session: Session, committee: Committee, *, name: str, parent: Committee | None
) -> None:
    """See that no other committee of the same parent has a name.

    Raises:
        CommitteeExistsError: One has it.
    """
    query = (
        select(Committee)
        .where(Committee.name_key == folded(name))
        .where(Committee.parent_key == (None if parent is None else parent.key))
        .order_by(Committee.key)
    )
    for other in session.scalars(query):
        if other is not committee:
            raise CommitteeExistsError(name=other.name, slug=other.slug)


@dataclass(frozen=True, slots=True)
class CommitteeLine:
    """A committee in a list, as things stand on a day.

    Attributes:
        members: How many sit in it.
    """

    slug: str
    name: str
    kind: CommitteeKind
    parent: str | None
    territory: str | None
    started_on: date | None
    ended_on: date | None
    members: int
    interactions: int
    last: date | None


SORTS = ("name", "members", "interactions", "last")


def list_committees(
    store: Store,
    *,
    kind: CommitteeKind | None = None,
    territory: str | None = None,
    ended: bool = False,
    sort: str = "name",
    at: date | None = None,
) -> list[CommitteeLine]:
    """List committees.

    Args:
        store: The store.
        kind: Only those of that kind.
        territory: Only those of that territory, or of a part of it.
        ended: Also those that are over.
        sort: One of ``SORTS``.
        at: As things were on that day: those that had not begun are left out, and
            what was held later is not counted; today by default.
    """
    with store.reading() as session:
        today = at or settings.today(session)
        query = select(Committee)
        if at is not None:
            begun = Committee.started_on.is_(None) | (Committee.started_on <= at)
            query = query.where(begun)
        if kind is not None:
            query = query.where(Committee.kind == kind)
        if territory is not None:
            inside = subtree(session, finding.territory_named(session, territory))
            query = query.where(Committee.territory_key.in_(inside))
        activity = tally(session, Interaction.committee_key, until=at)
        members = _members(session, today=today)
        lines = [
            CommitteeLine(
                it.slug, it.name, it.kind,
                None if it.parent is None else it.parent.name,
                None if it.territory is None else it.territory.name,
                it.started_on, it.ended_on,
                0 if is_over(it.ended_on, today=today) else members.get(it.key, 0),
                *activity.get(it.key, NONE),
            )
            for it in session.scalars(query)
            if ended or not is_over(it.ended_on, today=today)
        ]  # fmt: skip
    return sorted(lines, key=lambda it: _order(it, sort))


def _members(session: Session, *, today: date) -> dict[int, int]:
    """Count the seats held today, by committee."""
    found: dict[int, int] = {}
    rows = session.execute(
        select(Membership.committee_key, Membership.since, Membership.until)
    )
    for key, since, until in rows:
        if today in Period(since, until):
            found[key] = found.get(key, 0) + 1
    return found


def _order(line: CommitteeLine, sort: str) -> tuple[object, ...]:
    name = (sort_key(line.name), line.slug)
    match sort:
        case "members":
            return (-line.members, *name)
        case "interactions":
            return (-line.interactions, *name)
        case "last":
            return (-(line.last or date.min).toordinal(), *name)
        case _:
            return name

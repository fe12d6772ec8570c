"""Organizations change: they merge, split, are renamed, end; what is past stays theirs.

This is not the merging of duplicates, which corrects a mistake: here each organization
was one, and its lines stay its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import ActorKind, SuccessionKind
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, formats, ngettext
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Succession,
)
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.rows.lives import lives, name_on
from reseau.store.session import Store
from reseau.usecases.actors.actors import (
    ActorChanges,
    actor_meant,
    actor_or_new,
    add_alias,
    apply_changes,
    checked_name,
)
from reseau.usecases.actors.handing_over import close_spells, hand_over, open_spells
from reseau.usecases.actors.succession_checks import check_alive, check_pair
from reseau.usecases.common.outcome import Outcome, outcome

_TWO = 2


class OneSuccessorError(UsageError):
    """A split gives one organization only."""

    message = N_(
        "A split makes two organizations at least: give --into twice. If {name} goes "
        "on beside the new one, add --goes-on; if it became another, use “reseau actor "
        "succeed”."
    )


class NoSuccessorError(finding.UnknownActorError):
    """No actor has the name of what comes after, and nobody asked to add it."""

    message = N_(
        "No actor is known as “{name}”.{near} To add it, end the command with --create."
    )


class SameNameError(UsageError):
    """A renaming changes nothing."""

    message = N_("{name} is already the name, on that day: nothing was changed.")


class FutureNameError(UsageError):
    """A renaming is dated in the future."""

    message = N_(
        "{day} is in the future: write a new name on the day it begins, or later."
    )


class RenamedLaterError(ConflictError):
    """A renaming comes before one that is known."""

    message = N_(
        "{name} was renamed on {day}, later than that. To write an older name, say "
        "what it was called until then with --was."
    )


@dataclass(frozen=True, slots=True)
class When:
    """The day of a change, and what is said of it.

    Attributes:
        on: First day of the new; today when it is None.
        create: Whether organizations that are not known are added.
        keep_open: Whether roles, seats and partnerships are left as they are.
    """

    on: date | None = None
    note: str | None = None
    create: bool = False
    keep_open: bool = False


def succeed(
    store: Store,
    predecessors: Sequence[str],
    *,
    into: str,
    when: When,
    dry_run: bool = False,
) -> Outcome:
    """Say that organizations became one other on a day: a merger, a takeover.

    What they hold that day (people's roles, seats, partnership, right to speak) goes
    on with the successor, unless asked otherwise; what is past stays theirs.

    Raises:
        OwnSuccessorError, EndedAlreadyError, SuccessorOverError, NotBegunError
        LoopOfMergersError: The successor already became one of them.
        OnlyOrganizationsError: One of them is a person.
    """
    with store.working("actor succeed", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        day = when.on or settings.today(session)
        gone = [_organization(session, it) for it in dict.fromkeys(predecessors)]
        heir, began = _successor(session, into, when, remarks=remarks)
        known = lives(session)
        for it in dict.fromkeys(gone):
            check_pair(session, it, heir, known=known, on=day)
        for it in dict.fromkeys(gone):
            session.add(
                Succession(
                    predecessor=it, successor=heir, kind=SuccessionKind.MERGER,
                    happened_on=day, successor_since=day if began else None,
                    note=_noted(when),
                )
            )  # fmt: skip
            if not when.keep_open:
                remarks += hand_over(session, it, heir, on=day)
        if began:
            _inherit(heir, gone)
        slug, name = heir.slug, heir.name
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def split(
    store: Store,
    which: str,
    *,
    into: Sequence[str],
    when: When,
    goes_on: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Say that an organization was split on a day, or gave rise to another one.

    Roles and seats stay where they are: nobody but a person knows who went where.

    Args:
        store: The store.
        which: The organization.
        into: What came of it.
        when: The day.
        goes_on: Whether it goes on beside what came of it.
        dry_run: Roll back at the end.

    Raises:
        OneSuccessorError: Only one came of it, and it does not go on.
        OwnSuccessorError, EndedAlreadyError, SuccessorOverError, NotBegunError
        LoopOfMergersError, OnlyOrganizationsError
    """
    kind = SuccessionKind.SPIN_OFF if goes_on else SuccessionKind.SPLIT
    with store.working("actor split", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        day = when.on or settings.today(session)
        actor = _organization(session, which)
        heirs = dict(
            _successor(session, it, when, remarks=remarks) for it in dict.fromkeys(into)
        )
        if len(heirs) < _TWO and not goes_on:
            raise OneSuccessorError(name=actor.name)
        known = lives(session)
        for it in heirs:
            check_pair(session, actor, it, known=known, on=day, ends=kind.ends)
        for it, began in heirs.items():
            session.add(
                Succession(
                    predecessor=actor, successor=it, kind=kind, happened_on=day,
                    successor_since=day if began else None, note=_noted(when),
                )
            )  # fmt: skip
        if kind.ends:
            remarks += _left_open(session, actor, on=day)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def end(store: Store, which: str, *, when: When, dry_run: bool = False) -> Outcome:
    """Say that an organization ended on a day; what it holds then ends with it.

    Raises:
        EndedAlreadyError, NotBegunError, OnlyOrganizationsError
    """
    with store.working("actor end", dry_run=dry_run) as work:
        session = work.session
        day = when.on or settings.today(session)
        actor = _organization(session, which)
        check_alive(session, actor, known=lives(session), on=day)
        kind, note = SuccessionKind.END, _noted(when)
        session.add(
            Succession(predecessor=actor, kind=kind, happened_on=day, note=note)
        )
        remarks = (
            _left_open(session, actor, on=day)
            if when.keep_open
            else close_spells(session, actor, on=day)
        )
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def rename(
    store: Store,
    which: str,
    name: str | None,
    *,
    was: str | None = None,
    when: When,
    dry_run: bool = False,
) -> Outcome:
    """Say that an organization changed its name on a day.

    Lists and maps of an earlier day show the former name; it stays an alias, so that
    it is still found by it.

    Args:
        store: The store.
        which: The organization.
        name: Its new name; None when only an older one is written.
        was: What it was called until that day, when that is not the name it has now.
        when: The day.
        dry_run: Roll back at the end.

    Raises:
        SameNameError, FutureNameError, RenamedLaterError, OnlyOrganizationsError
    """
    with store.working("actor rename", dry_run=dry_run) as work:
        session = work.session
        today = settings.today(session)
        day = when.on or today
        actor = _organization(session, which)
        if day > today:
            raise FutureNameError(day=formats.full_date(day, weekday=True))
        former = _new_name(session, actor, name, was=was, on=day)
        row = Succession(
            predecessor=actor, kind=SuccessionKind.RENAME, happened_on=day,
            former_name=former, note=_noted(when),
        )  # fmt: skip
        session.add(row)
        session.flush()
        slug, written = actor.slug, actor.name
    return outcome(work, slug=slug, name=written)


def _new_name(
    session: Session, actor: Actor, name: str | None, *, was: str | None, on: date
) -> str:
    """Set the new name, or keep the one there is; give the name until that day."""
    then = name_on(session, actor, on)
    if was is not None:
        former = checked_name(was)
        if former == then:
            raise SameNameError(name=then)
        add_alias(actor, former)
        if name is not None and checked_name(name) != then:
            apply_changes(session, actor, ActorChanges(name=name))
        return former
    later = _renamings(session, actor, after=on)
    if later:
        day = formats.full_date(later[0].happened_on)
        raise RenamedLaterError(name=actor.name, day=day)
    written = checked_name(name or "")
    if written == actor.name:
        raise SameNameError(name=written)
    former = actor.name
    apply_changes(session, actor, ActorChanges(name=written))
    return former


def _renamings(session: Session, actor: Actor, *, after: date) -> list[Succession]:
    query = (
        select(Succession)
        .where(Succession.predecessor_key == actor.key)
        .where(Succession.kind == SuccessionKind.RENAME)
        .where(Succession.happened_on > after)
        .order_by(Succession.happened_on, Succession.key)
    )
    return list(session.scalars(query))


def _organization(session: Session, name: str) -> Actor:
    return actor_meant(session, name, kind=ActorKind.ORGANIZATION)


def _successor(
    session: Session, name: str, when: When, *, remarks: list[str]
) -> tuple[Actor, bool]:
    """Find what comes after, or add it; tell whether it begins then."""
    told = len(remarks)
    create = ActorKind.ORGANIZATION if when.create else None
    actor = actor_or_new(
        session,
        name,
        create=create,
        remarks=remarks,
        kind=ActorKind.ORGANIZATION,
        told=NoSuccessorError,
    )
    return actor, len(remarks) > told


def _noted(when: When) -> str | None:
    return (when.note or "").strip() or None


def _inherit(heir: Actor, gone: Sequence[Actor]) -> None:
    """Give what begins the territories of those it comes from, and their one sector."""
    there = {it.territory_key: it.territory for old in gone for it in old.territories}
    heir.territories = [ActorTerritory(territory=it) for it in there.values()]
    sectors = {it.sector for it in gone if it.sector}
    heir.sector = sectors.pop() if len(sectors) == 1 else None


def _left_open(session: Session, actor: Actor, *, on: date) -> list[str]:
    number = open_spells(session, actor, on=on)
    if not number:
        return []
    text = ngettext(
        "Still open after that day: {n} role, seat or partnership of {name}. End it, "
        "or give it to what came after: “reseau check” tells of it.",
        "Still open after that day: {n} roles, seats or partnerships of {name}. End "
        "them, or give them to what came after: “reseau check” tells of them.",
        number,
    )
    return [text.format(n=formats.number(number), name=actor.name)]

"""Declared collaborations: what two actors do together, from when to when."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, Diffusion, Origin
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Actor, Collaboration
from reseau.store.naming import finding
from reseau.store.naming.collaborating import between
from reseau.store.privacy.veil import Veil, veil
from reseau.store.rows import rows, settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, actor_or_new
from reseau.usecases.common.as_of import Then
from reseau.usecases.common.edits import Clear, settled, settled_record
from reseau.usecases.common.numbered import no_number, numbered
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order

STRENGTHS = range(1, 5)


class OneActorError(UsageError):
    """An actor would collaborate with itself."""

    message = N_(
        "{name} does not collaborate with itself. Name two different actors; “reseau "
        "actor duplicates” lists those that look like one."
    )


class WeakCollaborationError(UsageError):
    """A collaboration has a strength that none has."""

    message = N_("A collaboration's strength goes from 1 to 4, not {strength}.")


class CollaborateAlreadyError(ConflictError):
    """The two collaborate already on the same thing."""

    message = N_(
        "{one} and {other} collaborate on that already, {when}: number {number}. "
        "Change that with “reseau actor collaboration edit {number}”."
    )


@dataclass(frozen=True, slots=True)
class TieChanges:
    """What is to be set; None leaves a thing as it is.

    Attributes:
        theme: What it is about; cleared for everything.
        strength: 1 to 4.
        until: First day on which it is over; cleared while it lasts.
        evidence: What shows it, for the team.
        origin: Who says so.
    """

    theme: str | Clear | None = None
    strength: int | None = None
    since: date | Clear | None = None
    until: date | Clear | None = None
    evidence: str | Clear | None = None
    origin: Origin | None = None

    @property
    def moves(self) -> bool:
        """Tell whether what it is about, or when, changes."""
        return (self.theme, self.since, self.until) != (None, None, None)


def add_collaboration(
    store: Store,
    who: str,
    other: str,
    *,
    changes: TieChanges,
    create: ActorKind | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Say that two actors collaborate; their order means nothing.

    Args:
        store: The store.
        who: One actor.
        other: The other one.
        changes: On what, how much, when; strength 1 and a third party by default.
        create: Kind of the actors to add when nobody has that name.
        dry_run: Roll back at the end.

    Raises:
        OneActorError: Both are the same.
        CollaborateAlreadyError: They do, on the same thing and during these days.
        WeakCollaborationError: The strength is not 1 to 4.
        EndBeforeStartError: It would end before it starts.
    """
    with store.working("actor collaboration add", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        ends = [
            actor_or_new(session, it, create=create, remarks=remarks)
            for it in (who, other)
        ]
        if ends[0] is ends[1]:
            raise OneActorError(name=ends[0].name)
        tie = Collaboration(
            source=ends[0], target=ends[1], strength=1, origin=Origin.THIRD_PARTY
        )
        _settle(session, tie, changes)
        refuse_twice(session, tie)
        session.add(tie)
        session.flush()
        number, name = str(tie.key), _both(tie)
    return outcome(work, slug=number, name=name, remarks=tuple(remarks))


def edit_collaboration(
    store: Store, number: int, *, changes: TieChanges, dry_run: bool = False
) -> Outcome:
    """Correct or end a collaboration.

    Raises:
        NoSuchNumberError: There is none of that number.
        CollaborateAlreadyError, WeakCollaborationError, EndBeforeStartError
    """
    with store.working("actor collaboration edit", dry_run=dry_run) as work:
        tie = numbered(work.session, Collaboration, number)
        _settle(work.session, tie, changes)
        if changes.moves:  # An import may have brought two; each can be corrected.
            refuse_twice(work.session, tie)
        name = _both(tie)
    return outcome(work, slug=str(number), name=name)


def remove_collaboration(
    store: Store, number: int, *, dry_run: bool = False
) -> Outcome:
    """Remove a collaboration that was written by mistake.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.working("actor collaboration remove", dry_run=dry_run) as work:
        tie = numbered(work.session, Collaboration, number)
        name = _both(tie)
        work.session.delete(tie)
    return outcome(work, slug=str(number), name=name)


def _both(tie: Collaboration) -> str:
    return gettext("{one} and {other}").format(
        one=tie.source.name, other=tie.target.name
    )


def _settle(session: Session, tie: Collaboration, changes: TieChanges) -> None:
    if changes.strength is not None:
        if changes.strength not in STRENGTHS:
            raise WeakCollaborationError(strength=changes.strength)
        tie.strength = changes.strength
    tie.theme = settled_record(
        tie.theme, changes.theme, find=lambda name: finding.theme_named(session, name)
    )
    tie.since = settled(tie.since, changes.since)
    tie.until = settled(tie.until, changes.until)
    tie.evidence = settled(tie.evidence, changes.evidence)
    tie.origin = changes.origin or tie.origin
    what = gettext("The collaboration of {both}").format(both=_both(tie))
    check_order(what, start=tie.since, end=tie.until)


def refuse_twice(session: Session, tie: Collaboration) -> None:
    """See that two actors collaborate on a thing once at a time.

    Raises:
        CollaborateAlreadyError: Another collaboration says so for some of the days.
    """
    ends = tie.source.key, tie.target.key
    theme = None if tie.theme is None else tie.theme.key
    with session.no_autoflush:
        known = between(session, ends, theme=theme, during=Period(tie.since, tie.until))
    for it in known:
        if it is not tie:
            raise already(it)


def already(it: Collaboration) -> CollaborateAlreadyError:
    """Make the error of a collaboration that is there already."""
    when = formats.span(it.since, it.until) or gettext("without dates")
    one, other = it.source.name, it.target.name
    return CollaborateAlreadyError(one=one, other=other, when=when, number=it.key)


def _ties_of(session: Session, actor: Actor | None) -> list[Collaboration]:
    """List the collaborations of an actor, or all of them, by number."""
    query = (
        select(Collaboration)
        .options(joinedload(Collaboration.source), joinedload(Collaboration.target))
        .order_by(Collaboration.key)
    )
    if actor is not None:
        ends = (Collaboration.source_key, Collaboration.target_key)
        query = query.where(or_(*(it == actor.key for it in ends)))
    return list(session.scalars(query))


@dataclass(frozen=True, slots=True)
class TieLine:
    """A declared collaboration as on a day, [since, until).

    Attributes:
        name: One actor, as it was called then; the order means nothing.
        theme: In the reader's language; None when it was not said.
        strength: 1 to 4, as declared.
        over: Whether it is over by that day, or one of the two is.
    """

    number: int
    slug: str
    name: str
    other_slug: str
    other_name: str
    theme: str | None
    theme_slug: str | None
    strength: int
    since: date | None
    until: date | None
    evidence: str | None
    origin: Origin
    over: bool


@dataclass(frozen=True, slots=True)
class TieList:
    """Collaborations, and how many have an end that may not be shown."""

    lines: tuple[TieLine, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ones are wanted; what is left out does not matter.

    Attributes:
        actor: Those of one actor, which comes first on each line.
        theme: Those about it.
        everything: Also those that do not hold on that day.
    """

    actor: str | None = None
    theme: str | None = None
    everything: bool = False


def list_collaborations(
    store: Store,
    wanted: TieFilter | None = None,
    *,
    at: date | None = None,
    lang: str,
) -> TieList:
    """List declared collaborations, by the names of both actors.

    Those of people who are shown to nobody, and of merged or archived actors, are
    counted and not told.

    Args:
        store: The store.
        wanted: Which ones; None for all that hold.
        at: As things were on that day, names included; today by default.
        lang: Language of the themes.
    """
    wanted = wanted or TieFilter()
    with store.reading() as session:
        then = Then(session, at or settings.today(session))
        first = None if wanted.actor is None else actor_meant(session, wanted.actor)
        found = _ties_of(session, first)
        if wanted.theme is not None:
            theme = finding.theme_named(session, wanted.theme)
            found = [it for it in found if it.theme is theme]
        if not wanted.everything:
            found = [it for it in found if _holds(it, then)]
        keys = {key for it in found for key in (it.source_key, it.target_key)}
        shown = _shown(session, keys)
        over = veil(session, shown_to=Diffusion.INTERNAL)
        lines = [
            _line(it, then=then, lang=lang, first=first, over=over)
            for it in found
            if {it.source_key, it.target_key} <= shown
        ]
    lines.sort(key=lambda it: (sort_key(it.name), sort_key(it.other_name), it.number))
    return TieList(tuple(lines), len(found) - len(lines))


def _shown(session: Session, keys: set[int]) -> frozenset[int]:
    return rows.shown_keys(session, shown_to=Diffusion.INTERNAL, among=keys)


def _holds(it: Collaboration, then: Then) -> bool:
    """Tell whether a collaboration holds on a day, when both actors exist."""
    both = (it.source_key, it.target_key)
    lasts = all(then.known.exists(key, then.day) for key in both)
    return lasts and then.day in Period(it.since, it.until)


def _line(
    it: Collaboration, *, then: Then, lang: str, first: Actor | None, over: Veil
) -> TieLine:
    one, other = it.source, it.target
    if first is other:
        one, other = other, one
    ended = any(then.known.over(at.key, then.day) for at in (one, other))
    line = TieLine(
        it.key,
        one.slug, then.name(one.key, one.name),
        other.slug, then.name(other.key, other.name),
        None if it.theme is None else it.theme.label(lang),
        None if it.theme is None else it.theme.slug,
        it.strength, it.since, it.until, it.evidence, it.origin,
        ended or (it.until is not None and it.until <= then.day),
    )  # fmt: skip
    return over.over_fields(line, "evidence")


def collaboration_shown(
    store: Store, number: int, *, lang: str, at: date | None = None
) -> TieLine:
    """Give one collaboration, as it stands today or on a day.

    Raises:
        NoSuchNumberError: There is none of that number, or of somebody who is not to
            be shown.
    """
    with store.reading() as session:
        found = numbered(session, Collaboration, number)
        keys = {found.source_key, found.target_key}
        if not keys <= _shown(session, keys):
            raise no_number(Collaboration, number)
        then = Then(session, at or settings.today(session))
        over = veil(session, shown_to=Diffusion.INTERNAL)
        return _line(found, then=then, lang=lang, first=None, over=over)

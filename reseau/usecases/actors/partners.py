"""Keep partnerships: what an actor is to the collective, from when to when."""

from datetime import date

from reseau.domain.vocabulary import ActorKind, PartnerStatus
from reseau.errors import ConflictError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Actor, Partnership
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actor_cards import ActorCard, actor_card
from reseau.usecases.actors.actors import actor_meant, actor_or_new
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import end_spells, first_day, is_over


class AlreadyPartnerError(ConflictError):
    """The actor is a partner already."""

    message = N_(
        "{name} is a partner already, with the status “{status}”. “reseau partner "
        "edit” changes it."
    )


class NoPartnershipError(ConflictError):
    """The actor is not a partner."""

    message = N_("{name} is not a partner. “reseau partner add” makes it one.")


def add_partner(
    store: Store,
    who: str,
    *,
    status: PartnerStatus,
    since: date | None = None,
    create: ActorKind | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Make an actor a partner.

    Args:
        store: The store.
        who: The actor.
        status: What it becomes.
        since: First day; when it is None, today for an actor that was a partner
            before, and unknown for another.
        create: Kind of the actor to add when nobody has that name.
        dry_run: Roll back at the end.

    Raises:
        AlreadyPartnerError: It is one, whatever the status.
    """
    with store.working("partner add", dry_run=dry_run) as work:
        remarks: list[str] = []
        today = settings.today(work.session)
        actor = actor_or_new(work.session, who, create=create, remarks=remarks)
        if current := _current(actor, today):
            status_now = current[-1].status.label()
            raise AlreadyPartnerError(name=actor.name, status=status_now)
        start = first_day(since, earlier=actor.partnerships, today=today)
        _begin(actor, Partnership(status=status, since=start), remarks=remarks)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def edit_partner(
    store: Store,
    who: str,
    *,
    status: PartnerStatus | None = None,
    since: date | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Change the status of a partner from a day on, or correct since when it holds.

    The former status ends that day; one that began later is replaced.

    Args:
        store: The store.
        who: The partner.
        status: What it becomes; the same or None only corrects the first day.
        since: First day; today when it is None and the status changes.
        dry_run: Roll back at the end.

    Raises:
        NoPartnershipError: It is not a partner.
    """
    with store.working("partner edit", dry_run=dry_run) as work:
        today = settings.today(work.session)
        actor = actor_meant(work.session, who)
        remarks: list[str] = []
        current = _current(actor, today)
        if not current:
            raise NoPartnershipError(name=actor.name)
        latest = current[-1]
        if status not in {None, latest.status}:
            changed = Partnership(status=status, since=since or today)
            _begin(actor, changed, remarks=remarks)
        elif since is not None:
            _move_start(actor, latest, since=since, remarks=remarks)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def end_partnership(
    store: Store, who: str, *, on: date | None = None, dry_run: bool = False
) -> Outcome:
    """End a partnership; the actor stays known as a former partner.

    Args:
        store: The store.
        who: The partner.
        on: First day on which it is no longer one; today by default.
        dry_run: Roll back at the end.

    Raises:
        NoPartnershipError: It is not a partner.
        EndBeforeStartError: The partnership began later.
    """
    with store.working("partner remove", dry_run=dry_run) as work:
        today = settings.today(work.session)
        actor = actor_meant(work.session, who)
        current = _current(actor, today)
        if not current:
            raise NoPartnershipError(name=actor.name)
        what = gettext("The partnership of {name}").format(name=actor.name)
        end_spells(current, on=on or today, what=what)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name)


def partner_card(
    store: Store, who: str, *, lang: str, at: date | None = None
) -> ActorCard:
    """Gather everything known of an actor that is or was a partner.

    Raises:
        NoPartnershipError: It never was one, or not yet on the day asked for.
    """
    card = actor_card(store, who, lang=lang, at=at)
    if not card.partnerships:
        raise NoPartnershipError(name=card.name)
    return card


def _current(actor: Actor, today: date) -> list[Partnership]:
    """List the partnerships that are not over, the latest begun last."""
    current = [it for it in actor.partnerships if not is_over(it.until, today=today)]
    return sorted(current, key=lambda it: it.since or date.min)


def _begin(actor: Actor, begun: Partnership, *, remarks: list[str]) -> None:
    """Begin a partnership, and make room for it."""
    if begun.since is not None:
        _make_room(actor, since=begun.since, remarks=remarks)
    actor.partnerships.append(begun)


def _move_start(
    actor: Actor, moved: Partnership, *, since: date, remarks: list[str]
) -> None:
    """Correct the first day of a partnership; the one before ends that day too."""
    for other in actor.partnerships:
        if moved.since is not None and other.until == moved.since:
            other.until = None  # It is cut again below, at the new day.
    _make_room(actor, since=since, remarks=remarks, but=moved)
    moved.since = since


def _make_room(
    actor: Actor,
    *,
    since: date,
    remarks: list[str],
    but: Partnership | None = None,
) -> None:
    """End what holds on a day; what began on it or later is replaced, and said."""
    for it in [it for it in actor.partnerships if it is not but]:
        if it.since is not None and it.since >= since:
            actor.partnerships.remove(it)
            remarks.append(
                gettext("Replaced: {status}, since {day}.").format(
                    status=it.status.label(), day=formats.full_date(it.since)
                )
            )
        elif it.until is None or it.until > since:
            it.until = since

"""Keep signals: add, edit, triage, remove."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.links import read_link
from reseau.domain.vocabulary import Carrier, Function, SignalState
from reseau.errors import ConflictError, NotFoundError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Signal, SignalTheme
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, checked_name
from reseau.usecases.common.edits import Clear, replace_links, settled, settled_record
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order
from reseau.usecases.cycle.cycle_finding import by_number_or_words


class NoSignalError(NotFoundError):
    """No signal has that number or these words."""

    message = N_("There is no signal “{typed}”. “reseau signal list” shows them.")


class SignalKnownError(ConflictError):
    """A signal has that address already."""

    message = N_(
        "Signal #{number}, “{title}”, has that address already. Add --create-anyway "
        "if this is another one."
    )


class DayToComeError(UsageError):
    """Something that has happened is dated in the future."""

    message = N_("{day} is in the future. Give the day it was seen.")


class PublishedAfterError(UsageError):
    """Something would have been seen before it was published."""

    message = N_(
        "It was seen on {seen}, before {published}, the day it was published. Correct "
        "one of the two."
    )


class NewAgainError(UsageError):
    """A triage decides nothing."""

    message = N_("A triage decides: kept, set-aside or expired.")


@dataclass(frozen=True, slots=True)
class SignalChanges:
    """What is to be set on a signal; None leaves a thing as it is.

    Attributes:
        brought_by: Name of who brought it.
        seen_on: The day it was brought.
        expires_on: Last day on which it matters.
        themes: Labels or short codes; replaces the list.
    """

    title: str | None = None
    summary: str | Clear | None = None
    link: str | Clear | None = None
    source: str | Clear | None = None
    brought_by: str | Clear | None = None
    published_on: date | Clear | None = None
    seen_on: date | None = None
    expires_on: date | Clear | None = None
    territory: str | Clear | None = None
    themes: Sequence[str] | None = None
    function: Function | Clear | None = None
    carrier: Carrier | Clear | None = None


def signal_meant(session: Session, typed: str) -> Signal:
    """Find a signal by its number or by words of its title.

    Raises:
        NoSignalError, SeveralRecordsError
    """
    return by_number_or_words(
        session, Signal, typed, words=Signal.title, unknown=NoSignalError
    )


def add_signal(
    store: Store,
    title: str,
    *,
    changes: SignalChanges,
    known_too: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Add a signal, seen today unless it is said otherwise.

    Args:
        store: The store.
        title: What was seen.
        changes: All the rest.
        known_too: Whether it is added although another one has its address.
        dry_run: Write nothing.

    Raises:
        SignalKnownError, DayToComeError, EndBeforeStartError, PublishedAfterError
        NotALinkError: Its address is not that of a page.
    """
    with store.working("signal add", dry_run=dry_run) as work:
        session = work.session
        signal = Signal(
            title=checked_name(title), seen_on=settings.today(session),
            state=SignalState.NEW, added_at=clock.now(),
        )  # fmt: skip
        apply_changes(session, signal, changes)
        if signal.link is not None and not known_too:
            _refuse_known(session, signal.link)
        session.add(signal)
        session.flush()
        number = signal.key
    return outcome(work, slug=f"#{number}", name=signal.title)


def edit_signal(
    store: Store, which: str, *, changes: SignalChanges, dry_run: bool = False
) -> Outcome:
    """Correct a signal.

    Raises:
        NoSignalError, SeveralRecordsError, and those of ``add_signal``.
    """
    with store.working("signal edit", dry_run=dry_run) as work:
        signal = signal_meant(work.session, which)
        apply_changes(work.session, signal, changes)
        number, title = signal.key, signal.title
    return outcome(work, slug=f"#{number}", name=title)


def triage_signals(
    store: Store,
    which: Sequence[str],
    *,
    state: SignalState,
    reason: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Decide of signals, as one operation: all of them, or none.

    Raises:
        NewAgainError: Nothing is decided.
        NoSignalError, SeveralRecordsError
    """
    if state is SignalState.NEW:
        raise NewAgainError
    with store.working("signal triage", dry_run=dry_run) as work:
        session = work.session
        found = [signal_meant(session, it) for it in which]
        for signal in found:
            kept = signal.reason if signal.state is state else None
            signal.state, signal.reason = state, reason or kept
            signal.triaged_on = settings.today(session)
        numbers = ", ".join(f"#{it.key}" for it in found)
        titles = "; ".join(it.title for it in found)
    return outcome(work, slug=numbers, name=titles)


def remove_signal(store: Store, which: str, *, dry_run: bool = False) -> Outcome:
    """Remove a signal on which no need depends.

    Raises:
        NoSignalError, SeveralRecordsError
        StillUsedError: A need came of it.
    """
    with store.working("signal remove", dry_run=dry_run) as work:
        signal = signal_meant(work.session, which)
        number, title = signal.key, signal.title
        refuse_if_used(work.session, signal, name=title)
        work.session.delete(signal)
    return outcome(work, slug=f"#{number}", name=title)


def _refuse_known(session: Session, link: str) -> None:
    query = select(Signal).where(Signal.link == link).order_by(Signal.key).limit(1)
    known = session.scalars(query).one_or_none()
    if known is not None:
        raise SignalKnownError(number=known.key, title=known.title)


def apply_changes(session: Session, signal: Signal, changes: SignalChanges) -> None:
    """Set what is to be set on a signal, and see that its days hold together.

    Raises:
        DayToComeError, EndBeforeStartError, PublishedAfterError, NotALinkError
    """
    if changes.title is not None:
        signal.title = checked_name(changes.title)
    link = changes.link
    signal.link = settled(
        signal.link, read_link(link) if isinstance(link, str) else link
    )
    signal.summary = settled(signal.summary, changes.summary)
    signal.source = settled(signal.source, changes.source)
    signal.function = settled(signal.function, changes.function)
    signal.carrier = settled(signal.carrier, changes.carrier)
    signal.published_on = settled(signal.published_on, changes.published_on)
    signal.seen_on = changes.seen_on or signal.seen_on
    signal.expires_on = settled(signal.expires_on, changes.expires_on)
    _refer(session, signal, changes)
    check_days(session, signal)


def _refer(session: Session, signal: Signal, changes: SignalChanges) -> None:
    """Set what a signal refers to."""
    with session.no_autoflush:
        signal.brought_by = settled_record(
            signal.brought_by,
            changes.brought_by,
            find=lambda name: actor_meant(session, name),
        )
        signal.territory = settled_record(
            signal.territory,
            changes.territory,
            find=lambda name: finding.territory_named(session, name),
        )
        if changes.themes is not None:
            replace_links(
                signal.themes,
                [finding.theme_named(session, it) for it in changes.themes],
                target=lambda it: it.theme,
                link=lambda it: SignalTheme(theme=it),
            )


def check_days(session: Session, signal: Signal) -> None:
    """See that the days of a signal hold together.

    Raises:
        DayToComeError, PublishedAfterError, EndBeforeStartError
    """
    if signal.seen_on > settings.today(session):
        raise DayToComeError(day=formats.full_date(signal.seen_on, weekday=True))
    if signal.published_on is not None and signal.published_on > signal.seen_on:
        raise PublishedAfterError(
            seen=formats.full_date(signal.seen_on),
            published=formats.full_date(signal.published_on),
        )
    what = gettext("Signal “{title}”").format(title=signal.title)
    check_order(what, start=signal.seen_on, end=signal.expires_on)

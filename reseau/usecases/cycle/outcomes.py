"""Keep outcomes: who changed what, what else helped, who confirms it.

Reference:
    Wilson-Grau, R. & Britt, H. (2012). Outcome Harvesting. Ford Foundation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from reseau.domain.dissemination import Degree, OutcomePart
from reseau.errors import ConflictError, NotFoundError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.base import LARGEST_KEY
from reseau.store.models import (
    Actor,
    Marker,
    OutcomeActor,
    OutcomeMarker,
    OutcomeStrategy,
    OutcomeTheme,
    Strategy,
    Substantiation,
)
from reseau.store.models import Outcome as Record
from reseau.store.naming import finding
from reseau.store.naming.titled import strategy_named
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import rows, settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, checked_name
from reseau.usecases.common.cycle_edits import refuse_future, set_themes, settled_text
from reseau.usecases.common.edits import Clear, replace_links, settled, settled_record
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.cycle.markers import marker_numbered


class NoOutcomeError(NotFoundError):
    """No outcome has that number."""

    message = N_("There is no outcome {number}. “reseau outcome list” shows them.")


class NobodyChangedError(UsageError):
    """An outcome without anybody who changed."""

    message = N_("An outcome needs who changed: add --who with the actor's name.")


class NoOtherError(UsageError):
    """An outcome without a word on who else contributed."""

    message = N_(
        "An outcome needs what else contributed: add --others with what you know, even "
        "“nobody else that we know of”, or --contributor with an actor."
    )


class BothPartsError(UsageError):
    """An actor would both change and contribute to its own change."""

    message = N_(
        "{actor} is said both to have changed and to have contributed: leave one out."
    )


class OutcomeBeforeError(ConflictError):
    """An outcome would come of a strategy that began later."""

    message = N_(
        "The change was seen on {day}, and “{name}” began on {start}: it cannot have "
        "come of it. Correct one of the days, or leave that strategy out."
    )


class NobodySaysError(UsageError):
    """A substantiation without anybody who says so."""

    message = N_(
        "Say who confirms it: --by with an actor, or --source with a document."
    )


@dataclass(frozen=True, slots=True)
class OutcomeChanges:
    """What is to be set on an outcome; None leaves a thing as it is.

    Attributes:
        who: Those who changed; replaces the list, as do the other lists.
        contributors: Other actors who contributed.
        others: In words, what else contributed.
        markers: Numbers of the markers that it answers.
    """

    what: str | None = None
    happened_on: date | None = None
    territory: str | Clear | None = None
    significance: str | Clear | None = None
    contribution: str | Clear | None = None
    others: str | Clear | None = None
    evidence: str | Clear | None = None
    who: Sequence[str] | None = None
    contributors: Sequence[str] | None = None
    themes: Sequence[str] | None = None
    markers: Sequence[int] | None = None
    strategies: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody who knows says of an outcome.

    Attributes:
        by: Name of an actor; or ``source``, a document.
        on: The day; today by default.
        note: In which words, with what limits.
    """

    degree: Degree
    by: str | None = None
    source: str | None = None
    on: date | None = None
    note: str | None = None


def add_outcome(
    store: Store, what: str, *, changes: OutcomeChanges, dry_run: bool = False
) -> Outcome:
    """Add an outcome, seen today unless said otherwise.

    Raises:
        NobodyChangedError: Nobody is said to have changed.
        NoOtherError: Nothing is said of what else contributed.
        MissingTextError: Nothing is said of the collective's own contribution.
        NotYetError: The day is still to come.
        OutcomeBeforeError: A strategy began later.
    """
    with store.working("outcome add", dry_run=dry_run) as work:
        session = work.session
        today = settings.today(session)
        record = Record(happened_on=today, noted_on=today)
        _apply(session, record, changes, what=what)
        session.add(record)
        session.flush()
        number, written = record.key, record.what
        remarks = [] if record.evidence else [
            gettext("Nothing shows it yet: --evidence says where it can be seen.")
        ]  # fmt: skip
    return outcome(work, slug=f"#{number}", name=written, remarks=tuple(remarks))


def edit_outcome(
    store: Store, number: int, *, changes: OutcomeChanges, dry_run: bool = False
) -> Outcome:
    """Change an outcome; what others said of it stays.

    Raises:
        NoOutcomeError: None has that number.
    """
    with store.working("outcome edit", dry_run=dry_run) as work:
        record = outcome_numbered(work.session, number)
        _apply(work.session, record, changes, what=changes.what or record.what)
        written = record.what
    return outcome(work, slug=f"#{number}", name=written)


def substantiate(
    store: Store, number: int, *, word: Word, dry_run: bool = False
) -> Outcome:
    """Note what somebody who knows says of an outcome; their last word counts.

    Raises:
        NoOutcomeError: None has that number.
        NobodySaysError: Nobody is named.
        NotYetError: The day is still to come.
    """
    with store.working("outcome substantiate", dry_run=dry_run) as work:
        session = work.session
        record = outcome_numbered(session, number)
        if not (word.by or word.source):
            raise NobodySaysError
        today = settings.today(session)
        day = word.on or today
        refuse_future(day, today=today)
        actor = None if word.by is None else actor_meant(session, word.by)
        said = _said(record, actor, word)
        said.degree, said.stated_on = word.degree, day
        said.note = word.note or said.note
        written = record.what
        remarks = _insider(session, record, actor, on=day)
    return outcome(work, slug=f"#{number}", name=written, remarks=remarks)


def remove_outcome(store: Store, number: int, *, dry_run: bool = False) -> Outcome:
    """Remove an outcome, with what others said of it.

    Raises:
        NoOutcomeError: None has that number.
    """
    with store.working("outcome remove", dry_run=dry_run) as work:
        record = outcome_numbered(work.session, number)
        written = record.what
        refuse_if_used(work.session, record, name=written)
        work.session.delete(record)
    return outcome(work, slug=f"#{number}", name=written)


def outcome_numbered(session: Session, number: int) -> Record:
    """Find an outcome by its number.

    Raises:
        NoOutcomeError: None has it.
    """
    found = session.get(Record, number) if 0 < number <= LARGEST_KEY else None
    if found is None:
        raise NoOutcomeError(number=number)
    return found


def _apply(
    session: Session, record: Record, changes: OutcomeChanges, *, what: str
) -> None:
    record.what = checked_name(what)
    record.happened_on = changes.happened_on or record.happened_on
    refuse_future(record.happened_on, today=settings.today(session))
    record.territory = settled_record(
        record.territory,
        changes.territory,
        find=lambda name: finding.territory_named(session, name),
    )
    record.significance = settled(record.significance, changes.significance)
    record.contribution = settled_text(
        record.contribution,
        changes.contribution,
        what=gettext("--contribution (what the collective did)"),
    )
    record.others = settled(record.others, changes.others)
    record.evidence = settled(record.evidence, changes.evidence)
    _set_actors(session, record, changes)
    set_themes(
        session, record.themes, changes.themes, link=lambda it: OutcomeTheme(theme=it)
    )
    _set_origin(session, record, changes)
    refuse_later_strategies(record)


def _set_actors(session: Session, record: Record, changes: OutcomeChanges) -> None:
    parts = _parts(session, record, changes)

    def actor_of(it: OutcomeActor) -> Actor:
        return it.actor

    def link(it: Actor) -> OutcomeActor:
        return OutcomeActor(actor=it, part=parts[it.key][1])

    wanted = [actor for actor, _part in parts.values()]
    replace_links(record.actors, wanted, target=actor_of, link=link)
    for it in record.actors:
        it.part = parts[it.actor.key][1]
    said = {it.part for it in record.actors}
    # An erasure may have taken the only one away: only what is asked is refused.
    new = record.key is None
    if (new or changes.who is not None) and OutcomePart.CHANGED not in said:
        raise NobodyChangedError
    asked = new or not (changes.contributors is None and changes.others is None)
    if asked and OutcomePart.CONTRIBUTED not in said and not record.others:
        raise NoOtherError


def _parts(
    session: Session, record: Record, changes: OutcomeChanges
) -> dict[int, tuple[Actor, OutcomePart]]:
    """Say who has which part once an outcome is edited, by key of the actor."""
    found: dict[int, tuple[Actor, OutcomePart]] = {
        it.actor.key: (it.actor, it.part) for it in record.actors
    }
    wanted = {
        OutcomePart.CHANGED: changes.who,
        OutcomePart.CONTRIBUTED: changes.contributors,
    }
    replaced = {part for part, names in wanted.items() if names is not None}
    found = {key: it for key, it in found.items() if it[1] not in replaced}
    for part, names in wanted.items():
        for actor in [actor_meant(session, it) for it in names or ()]:
            if found.get(actor.key, (actor, part))[1] is not part:
                raise BothPartsError(actor=actor.name)
            found[actor.key] = actor, part
    return found


def _set_origin(session: Session, record: Record, changes: OutcomeChanges) -> None:
    """Set the markers that an outcome answers and the strategies it comes of."""

    def marker_of(it: OutcomeMarker) -> Marker:
        return it.marker

    def strategy_of(it: OutcomeStrategy) -> Strategy:
        return it.strategy

    if changes.markers is not None:
        replace_links(
            record.markers,
            [marker_numbered(session, it) for it in changes.markers],
            target=marker_of,
            link=lambda it: OutcomeMarker(marker=it),
        )
    if changes.strategies is not None:
        replace_links(
            record.strategies,
            [strategy_named(session, it) for it in changes.strategies],
            target=strategy_of,
            link=lambda it: OutcomeStrategy(strategy=it),
        )


def refuse_later_strategies(record: Record) -> None:
    """See that an outcome did not come before the strategies it comes of.

    Raises:
        OutcomeBeforeError: It did.
    """
    of = [it.strategy for it in record.strategies]
    of += [it.marker.strategy for it in record.markers]
    for strategy in of:
        if record.happened_on < strategy.started_on:
            raise OutcomeBeforeError(
                day=formats.full_date(record.happened_on),
                name=strategy.name,
                start=formats.full_date(strategy.started_on),
            )


def _said(record: Record, actor: Actor | None, word: Word) -> Substantiation:
    """Find what the same one said before, which is replaced, or begin anew."""
    source = None if actor is not None else checked_name(word.source or "")
    for it in record.substantiations:
        if it.actor is actor and it.source == source:
            return it
    made = Substantiation(actor=actor, source=source)
    record.substantiations.append(made)
    return made


def _insider(
    session: Session, record: Record, actor: Actor | None, *, on: date
) -> tuple[str, ...]:
    """Say when the one who confirms is not from outside."""
    if actor is None:
        return ()
    changed = {it.actor.key for it in record.actors if it.part is OutcomePart.CHANGED}
    if actor.key in rows.staff_keys(session, on=on):
        text = gettext(
            "{actor} is of the collective's own staff: a word from outside would weigh "
            "more."
        )
    elif actor.key in changed:
        text = gettext("{actor} is who changed: a third party would weigh more.")
    else:
        return ()
    return (text.format(actor=actor.name),)

"""Who may speak for the collective or a committee, on what, and until when."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion
from reseau.errors import ConflictError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Committee, Spokesperson
from reseau.store.naming import finding
from reseau.store.privacy.veil import veil
from reseau.store.rows import rows, settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.edits import Clear, settled, settled_record
from reseau.usecases.common.numbered import no_number, numbered
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order, is_over
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.governance.mandates import refuse_after_end


class SpeaksAlreadyError(ConflictError):
    """Somebody may speak on the same thing already."""

    message = N_(
        "{name} may speak on that already, {when}: number {number}. Change that with "
        "“reseau spokesperson edit {number}”."
    )


@dataclass(frozen=True, slots=True)
class SpeakingChanges:
    """What is to be set; None leaves a thing as it is.

    Attributes:
        committee: For which committee; cleared for the whole collective.
        theme: On what; cleared for everything.
        note: Within which limits.
    """

    committee: str | Clear | None = None
    theme: str | Clear | None = None
    since: date | Clear | None = None
    until: date | Clear | None = None
    note: str | Clear | None = None


def add_spokesperson(
    store: Store, who: str, *, changes: SpeakingChanges, dry_run: bool = False
) -> Outcome:
    """Say that an actor may speak for the collective, or for a committee.

    Raises:
        SpeaksAlreadyError: They may, on the same thing and during these days.
        EndBeforeStartError: It would end before it starts.
        OutOfCommitteeError: The committee is over by then.
    """
    with store.working("spokesperson add", dry_run=dry_run) as work:
        session = work.session
        actor = actor_meant(session, who)
        line = Spokesperson(actor=actor)
        _settle(session, line, changes)
        refuse_twice(session, line)
        session.add(line)
        session.flush()
        number, name = str(line.key), actor.name
    return outcome(work, slug=number, name=name)


def edit_spokesperson(
    store: Store, number: int, *, changes: SpeakingChanges, dry_run: bool = False
) -> Outcome:
    """Correct or end what an actor may speak on.

    Raises:
        NoSuchNumberError: There is none of that number.
        SpeaksAlreadyError, EndBeforeStartError, OutOfCommitteeError
    """
    with store.working("spokesperson edit", dry_run=dry_run) as work:
        line = numbered(work.session, Spokesperson, number)
        _settle(work.session, line, changes)
        refuse_twice(work.session, line)
        name = line.actor.name
    return outcome(work, slug=str(number), name=name)


def remove_spokesperson(store: Store, number: int, *, dry_run: bool = False) -> Outcome:
    """Remove what was written by mistake.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.working("spokesperson remove", dry_run=dry_run) as work:
        line = numbered(work.session, Spokesperson, number)
        name = line.actor.name
        work.session.delete(line)
    return outcome(work, slug=str(number), name=name)


def _settle(session: Session, line: Spokesperson, changes: SpeakingChanges) -> None:
    line.committee = settled_record(
        line.committee,
        changes.committee,
        find=lambda name: finding.committee_named(session, name),
    )
    line.theme = settled_record(
        line.theme,
        changes.theme,
        find=lambda name: finding.theme_named(session, name),
    )
    line.since = settled(line.since, changes.since)
    line.until = settled(line.until, changes.until)
    line.note = settled(line.note, changes.note)
    what = gettext("What {name} may speak on").format(name=line.actor.name)
    check_order(what, start=line.since, end=line.until)
    if line.committee is not None:
        refuse_after_end(line.committee, line.since)


def refuse_twice(session: Session, line: Spokesperson) -> None:
    """See that an actor may speak on a thing once at a time.

    Raises:
        SpeaksAlreadyError: They may already.
    """
    query = (
        select(Spokesperson)
        .where(Spokesperson.actor_key == line.actor.key)
        .order_by(Spokesperson.key)
    )
    with session.no_autoflush:
        known = list(session.scalars(query))
    for it in known:
        same = it.committee is line.committee and it.theme is line.theme
        if it is line or not same:
            continue
        if Period(it.since, it.until).overlaps(line.since, line.until):
            when = formats.span(it.since, it.until) or gettext("without dates")
            raise SpeaksAlreadyError(name=it.actor.name, when=when, number=it.key)


@dataclass(frozen=True, slots=True)
class SpeakingLine:
    """Who may speak, for whom, on what, [since, until).

    Attributes:
        committee: None for the whole collective.
        theme: In the reader's language; None for everything.
        over: Whether it is over on the day of the list.
    """

    number: int
    slug: str
    name: str
    committee: str | None
    committee_slug: str | None
    theme: str | None
    theme_slug: str | None
    since: date | None
    until: date | None
    note: str | None
    over: bool


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who may speak, and how many of them are not to be shown."""

    lines: tuple[SpeakingLine, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class SpeakerFilter:
    """Which ones are wanted; what is left out does not matter.

    Attributes:
        theme: Those who may speak on it, on a broader theme, or on everything.
        everything: Also those who may not on that day.
    """

    committee: str | None = None
    theme: str | None = None
    everything: bool = False
    shown_to: Diffusion = Diffusion.INTERNAL


def list_spokespersons(
    store: Store,
    wanted: SpeakerFilter | None = None,
    *,
    at: date | None = None,
    lang: str,
) -> Speakers:
    """List who may speak, for the whole collective first, then by committee.

    Args:
        store: The store.
        wanted: Which ones; None for all.
        at: As things were on that day; today by default.
        lang: Language of the themes.
    """
    wanted = wanted or SpeakerFilter()
    with store.reading() as session:
        day = at or settings.today(session)
        query = _filtered(session, wanted)
        found = [
            it
            for it in session.scalars(query)
            if wanted.everything or day in Period(it.since, it.until)
        ]
        return speakers(session, found, shown_to=wanted.shown_to, on=day, lang=lang)


def _filtered(session: Session, wanted: SpeakerFilter) -> Select[Spokesperson]:
    query = select(Spokesperson).order_by(Spokesperson.key)
    if wanted.committee is not None:
        committee = finding.committee_named(session, wanted.committee)
        query = query.where(Spokesperson.committee_key == committee.key)
    if wanted.theme is not None:
        theme = finding.theme_named(session, wanted.theme)
        above = [theme.key]
        while theme.broader is not None and theme.broader.key not in above:
            theme = theme.broader
            above.append(theme.key)
        covered = Spokesperson.theme_key.in_(above)
        query = query.where(covered | Spokesperson.theme_key.is_(None))
    return query


def speakers(
    session: Session,
    found: list[Spokesperson],
    *,
    shown_to: Diffusion,
    on: date,
    lang: str,
) -> Speakers:
    """Describe who may speak, as far as an audience may be shown them."""
    keys = [it.actor_key for it in found]
    shown = {it.actor for it in rows.actor_rows(session, shown_to=shown_to, among=keys)}
    lines = [
        _line(it, on=on, lang=lang, inside=shown_to is Diffusion.INTERNAL)
        for it in found
        if it.actor_key in shown
    ]
    lines.sort(key=_order)
    hidden = {it.actor_key for it in found} - shown
    over = veil(session, shown_to=shown_to)
    return Speakers(over.over_all(tuple(lines)), len(hidden))


def _order(line: SpeakingLine) -> tuple[object, ...]:
    body = sort_key(line.committee) if line.committee else ("", "")
    return body, sort_key(line.theme or ""), sort_key(line.name), line.number


def _line(
    it: Spokesperson, *, on: date, lang: str, inside: bool = True
) -> SpeakingLine:
    committee: Committee | None = it.committee
    return SpeakingLine(
        it.key, it.actor.slug, it.actor.name,
        None if committee is None else committee.name,
        None if committee is None else committee.slug,
        None if it.theme is None else it.theme.label(lang),
        None if it.theme is None else it.theme.slug,
        it.since, it.until, it.note if inside else None, is_over(it.until, today=on),
    )  # fmt: skip


def spokesperson_shown(
    store: Store, number: int, *, lang: str, at: date | None = None
) -> SpeakingLine:
    """Give one line, as it stands today or on a day.

    Raises:
        NoSuchNumberError: There is none of that number, or of somebody who is not to
            be shown.
    """
    with store.reading() as session:
        found = numbered(session, Spokesperson, number)
        if not rows.actor_rows(session, among=[found.actor_key]):
            raise no_number(Spokesperson, number)
        line = _line(found, on=at or settings.today(session), lang=lang)
        return for_the_team(session, line)

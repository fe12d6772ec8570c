"""What people said of each purpose: never changed, replaced by a later line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import (
    ActorKind,
    ConsentState,
    Diffusion,
    Guardian,
    Purpose,
)
from reseau.errors import ExitCode, ReseauError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Actor, Consent
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.outcome import Outcome, outcome

SOON = timedelta(days=60)
"""An expiry nearer than this wants attention."""

_AGE = 14
"""From this age on one consents alone (P-39.1, section 14)."""

_LOWERED = {
    Purpose.PUBLIC: (Diffusion.PUBLIC,),
    Purpose.GROUP: (Diffusion.PUBLIC, Diffusion.GROUP),
}


class NoConsentOfOrganizationError(UsageError):
    """An organization gives no consent."""

    message = N_("{name} is an organization: only people give consent.")


class FutureConsentError(UsageError):
    """A consent is dated in the future."""

    message = N_("{day} is in the future: a consent is stated the day it is given.")


class UselessConsentError(UsageError):
    """A consent would be over before it is given."""

    message = N_("A consent cannot expire on {day}, the day it is given or before.")


class TooYoungError(ReseauError):
    """Somebody younger than 14 does not consent alone."""

    message = N_(
        "{name} turns 14 on {day}: until then a parent or a tutor consents. Add --by "
        "parent or --by tutor, and --guardian with their name."
    )
    exit_code = ExitCode.PRIVACY


class GuardianError(UsageError):
    """Who spoke for somebody is half said."""

    message = N_(
        "Say who spoke for the person with both --by parent or tutor and --guardian "
        "NAME."
    )


class FarFourteenError(UsageError):
    """Nobody turns 14 in more than 14 years."""

    message = N_("Nobody who is born turns 14 on {day}.")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person said.

    Attributes:
        stated_on: When; today by default.
        expires_on: First day on which it no longer holds.
        given_by: Who spoke for the person; None when they did themselves.
        guardian: The name of whoever did.
        fourteen_on: Day on which a younger person turns 14.
    """

    purpose: Purpose
    state: ConsentState
    stated_on: date | None = None
    expires_on: date | None = None
    means: str | None = None
    evidence: str | None = None
    given_by: Guardian | None = None
    guardian: str | None = None
    fourteen_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One statement as it is kept, and whether it is the one that holds.

    Attributes:
        given_by: Code of who spoke for the person; empty when they did themselves.
        guardian: The name of whoever did.
        fourteen_on: Day on which the person, when younger, turns 14.
    """

    number: int
    slug: str
    name: str
    purpose: str
    state: str
    stated_on: date
    expires_on: date | None
    means: str
    holds: bool
    given_by: str
    guardian: str
    fourteen_on: date | None

    @property
    def by(self) -> str:
        """Say who said it, in the reader's language."""
        given_by = Guardian(self.given_by) if self.given_by else None
        return said_by(given_by, self.guardian)


def said_by(given_by: Guardian | None, guardian: str | None) -> str:
    """Say who said a consent, in the reader's language."""
    if given_by is None:
        return gettext("the person")
    return f"{guardian} ({given_by.label()})"


def state_consent(
    store: Store, who: str, said: Statement, *, dry_run: bool = False
) -> Outcome:
    """Write what a person said of a purpose.

    A refusal, or the end of a consent, also ends the diffusion that it allowed.

    Raises:
        NoConsentOfOrganizationError, FutureConsentError, UselessConsentError
        TooYoungError: Somebody younger than 14 would consent alone.
        GuardianError, FarFourteenError
        UnknownActorError, AmbiguousNameError
    """
    with store.working("privacy consent", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        actor = finding.actor_named(session, who)
        if actor.kind is not ActorKind.PERSON:
            raise NoConsentOfOrganizationError(name=actor.name)
        stated_on = said.stated_on or settings.today(session)
        _check_days(stated_on, said.expires_on, today=settings.today(session))
        fourteen_on = said.fourteen_on or _fourteen_on(session, actor)
        _check_age(actor, said, stated_on=stated_on, fourteen_on=fourteen_on)
        session.add(
            Consent(
                actor=actor, purpose=said.purpose, state=said.state,
                stated_on=stated_on, expires_on=said.expires_on,
                means=said.means, evidence=said.evidence,
                given_by=said.given_by, guardian=said.guardian,
                fourteen_on=fourteen_on,
            )
        )  # fmt: skip
        if said.state is not ConsentState.GIVEN:
            remarks += _lower(actor, said.purpose)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def _check_days(stated_on: date, expires_on: date | None, *, today: date) -> None:
    if stated_on > today:
        raise FutureConsentError(day=formats.full_date(stated_on))
    if expires_on is not None and expires_on <= stated_on:
        raise UselessConsentError(day=formats.full_date(expires_on))


def _fourteen_on(session: Session, actor: Actor) -> date | None:
    """Give the day on which somebody turns 14, as it was said last."""
    query = (
        select(Consent.fourteen_on)
        .where(Consent.actor_key == actor.key, Consent.fourteen_on.is_not(None))
        .order_by(Consent.key.desc())
        .limit(1)
    )
    return session.scalar(query)


def _check_age(
    actor: Actor, said: Statement, *, stated_on: date, fourteen_on: date | None
) -> None:
    """See that who is younger than 14 does not consent alone; anybody may refuse."""
    if (said.given_by is None) != (not (said.guardian or "").strip()):
        raise GuardianError
    if fourteen_on is None:
        return
    if fourteen_on.year - stated_on.year > _AGE:
        raise FarFourteenError(day=formats.full_date(fourteen_on))
    alone = said.given_by is None and said.state is ConsentState.GIVEN
    if alone and stated_on < fourteen_on:
        day = formats.full_date(fourteen_on)
        raise TooYoungError(name=actor.name, day=day)


def _lower(actor: Actor, purpose: Purpose) -> list[str]:
    """End the diffusion that a consent allowed; say so."""
    if actor.diffusion not in _LOWERED.get(purpose, ()):
        return []
    before = actor.diffusion
    actor.diffusion = (
        Diffusion.GROUP if purpose is Purpose.PUBLIC else Diffusion.INTERNAL
    )
    return [
        gettext("May be shown to: {before} → {after}").format(
            before=before.label(), after=actor.diffusion.label()
        )
    ]


def list_consents(store: Store, *, who: str | None = None) -> list[ConsentLine]:
    """List what people said, the latest first, and what holds today."""
    with store.reading() as session:
        actor = None if who is None else finding.actor_named(session, who)
        return consent_lines(session, actor)


def consent_lines(session: Session, actor: Actor | None) -> list[ConsentLine]:
    """List what a person said, the latest first, or what everybody did for None."""
    today = settings.today(session)
    query = (
        select(Consent, Actor)
        .join(Actor, Actor.key == Consent.actor_key)
        .order_by(Consent.stated_on.desc(), Consent.key.desc())
    )
    if actor is not None:
        query = query.where(Consent.actor_key == actor.key)
    seen: set[tuple[int, Purpose]] = set()
    lines = []
    for consent, who in session.execute(query):
        first = (who.key, consent.purpose) not in seen
        seen.add((who.key, consent.purpose))
        over = consent.expires_on is not None and consent.expires_on <= today
        holds = first and consent.state is ConsentState.GIVEN and not over
        lines.append(
            ConsentLine(
                consent.key, who.slug, who.name, consent.purpose.value,
                consent.state.value, consent.stated_on, consent.expires_on,
                consent.means or "", holds,
                consent.given_by.value if consent.given_by else "",
                consent.guardian or "", consent.fourteen_on,
            )
        )  # fmt: skip
    return lines


def latest_words(lines: Iterable[ConsentLine]) -> list[ConsentLine]:
    """Keep the latest word of each person on each purpose, of lines so ordered."""
    found: dict[tuple[str, str], ConsentLine] = {}
    for it in lines:
        found.setdefault((it.slug, it.purpose), it)
    return list(found.values())


def turning_fourteen(session: Session, *, today: date) -> tuple[ConsentLine, ...]:
    """List the consents of a parent or tutor for who turned 14, or soon does.

    They hold still, and are to be asked of the person; the nearest day first.
    """
    by = today + SOON
    query = select(Consent.key).where(Consent.fourteen_on <= by)
    if session.scalars(query.limit(1)).first() is None:  # Most stores have none.
        return ()
    found = [
        (it.fourteen_on, it.number, it)
        for it in latest_words(consent_lines(session, None))
        if it.holds and it.given_by and it.fourteen_on and it.fourteen_on <= by
    ]
    return tuple(it for *_order, it in sorted(found))

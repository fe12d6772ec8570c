"""What people said of each purpose: never changed, replaced by a later line."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from reseau.domain.vocabulary import ActorKind, ConsentState, Diffusion, Purpose
from reseau.errors import UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store import finding, settings
from reseau.store.models import Actor, Consent
from reseau.store.session import Store
from reseau.usecases.outcome import Outcome, outcome

SOON = timedelta(days=60)
"""An expiry nearer than this wants attention."""

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


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person said.

    Attributes:
        stated_on: When; today by default.
        expires_on: First day on which it no longer holds.
    """

    purpose: Purpose
    state: ConsentState
    stated_on: date | None = None
    expires_on: date | None = None
    means: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One statement as it is kept, and whether it is the one that holds."""

    number: int
    slug: str
    name: str
    purpose: str
    state: str
    stated_on: date
    expires_on: date | None
    means: str
    holds: bool


def state_consent(
    store: Store, who: str, said: Statement, *, dry_run: bool = False
) -> Outcome:
    """Write what a person said of a purpose.

    A refusal, or the end of a consent, also ends the diffusion that it allowed.

    Raises:
        NoConsentOfOrganizationError, FutureConsentError, UselessConsentError
        UnknownActorError, AmbiguousNameError
    """
    with store.working("privacy consent", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        actor = finding.actor_named(session, who)
        if actor.kind is not ActorKind.PERSON:
            raise NoConsentOfOrganizationError(name=actor.name)
        stated_on = said.stated_on or settings.today(session)
        _check_days(stated_on, said.expires_on, today=settings.today(session))
        session.add(
            Consent(
                actor=actor, purpose=said.purpose, state=said.state,
                stated_on=stated_on, expires_on=said.expires_on,
                means=said.means, evidence=said.evidence,
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
        today = settings.today(session)
        query = (
            select(Consent, Actor)
            .join(Actor, Actor.key == Consent.actor_key)
            .order_by(Consent.stated_on.desc(), Consent.key.desc())
        )
        if who is not None:
            actor = finding.actor_named(session, who)
            query = query.where(Consent.actor_key == actor.key)
        seen: set[tuple[int, Purpose]] = set()
        lines = []
        for consent, actor in session.execute(query):
            first = (actor.key, consent.purpose) not in seen
            seen.add((actor.key, consent.purpose))
            over = consent.expires_on is not None and consent.expires_on <= today
            holds = first and consent.state is ConsentState.GIVEN and not over
            lines.append(
                ConsentLine(
                    consent.key, actor.slug, actor.name, consent.purpose.value,
                    consent.state.value, consent.stated_on, consent.expires_on,
                    consent.means or "", holds,
                )
            )  # fmt: skip
        return lines

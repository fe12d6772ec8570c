"""Who and what may be on the public site, and why the rest is left out."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.closed_words import Word
from reseau.domain.traces import Traces
from reseau.domain.vocabulary import ActorKind, ConsentState, Diffusion, Purpose
from reseau.store import models
from reseau.store.models import Actor
from reseau.store.privacy.betrayal import erased_slug, traces_of_people
from reseau.store.privacy.veil import Veil, veil
from reseau.store.rows.lives import lives


class Reason(Word):
    """Why something is left out."""

    NOT_PUBLIC = "not-public", "not marked public", "diffusion non publique"
    NO_CONSENT = (
        "no-consent",
        "marked public, without a consent to it",
        "diffusion publique, sans consentement",
    )
    REFUSED = (
        "refused",
        "consent refused, withdrawn or over",
        "consentement refusé, retiré ou échu",
    )
    BUSY = "busy", "does not want to be asked now", "ne veut pas être sollicité"
    NAMED_AFTER = (
        "names-somebody",
        "names somebody who may not be shown",
        "nomme quelqu’un qui ne peut être montré",
    )
    OVER = "over", "no longer exists, or archived", "n’existe plus, ou archivé"
    NOT_SAID = (
        "not-shown",
        "nobody said that it is public",
        "personne n’a dit que c’est public",
    )
    NOT_KEPT = "not-kept", "not kept at triage", "non retenu au tri"
    OUT_OF_DATE = "out-of-date", "past its last day", "périmé"
    NO_LESSON = "no-lesson", "without a lesson yet", "sans leçon encore"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not on the site.

    Attributes:
        kind: Table of the record.
        name: What it is called; empty for who may be shown to nobody.
    """

    kind: str
    number: int
    name: str
    reason: Reason


@dataclass(slots=True)
class Rules:
    """Decides, and remembers what it leaves out; it grows as it decides.

    Attributes:
        people: Keys of the people who may be shown.
        organizations: Keys of the organizations that may be shown.
        left_out: In the order in which it was decided.
        read: Texts that were read already, and whether they betray somebody.
        team: Over what the team reads: those shown to nobody are not in it.
    """

    veil: Veil
    team: Veil
    traces: Traces
    people: frozenset[int] = frozenset()
    organizations: frozenset[int] = frozenset()
    left_out: list[LeftOut] = field(default_factory=list)
    read: dict[str, bool] = field(default_factory=dict)

    def betrays(self, *texts: str | None) -> bool:
        """Tell whether texts name somebody who may not be shown."""
        return any(map(self._betrayed, filter(None, texts)))

    def _betrayed(self, text: str) -> bool:
        if text not in self.read:  # A sector is that of hundreds.
            hidden = self.names_hidden(text) or self.veil.over(text) != text
            self.read[text] = hidden
        return self.read[text]

    def names_hidden(self, name: str) -> bool:
        """Tell whether a name is, or holds, that of somebody who may not be shown."""
        return self.traces.veiled(name, instead="") != name

    def leave_out(self, kind: str, number: int, name: str, reason: Reason) -> None:
        """Remember that something is left out."""
        said = self.team.over(name)
        self.left_out.append(LeftOut(kind, number, said, reason))


def counted(left_out: Iterable[LeftOut]) -> Mapping[tuple[str, Reason], int]:
    """Count what is left out, by kind and reason, in the order of both."""
    order = list(Reason)
    found = Counter((it.kind, it.reason) for it in left_out)
    return dict(sorted(found.items(), key=lambda it: (it[0][0], order.index(it[0][1]))))


def rules_of(session: Session, *, today: date) -> Rules:
    """Read who may be shown: marked public and, for people, a consent that holds."""
    actors = session.scalars(
        select(Actor).where(Actor.merged_into.is_(None)).order_by(Actor.key)
    ).all()
    consents = _consents(session, today=today)
    gone = lives(session).absent(today)
    left: list[LeftOut] = []
    people, organizations = set[int](), set[int]()
    for it in actors:
        if it.slug == erased_slug(it.key):
            continue
        person = it.kind is ActorKind.PERSON
        reason = _why_not(it, consent=consents.get(it.key), gone=gone)
        if reason is None:
            (people if person else organizations).add(it.key)
        else:
            name = "" if it.diffusion is Diffusion.FORBIDDEN else it.name
            left.append(LeftOut(it.kind.value, it.key, name, reason))
    unseen = _unseen(session, people)
    rules = Rules(
        veil(session, shown_to=Diffusion.PUBLIC),
        veil(session, shown_to=Diffusion.INTERNAL),
        traces_of_people(session, unseen),
        frozenset(people),
        left_out=left,
    )
    rules.organizations = frozenset(_unnamed(actors, organizations, rules))
    return rules


def _unnamed(
    actors: Iterable[Actor], keys: Collection[int], rules: Rules
) -> Iterable[int]:
    """Keep the organizations that are not named after somebody who is hidden."""
    for it in actors:
        if it.key in keys:
            if rules.names_hidden(it.name):
                reason = Reason.NAMED_AFTER
                rules.leave_out(it.kind.value, it.key, it.name, reason)
            else:
                yield it.key


def _why_not(
    it: Actor, *, consent: bool | None, gone: Collection[int]
) -> Reason | None:
    if it.diffusion is not Diffusion.PUBLIC:
        return Reason.NOT_PUBLIC
    if it.archived_on is not None or it.key in gone:
        return Reason.OVER
    if it.kind is ActorKind.ORGANIZATION or consent:
        return None
    return Reason.NO_CONSENT if consent is None else Reason.REFUSED


def _consents(session: Session, *, today: date) -> dict[int, bool]:
    """Tell who agreed to be shown to the public, by their latest word, as on a day."""
    said = models.Consent
    query = (
        select(said.actor_key, said.state, said.expires_on)
        .where(said.purpose == Purpose.PUBLIC, said.stated_on <= today)
        .order_by(said.stated_on, said.key)
    )
    return {
        actor: state is ConsentState.GIVEN and (until is None or until > today)
        for actor, state, until in session.execute(query)
    }


def _unseen(session: Session, shown: Collection[int]) -> list[Actor]:
    """Give every person who is not on the site, merged records of them included."""
    every = session.scalars(
        select(Actor).where(Actor.kind == ActorKind.PERSON).order_by(Actor.key)
    ).all()
    into = {it.key: it.merged_into for it in every}

    def root(key: int) -> int:
        seen = {key}
        while (above := into.get(key)) is not None and above not in seen:
            key = above
            seen.add(key)
        return key

    return [
        it
        for it in every
        if root(it.key) not in shown and it.slug != erased_slug(it.key)
    ]

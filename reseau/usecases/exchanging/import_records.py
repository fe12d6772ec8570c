"""Write the actors, seats and ties that a file gave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, ContactKind, Origin
from reseau.errors import ReseauError, UsageError
from reseau.exchange.found import (
    Found,
    FoundMembership,
    FoundRecord,
    FoundTie,
    TieKind,
)
from reseau.i18n import N_
from reseau.store.models import (
    Actor,
    Affiliation,
    Base,
    Collaboration,
    Influence,
    Membership,
    Partnership,
)
from reseau.store.naming.collaborating import between
from reseau.usecases.actors.actors import (
    ActorChanges,
    OnlyOrganizationsError,
    OnlyPeopleError,
    apply_changes,
    checked_name,
)
from reseau.usecases.actors.collaborations import (
    STRENGTHS,
    WeakCollaborationError,
    already,
)
from reseau.usecases.exchanging.import_interactions import Refuse
from reseau.usecases.exchanging.import_matching import Matcher
from reseau.usecases.exchanging.import_namesakes import told_apart

_PERSON = ActorKind.PERSON


class SelfTieError(UsageError):
    """A tie links an actor to itself."""

    message = N_("{name} is tied to itself. Correct or remove the row.")


class NoStrengthError(UsageError):
    """An influence has no strength."""

    message = N_("An influence needs a strength from 0 to 4.")


@dataclass
class Records:
    """Write records one by one; it counts what became of each.

    Attributes:
        created: Records that added something new.
        changed: Records that changed something known.
        known: Records that the store has already.
    """

    session: Session
    matcher: Matcher
    refuse: Refuse
    created: list[Found] = field(default_factory=list)
    changed: list[Found] = field(default_factory=list)
    known: list[Found] = field(default_factory=list)

    def take(self, records: Sequence[FoundMembership | FoundRecord | FoundTie]) -> None:
        """Write records; a wrong one is refused and does not stop the others."""
        for record in records:
            before = len(self.matcher.added)
            try:
                with self.session.no_autoflush:  # What is touched is asked below.
                    added = self._write(record)
            except ReseauError as error:
                self.refuse(record, error)
                continue
            touched = bool(self.session.new or self.session.deleted) or any(
                self.session.is_modified(it) for it in self.session.dirty
            )
            self.session.flush()
            if added or len(self.matcher.added) > before:
                self.created.append(record)
            else:
                (self.changed if touched else self.known).append(record)

    def _write(self, record: FoundMembership | FoundRecord | FoundTie) -> bool:
        """Write a record; tell whether it is a new one."""
        if isinstance(record, FoundMembership):
            return self._membership(record)
        if isinstance(record, FoundRecord):
            return self._actor(record)
        return self._tie(record)

    def _membership(self, record: FoundMembership) -> bool:
        self.matcher.check(
            (record.actor, record.on_behalf_of), committee=record.committee
        )
        behalf = (
            self.matcher.actor(record.on_behalf_of) if record.on_behalf_of else None
        )
        actor = self.matcher.actor(record.actor)
        committee = self.matcher.committee(record.committee, record.committee_kind)
        same = self.session.scalars(
            select(Membership)
            .where(Membership.actor_key == actor.key)
            .where(Membership.committee_key == committee.key)
            .where(Membership.role == record.role)
            .where(Membership.since.is_not_distinct_from(record.since))
        ).first()
        if same is None:
            self.session.add(
                Membership(
                    actor_key=actor.key,
                    committee_key=committee.key,
                    role=record.role,
                    since=record.since,
                    until=record.until,
                    on_behalf_of_key=None if behalf is None else behalf.key,
                )
            )
            return True
        if record.until is not None and same.until != record.until:
            same.until = record.until
        if behalf is not None and same.on_behalf_of_key != behalf.key:
            same.on_behalf_of_key = behalf.key
        return False

    def _actor(self, record: FoundRecord) -> bool:
        meant = told_apart(self.matcher, record.actor, record.organization)
        self.matcher.check(
            (meant, record.organization),
            themes=record.themes,
            territories=record.territories,
        )
        for text in (*record.aliases, *record.emails, *record.phones, *record.webs):
            checked_name(text)
        before = len(self.matcher.added)
        actor = self.matcher.actor(meant)
        contacts = {
            ContactKind.EMAIL: record.emails,
            ContactKind.PHONE: record.phones,
            ContactKind.WEB: record.webs,
        }
        territories = [self.matcher.territory(it).slug for it in record.territories]
        themes = [self.matcher.theme(it).slug for it in record.themes]
        apply_changes(
            self.session,
            actor,
            ActorChanges(
                notes=record.notes if record.notes and not actor.notes else None,
                territories=territories or None,
                expertises=themes,
                aliases=record.aliases,
                contacts=contacts,
            ),
        )
        self._partnership(actor, record)
        if record.organization is not None:
            home = self.matcher.actor(record.organization)
            if home.key != actor.key:  # An organization is often its own in lists.
                self._affiliation(actor, home, title=record.function or None)
        return len(self.matcher.added) > before

    def _partnership(self, actor: Actor, record: FoundRecord) -> None:
        status = record.partner_status
        current = [it for it in actor.partnerships if it.until is None]
        if status is not None and all(it.status is not status for it in current):
            actor.partnerships.append(
                Partnership(status=status, since=record.partner_since)
            )

    def _affiliation(self, person: Actor, home: Actor, *, title: str | None) -> bool:
        known = self.session.scalars(
            select(Affiliation)
            .where(Affiliation.person_key == person.key)
            .where(Affiliation.organization_key == home.key)
            .where(Affiliation.title.is_not_distinct_from(title))
        ).first()
        if known is None:
            self.session.add(
                Affiliation(
                    person_key=person.key, organization_key=home.key, title=title
                )
            )
        return known is None

    def _tie(self, record: FoundTie) -> bool:
        self.matcher.check(
            (record.source, record.target, record.asserted_by),
            themes=[record.theme] if record.theme else [],
        )
        _check_strength(record)
        _check_role(record)
        source = self.matcher.actor(record.source)
        target = self.matcher.actor(record.target)
        if source.key == target.key:
            raise SelfTieError(name=source.name)
        match record.kind:
            case TieKind.COLLABORATION:
                return self._collaboration(record, source, target)
            case TieKind.AFFILIATION:
                ends = sorted((source, target), key=lambda it: it.kind is not _PERSON)
                return self._dated_affiliation(record, *ends)
            case TieKind.INFLUENCE:
                return self._influence(record, source, target)
            case _ as never:
                assert_never(never)

    def _collaboration(self, record: FoundTie, source: Actor, target: Actor) -> bool:
        """Add a collaboration, or say more of the one that is there, either way."""
        theme = self.matcher.theme(record.theme).key if record.theme else None
        known = _declared(
            between(
                self.session, (source.key, target.key), theme=theme,
                during=Period(record.since, record.until),
            ),
            record,
        )  # fmt: skip
        if known is None:
            known = Collaboration(
                source_key=source.key,
                target_key=target.key,
                theme_key=theme,
                strength=1,
                origin=Origin.THIRD_PARTY,
            )
            self.session.add(known)
        _say_more(
            known,
            strength=record.strength,
            since=record.since,
            until=record.until,
            evidence=record.evidence or None,
        )
        return known in self.session.new

    def _dated_affiliation(
        self, record: FoundTie, source: Actor, target: Actor
    ) -> bool:
        known = self.session.scalars(
            select(Affiliation)
            .where(Affiliation.person_key == source.key)
            .where(Affiliation.organization_key == target.key)
            .where(Affiliation.since.is_not_distinct_from(record.since))
        ).first()
        if known is None:
            known = Affiliation(
                person_key=source.key, organization_key=target.key, since=record.since
            )
            self.session.add(known)
        _say_more(known, until=record.until)
        return known in self.session.new

    def _influence(self, record: FoundTie, source: Actor, target: Actor) -> bool:
        theme = self.matcher.theme(record.theme).key if record.theme else None
        said_by = (
            self.matcher.actor(record.asserted_by).key if record.asserted_by else None
        )
        known = self.session.scalars(
            select(Influence)
            .where(Influence.source_key == source.key)
            .where(Influence.target_key == target.key)
            .where(Influence.theme_key.is_not_distinct_from(theme))
            .where(Influence.asserted_by_key.is_not_distinct_from(said_by))
            .where(Influence.asserted_on.is_not_distinct_from(record.since))
        ).first()
        if known is None:
            known = Influence(
                source_key=source.key,
                target_key=target.key,
                theme_key=theme,
                asserted_by_key=said_by,
                asserted_on=record.since,
            )
            self.session.add(known)
        _say_more(known, strength=record.strength, evidence=record.evidence or None)
        return known in self.session.new


def _check_role(record: FoundTie) -> None:
    """See that one end of an affiliation is a person, the other an organization."""
    if record.kind is not TieKind.AFFILIATION:
        return
    if record.source.kind is not record.target.kind:
        return
    if record.source.kind is _PERSON:
        raise OnlyOrganizationsError(name=record.target.name)
    raise OnlyPeopleError(name=record.source.name)


def _check_strength(record: FoundTie) -> None:
    strength = record.strength
    if record.kind is TieKind.INFLUENCE and strength is None:
        raise NoStrengthError
    if record.kind is TieKind.COLLABORATION and strength not in {None, *STRENGTHS}:
        raise WeakCollaborationError(strength=strength)


def _declared(known: Sequence[Collaboration], record: FoundTie) -> Collaboration | None:
    """Find, of those with a day in common, the collaboration that a row is about.

    A row without a first day is about any of them; one without a first day in the
    store is what any row is about.

    Raises:
        CollaborateAlreadyError: They collaborate since another day.
    """
    if not known:
        return None
    for it in known:
        if it.since == record.since:
            return it
    for it in known:
        if record.since is None or it.since is None:
            return it
    raise already(known[0])


def _say_more(record: Base, **values: object) -> None:
    """Set what a row says and differs: the rest, and what is the same, is untouched."""
    for name, value in values.items():
        if value is not None and getattr(record, name) != value:
            setattr(record, name, value)

"""Who the people of a calendar are: by their e-mail first, then by their name."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded, person_name
from reseau.domain.resolution import Ask, Resolved, Unknown
from reseau.domain.vocabulary import (
    ActorKind,
    ContactKind,
    Diffusion,
    Nature,
    Origin,
)
from reseau.errors import AmbiguousError, NotFoundError, ReseauError
from reseau.exchange.calendars.found_meetings import FoundAttendee
from reseau.exchange.found import FoundActor
from reseau.i18n import N_, formats
from reseau.store.models import Actor, ContactField
from reseau.store.naming.recognition import Recognizer, described
from reseau.usecases.exchanging.import_matching import Matcher

_BETWEEN = re.compile(r"[\W\d_]+")


class UnknownAttendeeError(NotFoundError):
    """Nobody known has the e-mail or the name of an attendee."""

    message = N_(
        "{who} is not known. Add --create person to add whoever is missing, or first "
        "add this person with this e-mail address."
    )


class UnsureAttendeeError(AmbiguousError):
    """An attendee may be somebody who is known."""

    message = N_(
        "{who} can be: {candidates}. Give this e-mail address to the right one with "
        "“reseau person edit”, then import again."
    )


@dataclass
class Attendees:
    """Recognize attendees in one session; it remembers whom it has recognized.

    Attributes:
        session: Where actors are read.
        create: What unknown attendees become; None to refuse them.
    """

    session: Session
    create: ActorKind | None
    _answers: dict[tuple[str, str], FoundActor | ReseauError | None] = field(
        default_factory=dict
    )
    _holders: dict[str, list[Actor]] = field(default_factory=lambda: defaultdict(list))
    _withdrawn: set[str] = field(default_factory=set)
    # The e-mail of each name to add: another e-mail is another person.
    _new: dict[FoundActor, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the known e-mail addresses."""
        self._recognizer = Recognizer(self.session)
        actors = {it.key: it for it in self.session.scalars(select(Actor))}
        query = select(ContactField.value, ContactField.actor_key).where(
            ContactField.kind == ContactKind.EMAIL
        )
        for address, key in self.session.execute(query.order_by(ContactField.key)):
            holder = actors[key]
            while holder.merged_into is not None:
                holder = actors[holder.merged_into]
            if holder not in self._holders[address.casefold()]:
                self._holders[address.casefold()].append(holder)
        self._withdrawn = {it.name_key for it in actors.values() if _has_withdrawn(it)}

    def actor(self, attendee: FoundAttendee) -> FoundActor | None:
        """Say who an attendee is.

        Returns:
            The actor, with a short code when it is a known one; None for who may not
            be shown to anybody and was archived: such a person is left out.

        Raises:
            UnknownAttendeeError: Nobody, and none is to be created.
            UnsureAttendeeError: It may be several, or is not sure.
        """
        identity = attendee.email.casefold(), folded(attendee.name)
        if identity not in self._answers:
            self._answers[identity] = self._answer(attendee)
        answer = self._answers[identity]
        if isinstance(answer, ReseauError):
            raise answer
        return answer

    def _answer(self, attendee: FoundAttendee) -> FoundActor | ReseauError | None:
        holders = self._holders.get(attendee.email.casefold(), [])
        if not holders:
            return self._by_name(attendee)
        named = self._recognizer.find(_plain(attendee.name))
        if len(holders) > 1 and isinstance(named, Resolved):
            holders = [it for it in holders if it.key == named.key] or holders
        if len(holders) > 1:
            return _unsure(attendee, ", ".join(it.slug for it in holders))
        return None if _has_withdrawn(holders[0]) else known_actor(holders[0])

    def _by_name(self, attendee: FoundAttendee) -> FoundActor | ReseauError | None:
        """Recognize by name; one made out of an address is never sure."""
        name = _plain(attendee.name) or _name_in(attendee.email)
        match self._recognizer.find(name):
            case Resolved(key=key):
                actor = self.session.get_one(Actor, key)
                if _has_withdrawn(actor):
                    return None
                if attendee.name:
                    return known_actor(actor)
                return _unsure(attendee, f"{actor.slug} ({formats.quoted(actor.name)})")
            case Ask(candidates=candidates):
                return _unsure(attendee, described(self.session, candidates))
            case Unknown():
                if folded(name) in self._withdrawn:
                    return None
                return self._added(attendee, name)

    def _added(self, attendee: FoundAttendee, name: str) -> FoundActor | ReseauError:
        """Name the actor that an unknown attendee becomes."""
        if self.create is None or not name:
            return UnknownAttendeeError(who=_who(attendee))
        person = person_name(name)
        given, family = attendee.given or person.given, attendee.family or person.family
        is_person = self.create is ActorKind.PERSON
        email = attendee.email.casefold()
        namesakes = {
            it for it, other in self._new.items()
            if folded(it.name) == folded(name) and email and other and other != email
        }  # fmt: skip
        found = FoundActor(
            name=name,
            kind=self.create,
            given=given if is_person else "",
            family=family if is_person else "",
            separate_by=email if namesakes else None,
        )
        self._new[found] = email or self._new.get(found, "")
        return found

    def note_addresses(self, matcher: Matcher) -> None:
        """Give the actors that were added the e-mail address by which they came."""
        emails = {
            (folded(it.name), it.separate_by or ""): email
            for it, email in self._new.items()
            if email
        }
        for actor in matcher.added:
            email = emails.get((actor.name_key, actor.apart))
            if email is not None:
                actor.contacts.append(
                    ContactField(
                        kind=ContactKind.EMAIL,
                        value=email,
                        nature=Nature.PROFESSIONAL,
                        origin=Origin.THIRD_PARTY,
                    )
                )


def known_actor(actor: Actor) -> FoundActor:
    """Name a known actor so that it is found by its short code."""
    return FoundActor(name=actor.name, kind=actor.kind, slug=actor.slug)


def _has_withdrawn(actor: Actor) -> bool:
    """Tell whether an actor is kept only so as not to be added again."""
    return actor.diffusion is Diffusion.FORBIDDEN and actor.archived_on is not None


def _plain(name: str) -> str:
    """Read a name, never as a number or a short code; empty when it has no letter."""
    return name.lstrip("#@ ") if any(map(str.isalpha, name)) else ""


def _name_in(email: str) -> str:
    """Make a name out of an address: marie.roy@… gives Marie Roy."""
    words = _BETWEEN.split(email.partition("@")[0].partition("+")[0])
    return " ".join(it.capitalize() for it in words if it)


def _who(attendee: FoundAttendee) -> str:
    """Name an attendee as calendars show them: Marie Roy <marie@cdc.example>."""
    name, email = attendee.name, attendee.email
    return f"{name} <{email}>" if name and email else name or email


def _unsure(attendee: FoundAttendee, candidates: str) -> UnsureAttendeeError:
    return UnsureAttendeeError(who=_who(attendee), candidates=candidates)

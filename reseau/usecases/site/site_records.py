"""What the team said is public, record by record: committees, events, posts."""

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.closed_words import Word
from reseau.domain.links import LongLinkError, NotALinkError, read_link
from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    ActionKind,
    CommitteeRole,
    InteractionKind,
    Precision,
    Role,
    SignalState,
)
from reseau.publish.site.site import (
    PostKind,
    Said,
    SiteCommittee,
    SiteEvent,
    SiteMember,
    SitePost,
)
from reseau.store import models
from reseau.store.models import Committee, Membership, Publication
from reseau.usecases.common.spells import is_over
from reseau.usecases.governance.mandates import in_force, mandates_of
from reseau.usecases.site.publications import called, record_of
from reseau.usecases.site.site_rules import Reason, Rules

_NAMESPACE = uuid.UUID("5b0c1f0e-2f4f-5f0b-9a35-0d3c1a4c6e11")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_OPEN = (InteractionKind.EVENT, InteractionKind.ACTIVITY)
"""What people expect to find on a site: such a line that is not there is counted."""


class Record(Word):
    """What an experience is, when it is no product."""

    OUTCOME = "outcome", "what changed", "ce qui a changé"
    MISSION = "mission", "an attempt", "un essai"


class Records:
    """The records of one site; a class because all are decided by the same rules.

    Attributes:
        named: Keys of the actors who are named in them.
    """

    def __init__(
        self, session: Session, rules: Rules, *, today: date, zone: ZoneInfo
    ) -> None:
        self.session, self.rules, self.today, self.zone = session, rules, today, zone
        self.named: set[int] = set()
        query = select(Publication).order_by(Publication.record_kind, Publication.key)
        self.said: dict[str, list[tuple[Publication, Any]]] = {}  # Any: a record.
        for it in session.scalars(query):
            record = record_of(session, it)
            if record is not None:
                self.said.setdefault(it.record_kind, []).append((it, record))
        self._count_unsaid()

    # What nobody said is public

    def _count_unsaid(self) -> None:
        every: Sequence[tuple[str, Any]] = (  # Any: mapped classes.
            ("committee", models.Committee),
            ("interaction", models.Interaction),
            ("mission", models.Mission),
            ("outcome", models.Outcome),
            ("product", models.Product),
            ("signal", models.Signal),
        )
        for kind, mapped in every:
            said = {record.key for _it, record in self.said.get(kind, ())}
            query = select(mapped).order_by(mapped.key)
            if kind == "interaction":
                query = query.where(mapped.kind.in_(_OPEN))
            if kind == "signal":
                query = query.where(mapped.state == SignalState.KEPT)
            for it in self.session.scalars(query):
                if it.key not in said:
                    self._leave(kind, it, Reason.NOT_SAID)

    def _leave(self, kind: str, record: Any, reason: Reason) -> None:  # Any: a record.
        self.rules.leave_out(kind, record.key, called(record), reason)

    def _shown(
        self, kind: str, *fields: str
    ) -> Iterator[tuple[Publication, Any]]:  # Any: a record.
        """Give the records of a kind whose words name nobody who is hidden."""
        for said, record in self.said.get(kind, ()):
            texts = [getattr(record, it) for it in fields]
            if self.rules.betrays(*texts, said.text_fr, said.text_en):
                self._leave(kind, record, Reason.NAMED_AFTER)
            else:
                yield said, record

    # Committees

    def committees(self) -> list[SiteCommittee]:
        """Give the committees, by name, those that are over last."""
        shown = list(self._shown("committee", "name", "mandate"))
        keys = {it.key for _said, it in shown}
        found = [self._committee(it, said, keys) for said, it in shown]
        return sorted(
            found,
            key=lambda it: (
                is_over(it.ended_on, today=self.today), sort_key(it.name), it.key
            ),
        )  # fmt: skip

    def _committee(
        self, it: Committee, said: Publication, keys: set[int]
    ) -> SiteCommittee:
        mandate = in_force(mandates_of(self.session, it), on=self.today)
        text = (mandate and mandate.text) or it.mandate or ""
        seats = self._seats(it)
        return SiteCommittee(
            it.key, it.name, it.kind,
            Said(
                said.text_fr or "", said.text_en or "",
                "" if self.rules.betrays(text) else text,
            ),
            it.parent_key if it.parent_key in keys else None,
            it.territory_key, it.started_on, it.ended_on,
            None if mandate is None else mandate.until,
            len(seats), self._members(seats),
        )  # fmt: skip

    def _seats(self, it: Committee) -> list[Membership]:
        if is_over(it.ended_on, today=self.today):
            return []
        return [
            seat
            for seat in it.memberships
            if self.today in Period(seat.since, seat.until)
        ]

    def _members(self, seats: Sequence[Membership]) -> tuple[SiteMember, ...]:
        """Name the members who may be shown, then the organizations of the others."""
        people, homes = self.rules.people, self.rules.organizations
        named, alone = [], set()
        for it in seats:
            behalf = it.on_behalf_of
            home = "" if behalf is None or behalf.key not in homes else behalf.name
            if it.actor_key in people | homes:
                self.named.add(it.actor_key)
                named.append(SiteMember(it.actor.name, it.role, home))
            elif home:
                alone.add(home)
        roles = list(CommitteeRole)
        named.sort(
            key=lambda it: (roles.index(it.role or roles[-1]), sort_key(it.name))
        )
        rest = sorted(alone - {it.on_behalf_of for it in named}, key=sort_key)
        return (*named, *(SiteMember("", None, it) for it in rest))

    # News and experiences

    def posts(self) -> list[SitePost]:
        """Give the news and the experiences, the latest first."""
        found = [*self._news(), *self._products(), *self._outcomes(), *self._missions()]
        return sorted(found, key=lambda it: (it.day, it.shown_on, it.uid), reverse=True)

    def _news(self) -> Iterator[SitePost]:
        for said, it in self._shown("signal", "title", "summary", "source", "link"):
            if it.state is not SignalState.KEPT:
                self._leave("signal", it, Reason.NOT_KEPT)
            elif it.expires_on is not None and it.expires_on < self.today:
                self._leave("signal", it, Reason.OUT_OF_DATE)
            else:
                day = it.published_on or it.seen_on
                how = _How(
                    PostKind.NEWS, ActionKind.SIGNAL, day, it.summary, it.link,
                    it.source, it.territory_key,
                )  # fmt: skip
                yield _post(said, it, how)

    def _products(self) -> Iterator[SitePost]:
        for said, it in self._shown("product", "name", "audience", "place"):
            how = _How(PostKind.EXPERIENCE, it.kind, it.made_on, link=it.place)
            yield _post(said, it, how)

    def _outcomes(self) -> Iterator[SitePost]:
        for said, it in self._shown("outcome", "what", "significance"):
            how = _How(
                PostKind.EXPERIENCE, Record.OUTCOME, it.happened_on, it.significance,
                place=it.territory_key,
            )  # fmt: skip
            yield _post(said, it, how)

    def _missions(self) -> Iterator[SitePost]:
        for said, it in self._shown("mission", "name", "lesson"):
            if not (it.lesson or said.text_fr or said.text_en):
                self._leave("mission", it, Reason.NO_LESSON)
            else:
                day = it.decided_on or it.started_on
                how = _How(PostKind.EXPERIENCE, Record.MISSION, day, it.lesson)
                yield _post(said, it, how)

    # Events

    def events(self) -> list[SiteEvent]:
        """Give the events, the first to come first."""
        found = [
            self._event(said, it)
            for said, it in self._shown("interaction", "title", "place")
        ]
        return sorted(found, key=lambda it: (it.held_on, _hour(it.starts_at), it.uid))

    def _event(self, said: Publication, it: models.Interaction) -> SiteEvent:
        known = it.starts_at is not None and it.precision is Precision.MINUTE
        return SiteEvent(
            public_uid(it), said.version + it.version - 2, it.kind, it.title,
            Said(said.text_fr or "", said.text_en or ""), it.held_on, it.ended_on,
            it.precision is Precision.MONTH,
            it.starts_at.astimezone(self.zone) if known and it.starts_at else None,
            it.minutes, it.place or "", self._hosts(it), said.shown_on,
            _keys(it.themes, "theme_key"), _keys(it.territories, "territory_key"),
        )  # fmt: skip

    def _hosts(self, it: models.Interaction) -> tuple[str, ...]:
        hosts = [
            one.actor
            for one in it.participations
            if one.role in {Role.HOST, Role.ORGANIZER}
            and one.actor_key in self.rules.organizations
        ]
        return tuple(sorted((one.name for one in hosts), key=sort_key))


def public_uid(record: Any) -> uuid.UUID:  # Any: a record with a uid.
    """Give what names a record outside: always the same, and never its own uid."""
    return uuid.uuid5(_NAMESPACE, record.uid.hex)


def _hour(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()


def _keys(links: Sequence[Any], name: str) -> tuple[int, ...]:  # Any: mapped links.
    return tuple(getattr(it, name) for it in links)


def _post(said: Publication, record: Any, how: "_How") -> SitePost:  # Any: a record.
    return SitePost(
        public_uid(record), how.kind, how.what, called(record),
        Said(said.text_fr or "", said.text_en or "", how.own or ""),
        how.day, said.shown_on, _address(how.link), how.source or "",
        _keys(record.themes, "theme_key"), () if how.place is None else (how.place,),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _How:
    """What a post takes from the kind of record that it is."""

    kind: PostKind
    what: Word
    day: date
    own: str | None = None
    link: str | None = None
    source: str | None = None
    place: int | None = None


def _address(text: str | None) -> str:
    """Give the address of a page; what is none, as a folder, stays inside."""
    try:
        return read_link(text) if text and _WEB.match(text) else ""
    except (NotALinkError, LongLinkError):
        return ""

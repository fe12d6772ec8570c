"""Gather what the public site says, by the rules of what may be on it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.links import NotALinkError, read_link
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import Availability, ContactKind, Origin
from reseau.i18n import LANGUAGES
from reseau.publish.site.site import (
    Said,
    Site,
    SiteExpert,
    SiteOrganization,
    SitePlace,
    SiteTheme,
)
from reseau.store import models
from reseau.store.base import columns_of
from reseau.store.models import Actor
from reseau.store.rows import settings
from reseau.store.rows.settings import zone_of
from reseau.store.search.thesaurus import thesaurus
from reseau.usecases.site.site_portraits import portraits_of
from reseau.usecases.site.site_records import Records
from reseau.usecases.site.site_rules import Reason, Rules, rules_of


def site_of(
    session: Session, *, contact: str = "", base: str = ""
) -> tuple[Site, Rules, frozenset[int]]:
    """Gather the site.

    Args:
        session: Open for reading.
        contact: How to write to the collective.
        base: Address where the site will stand.

    Returns:
        The site, what was left out of it, and the keys of the actors that are on it.
    """
    today = settings.today(session)
    rules = rules_of(session, today=today)
    actors = _Actors(session, rules, today=today)
    records = Records(session, rules, today=today, zone=zone_of(session))
    experts = actors.experts()
    named = {key for key, _expert in experts} | rules.organizations
    committees = tuple(records.committees())
    shown = frozenset(it.key for it in committees)
    site = Site(
        name=settings.setting(session, settings.NAME) or "Réseau",
        as_of=today,
        contact=contact,
        responsible=responsible(session, rules),
        base=base,
        themes=tuple(_themes(session)),
        places=tuple(_places(session)),
        experts=tuple(it for _key, it in experts),
        organizations=tuple(actors.organizations()),
        committees=committees,
        posts=tuple(records.posts()),
        events=tuple(records.events()),
        portraits=portraits_of(session, rules, committees=shown, today=today),
    )
    return site, rules, frozenset(named | records.named)


def responsible(session: Session, rules: Rules) -> str:
    """Give who answers for personal information, without a name that may not be shown.

    The law wants the title and the way to reach them; a name only if it may be shown.
    """
    said = settings.setting(session, settings.RESPONSIBLE)
    parts = [it.strip() for it in said.split(",")]
    return ", ".join(it for it in parts if it and not rules.betrays(it))


def _themes(session: Session) -> Iterator[SiteTheme]:
    known = thesaurus(session)
    for key, above in sorted(known.broader.items()):
        fr, en = (known.label(key, it) for it in LANGUAGES)
        yield SiteTheme(key, Said(fr, en), above)


def _places(session: Session) -> Iterator[SitePlace]:
    place = columns_of(models.Territory)
    query = select(place.key, place.name, place.kind, place.parent_key)
    for row in session.execute(query.order_by(place.key)):
        yield SitePlace(*row)


class _Actors:
    """Experts and organizations; a class because both need the same lists."""

    def __init__(self, session: Session, rules: Rules, *, today: date) -> None:
        self.session, self.rules, self.today = session, rules, today
        self.shown = rules.people | rules.organizations
        query = select(Actor.key, Actor.name, Actor.kind, Actor.sector)
        self.rows: dict[int, Any] = {  # Any: a row of these columns.
            it.key: it for it in session.execute(query) if it.key in self.shown
        }
        self.places = self._lists(models.ActorTerritory, "territory_key")
        self.themes = self._declared()
        self.roles = self._roles()

    def experts(self) -> list[tuple[int, SiteExpert]]:
        """Give the people who declare a theme and may be asked, by name."""
        found = self.session.scalars(select(models.Expert))
        terms = {it.actor_key: it for it in found}
        return [
            (key, self._expert(key, terms.get(key)))
            for key in self._by_name(self.themes.keys() & self.rules.people)
            if not self._busy(key, terms.get(key))
        ]

    def organizations(self) -> list[SiteOrganization]:
        """Give the organizations, by name."""
        links = self._links()
        return [
            SiteOrganization(
                self.rows[key].name,
                self._harmless(self.rows[key].sector),
                self.themes.get(key, ()),
                self.places.get(key, ()),
                self._harmless(links.get(key)),
            )
            for key in self._by_name(self.rules.organizations)
        ]

    def _harmless(self, text: str | None) -> str:
        """Give a text, or nothing when it tells of somebody who may not be shown."""
        return "" if not text or self.rules.betrays(text) else text

    def _by_name(self, keys: Collection[int]) -> list[int]:
        shown = [it for it in keys if it in self.rows]
        return sorted(shown, key=lambda it: (sort_key(self.rows[it].name), it))

    def _busy(self, key: int, terms: "models.Expert | None") -> bool:
        away = terms is not None and (
            terms.availability is Availability.CLOSED
            or (terms.away_until is not None and terms.away_until > self.today)
        )
        if away:
            row = self.rows[key]
            self.rules.leave_out("expert", key, row.name, Reason.BUSY)
        return away

    def _expert(self, key: int, terms: "models.Expert | None") -> SiteExpert:
        row = self.rows[key]
        roles = self.roles.get(key, ())
        # Where a person lives is nobody's business: only where their work is.
        there = {place for home, _title in roles for place in self.places.get(home, ())}
        return SiteExpert(
            row.name,
            tuple(self._role(title, home) for home, title in roles),
            self.themes[key],
            tuple(it for it in ((terms and terms.languages) or "").split(",") if it),
            tuple(sorted(there)),
        )

    def _role(self, title: str, home: int) -> str:
        parts = [] if not title or self.rules.betrays(title) else [title]
        return ", ".join([*parts, self.rows[home].name])

    def _roles(self) -> dict[int, tuple[tuple[int, str], ...]]:
        """Give the present roles of people in public organizations."""
        role = models.Affiliation
        query = (
            select(role.person_key, role.organization_key, role.title)
            .where(role.since.is_(None) | (role.since <= self.today))
            .where(role.until.is_(None) | (role.until > self.today))
            .order_by(role.key)
        )
        found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for person, home, title in self.session.execute(query):
            if person in self.shown and home in self.rules.organizations:
                found[person].append((home, title or ""))
        return {key: tuple(some) for key, some in found.items()}

    def _declared(self) -> dict[int, tuple[int, ...]]:
        """Give the themes declared, without those that were only guessed."""
        declared = models.Expertise
        query = (
            select(declared.actor_key, declared.theme_key)
            .where(declared.origin != Origin.INFERRED)
            .where(declared.since.is_(None) | (declared.since <= self.today))
            .order_by(declared.key)
        )
        return self._grouped(self.session.execute(query))

    def _lists(
        self, kind: Any, column: str
    ) -> dict[int, tuple[int, ...]]:  # Any: a mapped class.
        query = select(kind.actor_key, getattr(kind, column)).order_by(kind.key)
        return self._grouped(self.session.execute(query))

    def _grouped(self, pairs: Any) -> dict[int, tuple[int, ...]]:  # Any: a Result.
        found: defaultdict[int, list[int]] = defaultdict(list)
        for actor, other in pairs:
            if actor in self.shown:
                found[actor].append(other)
        return {key: tuple(dict.fromkeys(some)) for key, some in found.items()}

    def _links(self) -> dict[int, str]:
        """Give the page of each organization: the first address that is one."""
        contact = models.ContactField
        query = (
            select(contact.actor_key, contact.value)
            .where(contact.kind == ContactKind.WEB)
            .order_by(contact.key)
        )
        found: dict[int, str] = {}
        for actor, value in self.session.execute(query):
            if actor in self.rules.organizations and actor not in found:
                try:
                    found[actor] = read_link(value)
                except NotALinkError:
                    continue
        return found

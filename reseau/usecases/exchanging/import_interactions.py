"""Write the interactions that a file gave, many at once."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.errors import ReseauError
from reseau.exchange.found import (
    Found,
    FoundActor,
    FoundInteraction,
    FoundParticipation,
)
from reseau.store.models import (
    Affiliation,
    Base,
    ImportSource,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Participation,
    table_named,
)
from reseau.store.past.bulk import insert_rows, next_keys
from reseau.store.rows import settings
from reseau.usecases.exchanging.import_matching import Matcher

Refuse = Callable[[Found, ReseauError], None]
Part = TypeVar("Part", Participation, InteractionTheme, InteractionTerritory)


@dataclass
class Interactions:
    """Prepare and write interactions; it gathers rows, so it has state.

    Attributes:
        created: Records that become new lines of the log.
        changed: Records whose line was known under the same number and differs.
        known: Records that the store has already.
    """

    session: Session
    source: ImportSource
    matcher: Matcher
    refuse: Refuse
    created: list[Found] = field(default_factory=list)
    changed: list[Found] = field(default_factory=list)
    known: list[Found] = field(default_factory=list)
    _roles: dict[tuple[int, int], None] = field(default_factory=dict)

    def take(self, records: Iterable[FoundInteraction]) -> None:
        """Write the records that are new, change those that differ, pass the others."""
        seen = self.fingerprints()
        numbers = self.numbers()
        fresh: list[tuple[FoundInteraction, _Parts]] = []
        for record in records:
            if (record.fingerprint, record.repeat) in seen:
                self.known.append(record)
                continue
            try:
                parts = self._parts(record)
            except ReseauError as error:
                self.refuse(record, error)
                continue
            seen.add((record.fingerprint, record.repeat))
            number = numbers.get(record.external_id or "")
            if number is None:
                fresh.append((record, parts))
                self.created.append(record)
            else:
                self._change(self.session.get_one(Interaction, number), record, parts)
                self.changed.append(record)
        self._write(fresh)
        self._add_roles()

    def _add_roles(self) -> None:
        """Note that people belong to organizations, as “Person – Organization” says."""
        query = select(Affiliation.person_key, Affiliation.organization_key)
        known = {(person, home) for person, home in self.session.execute(query)}
        self.session.add_all(
            Affiliation(person_key=person, organization_key=home)
            for person, home in self._roles
            if (person, home) not in known
        )
        self.session.flush()

    def fingerprints(self) -> set[tuple[str | None, int]]:
        """Give what tells the known lines of this source apart: digest and rank."""
        rows = self.session.execute(
            select(Interaction.fingerprint, Interaction.repeat).where(
                Interaction.source_key == self.source.key
            )
        )
        return {(fingerprint, repeat) for fingerprint, repeat in rows}

    def numbers(self) -> dict[str, int]:
        """Give the keys of the known lines by their identifier in the source."""
        rows = self.session.execute(
            select(Interaction.external_id, Interaction.key)
            .where(Interaction.source_key == self.source.key)
            .where(Interaction.external_id.is_not(None))
        )
        return {str(number): key for number, key in rows}

    def _parts(self, record: FoundInteraction) -> "_Parts":
        """Recognize everybody and everything that a record names."""
        matcher = self.matcher
        matcher.check(
            actors_of(record),
            themes=record.themes,
            territories=record.territories,
            committee=record.committee,
        )
        participations: dict[int, dict[str, Any]] = {}
        for part in record.participants:
            row = self._participation(part)
            participations.setdefault(row["actor_key"], row)
        return _Parts(
            list(participations.values()),
            list(dict.fromkeys(matcher.theme(it).key for it in record.themes)),
            list(dict.fromkeys(matcher.territory(it).key for it in record.territories)),
            matcher.committee(record.committee).key if record.committee else None,
        )

    def _participation(self, part: FoundParticipation) -> dict[str, Any]:
        actor = self.matcher.actor(part.actor).key
        behalf = (
            self.matcher.actor(part.on_behalf_of).key if part.on_behalf_of else None
        )
        brought = self.matcher.actor(part.brought_by).key if part.brought_by else None
        if part.affiliation is not None:
            self._roles[actor, self.matcher.actor(part.affiliation).key] = None
        return {
            "actor_key": actor,
            "role": part.role,
            "on_behalf_of_key": None if behalf == actor else behalf,
            "brought_by_key": None if brought == actor else brought,
        }

    def _values(self, record: FoundInteraction, parts: "_Parts") -> dict[str, Any]:
        starts_at = None
        if record.started_at is not None:
            zone = settings.setting(self.session, settings.ZONE, clock.DEFAULT_ZONE)
            local = datetime.combine(record.held_on, record.started_at, ZoneInfo(zone))
            starts_at = local.astimezone(UTC)
        return {
            "kind": record.kind,
            "title": record.title or record.kind.label(self.matcher.language),
            "held_on": record.held_on,
            "ended_on": record.ended_on,
            "starts_at": starts_at,
            "precision": record.precision,
            "place": record.place or None,
            "notes": record.notes or None,
            "function": record.function,
            "carrier": record.carrier,
            "committee_key": parts.committee,
            "source_key": self.source.key,
            "external_id": record.external_id,
            "fingerprint": record.fingerprint,
            "repeat": record.repeat,
        }

    def _change(
        self, interaction: Interaction, record: FoundInteraction, parts: "_Parts"
    ) -> None:
        """Make a known line what the file says now."""
        for name, value in self._values(record, parts).items():
            setattr(interaction, name, value)
        themes = [{"theme_key": it} for it in parts.themes]
        places = [{"territory_key": it} for it in parts.territories]
        _renew(
            interaction.participations, parts.participations, Participation, "actor_key"
        )
        _renew(interaction.themes, themes, InteractionTheme, "theme_key")
        _renew(interaction.territories, places, InteractionTerritory, "territory_key")

    def _write(self, fresh: "list[tuple[FoundInteraction, _Parts]]") -> None:
        now = clock.now()
        keys = next_keys(self.session, _table(Interaction), count=len(fresh))
        lines, parts, themes, places = [], [], [], []
        for key, (record, content) in zip(keys, fresh, strict=True):
            values = self._values(record, content)
            lines.append(
                {
                    "key": key,
                    "uid": uuid.uuid4(),
                    "minutes": None,
                    "added_at": now,
                    "version": 1,
                }
                | values
            )
            parts += [it | {"interaction_key": key} for it in content.participations]
            themes += [
                {"interaction_key": key, "theme_key": it} for it in content.themes
            ]
            places += [
                {"interaction_key": key, "territory_key": it}
                for it in content.territories
            ]
        insert_rows(self.session, _table(Interaction), rows=lines)
        for kind, rows in (
            (Participation, parts),
            (InteractionTheme, themes),
            (InteractionTerritory, places),
        ):
            self._write_parts(_table(kind), rows)

    def _write_parts(self, table: Table, rows: list[dict[str, Any]]) -> None:
        keys = next_keys(self.session, table, count=len(rows))
        numbered = [
            {"key": key, "version": 1} | row
            for key, row in zip(keys, rows, strict=True)
        ]
        insert_rows(self.session, table, rows=numbered)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a record names, recognized."""

    participations: list[dict[str, Any]]
    themes: list[int]
    territories: list[int]
    committee: int | None


def actors_of(record: FoundInteraction) -> Iterator[FoundActor | None]:
    """Give every actor that a record names, some perhaps more than once."""
    for part in record.participants:
        yield from (part.actor, part.on_behalf_of, part.brought_by)


def _renew(
    owned: list[Part], rows: list[dict[str, Any]], kind: type[Part], by: str
) -> None:
    """Make a list of parts say what rows say; parts that stay are not replaced."""
    wanted = {row[by]: row for row in rows}
    for part in list(owned):
        row = wanted.pop(getattr(part, by), None)
        if row is None:
            owned.remove(part)
        else:
            for name, value in row.items():
                setattr(part, name, value)
    owned.extend(kind(**row) for row in wanted.values())


def _table(kind: type[Base]) -> Table:
    return table_named(kind.__tablename__)

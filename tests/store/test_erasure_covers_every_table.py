"""A table added one day cannot be forgotten when a person is erased."""

from sqlalchemy import Column, Enum, String

from reseau.store.models import (
    DERIVED,
    every_table,
    table_named,
)
from reseau.store.privacy import erasable

# Meetings and committees keep the number of those who were there: the record that is
# left has no name.
KEPT = {
    "actor.merged_into",
    "affiliation.organization_key",  # Of an organization.
    "influence.asserted_by_key",
    "follow_up.actor_key",
    "marker.actor_key",
    "membership.on_behalf_of_key",
    "need.asked_by_key",
    "participation.actor_key",
    "position.asserted_by_key",
    "participation.brought_by_key",
    "participation.on_behalf_of_key",
    "privacy_request.actor_key",
    "signal.brought_by_key",
    "substantiation.actor_key",
    "succession.predecessor_key",  # Of an organization, as the next.
    "succession.successor_key",
}

# Texts that name something else, or that are no words of a person.
NOT_FREE = {
    "alias.name": "an actor's own name",
    "alias.name_key": "an actor's own name",
    "contact_field.value": "an actor's own",
    "decision_subject.record_kind": "a code",
    "expert.languages": "codes",
    "map_place.view": "codes",
    "actor.apart": "of the record itself",
    "actor.family_name": "of the record itself",
    "actor.given_name": "of the record itself",
    "actor.name": "of the record itself",
    "actor.name_key": "of the record itself",
    "actor.slug": "of the record itself",
    "change.table_name": "a code",
    "committee.name": "a committee's own name",
    "committee.name_key": "a committee's own name",
    "committee.slug": "a committee's own name",
    "departure.actors": "numbers",
    "departure.chosen": "codes",
    "departure.command": "a code",
    "departure.sha256": "a sum",
    "import_source.attribution": "a source's own words",
    "import_source.name": "a source's own name",
    "interaction.external_id": "a number of another program: replaced if it tells",
    "interaction.fingerprint": "a sum",
    "operation.command": "a code",
    "operation.program_version": "a code",
    "operation.summary": "counts",
    "publication.record_kind": "a code",
    "signal.fingerprint": "a sum",
    "retention_run.figures": "counts",
    "setting.name": "a code",
    "reserved_seat.sector": "a sector's own name",
    "reserved_seat.sector_key": "a sector's own name",
    "succession.former_name": "of an organization",
    "territory.attribution": "a source's own words",
    "territory.geometry": "numbers",
    "territory.name": "a place's own name",
    "territory.name_key": "a place's own name",
    "territory.official_code": "a code",
    "territory.slug": "a place's own name",
    "theme.exact_match": "an address of a concept",
    "theme.slug": "a concept's own name",
    "theme_label.label": "a concept's own name",
    "theme_label.label_key": "a concept's own name",
    "theme_label.language": "a code",
    "theme_label.kind": "a code",
}


def columns() -> list[Column[object]]:
    """Give every column but those of the search index, which follows the texts."""
    return [
        it
        for table in every_table()
        if table.name not in DERIVED
        for it in table.columns
    ]


def is_text(column: Column[object]) -> bool:
    return isinstance(column.type, String) and not isinstance(column.type, Enum)


def own_columns() -> set[str]:
    return {f"{it.class_.__tablename__}.{it.key}" for it in erasable.OWN}


def test_every_reference_to_an_actor_is_thought_of() -> None:
    actor = table_named("actor").c.key
    found = {str(it) for it in columns() if it.references(actor)}
    assert found - own_columns() == KEPT


def test_every_text_is_looked_into_or_known_to_name_nobody() -> None:
    free = {f"{it.class_.__tablename__}.{it.key}" for it in erasable.TEXTS}
    free |= {
        f"{it.__tablename__}.{name}"
        for it in erasable.TITLED
        for name in ("name", "name_key", "slug")
    }
    found = {str(it) for it in columns() if is_text(it)}
    assert found - free == set(NOT_FREE)

"""The actors who took part, out of the cells of a row."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from reseau.domain.names import folded
from reseau.domain.vocabulary import Role
from reseau.exchange.found import FoundActor, FoundParticipation
from reseau.exchange.profiles.profile_model import Participants, Source
from reseau.exchange.rows.actors import ORGANIZATION
from reseau.exchange.rows.columns import part, whole_reader
from reseau.exchange.rows.fields import Fields
from reseau.exchange.rows.findings import Reader
from reseau.exchange.text.cells import listed
from reseau.exchange.text.tables import Row


def participants_reader(
    section: Participants, fields: Fields
) -> Reader[list[FoundParticipation]]:
    """Make the function that reads one section [[participants]] in a row."""
    source, naming, actors = section.source, section.naming, fields.actors
    whole = whole_reader(source, fields.layout)
    role = fields.word("role", Role, source=section.role_source or Source())
    on_behalf_of = _text_reader(section.on_behalf_of, fields)
    brought_by = _text_reader(section.brought_by, fields)

    def read(row: Row) -> list[FoundParticipation]:
        members = listed(whole(row), source.split) or [source.default]
        its_role = role.read(row) or section.role
        represented = actors.named(on_behalf_of(row), ORGANIZATION)
        mover = actors.named(brought_by(row), naming)
        found = []
        for member in members:
            actor, organization = actors.with_organization(part(member, source), naming)
            if actor is None:
                continue
            behalf = represented or organization
            if naming.apart and behalf:
                actor = replace(actor, separate_by=behalf.name)
            found.append(
                FoundParticipation(
                    actor=actor,
                    role=its_role,
                    on_behalf_of=_another(behalf, actor),
                    affiliation=_another(organization, actor),
                    brought_by=_another(mover, actor),
                )
            )
        return found

    return Reader(source.label, read)


def united(found: Iterable[FoundParticipation]) -> tuple[FoundParticipation, ...]:
    """Keep each actor once; the first role wins, what it lacks is completed."""
    kept: dict[tuple[str, ...], FoundParticipation] = {}
    for each in found:
        key = _identity(each.actor)
        first = kept.setdefault(key, each)
        if first is not each:
            kept[key] = replace(
                first,
                on_behalf_of=first.on_behalf_of or each.on_behalf_of,
                affiliation=first.affiliation or each.affiliation,
                brought_by=first.brought_by or each.brought_by,
            )
    return tuple(kept.values())


def _identity(actor: FoundActor) -> tuple[str, ...]:
    """Tell what makes two names one actor within a file."""
    apart = folded(actor.separate_by) if actor.separate_by else ""
    return actor.kind.value, actor.slug or folded(actor.name), apart


def _another(other: FoundActor | None, actor: FoundActor) -> FoundActor | None:
    """Leave out an actor acting for itself, or brought by itself."""
    if other is None or (other.kind, folded(other.name)) == (
        actor.kind,
        folded(actor.name),
    ):
        return None
    return other


def _text_reader(source: Source | None, fields: Fields) -> Callable[[Row], str]:
    """Read a source that may not be there."""
    return fields.raw(source) if source else lambda _row: ""

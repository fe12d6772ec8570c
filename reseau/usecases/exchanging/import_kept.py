"""What people added to an imported line, kept when its calendar changes.

A calendar says when, where and who; themes, notes and on whose behalf come from
people, and a meeting that is moved must not lose them.
"""

from dataclasses import replace

from reseau.domain.vocabulary import Role
from reseau.exchange.found import FoundInteraction, FoundParticipation
from reseau.store.models import Interaction, Participation
from reseau.usecases.exchanging.import_attendees import known_actor

_OF_CALENDARS = frozenset({Role.ORGANIZER, Role.PARTICIPANT, Role.INVITED})


def keeping(line: Interaction, record: FoundInteraction) -> FoundInteraction:
    """Complete what a calendar says now with what it never says.

    Args:
        line: As the store has it.
        record: As the calendar has it.

    Returns:
        The record with the line's kind, themes, territories, committee and place in
        the matrix, with its notes when the calendar gives none, and with all of its
        participants when the calendar names nobody.
    """
    return replace(
        record,
        kind=line.kind,
        notes=record.notes or line.notes or "",
        place=record.place or line.place or "",
        themes=tuple(it.theme.slug for it in line.themes),
        territories=tuple(it.territory.slug for it in line.territories),
        committee=line.committee.slug if line.committee else None,
        function=line.function,
        carrier=line.carrier,
        participants=_participants(line, record),
    )


def _participants(
    line: Interaction, record: FoundInteraction
) -> tuple[FoundParticipation, ...]:
    """Keep roles that calendars do not give, and on whose behalf each one was."""
    before = {it.actor.slug: it for it in line.participations}
    if not record.participants:
        return tuple(map(_as_it_was, before.values()))
    named = {it.actor.slug or "" for it in record.participants}
    return (
        *(
            _completed(it, before.get(it.actor.slug or ""))
            for it in record.participants
        ),
        *(
            _as_it_was(it)
            for slug, it in before.items()
            if slug not in named and it.role not in _OF_CALENDARS
        ),
    )


def _completed(
    part: FoundParticipation, known: Participation | None
) -> FoundParticipation:
    if known is None:
        return part
    was = _as_it_was(known)
    return was if was.role not in _OF_CALENDARS else replace(was, role=part.role)


def _as_it_was(part: Participation) -> FoundParticipation:
    return FoundParticipation(
        actor=known_actor(part.actor),
        role=part.role,
        on_behalf_of=known_actor(part.on_behalf_of) if part.on_behalf_of else None,
        brought_by=known_actor(part.brought_by) if part.brought_by else None,
    )

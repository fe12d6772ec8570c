"""Say how a line of the log was understood, so that a mistake is seen at once."""

from collections.abc import Iterator
from datetime import timedelta

from reseau.domain.vocabulary import InteractionKind, Role
from reseau.i18n import formats, gettext, language, ngettext
from reseau.store.models import FollowUp, Interaction

_SHOWN_NOTES = 60
_HOUR = 60


def understood(interaction: Interaction) -> list[str]:
    """Give a sentence for each thing that was read besides the day and the actors.

    What was not said is not told; a meeting is what an interaction is unless said.
    """
    return [text.format(what=what) for text, what in _subjects(interaction) if what] + [
        _promise(it) for it in interaction.follow_ups
    ]


def duration(minutes: int) -> str:
    """Write how long something lasted: “45 minutes”, “1 h 30”."""
    if minutes < _HOUR:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    hours, rest = divmod(timedelta(minutes=minutes), timedelta(hours=1))
    left = rest // timedelta(minutes=1)
    return f"{hours} h {left:02}" if left else f"{hours} h"


def _subjects(interaction: Interaction) -> Iterator[tuple[str, str]]:
    if interaction.kind is not InteractionKind.MEETING:
        yield gettext("Kind: {what}"), interaction.kind.label()
    roles = [
        f"{it.actor.name} ({it.role.label()})"
        for it in interaction.participations
        if it.role is not Role.PARTICIPANT
    ]
    yield gettext("Roles: {what}"), ", ".join(roles)
    if interaction.committee is not None:
        yield gettext("Committee: {what}"), interaction.committee.name
    labels = [it.theme.label(language()) for it in interaction.themes]
    yield gettext("Themes: {what}"), ", ".join(labels)
    places = [it.territory.name for it in interaction.territories]
    yield gettext("Territories: {what}"), ", ".join(places)
    yield gettext("Place: {what}"), interaction.place or ""
    if interaction.minutes is not None:
        yield gettext("Duration: {what}"), duration(interaction.minutes)
    yield gettext("Notes: {what}"), _begun(interaction.notes or "")


def _begun(notes: str) -> str:
    """Give the beginning of notes, on one line."""
    line = " ".join(notes.split())
    return line if len(line) <= _SHOWN_NOTES else f"{line[: _SHOWN_NOTES - 1]}…"


def _promise(follow_up: FollowUp) -> str:
    if follow_up.due_on is None:
        return gettext("Follow-up: {what}").format(what=follow_up.what)
    return gettext("Follow-up: {what}, due on {day}").format(
        what=follow_up.what, day=formats.full_date(follow_up.due_on, weekday=True)
    )

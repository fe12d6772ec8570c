"""What was promised, as a calendar for Outlook, Google or Apple."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from reseau.domain.vocabulary import Diffusion
from reseau.exchange.calendars.icsfile import WholeDay, ics_text
from reseau.i18n import gettext as _
from reseau.store.models import FollowUp
from reseau.store.privacy.departures import Leaving
from reseau.store.privacy.veil import Veil, veil
from reseau.store.session import Store
from reseau.usecases.common.leaving import hand_over


def export_follow_ups(
    store: Store, out: Path, *, done: bool = False, with_actors: bool = False
) -> int:
    """Write the follow-ups that have a deadline as events of a whole day.

    Args:
        store: The store.
        out: The file to write.
        done: Those that are done as well.
        with_actors: Whether to say who promised, and at which meeting. Who may be
            shown to nobody is not named.

    Returns:
        How many were written.

    Raises:
        NotWrittenError: The file cannot be written.
    """
    query = (
        select(FollowUp)
        .where(FollowUp.due_on.is_not(None))
        .options(joinedload(FollowUp.actor), joinedload(FollowUp.interaction))
        .order_by(FollowUp.due_on, FollowUp.key)
    )
    if not done:
        query = query.where(FollowUp.done_on.is_(None))
    with store.reading() as session:
        found = session.scalars(query).all()
        hiding = veil(session, shown_to=Diffusion.INTERNAL)
        days = [
            _day(it, hiding, notes=_notes(it) if with_actors else "") for it in found
        ]
        named = [it.actor for it in found if it.actor is not None and with_actors]
        who = {it.key for it in named if it.diffusion is not Diffusion.FORBIDDEN}
    hand_over(store, out, Leaving("export ics", ics_text(days), len(days), who))
    return len(days)


def _day(follow_up: FollowUp, hiding: Veil, *, notes: str) -> WholeDay:
    assert follow_up.due_on is not None  # noqa: S101  # The query says so.
    what = hiding.over(follow_up.what)
    return WholeDay(
        uid=follow_up.uid,
        revision=follow_up.version - 1,
        day=follow_up.due_on,
        title=_("Done: {name}").format(name=what) if follow_up.done_on else what,
        notes=hiding.over(notes),
    )


def _notes(follow_up: FollowUp) -> str:
    """Say who promised, and where."""
    lines = []
    actor, interaction = follow_up.actor, follow_up.interaction
    if actor is not None and actor.diffusion is not Diffusion.FORBIDDEN:
        lines.append(_("Promised by: {name}").format(name=actor.name))
    if interaction is not None:
        lines.append(_("Promised at: {title}").format(title=interaction.title))
    return "\n".join(lines)

"""Whether an interaction that was just logged looks like one that was logged before."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.i18n import gettext
from reseau.store.models import Interaction, Participation


def logged_before(session: Session, interaction: Interaction) -> list[str]:
    """Say which interaction of the same day may be the same one.

    Returns:
        A sentence for the first of the same day and title that has an actor in
        common, accents and capitals aside; nothing when there is none.
    """
    here = {it.actor_key for it in interaction.participations}
    others = session.scalars(
        select(Interaction)
        .where(Interaction.held_on == interaction.held_on)
        .where(Interaction.key != interaction.key)
        .where(
            Interaction.key.in_(
                select(Participation.interaction_key).where(
                    Participation.actor_key.in_(here)
                )
            )
        )
        .order_by(Interaction.key)
    )
    title = folded(interaction.title)
    text = gettext(
        "Perhaps logged already: {number} has the same day and the same title. If it "
        "is the same one, undo this command."
    )
    like = (it.key for it in others if folded(it.title) == title)
    return [text.format(number=f"#{key}") for key in like][:1]

"""Which ties an interaction strengthens: how often its actors were together."""

from collections import Counter
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Role
from reseau.i18n import gettext, ngettext
from reseau.store.models import Actor, Interaction, Participation

SHOWN = 3
_CROWD = 12


def strengthened(session: Session, interaction: Interaction) -> list[str]:
    """Say which ties an interaction that was just logged strengthens.

    Returns:
        A sentence for each of the three pairs most often together, this time
        included, then one for the others; nothing for fewer than two present, nor
        for a crowd, whose ties it hardly strengthens.
    """
    present = {
        it.actor_key: it.actor for it in interaction.participations if it.role.present
    }
    if not 1 < len(present) <= _CROWD:
        return []
    together: Counter[tuple[int, int]] = Counter()
    rows = session.execute(
        select(Participation.interaction_key, Participation.actor_key)
        .where(Participation.actor_key.in_(present))
        .where(Participation.role.not_in([it for it in Role if not it.present]))
    )
    attendances: dict[int, list[int]] = {}
    for number, actor in rows:
        attendances.setdefault(number, []).append(actor)
    for actors in attendances.values():
        together.update(combinations(sorted(actors), 2))
    pairs = sorted(together, key=lambda it: (-together[it], it))
    said = [_sentence(present[a], present[b], together[a, b]) for a, b in pairs[:SHOWN]]
    left = len(pairs) - SHOWN
    if left > 0:
        said.append(
            ngettext("… and {n} other tie", "… and {n} other ties", left).format(n=left)
        )
    return said


def _sentence(one: Actor, other: Actor, times: int) -> str:
    if times == 1:
        text = gettext("New tie: {one} — {other}")
    else:
        text = gettext("Tie: {one} — {other}, {n} times together")
    return text.format(one=one.name, other=other.name, n=times)

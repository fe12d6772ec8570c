"""Tables of the cycle for Excel: signals and needs, without anybody's free notes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.vocabulary import Diffusion
from reseau.store.models import Need, NeedTheme, Signal, SignalTheme
from reseau.store.rows import rows, settings
from reseau.usecases.cycle.need_rounds import priority_on
from reseau.usecases.cycle.signal_lists import shown_state

Rows = list[tuple[Any, ...]]  # Any: what the columns hold, all of it printable.

SIGNAL_COLUMNS = (
    "number", "date", "title", "state", "published", "expires", "brought_by", "source",
    "link", "themes", "territory", "function", "carrier",
)  # fmt: skip
NEED_COLUMNS = (
    "number", "date", "question", "state", "priority", "validate_by", "closed",
    "asked_by", "themes", "territory", "signals", "could_answer",
)  # fmt: skip


def signal_rows(session: Session, shown_to: Diffusion) -> Rows:
    """Read signals, oldest first; function and carrier are those that somebody said."""
    today = settings.today(session)
    shown = _slugs(session, shown_to)
    query = (
        select(Signal)
        .options(selectinload(Signal.themes).selectinload(SignalTheme.theme))
        .options(selectinload(Signal.territory))
        .order_by(Signal.seen_on, Signal.key)
    )
    return [
        (it.key, it.seen_on, it.title, shown_state(it, today=today).value,
         it.published_on, it.expires_on, shown.get(it.brought_by_key or 0), it.source,
         it.link, _joined(link.theme.slug for link in it.themes),
         it.territory and it.territory.slug, it.function and it.function.value,
         it.carrier and it.carrier.value)
        for it in session.scalars(query)
    ]  # fmt: skip


def need_rows(session: Session, shown_to: Diffusion) -> Rows:
    """Read needs, oldest first, with their priority of today."""
    today = settings.today(session)
    shown = _slugs(session, shown_to)
    query = (
        select(Need)
        .options(selectinload(Need.themes).selectinload(NeedTheme.theme))
        .options(selectinload(Need.territory), selectinload(Need.rounds))
        .options(selectinload(Need.signals), selectinload(Need.experts))
        .order_by(Need.asked_on, Need.key)
    )
    return [
        (it.key, it.asked_on, it.question, it.state.value, priority_on(it, today),
         it.validate_by, it.closed_on, shown.get(it.asked_by_key or 0),
         _joined(link.theme.slug for link in it.themes),
         it.territory and it.territory.slug,
         _joined(str(link.signal_key) for link in it.signals),
         _joined(shown[link.actor_key] for link in it.experts
                 if link.actor_key in shown))
        for it in session.scalars(query)
    ]  # fmt: skip


def _slugs(session: Session, shown_to: Diffusion) -> dict[int, str]:
    return {it.actor: it.slug for it in rows.actor_rows(session, shown_to=shown_to)}


def _joined(texts: Iterable[str]) -> str:
    return " | ".join(texts)

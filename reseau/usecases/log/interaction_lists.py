"""List interactions, newest first, and tell the latest ones of a record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion, InteractionKind, Precision
from reseau.store.models import (
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Participation,
)
from reseau.store.naming import finding
from reseau.store.privacy.veil import veil
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.trees import subtree

LAST = 5
"""How many of the latest interactions a card shows."""

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class InteractionLine:
    """An interaction in a list.

    Attributes:
        present: How many actors were there, those invited or absent left out.
    """

    number: int
    held_on: date
    precision: Precision
    kind: InteractionKind
    title: str
    committee: str | None
    themes: tuple[str, ...]
    present: int

    @property
    def day(self) -> str:
        """Write the day, or the month when no more is known: 2026-11-03, 2026-11."""
        written = self.held_on.isoformat()
        return written[:7] if self.precision is Precision.MONTH else written


@dataclass(frozen=True, slots=True)
class InteractionFilter:
    """Which interactions are wanted; what is left out does not matter.

    Attributes:
        theme: Only those about it, or about a narrower theme.
        territory: Only those about it, or about a part of it.
        actor: Only those it has a part in, invited and absent included.
    """

    period: Period | None = None
    committee: str | None = None
    theme: str | None = None
    territory: str | None = None
    actor: str | None = None
    kind: InteractionKind | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """How many interactions there are, and the newest ones, newest first."""

    total: int
    lines: tuple[InteractionLine, ...]


def list_interactions(
    store: Store, wanted: InteractionFilter, *, limit: int = 20, lang: str = "fr"
) -> Latest:
    """List interactions, newest first.

    Args:
        store: The store.
        wanted: Which ones.
        limit: How many at most; 0 for all.
        lang: Language of the themes' labels.
    """
    with store.reading() as session:
        conditions = _conditions(session, wanted)
        return latest(session, conditions, limit=limit or None, lang=lang)


def latest(
    session: Session,
    conditions: Sequence[Condition],
    *,
    limit: int | None = LAST,
    lang: str,
) -> Latest:
    """Count the interactions that meet all conditions, and give the newest."""
    total = session.scalar(
        select(func.count()).select_from(Interaction).where(*conditions)
    )
    query = (
        select(Interaction)
        .where(*conditions)
        .order_by(Interaction.held_on.desc(), Interaction.key.desc())
        .limit(limit)
        .options(
            selectinload(Interaction.committee),
            selectinload(Interaction.themes).selectinload(InteractionTheme.theme),
            selectinload(Interaction.participations),
        )
    )
    lines = tuple(_line(it, lang) for it in session.scalars(query))
    return Latest(total or 0, lines)


def told(session: Session, found: Latest) -> Latest:
    """Give interactions as they are told beside another record.

    Titles are without the names of those who may be shown to nobody.
    """
    over = veil(session, shown_to=Diffusion.INTERNAL)
    lines = tuple(over.over_fields(it, "title") for it in found.lines)
    return Latest(found.total, lines)


def of_committee(key: int) -> Condition:
    """Keep the interactions of a committee."""
    return Interaction.committee_key == key


def about_themes(keys: Collection[int]) -> Condition:
    """Keep the interactions about one theme or another."""
    return Interaction.key.in_(
        select(InteractionTheme.interaction_key).where(
            InteractionTheme.theme_key.in_(keys)
        )
    )


def about_territories(keys: Collection[int]) -> Condition:
    """Keep the interactions about one territory or another."""
    return Interaction.key.in_(
        select(InteractionTerritory.interaction_key).where(
            InteractionTerritory.territory_key.in_(keys)
        )
    )


def with_actor(key: int) -> Condition:
    """Keep the interactions that an actor has a part in."""
    return Interaction.key.in_(
        select(Participation.interaction_key).where(Participation.actor_key == key)
    )


def _conditions(session: Session, wanted: InteractionFilter) -> list[Condition]:
    found = _in_period(wanted.period or Period())
    if wanted.kind is not None:
        found.append(Interaction.kind == wanted.kind)
    if wanted.committee is not None:
        found.append(
            of_committee(finding.committee_named(session, wanted.committee).key)
        )
    if wanted.theme is not None:
        theme = finding.theme_named(session, wanted.theme)
        found.append(about_themes(subtree(session, theme)))
    if wanted.territory is not None:
        territory = finding.territory_named(session, wanted.territory)
        found.append(about_territories(subtree(session, territory)))
    if wanted.actor is not None:
        found.append(with_actor(actor_meant(session, wanted.actor).key))
    return found


def _in_period(period: Period) -> list[Condition]:
    """Keep what shares a day with a period; the last day of an event is its own."""
    found: list[Condition] = []
    if period.since is not None:
        last_day = func.coalesce(Interaction.ended_on, Interaction.held_on)
        found.append(last_day >= period.since)
    if period.until is not None:
        found.append(Interaction.held_on < period.until)
    return found


def _line(interaction: Interaction, lang: str) -> InteractionLine:
    committee = interaction.committee
    return InteractionLine(
        number=interaction.key,
        held_on=interaction.held_on,
        precision=interaction.precision,
        kind=interaction.kind,
        title=interaction.title,
        committee=None if committee is None else committee.name,
        themes=tuple(it.theme.label(lang) for it in interaction.themes),
        present=sum(it.role.present for it in interaction.participations),
    )

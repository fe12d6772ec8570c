"""Where expertise is missing, unused or over-used."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.domain.evidence import ActorRow
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import Diffusion, NeedState
from reseau.store.models import (
    ActorTerritory,
    Expertise,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Need,
    Territory,
)
from reseau.store.naming import finding
from reseau.store.privacy.veil import veil
from reseau.store.rows import rows, settings
from reseau.store.search.expert_rows import last_seen
from reseau.store.search.thesaurus import Thesaurus, thesaurus
from reseau.store.session import Store
from reseau.usecases.experts.expert_load import loads

_YEAR = 365


@dataclass(frozen=True, slots=True)
class Silent:
    """A theme that the log speaks of, and that nobody who may be shown knows.

    Attributes:
        place: Name of the territory; empty for everywhere.
        lines: How many lines are about it.
        last: Day of the latest one.
    """

    theme: str
    slug: str
    place: str
    lines: int
    last: date


@dataclass(frozen=True, slots=True)
class Idle:
    """An expert who is declared and was not seen for a year; ``last`` may be None."""

    slug: str
    name: str
    themes: tuple[str, ...]
    last: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """An expert who is asked more than they accept, or much more than usual."""

    slug: str
    name: str
    lately: int
    usual: float
    limit: int | None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A need that waits, and that nobody who may be shown could answer.

    Attributes:
        themes: Labels; an expert of any of them could answer.
    """

    number: int
    question: str
    themes: tuple[str, ...]
    asked_on: date


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where expertise is missing, unused or over-used.

    Attributes:
        themes: Without a declared expert anywhere.
        places: Theme and territory without a declared expert who serves it.
        never: Declared experts who were not seen for a year.
        over: Experts who are asked too often.
        needs: Waiting for an answer, without anybody who could give it, of the
            territory asked for; the oldest first.
    """

    today: date
    themes: tuple[Silent, ...]
    places: tuple[Silent, ...]
    never: tuple[Idle, ...]
    over: tuple[Asked, ...]
    needs: tuple[Unanswered, ...] = ()


def gaps(store: Store, *, lang: str, territory: str | None = None) -> Gaps:
    """Find themes without experts, experts never asked, experts over-asked.

    A declaration on a broader theme covers the narrower ones; on a territory, it
    covers the territories in it.

    Raises:
        UnknownTerritoryError, AmbiguousNameError
    """
    with store.reading() as session:
        today = settings.today(session)
        known = thesaurus(session)
        place = finding.territory_named(session, territory) if territory else None
        wanted = None if place is None else rows.with_inner(session, place)
        shown = {it.actor: it for it in rows.actor_rows(session)}
        expertises = [
            (actor, theme)
            for actor, theme in session.execute(
                select(Expertise.actor_key, Expertise.theme_key)
            )
            if actor in shown
        ]
        look = _Look(session, known, _covered(expertises, known), today, lang, wanted)
        experts: dict[int, list[str]] = defaultdict(list)
        for actor, theme in expertises:
            experts[actor].append(known.label(theme, lang))
        return Gaps(
            today,
            look.themes(),
            look.places(),
            _never(session, experts, shown, today=today),
            _over(session, experts, shown, today=today),
            look.needs(frozenset(shown)),
        )


def _never(
    session: Session,
    experts: dict[int, list[str]],
    shown: dict[int, ActorRow],
    *,
    today: date,
) -> tuple[Idle, ...]:
    seen = last_seen(session, list(experts), until=today)
    found = []
    for actor, themes in sorted(experts.items()):
        last = seen[actor][0] if actor in seen else None
        if last is None or last < today - timedelta(days=_YEAR):
            labels = tuple(sorted(themes, key=sort_key))
            found.append(Idle(shown[actor].slug, shown[actor].name, labels, last))
    return tuple(found)


def _over(
    session: Session,
    experts: dict[int, list[str]],
    shown: dict[int, ActorRow],
    *,
    today: date,
) -> tuple[Asked, ...]:
    return tuple(
        Asked(row.slug, row.name, load.lately, load.usual, load.limit)
        for actor, load in sorted(loads(session, list(experts), today=today).items())
        if load.over and (row := shown[actor])
    )


def _covered(
    expertises: Collection[tuple[int, int]], known: Thesaurus
) -> dict[int, set[int]]:
    """Give the experts of each theme; one of a theme is one of the narrower ones."""
    found: dict[int, set[int]] = defaultdict(set)
    for actor, top in expertises:
        waiting = [top]
        while waiting:
            theme = waiting.pop()
            if actor not in found[theme]:
                found[theme].add(actor)
                waiting += known.narrower.get(theme, [])
    return found


@dataclass(frozen=True, slots=True)
class _Look:
    """What gaps are looked for in: covered themes give their experts' keys."""

    session: Session
    known: Thesaurus
    covered: dict[int, set[int]]
    today: date
    lang: str
    wanted: frozenset[int] | None

    def themes(self) -> tuple[Silent, ...]:
        """Find the themes of the log without an expert anywhere."""
        query = (
            select(
                InteractionTheme.theme_key, func.count(), func.max(Interaction.held_on)
            )
            .join(Interaction, Interaction.key == InteractionTheme.interaction_key)
            .where(Interaction.held_on <= self.today)
            .group_by(InteractionTheme.theme_key)
        )
        found = [
            self._silent(theme, "", count, last)
            for theme, count, last in self.session.execute(query)
            if not self.covered.get(theme)
        ]
        return tuple(sorted(found, key=_order))

    def places(self) -> tuple[Silent, ...]:
        """Find theme and territory of the log without an expert who serves it."""
        serving = _serving(self.session)
        query = (
            select(
                InteractionTheme.theme_key,
                Territory.key,
                Territory.name,
                func.count(),
                func.max(Interaction.held_on),
            )
            .join(Interaction, Interaction.key == InteractionTheme.interaction_key)
            .join(
                InteractionTerritory,
                InteractionTerritory.interaction_key == Interaction.key,
            )
            .join(Territory, Territory.key == InteractionTerritory.territory_key)
            .where(Interaction.held_on <= self.today)
            .group_by(InteractionTheme.theme_key, Territory.key, Territory.name)
        )
        found = []
        for theme, place, name, count, last in self.session.execute(query):
            there = self.covered.get(theme, set()) & serving.get(place, set())
            if not there and (self.wanted is None or place in self.wanted):
                found.append(self._silent(theme, name, count, last))
        return tuple(sorted(found, key=_order))

    def needs(self, shown: frozenset[int]) -> tuple[Unanswered, ...]:
        """Find needs that wait and nobody could answer: noted for them, or declared."""
        over = veil(self.session, shown_to=Diffusion.INTERNAL).over
        query = select(Need).where(
            Need.state.in_([it for it in NeedState if not it.closed]),
            Need.asked_on <= self.today,
        )
        if self.wanted is not None:
            query = query.where(Need.territory_key.in_(self.wanted))
        found = []
        for need in self.session.scalars(query.order_by(Need.asked_on, Need.key)):
            themes = [it.theme_key for it in need.themes]
            could = {it.actor_key for it in need.experts} & shown
            if not could and not any(self.covered.get(it) for it in themes):
                labels = tuple(self.known.label(it, self.lang) for it in themes)
                question = over(need.question)
                found.append(Unanswered(need.key, question, labels, need.asked_on))
        return tuple(found)

    def _silent(self, theme: int, place: str, count: int, last: date) -> Silent:
        label = self.known.label(theme, self.lang)
        return Silent(label, self.known.slugs[theme], place, count, last)


def _order(it: Silent) -> tuple[int, tuple[str, str], tuple[str, str]]:
    return -it.lines, sort_key(it.theme), sort_key(it.place)


def _serving(session: Session) -> dict[int, set[int]]:
    """Give the actors who serve each territory, or one around it."""
    tree = session.execute(select(Territory.key, Territory.parent_key))
    parents: dict[int, int | None] = {key: parent for key, parent in tree}  # noqa: C416  # Rows are not pairs to mypy.
    own: dict[int, set[int]] = defaultdict(set)
    for actor, place in session.execute(
        select(ActorTerritory.actor_key, ActorTerritory.territory_key)
    ):
        own[place].add(actor)
    found: dict[int, set[int]] = {}
    for place in parents:
        found[place] = set()
        above: int | None = place
        while above is not None:
            found[place] |= own.get(above, set())
            above = parents.get(above)
    return found

"""Who does the same thing in the same place: what may be done twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from reseau.analysis.ties.projection import attendances
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import Function, Role
from reseau.store.models import Theme
from reseau.store.rows import groupings, rows
from reseau.store.rows.groupings import Work
from reseau.store.session import Store
from reseau.usecases.common.following import heirs_of
from reseau.usecases.network.network import Named, Question, look
from reseau.usecases.network.structure import Frame, frame

CARRYING = frozenset({Role.HOST, Role.ORGANIZER, Role.SPEAKER})
"""The roles of those who do the thing; without any, all who were there count."""

Cell = tuple[int, int | None, Function | None]
"""A theme, a territory and a function."""


@dataclass(frozen=True, slots=True)
class Doer:
    """An organization that does it.

    Attributes:
        lines: Keys of the interactions, oldest first.
        last: Day of the last one.
    """

    actor: Named
    lines: tuple[int, ...]
    last: date


@dataclass(frozen=True, slots=True)
class Overlap:
    """Several organizations on the same theme, territory and function.

    Attributes:
        theme: Short code of the theme.
        theme_label: Its label in the reader's language.
        territory: Short code; None when no line says where.
        territory_name: Likewise.
        function: None when no line says what for.
        doers: Those with most lines first.
        pairs: How many pairs they make.
        apart: How many of these pairs were never at the same interaction, of all
            that are looked at: what may be done twice without knowing.
    """

    theme: str
    theme_label: str
    territory: str | None
    territory_name: str | None
    function: Function | None
    doers: tuple[Doer, ...]
    pairs: int
    apart: int


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Every overlap, that with most pairs apart first; and what no line says.

    Attributes:
        with_theme: Interactions looked at that have a theme.
        without_territory: Of these, how many have no territory.
        without_function: Of these, how many have no function.
    """

    frame: Frame
    overlaps: tuple[Overlap, ...]
    with_theme: int
    without_territory: int
    without_function: int


def find_overlaps(store: Store, question: Question, *, lang: str) -> Overlaps:
    """Find the themes, territories and functions of several organizations."""
    with store.reading() as session:
        looked = look(session, question)
        seen = [
            it.interaction
            for it in attendances(looked.rows.participations)
            if looked.rule.covers(it.held_on)
        ]
        work = groupings.work_rows(session, seen)
        places = groupings.places_of(session)
        names = groupings.territory_names(session)
        themes = _themes(session, lang)
        people = rows.actor_rows(session, shown_to=question.shown_to)
        shown = (it.actor for it in people)
        heirs = heirs_of(session, shown, follow=question.follow)
    rests = frame(looked, question)
    known = {it.actor: Named(it.actor, it.slug, it.name) for it in people}
    work = [
        it._replace(actor=heirs.get(it.actor, it.actor))
        for it in work
        if it.actor in known
    ]
    met = _met(work)
    found = [
        _overlap(cell, doers, met=met, names=names, themes=themes)
        for cell, doers in _cells(work, places, known).items()
        if len(doers) > 1
    ]
    found.sort(
        key=lambda it: (
            -it.apart, -len(it.doers), sort_key(it.theme_label),
            sort_key(it.territory_name or ""), it.function or "",
        )
    )  # fmt: skip
    said = {it.interaction: it.function for it in work}
    return Overlaps(
        frame=rests,
        overlaps=tuple(found),
        with_theme=len(said),
        without_territory=sum(it not in places for it in said),
        without_function=sum(it is None for it in said.values()),
    )


def _themes(session: Session, lang: str) -> dict[int, tuple[str, str]]:
    every = session.scalars(select(Theme).options(selectinload(Theme.labels)))
    return {it.key: (it.slug, it.label(lang)) for it in every}


def _met(work: Iterable[Work]) -> set[tuple[int, int]]:
    """Give the pairs that were at the same interaction."""
    present: defaultdict[int, set[int]] = defaultdict(set)
    for it in work:
        present[it.interaction].add(it.actor)
    return {
        pair for actors in present.values() for pair in combinations(sorted(actors), 2)
    }


def _cells(
    work: Sequence[Work],
    places: Mapping[int, tuple[int, ...]],
    known: Mapping[int, Named],
) -> dict[Cell, list[Doer]]:
    """Gather who does what where."""
    carried = {it.interaction for it in work if it.role in CARRYING}
    lines: defaultdict[Cell, defaultdict[int, dict[int, date]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for it in work:
        if it.interaction in carried and it.role not in CARRYING:
            continue
        where: tuple[int | None, ...] = places.get(it.interaction) or (None,)
        for territory in where:
            cell = it.theme, territory, it.function
            lines[cell][it.actor][it.interaction] = it.held_on
    return {
        cell: sorted(
            (
                Doer(
                    known[actor],
                    tuple(sorted(days, key=lambda key: (days[key], key))),
                    max(days.values()),
                )
                for actor, days in actors.items()
            ),
            key=lambda it: (-len(it.lines), sort_key(it.actor.name), it.actor.key),
        )
        for cell, actors in lines.items()
    }


def _overlap(
    cell: Cell,
    doers: Sequence[Doer],
    *,
    met: set[tuple[int, int]],
    names: Mapping[int, tuple[str, str]],
    themes: Mapping[int, tuple[str, str]],
) -> Overlap:
    theme, territory, function = cell
    keys = sorted(it.actor.key for it in doers)
    pairs = list(combinations(keys, 2))
    slug, name = names[territory] if territory is not None else (None, None)
    return Overlap(
        theme=themes[theme][0],
        theme_label=themes[theme][1],
        territory=slug,
        territory_name=name,
        function=function,
        doers=tuple(doers),
        pairs=len(pairs),
        apart=sum(pair not in met for pair in pairs),
    )

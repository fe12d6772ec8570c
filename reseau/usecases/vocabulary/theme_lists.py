"""Themes in the order of the tree, and everything known of one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.names import sort_key
from reseau.domain.vocabulary import Diffusion, ExpertiseLevel
from reseau.store.models import (
    Actor,
    Expertise,
    Interaction,
    InteractionTheme,
    Theme,
)
from reseau.store.naming import finding
from reseau.store.rows.lives import names_on
from reseau.store.session import Store
from reseau.usecases.common.tallies import NONE, Tally, tally
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.common.trees import subtree
from reseau.usecases.log.interaction_lists import Latest, about_themes, latest, told
from reseau.usecases.vocabulary.themes import relations


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme in a list.

    Attributes:
        depth: 0 for a theme without a broader one.
        broader: Short code of the theme above.
        actors: How many are declared to know it.
        interactions: How many are about it, narrower themes aside.
    """

    slug: str
    depth: int
    fr: str
    en: str
    broader: str | None
    actors: int
    interactions: int


def list_themes(
    store: Store, *, lang: str, under: str | None = None, at: date | None = None
) -> list[ThemeLine]:
    """List themes as a tree: each one, then those under it, in order of label.

    Args:
        store: The store.
        lang: Whose labels give the order.
        under: The only theme wanted, with those under it.
        at: Count what had been held and declared by that day; themes themselves have
            no dates.

    Raises:
        UnknownThemeError, AmbiguousNameError
    """
    with store.reading() as session:
        top = finding.theme_named(session, under) if under else None
        wanted = None if top is None else subtree(session, top)
        themes = session.scalars(
            select(Theme).options(selectinload(Theme.labels)).order_by(Theme.key)
        ).all()
        activity = tally(session, InteractionTheme.theme_key, until=at)
        experts = session.execute(
            select(Expertise.theme_key, func.count())
            .join(Actor, Actor.key == Expertise.actor_key)
            .where(Actor.diffusion != Diffusion.FORBIDDEN, *_declared(at))
            .group_by(Expertise.theme_key)
        )
        known_by = dict(experts.all())
        return [
            _line(it, depth, activity=activity, experts=known_by)
            for it, depth in _in_order(themes, lang)
            if wanted is None or it.key in wanted
        ]


def _declared(by: date | None) -> list[ColumnElement[bool]]:
    """Keep what had been declared by a day, as far as that was said."""
    if by is None:
        return []
    return [Expertise.since.is_(None) | (Expertise.since <= by)]


def _in_order(themes: Iterable[Theme], lang: str) -> Iterator[tuple[Theme, int]]:
    under: dict[int | None, list[Theme]] = defaultdict(list)
    for theme in themes:
        under[theme.broader_key].append(theme)

    def walk(above: int | None, depth: int) -> Iterator[tuple[Theme, int]]:
        for theme in sorted(under[above], key=lambda it: sort_key(it.label(lang))):
            yield theme, depth
            yield from walk(theme.key, depth + 1)

    return walk(None, 0)


def _line(
    theme: Theme,
    depth: int,
    *,
    activity: Mapping[int, Tally],
    experts: Mapping[int, int],
) -> ThemeLine:
    return ThemeLine(
        theme.slug,
        depth,
        theme.label("fr"),
        theme.label("en"),
        None if theme.broader is None else theme.broader.slug,
        experts.get(theme.key, 0),
        activity.get(theme.key, NONE).number,
    )


@dataclass(frozen=True, slots=True)
class Knower:
    """An actor declared to know a theme."""

    slug: str
    name: str
    level: ExpertiseLevel | None


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """Everything known of one theme; other themes are given by label.

    Attributes:
        other_fr: The other labels in French; hidden ones are left out.
        exact_match: Address of the same concept in another thesaurus.
        knowers: By name.
        interactions: About it, narrower themes aside.
        with_narrower: How many, narrower themes counted in.
    """

    slug: str
    fr: str
    en: str
    other_fr: tuple[str, ...]
    other_en: tuple[str, ...]
    note: str | None
    exact_match: str | None
    broader: str | None
    narrower: tuple[str, ...]
    related: tuple[str, ...]
    knowers: tuple[Knower, ...]
    interactions: Latest
    with_narrower: int


def theme_card(
    store: Store, which: str, *, lang: str, at: date | None = None
) -> ThemeCard:
    """Gather everything known of a theme, with its latest interactions.

    Args:
        store: The store.
        which: The theme.
        lang: Language of the labels.
        at: As things were on that day: who had declared it, what had been held.
    """
    with store.reading() as session:
        it = finding.theme_named(session, which)
        narrower = session.scalars(select(Theme).where(Theme.broader_key == it.key))
        held = [] if at is None else [Interaction.held_on <= at]
        whole = latest(
            session, [about_themes(subtree(session, it)), *held], limit=1, lang=lang
        )
        card = ThemeCard(
            slug=it.slug,
            fr=it.label("fr"),
            en=it.label("en"),
            other_fr=_others(it, "fr"),
            other_en=_others(it, "en"),
            note=it.note,
            exact_match=it.exact_match,
            broader=None if it.broader is None else it.broader.label(lang),
            narrower=_labels(narrower, lang),
            related=_labels(_related(session, it), lang),
            knowers=_knowers(session, it, at=at),
            interactions=told(
                session, latest(session, [about_themes([it.key]), *held], lang=lang)
            ),
            with_narrower=whole.total,
        )
        return for_the_team(session, card)


def _others(theme: Theme, lang: str) -> tuple[str, ...]:
    return tuple(
        it.label for it in theme.labels if (it.language, it.kind) == (lang, "alt")
    )


def _labels(themes: Iterable[Theme], lang: str) -> tuple[str, ...]:
    return tuple(sorted((it.label(lang) for it in themes), key=sort_key))


def _related(session: Session, theme: Theme) -> list[Theme]:
    keys = {
        key
        for it in relations(session, theme)
        for key in (it.theme_key, it.related_key)
    }
    return [session.get_one(Theme, key) for key in sorted(keys - {theme.key})]


def _knowers(session: Session, theme: Theme, *, at: date | None) -> tuple[Knower, ...]:
    rows = session.execute(
        select(Actor.key, Actor.slug, Actor.name, Expertise.level)
        .join(Expertise, Expertise.actor_key == Actor.key)
        .where(Expertise.theme_key == theme.key)
        .where(Actor.merged_into.is_(None), Actor.archived_on.is_(None))
        .where(Actor.diffusion != Diffusion.FORBIDDEN, *_declared(at))
    )
    then = {} if at is None else names_on(session, at)
    knowers = [
        Knower(slug, then.get(key, name), level) for key, slug, name, level in rows
    ]
    return tuple(sorted(knowers, key=lambda it: (sort_key(it.name), it.slug)))

"""What a person who logs may want to type: names, committees, themes, last time.

All of it is read at once and let go of, because a question may stay unanswered for an
hour and no transaction may wait that long.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.name_index import Entry, Index, homonyms
from reseau.domain.names import folded, slug
from reseau.domain.resolution import Resolution, resolve
from reseau.domain.vocabulary import InteractionKind
from reseau.store.models import (
    Committee,
    Interaction,
    InteractionTheme,
    Membership,
    Participation,
    ThemeLabel,
)
from reseau.store.naming.recognition import Recognizer
from reseau.store.rows import settings
from reseau.store.session import Store

_REMEMBERED = 1000
"""How many of the last interactions are looked through."""
_ALIKE = 0.5
"""Share of the words that two titles must have in common."""


@dataclass(frozen=True, slots=True)
class KnownCommittee:
    """A committee that may have met.

    Attributes:
        typed: What to type for it: its name, or its short code when names are shared.
        members: Keys of those who sit in it today.
    """

    key: int
    slug: str
    name: str
    typed: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KnownTheme:
    """A label of a theme, in either language."""

    key: int
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Past:
    """An interaction of the log, as far as the next one may be like it."""

    title: str
    kind: InteractionKind
    committee: int | None
    actors: tuple[int, ...]
    themes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may be typed; made by ``suggestions``.

    Attributes:
        now: In the organization's zone.
        themes: Preferred labels first.
        past: The last interactions, the latest first.
    """

    now: datetime
    index: Index
    entries: Mapping[int, Entry]
    committees: tuple[KnownCommittee, ...]
    themes: tuple[KnownTheme, ...]
    past: tuple[Past, ...]

    def committee(self, typed: str) -> KnownCommittee | None:
        """Find the one committee of a name or short code."""
        wanted = folded(typed.removeprefix("@"))
        found = [it for it in self.committees if it.slug == wanted] or [
            it for it in self.committees if folded(it.name) == wanted
        ]
        return found[0] if len(found) == 1 else None

    def theme(self, typed: str) -> KnownTheme | None:
        """Find a theme by one of its labels."""
        wanted = folded(typed)
        return next((it for it in self.themes if folded(it.label) == wanted), None)

    def actor(self, typed: str) -> Resolution:
        """Say whom a typed name means."""
        return resolve(self.index, typed)

    def handle(self, entry: Entry) -> str:
        """Give what to type for an actor: its name, or its code if it is shared."""
        shared = homonyms(self.index, entry) or slug(entry.name) == "x"
        marks = any(it in entry.name for it in "=;") or entry.name[:1] in "@#+<-"
        return f"@{entry.slug}" if shared or marks else entry.name

    def handles(self, keys: Iterable[int]) -> tuple[str, ...]:
        """Give what to type for each actor that may be named."""
        return tuple(self.handle(self.entries[it]) for it in keys if it in self.entries)

    def labels(self, keys: Iterable[int], *, language: str) -> tuple[str, ...]:
        """Give the label of each theme, in a language when there is one."""
        best: dict[int, str] = {}
        for it in sorted(self.themes, key=lambda it: it.language != language):
            best.setdefault(it.key, it.label)
        return tuple(best[it] for it in keys if it in best)

    def last_like(self, title: str, committee: KnownCommittee | None) -> Past | None:
        """Find the last meeting of a committee, or the one most alike by its title."""
        if committee is not None:
            for it in self.past:
                if it.committee == committee.key:
                    return it
        scored = [(_likeness(title, it.title), it) for it in self.past]
        best = max(scored, key=lambda it: it[0], default=None)
        return best[1] if best is not None and best[0] >= _ALIKE else None


def suggestions(store: Store) -> Suggestions:
    """Read what may be typed; the store is let go of at the end."""
    with store.reading() as session:
        zone = settings.setting(session, settings.ZONE, clock.DEFAULT_ZONE)
        now = clock.local_now(zone)
        index = Recognizer(session).index()
        entries: dict[int, Entry] = {}
        for it in index.entries:
            entries.setdefault(it.key, it)
        return Suggestions(
            now=now,
            index=index,
            entries=entries,
            committees=_committees(session, now),
            themes=_themes(session),
            past=_past(session),
        )


def _committees(session: Session, now: datetime) -> tuple[KnownCommittee, ...]:
    """List the committees that are not over, with their open seats."""
    today = now.date()
    seats: dict[int, list[int]] = defaultdict(list)
    for committee, actor in session.execute(
        select(Membership.committee_key, Membership.actor_key)
        .where(or_(Membership.until.is_(None), Membership.until > today))
        .where(or_(Membership.since.is_(None), Membership.since <= today))
        .order_by(Membership.key)
    ):
        seats[committee].append(actor)
    found = list(
        session.execute(
            select(Committee.key, Committee.slug, Committee.name, Committee.name_key)
            .where(or_(Committee.ended_on.is_(None), Committee.ended_on > today))
            .order_by(Committee.name_key, Committee.key)
        )
    )
    names = [name_key for _key, _slug, _name, name_key in found]
    return tuple(
        KnownCommittee(
            key,
            code,
            name,
            name if names.count(name_key) == 1 else code,
            tuple(dict.fromkeys(seats[key])),
        )
        for key, code, name, name_key in found
    )


def _themes(session: Session) -> tuple[KnownTheme, ...]:
    query = (
        select(ThemeLabel.theme_key, ThemeLabel.label, ThemeLabel.language)
        .where(ThemeLabel.kind != "hidden")
        .order_by(ThemeLabel.kind != "pref", ThemeLabel.label_key, ThemeLabel.key)
    )
    return tuple(KnownTheme(*it) for it in session.execute(query))


def _past(session: Session) -> tuple[Past, ...]:
    last = list(
        session.execute(
            select(
                Interaction.key,
                Interaction.title,
                Interaction.kind,
                Interaction.committee_key,
            )
            .order_by(Interaction.held_on.desc(), Interaction.key.desc())
            .limit(_REMEMBERED)
        )
    )
    keys = [key for key, *_rest in last]
    actors: dict[int, list[int]] = defaultdict(list)
    for owner, actor in session.execute(
        select(Participation.interaction_key, Participation.actor_key)
        .where(Participation.interaction_key.in_(keys))
        .order_by(Participation.key)
    ):
        actors[owner].append(actor)
    themes: dict[int, list[int]] = defaultdict(list)
    for owner, theme in session.execute(
        select(InteractionTheme.interaction_key, InteractionTheme.theme_key)
        .where(InteractionTheme.interaction_key.in_(keys))
        .order_by(InteractionTheme.key)
    ):
        themes[owner].append(theme)
    return tuple(
        Past(title, kind, committee, tuple(actors[key]), tuple(themes[key]))
        for key, title, kind, committee in last
    )


def _likeness(one: str, other: str) -> float:
    """Measure the share of words that two titles have in common, 0 to 1."""
    words, others = set(slug(one).split("-")), set(slug(other).split("-"))
    return len(words & others) / len(words | others)


__all__ = ["KnownCommittee", "KnownTheme", "Past", "Suggestions", "suggestions"]

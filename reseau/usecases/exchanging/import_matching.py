"""Who the names of a file are in the store: linked when sure, added when new.

Everything that is known is read once, because a file names the same few hundred
actors thousands of times.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.names import folded, slug
from reseau.domain.vocabulary import ActorKind, CommitteeKind, Diffusion, Origin
from reseau.errors import AmbiguousError, NotFoundError
from reseau.exchange.found import FoundActor
from reseau.i18n import N_, Language
from reseau.store.models import (
    Actor,
    Alias,
    Committee,
    Territory,
    Theme,
    ThemeLabel,
)
from reseau.store.naming import finding


class SeveralNamesakesError(AmbiguousError):
    """Several actors have the name that a file gives."""

    message = N_(
        "“{name}” can be: {slugs}. Say which in the profile, under [aliases], as "
        "“{name}” = “@{first}”."
    )


class NoSuchSlugError(NotFoundError):
    """A profile's alias names an actor who is not there."""

    message = N_("The profile says “@{slug}”, which is nobody's short code.")


class UnknownTerritoryInFileError(NotFoundError):
    """A file names a territory that the store does not know."""

    message = N_(
        "No territory is known as “{name}”. Add it with “reseau territory add”, or "
        "give its known name in the profile."
    )


class TooManyTerritoriesError(AmbiguousError):
    """A territory's name belongs to several."""

    message = N_(
        "“{name}” can be: {slugs}. Give the short code in the profile or in the file."
    )


@dataclass
class Matcher:
    """Recognize actors, committees, themes and territories by name.

    It has state because it remembers whom it has found and whom it has added.

    Attributes:
        linked: Keys of the actors that were known before and are used.
        added: The actors that were added, in order.
    """

    session: Session
    language: Language
    origin: Origin
    diffusion: Diffusion
    linked: set[int] = field(default_factory=set)
    added: list[Actor] = field(default_factory=list)
    added_themes: list[str] = field(default_factory=list)
    added_committees: list[str] = field(default_factory=list)
    _actors: dict[int, Actor] = field(default_factory=dict)
    # With what told each one apart: a former record may have had another mention.
    _by_name: dict[tuple[ActorKind, str], list[tuple[str, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _slugs: dict[str, int] = field(default_factory=dict)
    _new: set[int] = field(default_factory=set)
    _themes: dict[str, Theme] = field(default_factory=dict)
    _committees: dict[str, Committee] = field(default_factory=dict)
    _territories: dict[str, list[Territory]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        """Read what is known."""
        known = self.session.scalars(select(Actor).order_by(Actor.key)).all()
        self._actors.update((it.key, it) for it in known)
        for actor in known:
            self._learn(actor)
        for alias in self.session.scalars(select(Alias).order_by(Alias.key)):
            self._note_name(self._actors[alias.actor_key], alias.name_key)
        for territory in self.session.scalars(
            select(Territory).order_by(Territory.key)
        ):
            self._territories[territory.name_key].append(territory)
            if territory.slug != territory.name_key:
                self._territories[territory.slug].append(territory)

    def _learn(self, actor: Actor) -> None:
        self._actors[actor.key] = actor
        self._slugs[actor.slug] = actor.key
        self._note_name(actor, actor.name_key)

    def _note_name(self, actor: Actor, name: str) -> None:
        living = self._living(actor).key
        self._by_name[actor.kind, name].append((folded(actor.apart), living))

    def _living(self, actor: Actor) -> Actor:
        """Follow merges to who an actor became."""
        while actor.merged_into is not None:
            actor = self._actors[actor.merged_into]
        return actor

    def check(
        self,
        actors: Iterable[FoundActor | None],
        *,
        themes: Iterable[str] = (),
        territories: Iterable[str] = (),
        committee: str | None = None,
    ) -> None:
        """See that all a record names is sure, before anything is added for it.

        Raises:
            ReseauError: What ``actor``, ``theme``, ``territory`` and ``committee``
                would raise.
        """
        for actor in actors:
            if actor is not None:
                self._recognized(actor)
        for label in themes:
            self._known_theme(label)
        for name in territories:
            self.territory(name)
        if committee is not None:
            self._known_committee(committee)

    def actor(self, found: FoundActor) -> Actor:
        """Recognize an actor, or add it.

        Raises:
            SeveralNamesakesError: Several have that name and nothing tells which.
            NoSuchSlugError: The profile names a short code that nobody has.
        """
        known = self._recognized(found)
        if known is None:
            return self._add(found)
        if known.key not in self._new:
            self.linked.add(known.key)
        return known

    def namesakes(self, found: FoundActor) -> list[Actor]:
        """List the known actors of that name, whatever tells them apart."""
        known = self._by_name[found.kind, folded(found.name)]
        return [self._actors[key] for key in dict.fromkeys(key for _, key in known)]

    def _recognized(self, found: FoundActor) -> Actor | None:
        if found.slug is not None:
            if found.slug not in self._slugs:
                raise NoSuchSlugError(slug=found.slug)
            return self._living(self._actors[self._slugs[found.slug]])
        known = self._by_name[found.kind, folded(found.name)]
        apart = folded(found.separate_by or "")
        meant = [key for mention, key in known if mention == apart]
        if not meant and not apart:
            meant = [key for _mention, key in known]
        namesakes = [self._actors[key] for key in dict.fromkeys(meant)]
        if len(namesakes) > 1:
            slugs = [it.slug for it in namesakes]
            raise SeveralNamesakesError(
                name=found.name, slugs=", ".join(slugs), first=slugs[0]
            )
        return namesakes[0] if namesakes else None

    def _add(self, found: FoundActor) -> Actor:
        person = found.kind is ActorKind.PERSON
        base = slug(found.name)
        code, number = base, 1
        while code in self._slugs:
            number += 1
            code = f"{base}-{number}"
        actor = Actor(
            slug=code,
            kind=found.kind,
            name=found.name,
            name_key=folded(found.name),
            given_name=(found.given or None) if person else None,
            family_name=(found.family or None) if person else None,
            apart=found.separate_by or "",
            diffusion=self._diffusion(person=person),
            origin=self.origin,
            added_at=clock.now(),
        )
        self.session.add(actor)
        self.session.flush()
        self._learn(actor)
        self._new.add(actor.key)
        self.added.append(actor)
        return actor

    def _diffusion(self, *, person: bool) -> Diffusion:
        """Show people no further than the profile says, organizations to the group."""
        if person or self.diffusion is Diffusion.PUBLIC:
            return self.diffusion
        return Diffusion.GROUP

    def theme(self, label: str) -> Theme:
        """Recognize a theme by any of its labels, or add it.

        Raises:
            AmbiguousNameError: The label belongs to several themes.
        """
        return self._known_theme(label) or self._add_theme(label)

    def _known_theme(self, label: str) -> Theme | None:
        key = folded(label)
        if key not in self._themes:
            if not finding.themes_named(self.session, label):
                return None
            self._themes[key] = finding.theme_named(self.session, label)
        return self._themes[key]

    def _add_theme(self, label: str) -> Theme:
        theme = Theme(slug=finding.free_slug(self.session, Theme, label))
        theme.labels.append(
            ThemeLabel(
                language=self.language,
                kind="pref",
                label=label,
                label_key=folded(label),
            )
        )
        self.session.add(theme)
        self.session.flush()
        self.added_themes.append(label)
        self._themes[folded(label)] = theme
        return theme

    def committee(self, name: str, kind: CommitteeKind | None = None) -> Committee:
        """Recognize a committee, or add it.

        Raises:
            AmbiguousNameError: Several have that name.
        """
        return self._known_committee(name) or self._add_committee(name, kind)

    def _known_committee(self, name: str) -> Committee | None:
        key = folded(name)
        if key not in self._committees:
            try:
                self._committees[key] = finding.committee_named(self.session, name)
            except finding.UnknownCommitteeError:
                return None
        return self._committees[key]

    def _add_committee(self, name: str, kind: CommitteeKind | None) -> Committee:
        committee = Committee(
            slug=finding.free_slug(self.session, Committee, name),
            name=name,
            name_key=folded(name),
            kind=kind or CommitteeKind.OTHER,
        )
        self.session.add(committee)
        self.session.flush()
        self.added_committees.append(name)
        self._committees[folded(name)] = committee
        return committee

    def territory(self, name: str) -> Territory:
        """Recognize a territory; none is added, because the list is official.

        Raises:
            UnknownTerritoryInFileError, TooManyTerritoriesError
        """
        known = self._territories.get(folded(name), [])
        if not known:
            raise UnknownTerritoryInFileError(name=name)
        if len(known) > 1:
            raise TooManyTerritoriesError(
                name=name, slugs=", ".join(it.slug for it in known)
            )
        return known[0]

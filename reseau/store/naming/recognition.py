"""Recognize the actor whom a name means, by the policy of ``domain.resolution``.

Reading every name takes seconds at 20,000 actors, so a short code or a name that
one actor alone has is looked up first, and the index is made on the first miss.
"""

from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain.acronyms import compact
from reseau.domain.name_index import Entry, How, Index, index_of
from reseau.domain.names import folded
from reseau.domain.ranking import Candidate
from reseau.domain.resolution import Ask, Resolution, Resolved, Unknown, near, resolve
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.errors import ConflictError
from reseau.i18n import N_, formats
from reseau.i18n import gettext as _
from reseau.store.models import Actor, Alias
from reseau.store.naming import finding
from reseau.store.naming.telling_apart import marks


class NearNameError(ConflictError):
    """A new actor's name looks like that of a known one."""

    message = N_(
        "“{name}” looks like {candidates}. Use the known one, or add --create-anyway."
    )


@dataclass
class Recognizer:
    """Recognize names in one session; it keeps the index of names it has made.

    Attributes:
        among: Keys of the only actors that can be meant; None for all of them.
        how: What made each name sure that ``surely`` was asked for, by what was typed.
    """

    session: Session
    among: frozenset[int] | None = None
    how: dict[str, How] = field(default_factory=dict)
    _index: Index | None = field(default=None)

    def find(self, typed: str) -> Resolution:
        """Say whom a typed name means: surely, unsurely, or nobody."""
        if self.among is not None:
            return resolve(self.index(), typed)
        exact = finding.actors_named(self.session, typed)
        if len(exact) == 1:
            if exact[0].name_key != folded(typed) and finding.by_handle(
                self.session, Actor, typed
            ):
                return Resolved(exact[0].key, How.HANDLE)
            if not self._has_twin(exact[0]):
                own = exact[0].name_key == folded(typed)
                return Resolved(exact[0].key, How.NAME if own else How.ALIAS)
        return resolve(self.index(), typed)

    def surely(self, typed: str) -> Actor | None:
        """Give the actor a name surely means; None when it means nobody.

        Raises:
            AmbiguousNameError: It may mean several, or is not sure.
        """
        match self.find(typed):
            case Resolved(key=key, how=how):
                self.how[typed] = how
                return self.session.get_one(Actor, key)
            case Ask(candidates=candidates):
                raise finding.AmbiguousNameError(
                    name=typed, candidates=described(self.session, candidates)
                )
            case Unknown():
                return None

    def refuse_near(self, name: str, *, kind: ActorKind) -> None:
        """See that no known actor is named nearly so, before one is added.

        Raises:
            NearNameError: With the known ones.
        """
        found = near(self.index(), name, kind=kind)
        if found:
            raise NearNameError(name=name, candidates=described(self.session, found))

    def index(self) -> Index:
        """Give the index of all names, made once."""
        if self._index is None:
            self._index = index_of(_entries(self.session, self.among))
        return self._index

    def _has_twin(self, actor: Actor) -> bool:
        """Tell whether another actor's name has the same letters: L'Écuyer, Lécuyer."""
        letters = compact(actor.name)
        names = self.session.execute(
            select(Actor.key, Actor.name)
            .where(Actor.kind == actor.kind, Actor.key != actor.key)
            .where(Actor.merged_into.is_(None))
        )
        return any(compact(name) == letters for _key, name in names)


def _entries(session: Session, among: frozenset[int] | None) -> list[Entry]:
    """Read the names of actors; a merged one's lead to who it became."""
    query = select(
        Actor.key, Actor.slug, Actor.name, Actor.kind, Actor.diffusion,
        Actor.archived_on, Actor.merged_into,
    ).order_by(Actor.key)  # fmt: skip
    if among is not None:
        query = query.where(or_(Actor.key.in_(among), Actor.merged_into.in_(among)))
    actors = {it.key: it for it in session.execute(query)}
    aliases: dict[int, list[str]] = {}
    aliased = select(Alias.actor_key, Alias.name).order_by(Alias.key)
    if among is not None:
        aliased = aliased.where(Alias.actor_key.in_(actors))
    for owner, name in session.execute(aliased):
        aliases.setdefault(owner, []).append(name)
    entries = []
    for actor in actors.values():
        hidden = (
            actor.diffusion is Diffusion.FORBIDDEN and actor.archived_on is not None
        )
        if hidden and among is None:
            continue
        living = actor
        while living.merged_into is not None:
            living = actors[living.merged_into]
        names = tuple(aliases.get(actor.key, ()))
        entries.append(Entry(living.key, actor.slug, actor.name, actor.kind, names))
    return entries


def described(session: Session, candidates: tuple[Candidate, ...]) -> str:
    """Write candidates for a person to choose from: short code, name, what else.

    Where the code is the name itself, the number stands for it: it is never unsure.
    """
    known = marks(session, [it.entry.key for it in candidates])
    return ", ".join(
        _("{slug} ({name})").format(
            slug=f"#{it.entry.key}"
            if it.entry.slug == folded(it.entry.name)
            else it.entry.slug,
            name=", ".join(
                filter(None, (formats.quoted(it.entry.name), known.get(it.entry.key)))
            ),
        )
        for it in candidates
    )

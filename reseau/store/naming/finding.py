"""Find a record from what a person typed: sure, unsure or unknown, never guessed.

Typed text may be a number (``#12``), a short code, a name or an alias; accents,
case and the kind of apostrophe do not matter.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from reseau.domain.acronyms import compact
from reseau.domain.names import folded, person_name, slug
from reseau.domain.nearest import did_you_mean, nearest
from reseau.domain.vocabulary import ActorKind
from reseau.errors import AmbiguousError, NotFoundError
from reseau.i18n import N_
from reseau.store import models
from reseau.store.base import LARGEST_KEY

if TYPE_CHECKING:
    from reseau.store.models import Actor, Committee, Objective, Territory, Theme

_INITIALS = range(3, 7)  # How many letters may be the initials of a name.
_DIGITS = 18  # Python refuses to read thousands of them.
Record = TypeVar("Record", "Actor", "Committee", "Objective", "Territory", "Theme")


class UnknownNameError(NotFoundError):
    """Nothing has that name."""

    message = N_("Nothing is known under “{name}”.{near}")


class UnknownActorError(UnknownNameError):
    """No actor has that name."""

    message = N_(
        "No actor is known as “{name}”.{near} “reseau actor list” shows them; “reseau "
        "actor add” adds one."
    )


class NotAddedError(UnknownActorError):
    """No actor has that name, and the command would add one if it were asked to."""

    message = N_(
        "No actor is known as “{name}”.{near} To add it, end the command with --create "
        "organization or --create person."
    )


class UnknownCommitteeError(UnknownNameError):
    """No committee has that name."""

    message = N_(
        "No committee is known as “{name}”.{near} “reseau committee list” shows them."
    )


class UnknownThemeError(UnknownNameError):
    """No theme has that label."""

    message = N_(
        "No theme is known as “{name}”.{near} “reseau theme list” shows them; “reseau "
        "theme add” adds one."
    )


class UnknownTerritoryError(UnknownNameError):
    """No territory has that name."""

    message = N_(
        "No territory is known as “{name}”.{near} “reseau territory list” shows them."
    )


class UnknownObjectiveError(UnknownNameError):
    """No objective has that name."""

    message = N_(
        "No objective is known as “{name}”.{near} “reseau influence objectives” shows "
        "them; “reseau influence objective” adds one."
    )


class AmbiguousNameError(AmbiguousError):
    """Several records have that name."""

    message = N_("“{name}” can be: {candidates}. Type the short code of the right one.")


def actor_named(
    session: Session, name: str, *, kind: ActorKind | None = None
) -> "Actor":
    """Find the one actor that a person means; a merged one leads to who it became.

    Raises:
        UnknownActorError: Nobody, with near names.
        AmbiguousNameError: Several, with their short codes.
    """
    found = actors_named(session, name, kind=kind)
    if not found:
        raise unknown_actor(session, name)
    if len(found) == 1:
        return found[0]
    from reseau.store.naming.telling_apart import marks  # noqa: PLC0415  # Seldom needed.

    return _only(found, name, marks=marks(session, [it.key for it in found]))


def unknown_actor(
    session: Session, name: str, *, told: type[UnknownActorError] = UnknownActorError
) -> UnknownActorError:
    """Make the error that says nobody has a name, with those that are near.

    Args:
        session: Where the actors are.
        name: As it was typed.
        told: The error that says how this command can go on.
    """
    near = _near(
        session,
        name,
        select(models.Actor.name).where(models.Actor.merged_into.is_(None)),
    )
    return told(name=name, near=near)


def actors_named(
    session: Session, name: str, *, kind: ActorKind | None = None
) -> "list[Actor]":
    """List the actors that a name means exactly, accents and case aside.

    A short code means its actor alone, unless it is typed without its @ and is the
    name of another one too: «Exeko», where two are so named.
    """
    exact = by_handle(session, models.Actor, name)
    while exact is not None and exact.merged_into is not None:
        exact = session.get_one(models.Actor, exact.merged_into)
    if exact is not None and kind is not None and exact.kind is not kind:
        exact = None
    if exact is not None and name.strip().startswith(("@", "#")):
        return [exact]
    named = _so_named(session, name, kind=kind)
    return named if exact is None or exact in named else [exact, *named]


def _so_named(session: Session, name: str, *, kind: ActorKind | None) -> "list[Actor]":
    """List the actors who have a name or an alias."""
    keys = {folded(name), folded(person_name(name).full)}
    aliased = select(models.Alias.actor_key).where(models.Alias.name_key.in_(keys))
    query = (
        select(models.Actor)
        .where(or_(models.Actor.name_key.in_(keys), models.Actor.key.in_(aliased)))
        .where(models.Actor.merged_into.is_(None))
        .order_by(models.Actor.key)
    )
    if kind is not None:
        query = query.where(models.Actor.kind == kind)
    return list(session.scalars(query))


def committee_named(session: Session, name: str) -> "Committee":
    """Find the one committee that a person means."""
    return _named(session, models.Committee, name, error=UnknownCommitteeError)


def territory_named(session: Session, name: str) -> "Territory":
    """Find the one territory that a person means."""
    return _named(session, models.Territory, name, error=UnknownTerritoryError)


def objective_named(session: Session, name: str) -> "Objective":
    """Find the one objective that a person means."""
    return _named(session, models.Objective, name, error=UnknownObjectiveError)


def theme_named(session: Session, label: str) -> "Theme":
    """Find the one theme that a label of either language means."""
    found = themes_named(session, label)
    if not found:
        near = _near(
            session,
            label,
            select(models.ThemeLabel.label).where(models.ThemeLabel.kind != "hidden"),
        )
        raise UnknownThemeError(name=label, near=near)
    return _only(found, label)


def themes_named(session: Session, label: str) -> "list[Theme]":
    """List the themes that a label means; preferred labels before the others."""
    exact = by_handle(session, models.Theme, label)
    if exact is not None:
        return [exact]
    for kinds in (("pref",), ("alt", "hidden")):
        keys = (
            select(models.ThemeLabel.theme_key)
            .where(models.ThemeLabel.label_key == folded(label))
            .where(models.ThemeLabel.kind.in_(kinds))
        )
        found = list(
            session.scalars(
                select(models.Theme)
                .where(models.Theme.key.in_(keys))
                .order_by(models.Theme.key)
            )
        )
        if found:
            return found
    return []


def _named(
    session: Session,
    kind: type[Record],
    name: str,
    *,
    error: type[UnknownNameError],
) -> Record:
    exact = by_handle(session, kind, name)
    if exact is not None:
        return exact
    named: Any = kind  # Any: only Theme has no name_key, and does not come here.
    query = select(kind).where(named.name_key == folded(name)).order_by(kind.key)
    found = list(session.scalars(query))
    if not found:
        raise error(name=name, near=_near(session, name, select(named.name)))
    return _only(found, name)


def by_handle(session: Session, kind: type[Record], typed: str) -> Record | None:
    """Find by number or by short code."""
    text = typed.strip().removeprefix("@")
    if text.startswith("#") and text[1:].isdecimal():
        number = int(text[1 : 1 + _DIGITS])
        return session.get(kind, number) if number <= LARGEST_KEY else None
    return session.scalars(select(kind).where(kind.slug == text.lower())).one_or_none()


def _only(
    found: Sequence[Record], name: str, *, marks: Mapping[int, str] | None = None
) -> Record:
    """Give the one that was found, or say which they are, with what tells them."""
    if len(found) == 1:
        return found[0]
    # A code that is the very name typed needs its @ to mean one actor alone.
    typed, told = slug(name), marks or {}
    candidates = ", ".join(
        f"{'@' * (it.slug == typed)}{it.slug} ({_described(it, told.get(it.key))})"
        for it in found
    )
    raise AmbiguousNameError(name=name, candidates=candidates)


def _described(
    record: "Actor | Committee | Objective | Territory | Theme", mark: str | None
) -> str:
    if isinstance(record, models.Actor):
        return ", ".join(filter(None, (record.name, record.kind.label(), mark)))
    return record.slug if isinstance(record, models.Theme) else record.name


def _has_initials(name: str, typed: str) -> bool:
    """Tell whether what was typed is the initials of a name, as GPA."""
    from reseau.domain.cleaning import cleaned  # noqa: PLC0415  # For errors only.
    from reseau.domain.name_units import guessed_acronyms  # noqa: PLC0415  # Likewise.

    return compact(typed) in guessed_acronyms(cleaned(name, ActorKind.ORGANIZATION))


def _near(session: Session, name: str, names: Select[str]) -> str:
    """Say which names look like the one typed."""
    known = {folded(it): it for it in session.scalars(names)}
    wanted = folded(name)
    if not wanted:
        return ""
    close = nearest(wanted, known, most=_PROPOSED, like=0.75)
    parts = [known[it] for it in sorted(known) if wanted in it]
    if len(compact(name)) in _INITIALS:
        parts += [known[it] for it in sorted(known) if _has_initials(known[it], name)]
    return did_you_mean([*dict.fromkeys((*close, *parts))][:_PROPOSED])


_PROPOSED = 3


def free_slug(
    session: Session,
    kind: type[Record],
    name: str,
) -> str:
    """Make a short code that no record of that kind has, from a name."""
    base = slug(name)
    like: ColumnElement[bool] = kind.slug.like(f"{base}%")
    used = set(session.scalars(select(kind.slug).where(like)))
    number = 1
    candidate = base
    while candidate in used:
        number += 1
        candidate = f"{base}-{number}"
    return candidate

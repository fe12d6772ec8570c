"""Find a strategy, a product or a mission by its number, short code or title."""

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.folding import spaced
from reseau.domain.names import folded, slug
from reseau.domain.nearest import did_you_mean
from reseau.domain.vocabulary import Diffusion
from reseau.i18n import N_
from reseau.store.base import LARGEST_KEY
from reseau.store.models import Base, Mission, Product, Strategy
from reseau.store.naming.finding import AmbiguousNameError, UnknownNameError
from reseau.store.privacy.veil import Veil, veil

Titled = TypeVar("Titled", bound=Base)
_MOST = 6
_DIGITS = 18
_SHORTEST = 3  # Of a word that says something: not «de».


class UnknownStrategyError(UnknownNameError):
    """No strategy has that title."""

    message = N_(
        "No strategy is known as “{name}”.{near} “reseau strategy list” shows them."
    )


class UnknownProductError(UnknownNameError):
    """No product has that title."""

    message = N_(
        "No product is known as “{name}”.{near} “reseau product list” shows them."
    )


class UnknownMissionError(UnknownNameError):
    """No mission has that title."""

    message = N_(
        "No mission is known as “{name}”.{near} “reseau mission list” shows them."
    )


def strategy_named(session: Session, name: str) -> Strategy:
    """Find the one strategy that a person means."""
    return titled(session, Strategy, name, error=UnknownStrategyError)


def product_named(session: Session, name: str) -> Product:
    """Find the one product that a person means."""
    return titled(session, Product, name, error=UnknownProductError)


def mission_named(session: Session, name: str) -> Mission:
    """Find the one mission that a person means."""
    return titled(session, Mission, name, error=UnknownMissionError)


def titled(
    session: Session, kind: type[Titled], name: str, *, error: type[UnknownNameError]
) -> Titled:
    """Find the one record of a kind that a number, a code or a title means.

    A title is meant by all of it, or by words of it when no other title has them.

    Raises:
        UnknownNameError: Of the kind given, with titles that have one of the words.
        AmbiguousNameError: Several are meant, with their short codes; with their
            numbers where a code names somebody who may be shown to nobody.
    """
    found = all_titled(session, kind, name)
    if not found:
        raise error(name=name, near=_near(session, kind, name))
    if len(found) > 1:
        said: Any = found  # Any: every kind that comes here has a slug and a name.
        over = veil(session, shown_to=Diffusion.INTERNAL)
        listed = [
            f"{over.code_or_number(it.slug, it.key)} ({over.over(it.name)})"
            for it in said[:_MOST]
        ]
        raise AmbiguousNameError(name=name, candidates=", ".join(listed))
    return found[0]


def all_titled(session: Session, kind: type[Titled], name: str) -> list[Titled]:
    """List the records that a number, a code, a title or words of titles mean."""
    mapped: Any = kind  # Any: as above.
    typed = name.strip().removeprefix("@")
    one = _numbered(session, kind, typed)
    if one is not None or typed.startswith("#"):
        return [] if one is None else [one]
    wanted = folded(typed)
    rows = session.execute(
        select(mapped.key, mapped.slug, mapped.name_key).order_by(mapped.key)
    ).all()
    keys = (
        [it.key for it in rows if it.slug == typed.casefold()]
        or [it.key for it in rows if it.name_key == wanted]
        or [it.key for it in rows if _has_words(it.name_key, wanted)]
    )
    return [session.get_one(kind, it) for it in keys]


def free_code(session: Session, kind: type[Titled], name: str) -> str:
    """Make a short code that no record of that kind has, from a title."""
    mapped: Any = kind  # Any: as above.
    base = slug(name)
    used = set(session.scalars(select(mapped.slug)))
    number, candidate = 1, base
    while candidate in used:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def _numbered(session: Session, kind: type[Titled], typed: str) -> Titled | None:
    """Find a record by its number: 12 or #12."""
    number = typed.removeprefix("#")
    if not (number.isascii() and number.isdigit()):
        return None
    key = int(number[:_DIGITS])
    return session.get(kind, key) if 0 < key <= LARGEST_KEY else None


def _has_words(title: str, wanted: str) -> bool:
    """Tell whether a title has all the words looked for, whatever their order."""
    words = spaced(wanted).split()
    return bool(words) and set(words) <= set(spaced(title).split())


def _near(session: Session, kind: type[Titled], name: str) -> str:
    """Say which titles have one of the words typed."""
    mapped: Any = kind  # Any: as above.
    titles = session.execute(select(mapped.name, mapped.name_key).order_by(mapped.key))
    words = {it for it in spaced(name).split() if len(it) >= _SHORTEST}
    found = [title for title, plain in titles if words & set(spaced(plain).split())][:3]
    over = veil(session, shown_to=Diffusion.INTERNAL) if found else Veil()
    return did_you_mean([over.over(it) for it in found])

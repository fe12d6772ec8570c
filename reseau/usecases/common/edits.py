"""What editing a record shares: keep, clear or replace; lists of links."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Literal, TypeVar

from reseau.store.models import Base

Value = TypeVar("Value")
Record = TypeVar("Record", bound=Base)
Link = TypeVar("Link", bound=Base)


class Clear(Enum):
    """The wish to leave a field without a value; None leaves it as it is."""

    CLEAR = "clear"


CLEAR: Literal[Clear.CLEAR] = Clear.CLEAR


def settled(before: Value | None, change: Value | Clear | None) -> Value | None:
    """Give a field's value once it is edited."""
    if change is None:
        return before
    return None if isinstance(change, Clear) else change


def settled_record(
    before: Record | None,
    change: str | Clear | None,
    *,
    find: Callable[[str], Record],
) -> Record | None:
    """Give what a record refers to once it is edited; ``find`` reads a name."""
    return settled(before, find(change) if isinstance(change, str) else change)


def replace_links(
    links: list[Link],
    wanted: Sequence[Record],
    *,
    target: Callable[[Link], Record],
    link: Callable[[Record], Link],
) -> None:
    """Make a list of links lead to the wanted records, each once, touching few rows.

    Args:
        links: The links of one record, changed in place.
        wanted: The records to link to, in any order, possibly twice.
        target: Gives the record that a link leads to.
        link: Makes a new link to a record.
    """
    keys = {it.key for it in wanted}
    for old in [it for it in links if target(it).key not in keys]:
        links.remove(old)
    kept = {target(it).key for it in links}
    once = {it.key: it for it in wanted}
    links.extend(link(it) for key, it in once.items() if key not in kept)

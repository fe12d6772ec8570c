"""Records under other records: committees, themes, territories."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.errors import ConflictError
from reseau.i18n import N_
from reseau.store.models import Committee, Territory, Theme

Branch = Committee | Territory | Theme


class LoopError(ConflictError):
    """A record would stand under itself."""

    message = N_(
        "“{name}” cannot be placed under “{above}”, which is “{name}” itself or "
        "already under it. Choose another place."
    )


def parents(session: Session, kind: type[Branch]) -> dict[int, int | None]:
    """Map the key of each record to that of the one it stands under."""
    above = Theme.broader_key if issubclass(kind, Theme) else kind.parent_key
    rows = session.execute(select(kind.key, above).order_by(kind.key))
    return dict(rows.all())


def subtree(session: Session, record: Branch) -> set[int]:
    """Give the keys of a record and of all that stand under it."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for key, parent in parents(session, type(record)).items():
        children[parent].append(key)
    found: set[int] = set()
    waiting = [record.key]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += children[key]
    return found


def refuse_loop(
    session: Session, record: Branch, above: Branch | None, *, names: tuple[str, str]
) -> None:
    """See that a record does not end up under itself.

    Args:
        session: Where the records are.
        record: The one that moves.
        above: Where it goes; None for the top.
        names: Of both, for the message.

    Raises:
        LoopError: It would.
    """
    if above is not None and above.key in subtree(session, record):
        raise LoopError(name=names[0], above=names[1])

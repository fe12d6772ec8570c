"""Where actors stood on the last map of a question."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from reseau.store.models import MapPlace

_UNIT = 100
Places = dict[int, tuple[float, float]]


def places(session: Session, view: str) -> Places:
    """Give the place of each actor on the maps of a view; empty for a first map.

    Returns:
        Actor key to (x, y) in map units, y downwards.
    """
    query = (
        select(MapPlace.actor_key, MapPlace.x, MapPlace.y)
        .where(MapPlace.view == view)
        .order_by(MapPlace.actor_key)
    )
    return {key: (x / _UNIT, y / _UNIT) for key, x, y in session.execute(query)}


def keep_places(
    session: Session, view: str, here: Mapping[int, tuple[float, float]]
) -> None:
    """Keep where actors stand on a map, for the next one of the same view.

    Actors who are not on this map keep the place that they had on an earlier one.
    """
    before = places(session, view)
    moved = {key: at for key, at in here.items() if before.get(key) != at}
    gone = [key for key in moved if key in before]
    for start in range(0, len(gone), 500):
        session.execute(
            delete(MapPlace).where(
                MapPlace.view == view,
                MapPlace.actor_key.in_(gone[start : start + 500]),
            )
        )
    rows = [
        {
            "view": view,
            "actor_key": key,
            "x": round(x * _UNIT),
            "y": round(y * _UNIT),
            "version": 1,
        }
        for key, (x, y) in sorted(moved.items())
    ]
    if rows:
        session.execute(insert(MapPlace), rows)

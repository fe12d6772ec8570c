"""Columns that are read without their classes are read as their classes read them."""

from datetime import date

import pytest
from sqlalchemy import Enum, select

from reseau.store import models
from reseau.store.base import UtcDateTime
from reseau.store.rows.narrow import Narrow, narrow

NAMES = (
    "Actor", "ActorTerritory", "Affiliation", "Collaboration", "Committee", "Consent",
    "Departure", "Expert", "Expertise", "Interaction", "InteractionTerritory",
    "InteractionTheme", "Membership", "Participation", "Setting", "Succession",
    "Territory", "Theme", "ThemeLabel", "ThemeRelation",
)  # fmt: skip
# Read nowhere without their classes.
ELSEWHERE = {"added_at", "starts_at", "uid", "function", "carrier", "origin"}


class Alone(Narrow):
    """A table whose class counts as not loaded."""

    @property
    def whole(self) -> object:
        return self._own


def _columns() -> list[tuple[str, str]]:
    return [
        (name, column.name)
        for name in NAMES
        for column in getattr(models, name).__table__.columns
        if column.name not in ELSEWHERE
    ]


@pytest.mark.parametrize(("name", "column"), _columns())
def test_days_and_words_are_read_as_the_class_reads_them(
    name: str, column: str
) -> None:
    own = getattr(models, name).__table__.columns[column].type
    read = getattr(Alone(getattr(models, name).__tablename__), column).type
    if isinstance(own, Enum):
        assert isinstance(read, Enum)
        assert read.enum_class is own.enum_class
    elif isinstance(own, UtcDateTime):
        assert isinstance(read, UtcDateTime)
    elif own.python_type is date:
        assert read.python_type is date
    else:
        assert own.python_type in {int, str}


def test_columns_of_a_loaded_class_are_its_own() -> None:
    assert narrow("actor").name is models.Actor.__table__.columns["name"]


def test_a_query_names_the_table_once() -> None:
    one, other = Alone("actor"), narrow("actor")
    assert str(select(one.name).where(one.key == 1)).count("FROM actor") == 1
    assert other is narrow("actor")

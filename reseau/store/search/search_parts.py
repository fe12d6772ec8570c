"""Which columns the search index covers: one part is one column of one table."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Table

from reseau.store.models import (
    table_named,
)


class Kind(StrEnum):
    """What a search finds."""

    ACTOR = "actor"
    COMMITTEE = "committee"
    INTERACTION = "interaction"
    THEME = "theme"
    TERRITORY = "territory"
    SIGNAL = "signal"
    NEED = "need"
    PRODUCT = "product"
    STRATEGY = "strategy"
    MISSION = "mission"
    OUTCOME = "outcome"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Part:
    """One column that is indexed.

    Attributes:
        number: What stands for it in the index; never given to another one.
        kind: What is found when its text has a word.
        weight: How much a word found there counts, beside one of a note (1).
        owner: Column that says which record the row belongs to; the row's own key
            by default.
        inside: Whether the text is for the team alone.
    """

    number: int
    table_name: str
    column_name: str
    kind: Kind
    weight: float
    owner: str = "key"
    inside: bool = False

    @property
    def table(self) -> Table:
        """Give its table."""
        return table_named(self.table_name)

    @property
    def column(self) -> Column[Any]:
        """Give its column."""
        return self.table.columns[self.column_name]


PARTS: tuple[Part, ...] = (
    Part(1, "actor", "name", Kind.ACTOR, 3),
    Part(2, "alias", "name", Kind.ACTOR, 3, owner="actor_key"),
    Part(3, "actor", "sector", Kind.ACTOR, 1.5),
    Part(4, "actor", "notes", Kind.ACTOR, 1, inside=True),
    Part(5, "committee", "name", Kind.COMMITTEE, 3),
    Part(6, "committee", "mandate", Kind.COMMITTEE, 1),
    Part(7, "interaction", "title", Kind.INTERACTION, 2),
    Part(8, "interaction", "notes", Kind.INTERACTION, 1, inside=True),
    Part(9, "interaction", "place", Kind.INTERACTION, 1),
    Part(10, "theme_label", "label", Kind.THEME, 3, owner="theme_key"),
    Part(11, "theme", "note", Kind.THEME, 1),
    Part(12, "territory", "name", Kind.TERRITORY, 2),
    Part(13, "expertise", "source", Kind.ACTOR, 0.5, owner="actor_key"),
    Part(14, "affiliation", "title", Kind.ACTOR, 1, owner="person_key"),
    Part(15, "signal", "title", Kind.SIGNAL, 2),
    Part(16, "signal", "summary", Kind.SIGNAL, 1),
    Part(17, "signal", "source", Kind.SIGNAL, 1),
    Part(18, "need", "question", Kind.NEED, 2),
    Part(19, "need", "context", Kind.NEED, 1),
    Part(20, "need", "answer", Kind.NEED, 1, inside=True),
    Part(21, "product", "name", Kind.PRODUCT, 2),
    Part(22, "product", "audience", Kind.PRODUCT, 1),
    Part(23, "product", "notes", Kind.PRODUCT, 1, inside=True),
    Part(24, "strategy", "name", Kind.STRATEGY, 2),
    Part(25, "strategy", "intended", Kind.STRATEGY, 1),
    Part(26, "strategy", "messages", Kind.STRATEGY, 1),
    Part(27, "strategy", "lesson", Kind.STRATEGY, 1, inside=True),
    Part(28, "marker", "sign", Kind.STRATEGY, 1, owner="strategy_key"),
    Part(29, "mission", "name", Kind.MISSION, 2),
    Part(30, "mission", "hypothesis", Kind.MISSION, 1),
    Part(31, "mission", "lesson", Kind.MISSION, 1, inside=True),
    Part(32, "outcome", "what", Kind.OUTCOME, 2),
    Part(33, "outcome", "contribution", Kind.OUTCOME, 1),
    Part(34, "outcome", "significance", Kind.OUTCOME, 1),
    Part(61, "decision", "title", Kind.DECISION, 2),
    Part(62, "decision", "text", Kind.DECISION, 1),
    Part(63, "mandate", "text", Kind.COMMITTEE, 1, owner="committee_key"),
)
BY_NUMBER = {it.number: it for it in PARTS}


def parts_of(table: str) -> list[Part]:
    """List the parts of a table."""
    return [it for it in PARTS if it.table_name == table]

"""What a brief for an advisory meeting holds, in words and numbers.

Its texts are in its language. What leads somewhere names it: a definition by its code,
lines of the log by the numbers of the interactions, a section by its code.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reseau.domain.vocabulary import Diffusion
from reseau.i18n import Language
from reseau.publish.page.charts import Chart

Data = Mapping[str, object]
"""Codes, numbers and dates, for programs; never translated."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and what it rests on.

    Attributes:
        definition: Code of the definition of what it counts; empty for none.
        lines: Numbers of the interactions it counts.
        see: Code of the section that lists what it counts; empty for none.
    """

    text: str
    definition: str = ""
    lines: tuple[int, ...] = ()
    see: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure, beside that of the period before.

    Attributes:
        code: Its name for programs.
        value: None where it cannot be told; ``text`` then says why.
        before: Of the period before; None where there is none.
    """

    code: str
    label: str
    value: float | None
    text: str
    before: float | None = None
    before_text: str = ""
    definition: str = ""
    lines: tuple[int, ...] = ()
    see: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        cells: As many as the table has columns.
        data: The same for programs.
        late: Whether it is marked as late.
    """

    cells: tuple[str, ...]
    data: Data
    lines: tuple[int, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A list of things.

    Attributes:
        code: Its name for programs.
        columns: Heads of the columns.
        empty: What is said when there is no row.
        left: How many rows there are beside these.
        note: A sentence under it; empty for none.
        narrow: Positions of the columns that hold numbers or days.
    """

    code: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str
    left: int = 0
    definition: str = ""
    narrow: tuple[int, ...] = ()
    note: str = ""

    @property
    def filled(self) -> tuple[int, ...]:
        """Give the positions of the columns where some row says something."""
        return tuple(
            at
            for at in range(len(self.columns))
            if any(it.cells[at] for it in self.rows)
        )


@dataclass(frozen=True, slots=True)
class Plot:
    """A small chart.

    Attributes:
        note: A sentence under it; empty for none.
    """

    code: str
    chart: Chart
    note: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map: a still picture, and what it shows in words."""

    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """One subject.

    Attributes:
        code: Its name for programs and in addresses.
        said: Sentences, in the order in which they are read.
        notes: How it was obtained, in small letters.
    """

    code: str
    title: str
    said: tuple[Said, ...] = ()
    points: tuple[Point, ...] = ()
    drawing: Drawing | None = None
    plots: tuple[Plot, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure means, in a sentence or two."""

    code: str
    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of the log.

    Attributes:
        number: Of the interaction.
        what: Its kind, its committee, and its title when the audience may read it.
        present: How many of those who may be shown were there.
    """

    number: int
    held_on: date
    what: str
    present: int


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief.

    Attributes:
        subtitle: The period, in a sentence.
        audience: Who may see it, in a sentence.
        since: First day of what changed; None when it is since ever.
        until: The day as of which all is told.
        meeting: Number of the meeting it starts from; None when it starts from a day.
        missing: What the figures do not see.
        evidence: The lines that figures lead to, oldest first.
        unlisted: A sentence on lines that are not in the file; empty when all are.
        full: Whether the lines are printed too.
        printed: How many rows of each table are printed; the screen has all.
        made_on: The day it was made.
    """

    title: str
    subtitle: str
    audience: str
    language: Language
    shown_to: Diffusion
    since: date | None
    until: date
    meeting: int | None
    sections: tuple[Section, ...]
    missing: tuple[str, ...]
    definitions: tuple[Definition, ...]
    evidence: tuple[Evidence, ...]
    made_on: date
    unlisted: str = ""
    full: bool = False
    printed: int = 4

    def cited(self) -> frozenset[str]:
        """Give the codes of the definitions that something leads to."""
        return frozenset(it for it in _definitions(self.sections) if it)


def _definitions(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        for some in (section.said, section.points, section.plots, section.tables):
            for it in some:
                yield it.definition

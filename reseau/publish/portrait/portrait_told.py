"""A portrait in words: what it is made of, and how it is asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reseau.i18n import N_, Language
from reseau.i18n.formats import full_date, month, number
from reseau.publish.page.charts import Chart

if TYPE_CHECKING:
    from markupsafe import Markup

FEW = 5
"""Of fewer ties or ways no share is told: it would mislead."""


HIDDEN = "…"
"""What stands in place of a number that is not shown."""


MOST_LINES = 40


MOST_BARS = 10
"""Of a chart; with more, the last ones are drawn together."""


Rows = tuple[tuple[str, ...], ...]


FIGURES: tuple[tuple[str, str], ...] = (
    ("organizations", N_("Organizations")),
    ("people", N_("People")),
    ("committees", N_("Committees")),
    ("interactions", N_("Interactions")),
    ("inside", N_("Ties inside")),
    ("across", N_("Ties across")),
    ("themes", N_("Themes")),
)
"""The figures of a portrait, by name, in the order told."""


@dataclass(frozen=True, slots=True)
class Days:
    """The two days that are set side by side, the language, and what is told.

    Attributes:
        meanings: Whether the page has an anchor ``meaning-x`` for each figure x.
        parts: Codes of the parts that are told; None for all. Likewise for the figures.
        drawn: Codes of the parts that are drawn, not in a table alone; None for all.
    """

    now: date
    before: date
    language: Language
    meanings: bool = False
    parts: Collection[str] | None = None
    figures: Collection[str] | None = None
    drawn: Collection[str] | None = None

    def written(self, day: date) -> str:
        """Write one of the days for the head of a column."""
        return full_date(day, lang=self.language)

    def short(self, day: date) -> str:
        """Write one of the days for a legend: the month when that tells them apart."""
        same = (self.now.year, self.now.month) == (self.before.year, self.before.month)
        return self.written(day) if same else month(day, lang=self.language)

    def tells(self, code: str) -> bool:
        """Say whether a part is told."""
        return self.parts is None or code in self.parts

    def counts(self, figure: str) -> bool:
        """Say whether a figure is told."""
        return self.figures is None or figure in self.figures

    def draws(self, code: str) -> bool:
        """Say whether a part is drawn."""
        return self.drawn is None or code in self.drawn


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in words; ``empty`` is said where there is no row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a portrait.

    Attributes:
        heading: Empty for a chart, whose title says it.
        chart: None when a sentence or a table says it better.
        grid: None when the chart, which has its table, says it all.
        lines: Where it comes from: numbers of interactions, in words.
        meanings: What figures mean: their codes, a term, a sentence.
        wide: Whether it takes the whole width.
    """

    code: str
    heading: str
    sentences: tuple[str, ...] = ()
    chart: Chart | None = None
    grid: Grid | None = None
    lines: str = ""
    wide: bool = False
    meanings: tuple[tuple[tuple[str, ...], str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A portrait in words.

    Attributes:
        slug: Its anchor, and what the ids inside begin with.
        about: Sentences under the title.
        figures: Side by side.
        map: The territory among the others, and where its ties lead.
    """

    slug: str
    title: str
    about: tuple[str, ...]
    figures: Grid
    map: "Markup"
    map_title: str
    parts: tuple[Part, ...]


def said(value: int | None, lang: Language) -> str:
    """Write a number, or the mark of one that is not shown."""
    return HIDDEN if value is None else number(value, lang=lang)

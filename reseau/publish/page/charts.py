"""Charts of the pages: small, the same colours everywhere, never without a table."""

import io
import re
import textwrap
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from reseau.i18n import Language
from reseau.i18n.formats import number
from reseau.publish.map.map_page import COLOURS, outline
from reseau.publish.page.chart_element import for_a_page

if TYPE_CHECKING:
    from markupsafe import Markup
    from matplotlib.axes import Axes

INK, QUIET, RULE = "#1b1f24", "#4b5561", "#c4cbd3"
_SIZE = 10.0  # Of the letters, in points.
_WIDE = 4.4  # Inches.
_ROW = 0.3  # Inches a bar.
_TALL = 2.1
_HATCHES = ("", "////", "xx", "\\\\\\\\")
_MARKS = ("o", "s", "^", "D")
_DASHES = ("-", "--", ":", "-.")
_LONGEST = 24  # Letters of a line of the label beside a bar; two lines at most.
_TICKS = 12
_LABELLED = 8  # Columns on which their values can be read.
_QUARTER = re.compile(r"[A-Z][1-4] \d{4}")
_ALIKE = 900  # Numbers below it, and the ticks beside them, need no separator.


class Form(Enum):
    """How values are drawn.

    BARS lie, one a label, in the order given: a ranking. COLUMNS stand side by side:
    a few periods or classes. LINES join the values of successive periods.
    """

    BARS = auto()
    COLUMNS = auto()
    LINES = auto()


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one colour.

    Attributes:
        name: In the legend and at the head of its column.
        values: One a label of the chart; None where nothing is known, which is not 0.
    """

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows; its table says the same. Texts are in its language.

    Attributes:
        title: A sentence a reader could repeat: «Presences a month».
        summary: What somebody who does not see it should know, in a sentence or two.
        head: What the labels are, at the head of the first column.
        labels: In the order drawn; there may be none.
        series: One to four; the first stands out.
        unit: Beside the axis; empty for a plain count.
        decimals: Of the values as written; None writes whole numbers without.
    """

    title: str
    summary: str
    form: Form
    head: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    language: Language
    unit: str = ""
    decimals: int | None = None

    @property
    def empty(self) -> bool:
        """Whether no value is known: a sentence should stand in its place."""
        return not any(it is not None for one in self.series for it in one.values)

    @property
    def columns(self) -> tuple[str, ...]:
        """Heads of its table."""
        return (self.head, *(it.name for it in self.series))

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Cells of its table, as words; an em dash where nothing is known."""
        return tuple(
            (label, *(self._said(it.values[at]) for it in self.series))
            for at, label in enumerate(self.labels)
        )

    def _said(self, value: float | None) -> str:
        if value is None:
            return "—"
        return number(value, decimals=self.decimals, lang=self.language)


def chart_svg(chart: Chart, *, name: str) -> "Markup":
    """Draw a chart.

    Args:
        chart: What it shows; of no value, an empty picture results.
        name: Prefix of the ids in the picture; unlike all others on the page.

    Returns:
        An ``svg`` element to put in a page: presentation attributes only (no style
        that a policy of contents refuses), texts as text, its summary as its name.
        The same bytes for the same chart.

    Raises:
        ValueError: A series has not one value a label.
    """
    from markupsafe import Markup

    if any(len(it.values) != len(chart.labels) for it in chart.series):
        message = f"One value a label, in each series of {chart.title!r}."
        raise ValueError(message)
    bare = _without_words(chart)
    words = dict(zip(bare.labels, chart.labels, strict=True))
    said = f"{chart.title}. {chart.summary}".strip()
    return Markup(for_a_page(_drawn(bare, name), said, name, words))  # noqa: S704  # XML.


def _without_words(chart: Chart) -> Chart:
    """Give what a chart has in common with the same one in the other language.

    A line over quarters has no other word in its picture than the letter of each
    quarter; its numbers are small, and written alike. A site has it in two languages.
    """
    bare = replace(chart, title="", summary="", head="")
    values = [it or 0 for one in chart.series for it in one.values]
    if (
        chart.form is not Form.LINES
        or len(chart.series) > 1
        or chart.unit
        or chart.decimals
        or not all(_QUARTER.fullmatch(it) for it in chart.labels)
        or len({it[0] for it in chart.labels}) > 1
        or not all(0 <= it < _ALIKE and it == int(it) for it in values)
    ):
        return bare
    labels = tuple(f"Q{it[1:]}" for it in chart.labels)
    return replace(
        bare, labels=labels, series=(replace(chart.series[0], name=""),), language="en"
    )


@lru_cache(maxsize=256)  # The pages of a site come one language after the other.
def _drawn(chart: Chart, name: str) -> bytes:
    """Draw a chart as matplotlib does."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": name,
            "font.family": "DejaVu Sans",  # It comes with matplotlib.
            "font.size": _SIZE,
            "text.parse_math": False,  # A dollar in a name is a dollar.
            "hatch.linewidth": 0.7,
        }
    ):
        figure = Figure(figsize=(_WIDE, _height(chart)), layout="constrained")
        canvas = FigureCanvasSVG(figure)
        axes = figure.subplots()
        _plain(axes)
        _DRAW[chart.form](axes, chart)
        figure.patch.set_facecolor("none")
        axes.patch.set_facecolor("none")
        written = io.BytesIO()
        # savefig would draw everything twice, for backends that must measure first.
        canvas.print_svg(written, metadata={"Date": None})  # type: ignore[no-untyped-call]
    return written.getvalue()


def _height(chart: Chart) -> float:
    if chart.form is not Form.BARS:
        return _TALL
    rows = max(1, len(chart.labels)) * max(1, len(chart.series))
    return 0.45 + rows * _ROW * (1.0 if len(chart.series) == 1 else 0.75)


def _plain(axes: "Axes") -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(RULE)
    axes.tick_params(colors=QUIET, labelcolor=INK, length=0)
    axes.set_axisbelow(True)


def _look(at: int) -> dict[str, object]:
    """How the bars of a series look: colour and hatch, for grey prints."""
    colour = COLOURS[(0, 1, 2, 3)[at]]
    return {
        "facecolor": colour if at == 0 else "#ffffff",
        "edgecolor": outline(colour),
        "hatch": _HATCHES[at],
        "linewidth": 0.8,
    }


def _bars(axes: "Axes", chart: Chart) -> None:
    thick = 0.8 / max(1, len(chart.series))
    most = max((it or 0.0 for one in chart.series for it in one.values), default=0.0)
    for at, one in enumerate(chart.series):
        places = [row + (at + 0.5) * thick - 0.4 for row in range(len(chart.labels))]
        widths = [it or 0.0 for it in one.values]
        axes.barh(places, widths, height=thick * 0.9, label=one.name, **_look(at))  # type: ignore[arg-type]  # A look is what barh takes.
        for place, row in zip(places, chart.rows, strict=True):
            value = one.values[places.index(place)] or 0.0
            axes.text(
                max(value, 0.0) + (most or 1.0) * 0.012, place, row[at + 1],
                va="center", fontsize=_SIZE - 0.5, color=INK,
            )  # fmt: skip
    axes.set_yticks(
        range(len(chart.labels)), [_in_two_lines(it) for it in chart.labels]
    )
    axes.tick_params(axis="y", labelsize=_SIZE - 0.5)
    axes.invert_yaxis()
    axes.set_xlim(0, (most or 1.0) * 1.15)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    _said(axes, chart, across=True)


def _columns(axes: "Axes", chart: Chart) -> None:
    wide = 0.8 / max(1, len(chart.series))
    labelled = len(chart.labels) * len(chart.series) <= _LABELLED
    for at, one in enumerate(chart.series):
        places = [it + (at + 0.5) * wide - 0.4 for it in range(len(chart.labels))]
        heights = [it or 0.0 for it in one.values]
        axes.bar(places, heights, width=wide * 0.92, label=one.name, **_look(at))  # type: ignore[arg-type]
        if labelled:
            _heights(axes, chart, at, places)
    axes.margins(y=0.14 if labelled else 0.05)
    _steps(axes, chart)
    _said(axes, chart)


def _heights(axes: "Axes", chart: Chart, at: int, places: list[float]) -> None:
    """Write the value of each column on it, for a sheet that has no table."""
    for place, row, value in zip(
        places, chart.rows, chart.series[at].values, strict=True
    ):
        if value is not None:
            axes.annotate(
                row[at + 1], (place, value), (0, 1.5), textcoords="offset points",
                ha="center", va="bottom", fontsize=_SIZE - 1, color=INK,
            )  # fmt: skip


def _lines(axes: "Axes", chart: Chart) -> None:
    for at, one in enumerate(chart.series):
        colour = outline(COLOURS[(0, 1, 2, 3)[at]])
        values = [float("nan") if it is None else it for it in one.values]
        axes.plot(
            range(len(values)), values, color=colour, label=one.name,
            linestyle=_DASHES[at], linewidth=1.8 if at == 0 else 1.2,
            marker=_MARKS[at], markersize=3.5,
        )  # fmt: skip
    _steps(axes, chart)
    _said(axes, chart)


def _steps(axes: "Axes", chart: Chart) -> None:
    """Name the periods below, as many as can be read, and the values beside."""
    every = -(-len(chart.labels) // _TICKS) or 1
    places = list(range(0, len(chart.labels), every))
    axes.set_xticks(places, [shortened(chart.labels[it], 14) for it in places])
    if len(places) > _TICKS // 2 and max(map(len, chart.labels)) > 5:  # noqa: PLR2004  # They would touch.
        axes.tick_params(axis="x", labelrotation=45)
        for label in axes.get_xticklabels():
            label.set_horizontalalignment("right")
            label.set_rotation_mode("anchor")
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    whole = chart.decimals in {None, 0}
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=whole))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: number(value, lang=chart.language))
    )
    axes.grid(axis="y", color=RULE, linewidth=0.6)
    bottom, top = axes.get_ylim()
    axes.set_ylim(min(0.0, bottom), max(top, 1.0) if whole else top)
    axes.spines["left"].set_visible(False)


def _said(axes: "Axes", chart: Chart, *, across: bool = False) -> None:
    """Add the legend and the unit."""
    if len(chart.series) > 1:
        axes.figure.legend(
            frameon=False, ncols=len(chart.series), loc="outside upper left",
            borderaxespad=0.1, fontsize=_SIZE,
        )  # fmt: skip
    if chart.unit and not across:
        axes.set_ylabel(chart.unit, color=QUIET)


def _in_two_lines(label: str) -> str:
    lines = textwrap.wrap(label, _LONGEST) or [""]
    return "\n".join(
        [lines[0], *([shortened(" ".join(lines[1:]), _LONGEST)] * (len(lines) > 1))]
    )


def shortened(text: str, most: int) -> str:
    """Cut a label with an ellipsis; the table beside the chart has it whole."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


_DRAW = {Form.BARS: _bars, Form.COLUMNS: _columns, Form.LINES: _lines}

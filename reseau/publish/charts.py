"""Charts of the pages: small, the same colours everywhere, never without a table."""

import io
import re
import textwrap
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from reseau.i18n import Language
from reseau.i18n.formats import number
from reseau.publish.map_page import COLOURS, outline

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
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_LOCAL = re.compile(r"url\(#([^)]+)\)")
_FONT = re.compile(r"(?:(?:normal|\d+|bold) )*(?P<size>[\d.]+)px")


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
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    if any(len(it.values) != len(chart.labels) for it in chart.series):
        message = f"One value a label, in each series of {chart.title!r}."
        raise ValueError(message)
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
        FigureCanvasSVG(figure)
        axes = figure.subplots()
        _plain(axes)
        _DRAW[chart.form](axes, chart)
        written = io.BytesIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    return Markup(_for_a_page(written.getvalue(), chart, name))  # noqa: S704  # XML.


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


def _for_a_page(content: bytes, chart: Chart, name: str) -> str:
    """Turn a file of matplotlib into an element of a page."""
    root = ET.fromstring(content)  # noqa: S314  # Written just above.
    for group in list(root.iter()):
        for child in list(group):
            if child.tag in {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"}:
                group.remove(child)
    for one in root.iter():
        _restyle(one)
    _rename(root, name)
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-label", f"{chart.title}. {chart.summary}".strip())
    root.set("stroke-linejoin", "round")
    ET.indent(root, space="")
    return ET.tostring(root, encoding="unicode")


def _rename(root: ET.Element, name: str) -> None:
    """Keep the ids that are referred to, under a name of this chart's own."""
    links = [it.attrib.pop(f"{{{_XLINK}}}href", "")[1:] for it in root.iter()]
    values = [value for it in root.iter() for value in it.attrib.values()]
    used = {*links, *(it for value in values for it in _LOCAL.findall(value))}
    for one, link in zip(root.iter(), links, strict=True):
        if (own := one.attrib.pop("id", None)) in used:
            one.set("id", f"{name}-{own}")
        for key, value in list(one.attrib.items()):
            one.set(key, _LOCAL.sub(rf"url(#{name}-\1)", value))
        if link:
            one.set("href", f"#{name}-{link}")
        one.tag = one.tag.removeprefix(f"{{{_SVG}}}")


def _restyle(one: ET.Element) -> None:
    """Say as attributes what matplotlib says as a style, that our policy refuses."""
    style = one.attrib.pop("style", "")
    for part in filter(None, (it.strip() for it in style.split(";"))):
        key, _, value = (it.strip() for it in part.partition(":"))
        if key == "font":
            if size := _FONT.search(value):
                one.set("font-size", size["size"])
            one.set("font-family", "inherit")
        else:
            one.set(key, value)

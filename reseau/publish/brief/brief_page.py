"""The brief as one offline page that prints on a few sheets, and as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reseau.i18n import formats, gettext_in, ngettext_in
from reseau.publish.brief.brief import Brief, Plot, Row, Section, Table
from reseau.publish.page.charts import shortened
from reseau.publish.page.pages import page_html, read_static

_FEW = 2
_MANY = 4  # Columns from which cells are narrow.
_LONGEST, _NARROW = 90, 55  # Letters of a printed cell: a line or two.


@dataclass
class _Trails:
    """From figures to their lines. A class because it numbers groups as they come.

    Attributes:
        known: Numbers of the lines in the file.
        groups: Lines to the address of their group.
    """

    brief: Brief
    known: frozenset[int]
    groups: dict[tuple[int, ...], str] = field(default_factory=dict)

    def href(self, lines: Sequence[int]) -> str:
        """Give where the lines of a figure are; empty when they are not in the file."""
        some = tuple(it for it in lines if it in self.known)
        if not some:
            return ""
        if len(some) == 1:
            return f"#i{some[0]}"
        return f"#{self.groups.setdefault(some, f'g{len(self.groups) + 1}')}"

    def links(self, lines: Sequence[int]) -> list[tuple[str, str]]:
        """Give the addresses of lines with what is read: each, or how many."""
        some = [it for it in lines if it in self.known]
        if len(some) <= _FEW:
            return [(f"#i{it}", f"#{it}") for it in some]
        lang = self.brief.language
        ngettext = ngettext_in(lang)
        text = ngettext("{n} line", "{n} lines", len(some))
        return [(self.href(some), text.format(n=formats.number(len(some), lang=lang)))]


def _room(columns: int) -> int:
    return _NARROW if columns > _MANY else _LONGEST


def brief_html(brief: Brief) -> str:
    """Write a brief as one offline HTML file that prints on Letter sheets.

    It runs no script, asks the network for nothing, and escapes all text. The same
    for the same brief.
    """
    from markupsafe import Markup

    gettext, ngettext = gettext_in(brief.language), ngettext_in(brief.language)
    trails = _Trails(brief, frozenset(it.number for it in brief.evidence))
    drawings = {
        it.code: Markup(it.drawing.svg)  # noqa: S704  # Ours, escaped where drawn.
        for it in brief.sections
        if it.drawing is not None
    }
    return page_html(
        "brief.html.j2",
        language=brief.language,
        styles=[read_static("brief.css")],
        title=brief.title,
        brief=brief,
        drawings=drawings,
        trails=trails,
        titles={it.code: it.title for it in brief.sections},
        short=lambda text, columns: shortened(text, _room(columns)),
        left_out=lambda n: ngettext("… and {n} other", "… and {n} others", n).format(
            n=formats.number(n, lang=brief.language)
        ),
        printed_less=lambda it: it.left + max(0, len(it.rows) - brief.printed),
        full_date=lambda it: formats.full_date(it, lang=brief.language),
        words={
            "definitions": gettext("What the words mean"),
            "missing": gettext("What is missing"),
            "lines": gettext("The lines behind the figures"),
            "of": gettext("lines"),
            "before": gettext("before: {value}"),
            "number": gettext("number"),
            "day": gettext("day"),
            "what": gettext("what"),
            "present": gettext("present"),
            "contents": gettext("Contents"),
            "made": gettext("Made on {day}, as of {until}.").format(
                day=formats.full_date(brief.made_on, lang=brief.language),
                until=formats.full_date(brief.until, lang=brief.language),
            ),
        },
    )


def brief_json(brief: Brief) -> dict[str, object]:
    """Give the numbers of a brief; names are a promise, texts are for people."""
    return {
        "since": brief.since,
        "until": brief.until,
        "made_on": brief.made_on,
        "meeting": brief.meeting,
        "audience": brief.shown_to.value,
        "title": brief.title,
        "sections": {it.code: _section(it) for it in brief.sections},
        "missing": list(brief.missing),
        "definitions": {it.code: it.text for it in brief.definitions},
        "lines": [
            {"interaction": it.number, "held_on": it.held_on, "present": it.present}
            for it in brief.evidence
        ],
    }


def _section(it: Section) -> dict[str, object]:
    return {
        "said": [
            {"text": one.text, "definition": one.definition or None,
             "lines": list(one.lines)}
            for one in it.said
        ],
        "figures": {
            one.code: {
                "value": one.value, "before": one.before,
                "definition": one.definition, "lines": list(one.lines),
            }
            for one in it.points
        },
        "charts": {one.code: _plot(one) for one in it.plots},
        "tables": {one.code: _table(one) for one in it.tables},
    }  # fmt: skip


def _plot(it: Plot) -> dict[str, object]:
    return {
        "labels": list(it.chart.labels),
        "series": [
            {"name": one.name, "values": list(one.values)} for one in it.chart.series
        ],
    }


def _table(it: Table) -> list[dict[str, object]]:
    return [_row(one) for one in it.rows]


def _row(it: Row) -> dict[str, object]:
    return {**it.data, "lines": list(it.lines)}

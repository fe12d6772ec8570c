"""The map in a brief: what is new in the network, drawn and in words."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from reseau.analysis.ties.projection import Line
from reseau.domain.names import sort_key
from reseau.i18n import NN_, Language, formats
from reseau.i18n import gettext as _
from reseau.publish.brief.brief import Drawing, Row, Said, Section, Table
from reseau.publish.map.map_page import Change, MapPage
from reseau.publish.map.map_picture import map_svg
from reseau.publish.page.charts import shortened
from reseau.usecases.brief.brief_basis import MOST_ROWS, Basis, count, day
from reseau.usecases.common.question import Question
from reseau.usecases.maps.map_network import Drawable, Narrowing, Pair
from reseau.usecases.maps.mapping import MapWish, map_page

MOST_DRAWN = 80
"""Actors on the map of a brief: more cannot be read on a printed page."""
WIDTH = 560.0
_NAME = 40  # Letters of a name beside the map.


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie of the whole network.

    Attributes:
        pair: Keys of its ends, the smaller first.
        lines: What is behind it.
    """

    pair: Pair
    lines: tuple[Line, ...]

    @property
    def weight(self) -> float:
        """Give its strength, in meetings of two."""
        return sum(it.contribution for it in self.lines)

    @property
    def last(self) -> date:
        """Give the last day of it."""
        return max(it.last for it in self.lines)


@dataclass(frozen=True, slots=True)
class Mapped:
    """The map, and the network it is of; without a page when nobody is tied.

    Attributes:
        page: Of the most tied actors.
        shown: The whole network, with the lines behind its ties.
        compared: Whether it shows what changed since the meeting.
    """

    page: MapPage | None
    shown: Drawable
    compared: bool

    @property
    def tied(self) -> int:
        """Count the actors with a tie, drawn or not."""
        return sum(bool(n) for _key, n in self.shown.network.degree())

    def changed(self) -> Counter[Change]:
        """Count the ties of the layer by what became of them."""
        return Counter(self.shown.changes.values())

    def ties(self, change: Change) -> list[Tie]:
        """Give the ties of which something became, the heaviest first."""
        found = self.shown.found[self.shown.layer]
        some = [
            Tie(pair, tuple(found[pair]))
            for pair, it in self.shown.changes.items()
            if it is change and pair in found
        ]
        return sorted(some, key=lambda it: (-it.weight, -len(it.lines), it.pair))

    def names(self, lang: Language) -> dict[int, str]:
        """Give the names of the actors, hidden ones by groups."""
        nodes = self.shown.network.nodes
        groups = {it.key: it.name(n, lang) for it, n in self.shown.groups}
        return {key: groups.get(key, str(nodes[key]["name"])) for key in nodes}


def mapped(basis: Basis) -> Mapped:
    """Draw the network of the year, and what changed since the meeting."""
    compared = basis.since < basis.until
    question = Question(at=basis.until, shown_to=basis.shown_to)
    narrowing = Narrowing(compare=basis.since if compared else None)
    wish = MapWish(basis.wish.language, isolates=False, narrowing=narrowing)
    page, shown = map_page(basis.store, question, wish=wish, most=MOST_DRAWN)
    return Mapped(page if page.actors else None, shown, compared)


def ties_said(found: Mapped) -> Said | None:
    """Say how many ties appeared and vanished since the meeting."""
    if found.page is None or not found.compared:
        return None
    n = found.changed()
    new, gone = n[Change.APPEARED], n[Change.VANISHED]
    told = []
    if new:
        told.append(count(NN_("{n} tie is new", "{n} ties are new"), new))
    if gone:
        lost = NN_(
            "{n} tie was not renewed for a year", "{n} ties were not renewed for a year"
        )
        told.append(count(lost, gone))
    text = _("In the network: {told}.").format(told=formats.apart(told))
    if not told:
        text = _("In the network, no tie appeared and none vanished.")
    return Said(text, "tie", see="map")


def map_section(basis: Basis, found: Mapped) -> Section:
    """Show the map, and the strongest of the new ties in words."""
    title = _("The map: what is new")
    if found.page is None:
        text = _("Nobody met anybody: no map to draw.")
        return Section("map", title, (Said(text, "tie"),))
    page, tied = replace(found.page, title=title), found.tied
    lengths = _("A tie: two actors at the same meeting within the year.")
    said = []
    if tied > len(page.actors):
        text = _(
            "Only the {most} actors with the strongest ties are drawn, of {n} who have "
            "some."
        )
        most = formats.number(len(page.actors))
        said.append(Said(text.format(most=most, n=formats.number(tied)), "tie"))
    caption = _("{title}: {actors}, {ties}.").format(
        title=title,
        actors=count(NN_("{n} actor", "{n} actors"), len(page.actors)),
        ties=count(NN_("{n} tie", "{n} ties"), len(page.ties)),
    )
    return Section(
        "map",
        title,
        tuple(said),
        drawing=Drawing(map_svg(page, width=WIDTH, printed=True), caption),
        tables=(_new_ties(basis, found),) if found.compared else (),
        notes=(lengths,),
    )


def _new_ties(basis: Basis, found: Mapped) -> Table:
    new, names = found.ties(Change.APPEARED), found.names(basis.wish.language)
    rows = [_tie(basis, found, it, names) for it in new[:MOST_ROWS]]
    return Table(
        "new_ties",
        _("The strongest new ties"),
        (_("between"), _("last met")),
        tuple(rows),
        _("No tie is new since {since}.").format(since=day(basis.since)),
        max(0, len(new) - len(rows)),
        "tie",
    )


def _tie(basis: Basis, found: Mapped, tie: Tie, names: dict[int, str]) -> Row:
    one, other = sorted(tie.pair, key=lambda it: (sort_key(names[it]), it))
    nodes = found.shown.network.nodes
    keys = basis.cite(
        key for it in tie.lines for key in it.keys if it.last >= basis.since
    )
    return Row(
        (" – ".join(shortened(names[it], _NAME) for it in (one, other)), day(tie.last)),
        {
            "actor": nodes[one]["slug"], "name": names[one],
            "other": nodes[other]["slug"], "other_name": names[other],
            "last": tie.last, "weight": tie.weight,
        },
        keys,
    )  # fmt: skip

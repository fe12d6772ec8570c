"""The map in a brief: what is new in the network, drawn and in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reseau.domain.names import sort_key
from reseau.i18n import NN_, formats
from reseau.i18n import gettext as _
from reseau.publish.brief import Drawing, Row, Said, Section, Table
from reseau.publish.map import TooManyActorsError
from reseau.publish.map_page import Change, MapActor, MapPage, MapTie
from reseau.publish.map_picture import map_svg
from reseau.usecases.brief_basis import Basis, count, day, left_out
from reseau.usecases.map_network import Drawable, Narrowing
from reseau.usecases.mapping import MapWish, map_page
from reseau.usecases.question import Question

MOST_DRAWN = 80
"""Actors on the map of a brief: more cannot be read on a printed page."""
WIDTH = 560.0
_ROWS = 6


@dataclass(frozen=True, slots=True)
class Mapped:
    """The map, and what it shows; without a page when there is nothing to draw.

    Attributes:
        compared: Whether it shows what changed since the meeting.
        shown: The lines behind its ties.
        why: Why there is no map; empty when there is one.
    """

    page: MapPage | None
    shown: Drawable | None
    compared: bool
    why: str = ""

    def ties(self, change: Change) -> list[MapTie]:
        """Give the ties of which something became, the heaviest first."""
        if self.page is None or not self.compared:
            return []
        layer = self.page.layer
        some = [
            it for it in self.page.ties if it.change is change and it.layer is layer
        ]
        return sorted(
            some, key=lambda it: (-it.weight, -it.count, it.source, it.target)
        )


def mapped(basis: Basis) -> Mapped:
    """Draw the network of the year, and what changed since the meeting."""
    compared = basis.since < basis.until
    question = Question(at=basis.until, shown_to=basis.shown_to)
    narrowing = Narrowing(compare=basis.since if compared else None)
    wish = MapWish(basis.wish.language, isolates=False, narrowing=narrowing)
    try:
        page, shown = map_page(basis.store, question, wish=wish)
    except TooManyActorsError as error:
        return Mapped(None, None, compared, str(error))
    if not page.actors:
        return Mapped(None, None, compared, _("Nobody met anybody: no map to draw."))
    return Mapped(page, shown, compared)


def ties_said(found: Mapped) -> Said | None:
    """Say how many ties appeared and vanished since the meeting."""
    if found.page is None or not found.compared:
        return None
    n = Counter(it.change for it in found.page.ties if it.layer is found.page.layer)
    new, gone = n[Change.APPEARED], n[Change.VANISHED]
    told = []
    if new:
        told.append(count(NN_("{n} tie is new", "{n} ties are new"), new))
    if gone:
        lost = NN_(
            "{n} tie was not renewed for a year", "{n} ties were not renewed for a year"
        )
        told.append(count(lost, gone))
    text = _("On the map: {told}.").format(told=formats.apart(told))
    if not told:
        text = _("On the map, no tie appeared and none vanished.")
    return Said(text, "tie", see="map")


def map_section(basis: Basis, found: Mapped) -> Section:
    """Show the map, and the strongest of the new ties in words."""
    title = _("The map: what is new")
    if found.page is None:
        return Section("map", title, (Said(found.why),))
    page, drawn = _readable(found.page), len(found.page.actors)
    new = found.ties(Change.APPEARED)
    lengths = _("A tie: two actors at the same meeting within the year.")
    said = []
    if drawn > MOST_DRAWN:
        text = _(
            "The {most} actors with the strongest ties are drawn, of {n}; “reseau map” "
            "draws them all."
        )
        most = formats.number(len(page.actors))
        said.append(Said(text.format(most=most, n=formats.number(drawn))))
    caption = _("{title}: {actors}, {ties}.").format(
        title=title,
        actors=count(NN_("{n} actor", "{n} actors"), len(page.actors)),
        ties=count(NN_("{n} tie", "{n} ties"), _ties_of(page)),
    )
    return Section(
        "map",
        title,
        tuple(said),
        drawing=Drawing(map_svg(page, width=WIDTH, printed=True), caption),
        tables=(_new_ties(basis, found, new),) if found.compared else (),
        notes=(lengths,),
    )


def _ties_of(page: MapPage) -> int:
    return sum(it.layer is page.layer for it in page.ties)


def _readable(page: MapPage) -> MapPage:
    """Keep the ties of the layer, and no more actors than can be read."""
    order = sorted(page.actors, key=lambda it: (-it.size, sort_key(it.name), it.key))
    keys = {it.key for it in order[:MOST_DRAWN]}
    kept = tuple(
        it
        for it in page.ties
        if it.layer is page.layer and it.source in keys and it.target in keys
    )
    tied = {end for it in kept for end in (it.source, it.target)}
    actors = tuple(it for it in page.actors if it.key in keys & tied)
    return replace(page, title=_("The map: what is new"), actors=actors, ties=kept)


def _new_ties(basis: Basis, found: Mapped, new: Sequence[MapTie]) -> Table:
    names = {it.key: it for it in (found.page.actors if found.page else ())}
    rows = [_tie(basis, found, it, names) for it in new[:_ROWS]]
    return Table(
        "new_ties",
        _("The strongest new ties"),
        (_("between"), _("last met")),
        tuple(rows),
        _("No tie is new since {since}.").format(since=day(basis.since)),
        left_out(len(new) - len(rows)),
        "tie",
    )


def _tie(basis: Basis, found: Mapped, tie: MapTie, names: dict[int, MapActor]) -> Row:
    one, other = sorted(
        (names[tie.source], names[tie.target]), key=lambda it: sort_key(it.name)
    )
    lines = [] if found.shown is None else found.shown.found[tie.layer].get(
        (min(tie.source, tie.target), max(tie.source, tie.target)), []
    )  # fmt: skip
    keys = basis.cite(key for it in lines for key in it.keys if it.last >= basis.since)
    return Row(
        (f"{one.name} – {other.name}", day(tie.last)),
        {
            "actor": one.slug, "name": one.name, "other": other.slug,
            "other_name": other.name, "last": tie.last, "weight": tie.weight,
        },
        keys,
    )  # fmt: skip

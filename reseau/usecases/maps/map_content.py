"""What a map page holds: actors, ties, lines, and what they can be told apart by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from reseau.analysis.groups.partition import Communities, communities
from reseau.analysis.positions.centrality import MEASURES
from reseau.analysis.ties.graphs import Network
from reseau.analysis.ties.projection import Line
from reseau.analysis.ties.shortest_paths import Betweenness, betweenness_estimate
from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import ActorKind, Diffusion, InteractionKind, Layer
from reseau.i18n import Language, gettext_in
from reseau.i18n.formats import number
from reseau.publish.map.map_page import (
    Change,
    Facet,
    MapActor,
    MapLine,
    MapPage,
    MapTie,
)
from reseau.publish.map.map_views import SavedView, on_map
from reseau.store.privacy.veil import Veil, veil
from reseau.store.rows import facets
from reseau.store.rows.places import Places
from reseau.usecases.common.question import Question
from reseau.usecases.maps.map_network import Drawable, Pair

_MANY_TIES = 20_000
_MANY_ACTORS = 3_000
_USUAL = ("degree", "strength", "betweenness")


@dataclass(frozen=True, slots=True)
class Contents:
    """All of a page that does not depend on its language.

    Attributes:
        sizes: Measure to actor to its value, the one asked for first.
        estimate: Betweenness with its error, when it is not exact.
        groups: The groups detected.
    """

    places: Places
    sizes: Mapping[str, Mapping[int, float]]
    estimate: Betweenness[int] | None
    groups: Communities[int]
    themes: "Told"
    territories: "Told"
    committees: "Told"
    lines: tuple[MapLine, ...]
    ties: tuple[MapTie, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One way to tell actors apart.

    Attributes:
        facets: Its values.
        of: Actor to positions in them, the main one first.
    """

    facets: tuple[Facet, ...]
    of: Mapping[int, tuple[int, ...]]


def measured(
    network: Network, size: str
) -> tuple[dict[str, dict[int, float]], Betweenness[int] | None]:
    """Measure the actors in the ways that discs can show.

    The slow measures are left out of large networks, unless asked for.

    Returns:
        Code to actor to its value; and the betweenness when it is estimated.
    """
    slow = network.number_of_nodes() > _MANY_ACTORS
    usual = [it for it in _USUAL if not (slow and it == "betweenness")]
    chosen = dict.fromkeys([size, *usual])
    found, estimate = {}, None
    for code in chosen:
        if code == "betweenness":
            estimate = betweenness_estimate(network)
            values = estimate.values
        else:
            values = MEASURES[code].of(network)
        found[code] = {key: max(it, 0.0) for key, it in values.items()}
    return found, estimate if estimate is not None and estimate.error else None


def detected(network: Network) -> Communities[int]:
    """Detect groups; fewer tries where each takes long."""
    return communities(
        network, seeds=10 if network.number_of_edges() < _MANY_TIES else 2
    )


def told_apart(
    session: Session, looked_on: date, interactions: set[int], keys: Iterable[int]
) -> tuple[Told, Told, Told]:
    """Read themes, territories and committees of the actors drawn."""
    labels = facets.theme_labels(session)
    themes = {
        key: Facet(it.get("fr", it[""]), it.get("en", it[""]))
        for key, it in labels.items()
    }
    drawn = list(keys)
    return (
        _told(themes, facets.themes_of(session, interactions), drawn),
        _told(
            _same(facets.territory_names(session)),
            facets.territories_of(session, interactions),
            drawn,
        ),
        _told(
            _same(facets.committee_names(session)),
            facets.committees_of(session, on=looked_on),
            drawn,
        ),
    )


def _same(names: Mapping[int, str]) -> dict[int, Facet]:
    return {key: Facet(name, name) for key, name in names.items()}


def _told(
    names: Mapping[int, Facet], of: Mapping[int, tuple[int, ...]], drawn: list[int]
) -> Told:
    """Keep the values that an actor drawn has, the most frequent first."""
    count = Counter(key for actor in drawn for key in of.get(actor, ()))
    order = sorted(count, key=lambda it: (-count[it], it))
    position = {key: at for at, key in enumerate(order)}
    return Told(
        tuple(names[key]._replace(key=key) for key in order),
        {
            actor: tuple(position[key] for key in of[actor])
            for actor in drawn
            if actor in of
        },
    )


def lines_and_ties(
    session: Session, question: Question, shown: Drawable, *, titles: bool = False
) -> tuple[tuple[MapLine, ...], tuple[MapTie, ...]]:
    """Write every line once, and the ties that refer to them.

    Other audiences than the team read dates and kinds only, unless titles are asked
    for: a title typed by somebody may name a person who is not to be named.
    """
    say = _Sayer(
        session,
        told=titles or question.shown_to is Diffusion.INTERNAL,
        veil=veil(session, shown_to=question.shown_to),
    )
    changes = shown.changes
    ties = [
        _tie(say, pair, layer, behind, changes if layer is question.layer else {})
        for layer, found in shown.found.items()
        for pair, behind in sorted(found.items())
    ]
    return tuple(say.lines), tuple(ties)


class _Sayer:
    """Writes lines of the log once each. A class because it remembers them."""

    def __init__(self, session: Session, *, told: bool, veil: Veil) -> None:
        self.lines: list[MapLine] = []
        self._at: dict[tuple[Layer, tuple[int, ...]], int] = {}
        self._told, self._veil = told, veil
        self._said = facets.said_of(session)
        self._texts = {
            Layer.COMMITTEE: facets.committee_of_seat(session),
            Layer.AFFILIATION: facets.titles_of_roles(session),
        }

    def position(self, line: Line, layer: Layer) -> int:
        """Tell where a line stands among those of the page."""
        where = (layer, line.keys)
        if where not in self._at:
            self._at[where] = len(self.lines)
            self.lines.append(self._written(line, layer))
        return self._at[where]

    def _written(self, line: Line, layer: Layer) -> MapLine:
        what: Word = layer
        text, present = "", None
        if layer is Layer.COPRESENCE:
            what, text = self._said.get(line.keys[0], (InteractionKind.MEETING, ""))
            present = line.present
        elif layer in self._texts:
            text = self._texts[layer].get(line.keys[-1], "")
        if not self._told and layer is not Layer.COMMITTEE:
            text, present = "", None
        text = self._veil.over(text)
        return MapLine(line.first, line.last, what, text, present, line.contribution)


def _tie(
    say: _Sayer,
    pair: Pair,
    layer: Layer,
    behind: list[Line],
    changes: Mapping[Pair, Change],
) -> MapTie:
    newest = sorted(behind, key=lambda it: (it.last, it.keys), reverse=True)
    begun = [it.first for it in behind if it.first is not None]
    return MapTie(
        *pair,
        weight=sum(it.contribution for it in behind),
        count=len(behind),
        first=min(begun, default=None),
        last=newest[0].last,
        layer=layer,
        lines=tuple(say.position(it, layer) for it in newest),
        change=changes.get(pair),
    )


def map_actors(
    shown: Drawable, contents: Contents, keys: Iterable[int], lang: Language
) -> tuple[MapActor, ...]:
    """Make the actors of a page in one language."""
    network, sizes = shown.network, contents.sizes
    groups = {it.key: it.name(n, lang) for it, n in shown.groups}
    changes = actor_changes(shown.changes)
    first = next(iter(sizes))
    return tuple(
        MapActor(
            key=key,
            slug=str(network.nodes[key]["slug"]),
            name=groups.get(key, str(network.nodes[key]["name"])),
            kind=ActorKind(network.nodes[key]["kind"]),
            community=contents.groups.of.get(key),
            size=sizes[first].get(key, 0.0),
            x=contents.places[key][0],
            y=contents.places[key][1],
            ties=int(network.degree(key)),
            figures=tuple(it.get(key, 0.0) for it in sizes.values()),
            themes=contents.themes.of.get(key, ()),
            territories=contents.territories.of.get(key, ()),
            committees=contents.committees.of.get(key, ()),
            change=changes.get(key),
        )
        for key in sorted(keys)
    )


def actor_changes(changes: Mapping[Pair, Change]) -> dict[int, Change]:
    """Say who had no tie before, and who has none any more."""
    of: dict[int, set[Change]] = {}
    for pair, it in changes.items():
        for end in pair:
            of.setdefault(end, set()).add(it)
    return {
        key: next(iter(found))
        for key, found in of.items()
        if found <= {Change.APPEARED} or found <= {Change.VANISHED}
    }


def group_names(
    shown: Drawable, groups: Communities[int], lang: Language
) -> dict[int, str]:
    """Name each group after the actor with the heaviest ties in it.

    Where two of them bear one name, the next actor of each tells the groups apart.
    """
    network = shown.network
    gettext = gettext_in(lang)
    form = gettext("Around {name}")
    crowd = {it.key: it.name(n, lang) for it, n in shown.groups}
    strength = {key: network.degree(key, weight="weight") for key in network}
    members: defaultdict[int, list[int]] = defaultdict(list)
    for key in sorted(network, key=lambda it: (-strength[it], it)):
        group = groups.of.get(key)
        if group is not None:
            members[group].append(key)
    name = {key: crowd.get(key, str(network.nodes[key]["name"])) for key in network}
    repeated = Counter(name[keys[0]] for keys in members.values())
    both = gettext("Around {name} and {other}")
    return {
        group: both.format(name=name[keys[0]], other=name[keys[1]])
        if repeated[name[keys[0]]] > 1 and len(keys) > 1
        else form.format(name=name[keys[0]])
        for group, keys in sorted(members.items())
    }


def with_views(page: MapPage, views: Iterable[SavedView]) -> MapPage:
    """Give a page the views that are about nothing but what it shows."""
    keys: dict[str, Iterable[object]] = {
        "themes": [it.key for it in page.themes],
        "territories": [it.key for it in page.territories],
        "committee": [it.key for it in page.committees],
    }
    actors = [it.key for it in page.actors]
    kept = (it for it in views if on_map(it, actors=actors, others=keys))
    return replace(page, views=tuple(kept))


def measure_names(contents: Contents) -> tuple[Facet, ...]:
    """Name the measures in both languages; an estimate is said to be one."""
    estimated = {"betweenness"} if contents.estimate is not None else set[str]()
    return tuple(
        Facet(
            measure_name(code, "fr", estimated=code in estimated),
            measure_name(code, "en", estimated=code in estimated),
            code,
        )
        for code in contents.sizes
    )


def measure_name(code: str, lang: Language, *, estimated: bool) -> str:
    """Name a measure as the legend does."""
    gettext = gettext_in(lang)
    name = gettext(MEASURES[code].name)
    return gettext("{measure} (estimated)").format(measure=name) if estimated else name


def estimate_said(contents: Contents, lang: Language) -> list[str]:
    """Say that the betweenness is an estimate, and within what error."""
    it = contents.estimate
    if it is None:
        return []
    text = gettext_in(lang)("Betweenness is estimated from {n} actors, within {error}.")
    return [
        text.format(
            n=number(it.sources, lang=lang),
            error=number(it.error, decimals=4, lang=lang),
        )
    ]

"""Draw the map of the network: one file to be looked at offline."""

from dataclasses import dataclass
from pathlib import Path

from reseau.analysis.centrality import MEASURES
from reseau.analysis.graphs import Network, ties
from reseau.analysis.layout import positions
from reseau.analysis.overview import overview
from reseau.analysis.partition import Communities, communities
from reseau.domain.vocabulary import ActorKind, Diffusion, Layer
from reseau.errors import UsageError
from reseau.i18n import N_, Language, gettext_in
from reseau.publish.map import map_html
from reseau.publish.map_page import MapActor, MapPage, MapTie
from reseau.publish.map_picture import map_svg
from reseau.store import settings
from reseau.store.departures import Leaving
from reseau.store.session import Store
from reseau.usecases import facts
from reseau.usecases.leaving import chosen_by, hand_over
from reseau.usecases.network import Looked, Question, look

_SEED = 1
_MANY_TIES = 20_000
AUDIENCES: dict[Diffusion, str] = {
    Diffusion.INTERNAL: N_("Internal: for the team only. Do not pass it on."),
    Diffusion.GROUP: N_("For the advisory group."),
    Diffusion.PUBLIC: N_("Public."),
}


class UnknownMeasureError(UsageError):
    """The size is none of the measures."""

    message = N_("“{text}” is not a measure. Choose one of: {choices}.")


class UnknownEndingError(UsageError):
    """The file's ending is none that a map has."""

    message = N_("A map is written as .html or .svg, not {name}.")


@dataclass(frozen=True, slots=True)
class MapWish:
    """How the map is drawn.

    Attributes:
        size: Code of the measure that the discs show.
        isolates: Whether actors without a tie are drawn.
        title: Of the page; the collective's name by default.
    """

    language: Language
    size: str = "strength"
    isolates: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map that was written."""

    file: Path
    actors: int
    ties: int
    hidden: int


def draw_map(store: Store, out: Path, *, question: Question, wish: MapWish) -> Drawn:
    """Draw the network that a question asks for into a file.

    Raises:
        UnknownMeasureError, UnknownEndingError: Before anything is read.
        TooManyActorsError: More than a map can honestly show.
        NotWrittenError: The file cannot be written.
    """
    if wish.size not in MEASURES:
        raise UnknownMeasureError(text=wish.size, choices=", ".join(MEASURES))
    if out.suffix.casefold() not in {".html", ".htm", ".svg"}:
        raise UnknownEndingError(name=out.name)
    with store.reading() as session:
        looked = look(session, question)
        name = settings.setting(session, settings.NAME)
        chosen = chosen_by(session, question)
    page = map_page(looked, question, wish=wish, name=name)
    text = map_svg(page) if out.suffix.casefold() == ".svg" else map_html(page)
    drawn, whom = [it.key for it in page.actors], question.shown_to
    hand_over(store, out, Leaving("map", text, len(drawn), drawn, whom, chosen))
    return Drawn(out, len(page.actors), len(page.ties), looked.hidden)


def map_page(
    looked: Looked, question: Question, *, wish: MapWish, name: str
) -> MapPage:
    """Make the page of a network: places, groups, sizes, sentences."""
    lang = wish.language
    gettext = gettext_in(lang)
    network = looked.network
    if not wish.isolates:
        network = network.subgraph([it for it in network if network.degree(it)]).copy()
    found = overview(
        looked.network, looked.rows, layer=question.layer, rule=looked.rule, measures=()
    )
    days = [
        it.held_on
        for it in looked.rows.participations
        if looked.rule.covers(it.held_on)
    ]
    sentences = [
        facts.counts(found, lang=lang),
        *facts.method(
            looked.rule, question.layer,
            first=min(days, default=None), last=max(days, default=None), lang=lang,
        ),
        *facts.missing(found, hidden=looked.hidden, lang=lang),
    ]  # fmt: skip
    groups = _groups(network)
    return MapPage(
        title=wish.title or name or gettext("Network of actors"),
        subtitle=_subtitle(question, lang),
        facts=tuple(sentences),
        audience=gettext(AUDIENCES[question.shown_to]),
        size_label=gettext(MEASURES[wish.size].name),
        actors=_actors(network, groups, wish.size),
        ties=_ties(network, question.layer),
        communities=_names(network, groups, gettext("Around {name}")),
        language=lang,
    )


def _subtitle(question: Question, lang: Language) -> str:
    """Say what the map is restricted to."""
    kind = question.kind
    parts = [
        question.layer.label(lang),
        question.theme,
        question.territory,
        question.committee,
        None if kind is None else kind.label(lang),
    ]
    text = " · ".join(it for it in parts if it)
    return text[:1].upper() + text[1:]


def _groups(network: Network) -> Communities[int]:
    """Detect groups; fewer tries where each takes long."""
    return communities(
        network, seeds=10 if network.number_of_edges() < _MANY_TIES else 2
    )


def _actors(
    network: Network, groups: Communities[int], size: str
) -> tuple[MapActor, ...]:
    sizes = {key: max(it, 0.0) for key, it in MEASURES[size].of(network).items()}
    for key in network:
        network.nodes[key]["size"] = sizes.get(key, 0.0)  # Room for the disc.
    places = positions(network, seed=_SEED)
    return tuple(
        MapActor(
            key=key,
            slug=str(network.nodes[key]["slug"]),
            name=str(network.nodes[key]["name"]),
            kind=ActorKind(network.nodes[key]["kind"]),
            community=groups.of.get(key),
            size=sizes.get(key, 0.0),
            x=places[key][0],
            y=places[key][1],
            ties=int(network.degree(key)),
        )
        for key in sorted(network)
    )


def _ties(network: Network, layer: Layer) -> tuple[MapTie, ...]:
    return tuple(
        MapTie(
            a, b, float(it["weight"]), int(it["count"]), it["first"], it["last"], layer
        )
        for a, b, it in ties(network)
    )


def _names(network: Network, groups: Communities[int], form: str) -> dict[int, str]:
    """Name each group after the actor with the heaviest ties in it."""
    strength = {key: network.degree(key, weight="weight") for key in network}
    best: dict[int, int] = {}
    for key, group in groups.of.items():
        if group is not None and (
            group not in best
            or (-strength[key], key) < (-strength[best[group]], best[group])
        ):
            best[group] = key
    return {
        group: form.format(name=network.nodes[key]["name"])
        for group, key in sorted(best.items())
    }

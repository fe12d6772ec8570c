"""Draw the map of the network: one file to be looked at offline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from reseau.analysis.drawing.layout import positions
from reseau.analysis.positions.centrality import MEASURES
from reseau.analysis.positions.overview import overview
from reseau.domain.vocabulary import Diffusion
from reseau.errors import UsageError
from reseau.i18n import LANGUAGES, N_, Language, gettext_in
from reseau.publish.map.map import refuse_too_many
from reseau.publish.map.map_page import MapPage
from reseau.publish.map.map_views import SavedView
from reseau.store.privacy.departures import Leaving
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common import facts
from reseau.usecases.common.leaving import chosen_by, hand_over
from reseau.usecases.maps.map_advice import advice
from reseau.usecases.maps.map_content import (
    Contents,
    detected,
    estimate_said,
    group_names,
    lines_and_ties,
    map_actors,
    measure_names,
    measured,
    told_apart,
    with_views,
)
from reseau.usecases.maps.map_forms import file_content, form_of
from reseau.usecases.maps.map_network import (
    Drawable,
    Narrowing,
    drawable,
    most_tied,
    said_rule,
)
from reseau.usecases.maps.map_places import former_places, remember, view_of
from reseau.usecases.maps.map_words import comparison, subtitle
from reseau.usecases.network.network import Looked, Question, look

_SEED = 1
AUDIENCES: dict[Diffusion, str] = {
    Diffusion.INTERNAL: N_("Internal: for the team only. Do not pass it on."),
    Diffusion.GROUP: N_("For the advisory group."),
    Diffusion.PUBLIC: N_("Public."),
}


class UnknownMeasureError(UsageError):
    """The size is none of the measures."""

    message = N_("“{text}” is not a measure. Choose one of: {choices}.")


@dataclass(frozen=True, slots=True)
class MapWish:
    """How the map is drawn.

    Attributes:
        language: Of the page; its reader can change it there.
        size: Code of the measure that the discs show.
        isolates: Whether actors without a tie are drawn; never when days are compared.
        title: Of the page; the collective's name by default.
        narrowing: What leaves actors out, and the day compared with.
        anew: Whether earlier places are forgotten.
        ending: html, svg, png, pdf or zip; by default that of the file.
        titles: Whether other audiences than the team read the titles of the log.
        views: Views with a name, that the page offers as buttons.
    """

    language: Language
    size: str = "strength"
    isolates: bool = True
    title: str = ""
    narrowing: Narrowing = field(default_factory=Narrowing)
    anew: bool = False
    ending: str | None = None
    titles: bool = False
    views: tuple[SavedView, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map that was written.

    Attributes:
        advice: A sentence when the map is larger than can be read.
        remembered: Whether the places of its actors were kept for the next map.
        left_out: Names of the views that are about something not on this map.
    """

    file: Path
    actors: int
    ties: int
    hidden: int
    advice: str = ""
    remembered: bool = True
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ready:
    """All that a map is made from, whatever its language.

    Attributes:
        view: What its places are remembered under.
        name: Of the collective.
    """

    looked: Looked
    shown: Drawable
    contents: Contents
    view: str
    name: str | None


def map_page(
    store: Store, question: Question, *, wish: MapWish, most: int
) -> tuple[MapPage, Drawable]:
    """Make a small map to be put in another page, which says how it was obtained.

    Of any network the actors of the largest size are chosen first, then placed; where
    they stand is not kept.

    Args:
        store: The store.
        question: What is asked of the network.
        wish: How it is drawn; nobody without a tie is.
        most: How many actors are drawn at most.

    Returns:
        The page in its language, and the whole network with the lines behind it.
    """
    with store.reading() as session:
        looked = look(session, question)
        shown = drawable(session, looked, question, narrowing=wish.narrowing)
        sizes = MEASURES[wish.size].of(shown.network)
        some = most_tied(shown, sizes, most)
        view = view_of(session, question, narrowing=wish.narrowing, focus=some.focus)
        what = (looked, question, some)
        contents = _contents(session, what, wish=wish, view=view, sizes=sizes)
        name = settings.setting(session, settings.NAME)
    ready = _Ready(looked, some, contents, view, name)
    return _page(ready, question, wish=wish, lang=wish.language, told=False), shown


def draw_map(store: Store, out: Path, *, question: Question, wish: MapWish) -> Drawn:
    """Draw the network that a question asks for into a file.

    Actors stand where they stood on the last map of the same layer and narrowing.

    Raises:
        UnknownMeasureError, UnknownEndingError: Before anything is read.
        TooManyActorsError: More than a map can honestly show.
        NotWrittenError: The file cannot be written.
    """
    form = form_of(out, wish.ending)
    if wish.size not in MEASURES:
        raise UnknownMeasureError(text=wish.size, choices=", ".join(MEASURES))
    with store.reading() as session:
        ready = _ready(session, question, wish)
        chosen = chosen_by(session, question)
    looked, contents, view = ready.looked, ready.contents, ready.view
    languages = sorted(LANGUAGES, key=lambda it: it != wish.language)
    pages = [_page(ready, question, wish=wish, lang=lang) for lang in languages]
    page = pages[0]
    drawn = [it.key for it in page.actors if it.key > 0]  # Others stand for several.
    content, whom = file_content(form, pages, out.stem), question.shown_to
    hand_over(store, out, Leaving("map", content, len(drawn), drawn, whom, chosen))
    here = {key: at for key, at in contents.places.items() if key > 0}
    kept = remember(store, view, here)
    ties = sum(it.layer is question.layer for it in page.ties)
    left_out = tuple(it.name for it in wish.views if it not in page.views)
    return Drawn(
        out, len(page.actors), ties, looked.hidden, page.advice, kept, left_out
    )


def _ready(session: Session, question: Question, wish: MapWish) -> _Ready:
    """Read what a map needs, and place its actors."""
    looked = look(session, question)
    shown = drawable(session, looked, question, narrowing=wish.narrowing)
    refuse_too_many(shown.network.number_of_nodes())
    view = view_of(session, question, narrowing=wish.narrowing, focus=shown.focus)
    contents = _contents(session, (looked, question, shown), wish=wish, view=view)
    name = settings.setting(session, settings.NAME)
    return _Ready(looked, shown, contents, view, name)


def _contents(
    session: Session,
    what: tuple[Looked, Question, Drawable],
    *,
    wish: MapWish,
    view: str,
    sizes: Mapping[int, float] | None = None,
) -> Contents:
    """Measure, group and place the actors; read what tells them apart.

    Sizes are given when they are those of a larger network.
    """
    looked, question, shown = what
    network = shown.network
    if not wish.isolates or wish.narrowing.compare is not None:
        network.remove_nodes_from([it for it in network if not network.degree(it)])
    measures, estimate = measured(network, wish.size)
    if sizes is not None:
        measures[wish.size] = {key: max(sizes.get(key, 0.0), 0.0) for key in network}
    for key in network:
        network.nodes[key]["size"] = measures[wish.size].get(key, 0.0)
    before = former_places(session, view, anew=wish.anew)
    lines, ties = lines_and_ties(session, question, shown, titles=wish.titles)
    interactions = {
        it.interaction
        for it in looked.rows.participations
        if looked.rule.covers(it.held_on)
    }
    return Contents(
        positions(network, seed=_SEED, previous=before),
        measures,
        estimate,
        detected(network),
        *told_apart(session, looked.rule.as_of, interactions, network),
        lines,
        tuple(it for it in ties if it.source in network and it.target in network),
    )


def _page(
    ready: _Ready,
    question: Question,
    *,
    wish: MapWish,
    lang: Language,
    told: bool = True,
) -> MapPage:
    """Make the page of a network in one language; told, it says how it was obtained."""
    shown, contents = ready.shown, ready.contents
    gettext, measures = gettext_in(lang), measure_names(contents)
    page = MapPage(
        title=wish.title or ready.name or gettext("Network of actors"),
        subtitle=subtitle(question, wish.narrowing, shown, lang),
        facts=_facts(ready, question, wish=wish, lang=lang) if told else (),
        audience=gettext(AUDIENCES[question.shown_to]),
        size_label=getattr(measures[0], lang),
        actors=map_actors(shown, contents, shown.network, lang),
        ties=contents.ties,
        communities=group_names(shown, contents.groups, lang),
        language=lang,
        made_on=ready.looked.rule.as_of,
        layer=question.layer,
        measures=measures,
        themes=contents.themes.facets,
        territories=contents.territories.facets,
        committees=contents.committees.facets,
        lines=contents.lines,
        compared=wish.narrowing.compare,
        rules={it: gettext(text) for it, text in facts.RULES.items()},
    )
    return advice(with_views(page, wish.views))


def _facts(
    ready: _Ready, question: Question, *, wish: MapWish, lang: Language
) -> tuple[str, ...]:
    """Say how the map was obtained and what is missing."""
    looked, shown, contents = ready.looked, ready.shown, ready.contents
    rule, layer = said_rule(looked.rule, wish.narrowing.compare), question.layer
    found = overview(shown.network, looked.rows, layer=layer, rule=rule, measures=())
    days = [it.held_on for it in looked.rows.participations if rule.covers(it.held_on)]
    return (
        facts.counts(found, lang=lang),
        *comparison(shown, wish.narrowing, looked.rule, lang),
        *facts.method(
            rule, layer, first=min(days, default=None),
            last=max(days, default=None), lang=lang,
        ),
        *estimate_said(contents, lang),
        *facts.missing(found, hidden=looked.hidden, lang=lang),
    )  # fmt: skip

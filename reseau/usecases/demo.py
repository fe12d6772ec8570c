"""A network in a folder of its own, analysed and mapped: real, or a story's."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion
from reseau.errors import UsageError
from reseau.exchange.found import FoundInteraction
from reseau.i18n import N_, Language, gettext_in
from reseau.resources import folder
from reseau.store.place.address import Address, address_of
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actor_lists import ActorLine, list_actors
from reseau.usecases.exchanging import importing
from reseau.usecases.exchanging.importing import ImportReport
from reseau.usecases.maps.mapping import Drawn, MapWish, draw_map
from reseau.usecases.network.network import (
    NetworkFigures,
    Question,
    TieReasons,
    network_overview,
    why_tied,
)
from reseau.usecases.safekeeping.setup import init_store

STORE = "demo.sqlite"
_MAPS: dict[Language, str] = {"fr": "carte.html", "en": "map.html"}
_TOP = 5
Say = Callable[[str], None]


class FolderTakenError(UsageError):
    """The folder holds something else than a demonstration."""

    message = N_(
        "{folder} already holds other files. Nothing was written: name another folder "
        "with --out."
    )


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demonstration shows.

    Attributes:
        imported: What was read; None of a story, which is told.
        tie: Every line behind one tie.
        mobilized: The actors who took part in most interactions.
    """

    address: Address
    imported: ImportReport | None
    figures: NetworkFigures
    tie: TieReasons
    mobilized: list[ActorLine]
    drawn: Drawn


def run_demo(out: Path, *, language: Language, say: Say) -> Demonstration:
    """Make the demonstration; a former one in the same folder is replaced.

    Args:
        out: A folder that does not exist, is empty, or holds a demonstration.
        language: Of the map.
        say: Told what is being done.

    Raises:
        FolderTakenError: The folder holds something else.
        FolderError: It cannot be written.
    """
    gettext = gettext_in(language)
    address = cleared(out)
    say(gettext("Creating a store…"))
    store = init_store(address, organization=gettext("Demonstration: City of Portland"))
    try:
        say(gettext("Importing four quarters of public contacts…"))
        report = _imported(store)
        wish = MapWish(
            language,
            title=gettext("Who meets whom at the City of Portland"),
            titles=True,  # Public records.
        )
        shown = show(store, out, question=_question(report), wish=wish, say=say)
    finally:
        store.dispose()
    return replace(shown, imported=report)


def run_story(
    out: Path, *, language: Language, say: Say, tell: Callable[[str], object]
) -> Demonstration:
    """Make the training store; a former demonstration in the folder is replaced.

    Args:
        out: A folder that does not exist, is empty, or holds a demonstration.
        language: Of the map.
        say: Told what is being done.
        tell: Tells the story on the store of this address.

    Raises:
        FolderTakenError: The folder holds something else.
        FolderError: It cannot be written.
    """
    gettext = gettext_in(language)
    address = cleared(out)
    say(gettext("Creating a store…"))
    name = "Collectif Rives et Ruelles"
    organization = gettext("{name} (fiction)").format(name=name)
    init_store(address, organization=organization).dispose()
    tell(address.place)
    store = open_store(address)
    try:
        question = Question(shown_to=Diffusion.GROUP)
        title = gettext("Who works with whom: {name} (fiction)").format(name=name)
        wish = MapWish(language, title=title)
        return show(store, out, question=question, wish=wish, say=say)
    finally:
        store.dispose()


def show(
    store: Store, out: Path, *, question: Question, wish: MapWish, say: Say
) -> Demonstration:
    """Analyse the network of a store and map it, in the folder of the store."""
    gettext = gettext_in(wish.language)
    say(gettext("Analysing the network…"))
    figures = network_overview(store, question, top=3)
    tie = why_tied(store, *_worth_explaining(figures), question=question)
    mobilized = list_actors(store, sort="interactions")[:_TOP]
    say(gettext("Drawing the map…"))
    drawn = draw_map(store, out / _MAPS[wish.language], question=question, wish=wish)
    return Demonstration(store.address, None, figures, tie, mobilized, drawn)


def cleared(out: Path) -> Address:
    """Take a former demonstration away; touch nothing else."""
    ours = {
        STORE,
        *(f"{STORE}{it}" for it in ("-wal", "-shm", "-journal")),
        *_MAPS.values(),
    }
    if out.exists() and not out.is_dir():
        raise FolderTakenError(folder=out)
    present = {it.name for it in out.iterdir()} if out.is_dir() else set()
    if present - ours or (present and STORE not in present):
        raise FolderTakenError(folder=out)
    for name in sorted(present):
        (out / name).unlink()
    return address_of(str(out / STORE))


def _imported(store: Store) -> ImportReport:
    files = sorted(str(it) for it in (folder("db") / "seeds" / "demo").glob("*.csv"))
    sources = importing.read_sources(files, profile="portland", kind="interactions")
    return importing.run_import(store, sources)


def _question(report: ImportReport) -> Question:
    """Look at the whole log as of its last day, so that the figures never change."""
    days = [
        it.held_on
        for file in report.sources.files
        for it in file.records
        if isinstance(it, FoundInteraction)
    ]
    last = max(days, default=date(2026, 6, 30))
    period = Period(None, last + timedelta(days=1))
    return Question(at=last, period=period, shown_to=Diffusion.PUBLIC)


def _worth_explaining(figures: NetworkFigures) -> tuple[str, str]:
    """Name the actor with the heaviest ties and the best go-between beside it."""
    strongest = figures.overview.leaders["strength"][0].actor
    between = figures.overview.leaders["betweenness"]
    other = next(it.actor for it in between if it.actor != strongest)
    return f"#{strongest}", f"#{other}"

"""One strategy from signal to outcome, to test on.

All people and organizations are invented.
"""

from datetime import UTC, date, datetime

from reseau.domain.dissemination import Degree, MarkerLevel, MarkerState, ProductKind
from reseau.domain.vocabulary import ActorKind, SignalState
from reseau.store.models import Need, NeedSignal, Signal
from reseau.store.session import Store
from reseau.usecases.cycle import (
    markers,
    outcomes,
    products,
    strategies,
    strategy_steps,
)
from tests.contents import add, meet

START = date(2026, 3, 1)
SCHOOL, MEMBER = "École Nord", "Nadia Tremblay"


def actors(store: Store) -> None:
    """Put the school, a member, and three interactions; the first is too early.

    #1 of 1 February 2026, #2 of 10 April, #3 of 20 September.
    """
    add(store, SCHOOL)
    add(store, MEMBER, ActorKind.PERSON)
    for day in (date(2026, 2, 1), date(2026, 4, 10), date(2026, 9, 20)):
        meet(store, SCHOOL, MEMBER, on=day, title="Rencontre de l’école")


def strategy(
    store: Store, name: str = "Ouvrir la cour", *, start: date = START
) -> None:
    """Add a strategy towards the school."""
    changes = strategies.StrategyChanges(
        intended="La cour est ouverte le soir", targets=(SCHOOL,), started_on=start
    )
    strategies.add_strategy(store, name, changes=changes)


def marked(store: Store) -> None:
    """Add the strategy with four markers, of which two are moved.

    #1 expect, reached on 10 April; #2 like, reached on 20 September; #3 like, in
    part; #4 love, not moved.
    """
    actors(store)
    strategy(store)
    level = MarkerLevel
    for sign, how in (
        ("Elle nous reçoit", level.EXPECT),
        ("Elle propose une date", level.LIKE),
        ("Elle en parle aux parents", level.LIKE),
        ("Elle ouvre seule", level.LOVE),
    ):
        markers.add_marker(store, "cour", sign, level=how)
    reached, partly = MarkerState.REACHED, MarkerState.PARTLY
    for marker, interaction, state in (
        (1, 2, reached),
        (2, 3, reached),
        (3, 3, partly),
    ):
        seen = markers.Seen("Compte rendu", state)
        markers.move_marker(store, marker, interaction, seen=seen)


def chain(store: Store) -> None:
    """Tie a signal to a need, a product, the strategy and an outcome of marker 2."""
    marked(store)
    strategy_steps.add_steps(store, "cour", [2, 3])
    with store.working("watch") as work:
        signal = Signal(
            title="Fermeture du parc", seen_on=date(2026, 1, 10),
            state=SignalState.KEPT, added_at=datetime(2026, 1, 10, tzinfo=UTC),
        )  # fmt: skip
        need = Need(
            question="Où jouer le soir ?", asked_on=date(2026, 1, 20),
            added_at=datetime(2026, 1, 20, tzinfo=UTC),
            signals=[NeedSignal(signal=signal)],
        )  # fmt: skip
        work.session.add(need)
    changes = products.ProductChanges(
        made_on=date(2026, 3, 15), needs=("1",), strategies=("cour",)
    )
    products.add_product(
        store, "Portrait des cours", kind=ProductKind.PORTRAIT, changes=changes
    )
    outcomes.add_outcome(store, "La cour est ouverte", changes=opened(markers=(2,)))


def opened(**more: object) -> outcomes.OutcomeChanges:
    """Say that the school opened its yard, with another contributor."""
    given: dict[str, object] = {
        "who": (SCHOOL,),
        "happened_on": date(2026, 11, 10),
        "contribution": "Trois rencontres",
        "others": "L’arrondissement a payé le concierge",
    }
    return outcomes.OutcomeChanges(**(given | more))  # type: ignore[arg-type]  # As told.


def say(store: Store, degree: Degree, *, by: str | None = None) -> None:
    """Substantiate the first outcome."""
    source = None if by else f"Rapport {degree.value}"
    word = outcomes.Word(degree, by=by, source=source)
    outcomes.substantiate(store, 1, word=word)

"""The mapped classes: one module a subject, each loaded when first asked for.

To map a class takes SQLAlchemy some milliseconds, and most commands need a few of
them: ``from reseau.store.models import Actor`` loads the module of ``Actor`` and
those it refers to. Whoever must see every table, to copy, check, erase or undo, asks
``every_table`` or ``table_named``: ``Base.metadata`` knows only what is loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reseau.store.base import Base

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Table

    from reseau.store.models.actors import (
        Actor,
        ActorTerritory,
        Affiliation,
        Alias,
        ContactField,
        Distinct,
        Expert,
        Expertise,
        Partnership,
    )
    from reseau.store.models.committees import (
        Committee,
        Membership,
    )
    from reseau.store.models.consents import (
        Consent,
    )
    from reseau.store.models.governance import (
        CommitteeRule,
        Decision,
        DecisionFollowUp,
        DecisionSubject,
        Mandate,
        ReservedSeat,
        Spokesperson,
    )
    from reseau.store.models.interactions import (
        FollowUp,
        Interaction,
        InteractionTerritory,
        InteractionTheme,
        Participation,
    )
    from reseau.store.models.maps import (
        MapPlace,
    )
    from reseau.store.models.memory import (
        Change,
        ImportSource,
        Operation,
        Setting,
    )
    from reseau.store.models.missions import (
        Mission,
        MissionTest,
        MissionTheme,
    )
    from reseau.store.models.needs import (
        Need,
        NeedExpert,
        NeedRound,
        NeedSignal,
        NeedTheme,
    )
    from reseau.store.models.outcomes import (
        Outcome,
        OutcomeActor,
        OutcomeMarker,
        OutcomeStrategy,
        OutcomeTheme,
        Substantiation,
    )
    from reseau.store.models.places import (
        Territory,
    )
    from reseau.store.models.positions import (
        Objective,
        Position,
    )
    from reseau.store.models.privacy import (
        Departure,
        Erasure,
        Incident,
        PrivacyRequest,
    )
    from reseau.store.models.products import (
        Product,
        ProductNeed,
        ProductReach,
        ProductStrategy,
        ProductTheme,
    )
    from reseau.store.models.publications import (
        Publication,
    )
    from reseau.store.models.retention import (
        RetentionRule,
        RetentionRun,
    )
    from reseau.store.models.search import (
        index_state,
        indexed_term,
        indexed_text,
        posting,
    )
    from reseau.store.models.signals import (
        Signal,
        SignalTheme,
    )
    from reseau.store.models.strategies import (
        Marker,
        MarkerMove,
        Pledge,
        Strategy,
        StrategyStep,
        StrategyTarget,
        StrategyTheme,
    )
    from reseau.store.models.successions import (
        Succession,
    )
    from reseau.store.models.themes import (
        Theme,
        ThemeLabel,
        ThemeRelation,
    )
    from reseau.store.models.ties import (
        Collaboration,
        Influence,
    )

_MODULES: dict[str, tuple[str, ...]] = {
    "actors": (
        "Actor",
        "ActorTerritory",
        "Affiliation",
        "Alias",
        "ContactField",
        "Distinct",
        "Expert",
        "Expertise",
        "Partnership",
    ),
    "committees": ("Committee", "Membership"),
    "consents": ("Consent",),
    "governance": (
        "CommitteeRule",
        "Decision",
        "DecisionFollowUp",
        "DecisionSubject",
        "Mandate",
        "ReservedSeat",
        "Spokesperson",
    ),
    "interactions": (
        "FollowUp",
        "Interaction",
        "InteractionTerritory",
        "InteractionTheme",
        "Participation",
    ),
    "maps": ("MapPlace",),
    "memory": ("Change", "ImportSource", "Operation", "Setting"),
    "missions": ("Mission", "MissionTest", "MissionTheme"),
    "needs": ("Need", "NeedExpert", "NeedRound", "NeedSignal", "NeedTheme"),
    "outcomes": (
        "Outcome",
        "OutcomeActor",
        "OutcomeMarker",
        "OutcomeStrategy",
        "OutcomeTheme",
        "Substantiation",
    ),
    "places": ("Territory",),
    "positions": ("Objective", "Position"),
    "privacy": ("Departure", "Erasure", "Incident", "PrivacyRequest"),
    "products": (
        "Product",
        "ProductNeed",
        "ProductReach",
        "ProductStrategy",
        "ProductTheme",
    ),
    "publications": ("Publication",),
    "retention": ("RetentionRule", "RetentionRun"),
    "search": ("index_state", "indexed_term", "indexed_text", "posting"),
    "signals": ("Signal", "SignalTheme"),
    "strategies": (
        "Marker",
        "MarkerMove",
        "Pledge",
        "Strategy",
        "StrategyStep",
        "StrategyTarget",
        "StrategyTheme",
    ),
    "successions": ("Succession",),
    "themes": ("Theme", "ThemeLabel", "ThemeRelation"),
    "ties": ("Collaboration", "Influence"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}

DERIVED = frozenset({"posting", "indexed_term", "indexed_text", "index_state"})
"""Tables that are made from the others."""

__all__ = [
    "DERIVED",
    "Actor",
    "ActorTerritory",
    "Affiliation",
    "Alias",
    "Base",
    "Change",
    "Collaboration",
    "Committee",
    "CommitteeRule",
    "Consent",
    "ContactField",
    "Decision",
    "DecisionFollowUp",
    "DecisionSubject",
    "Departure",
    "Distinct",
    "Erasure",
    "Expert",
    "Expertise",
    "FollowUp",
    "ImportSource",
    "Incident",
    "Influence",
    "Interaction",
    "InteractionTerritory",
    "InteractionTheme",
    "Mandate",
    "MapPlace",
    "Marker",
    "MarkerMove",
    "Membership",
    "Mission",
    "MissionTest",
    "MissionTheme",
    "Need",
    "NeedExpert",
    "NeedRound",
    "NeedSignal",
    "NeedTheme",
    "Objective",
    "Operation",
    "Outcome",
    "OutcomeActor",
    "OutcomeMarker",
    "OutcomeStrategy",
    "OutcomeTheme",
    "Participation",
    "Partnership",
    "Pledge",
    "Position",
    "PrivacyRequest",
    "Product",
    "ProductNeed",
    "ProductReach",
    "ProductStrategy",
    "ProductTheme",
    "Publication",
    "ReservedSeat",
    "RetentionRule",
    "RetentionRun",
    "Setting",
    "Signal",
    "SignalTheme",
    "Spokesperson",
    "Strategy",
    "StrategyStep",
    "StrategyTarget",
    "StrategyTheme",
    "Substantiation",
    "Succession",
    "Territory",
    "Theme",
    "ThemeLabel",
    "ThemeRelation",
    "every_mapper",
    "every_table",
    "index_state",
    "indexed_term",
    "indexed_text",
    "load_every_model",
    "posting",
    "table_named",
]


def __getattr__(name: str) -> Any:  # Any: a mapped class, or a table.
    """Load the module of a class the first time that it is asked for."""
    if name not in _HOMES:
        raise AttributeError(name)
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def load_every_model() -> type[Base]:
    """Map every class, and give their base, whose metadata is then whole."""
    for module in _MODULES:
        import_module(f"{__name__}.{module}")
    return Base


def every_table() -> list["Table"]:
    """List every table of the store, each after those that it refers to."""
    return load_every_model().metadata.sorted_tables


def every_mapper() -> "Iterable[Any]":  # Any: mappers, of whichever class.
    """List the mapper of every class."""
    return load_every_model().registry.mappers


def table_named(name: str) -> "Table":
    """Give a table by its name.

    Raises:
        KeyError: The store has no such table.
    """
    found = Base.metadata.tables.get(name)
    return load_every_model().metadata.tables[name] if found is None else found

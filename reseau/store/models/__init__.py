"""The mapped classes: one module a subject, all gathered here."""

from reseau.store.base import Base
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
from reseau.store.models.committees import Committee, Membership
from reseau.store.models.interactions import (
    FollowUp,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Participation,
)
from reseau.store.models.maps import MapPlace
from reseau.store.models.memory import Change, ImportSource, Operation, Setting
from reseau.store.models.missions import Mission, MissionTest, MissionTheme
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
from reseau.store.models.places import Territory
from reseau.store.models.positions import Objective, Position
from reseau.store.models.privacy import (
    Consent,
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
from reseau.store.models.search import (
    DERIVED,
    index_state,
    indexed_text,
    posting,
)
from reseau.store.models.signals import Signal, SignalTheme
from reseau.store.models.strategies import (
    Marker,
    MarkerMove,
    Pledge,
    Strategy,
    StrategyStep,
    StrategyTarget,
    StrategyTheme,
)
from reseau.store.models.themes import Theme, ThemeLabel, ThemeRelation
from reseau.store.models.ties import Collaboration, Influence

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
    "Consent",
    "ContactField",
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
    "Setting",
    "Signal",
    "SignalTheme",
    "Strategy",
    "StrategyStep",
    "StrategyTarget",
    "StrategyTheme",
    "Substantiation",
    "Territory",
    "Theme",
    "ThemeLabel",
    "ThemeRelation",
    "index_state",
    "indexed_text",
    "posting",
]

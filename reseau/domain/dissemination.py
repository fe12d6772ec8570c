"""The closed lists of dissemination and impact, with their words in both languages."""

from reseau.domain.closed_words import Word


class StrategyState(Word):
    """Where a strategy stands."""

    PLANNED = "planned", "planned", "prévue"
    RUNNING = "running", "running", "en cours"
    REACHED = "reached", "reached", "atteinte"
    DROPPED = "dropped", "dropped", "abandonnée"
    ENDED = "ended", "ended without the change", "terminée sans le changement"

    @property
    def over(self) -> bool:
        """Tell whether nothing more is to be done."""
        return self in {
            StrategyState.REACHED,
            StrategyState.DROPPED,
            StrategyState.ENDED,
        }


class PledgeState(Word):
    """What became of a pledge."""

    OPEN = "open", "to come", "à venir"
    LATE = "late", "late", "en retard"
    KEPT = "kept", "kept", "tenu"
    DROPPED = "dropped", "dropped", "abandonné"

    @property
    def over(self) -> bool:
        """Whether nothing is waited for any more."""
        return self in {PledgeState.KEPT, PledgeState.DROPPED}


class MarkerLevel(Word):
    """How far a marker goes: the graduated signs of Outcome Mapping."""

    EXPECT = "expect", "expect to see", "attendu"
    LIKE = "like", "like to see", "souhaité"
    LOVE = "love", "love to see", "rêvé"


class MarkerState(Word):
    """What was seen of a marker on a day."""

    PARTLY = "partly", "in part", "partiel"
    REACHED = "reached", "reached", "atteint"
    LOST = "lost", "lost", "perdu"


class ProductKind(Word):
    """What a product is."""

    NOTE = "note", "note", "note"
    MAP = "map", "map", "carte"
    PORTRAIT = "portrait", "portrait", "portrait"
    CONFERENCE = "conference", "conference", "conférence"
    REPORT = "report", "report", "rapport"
    TOOL = "tool", "tool", "outil"
    MEDIA = "media", "video or article", "vidéo ou article"
    OTHER = "other", "other", "autre"


class Verdict(Word):
    """What was decided once a hypothesis was tested."""

    GO = "go", "go", "poursuivre"
    NO_GO = "no-go", "no go", "arrêter"
    AGAIN = "again", "to be tested again", "retester"


class OutcomePart(Word):
    """An actor's part in an outcome."""

    CHANGED = "changed", "changed", "a changé"
    CONTRIBUTED = "contributed", "contributed", "a contribué"


class Degree(Word):
    """To what degree somebody who knows confirms an outcome."""

    ACCEPTED = "accepted", "accepted", "confirmée"
    PARTLY = "partly", "in part", "en partie"
    NOT = "not", "not accepted", "non confirmée"


class Standing(Word):
    """What those who know say of an outcome, taken together, never averaged."""

    ACCEPTED = "accepted", "accepted", "confirmée"
    PARTLY = "partly", "accepted in part", "confirmée en partie"
    NOT = "not", "not accepted", "non confirmée"
    DISPUTED = "disputed", "disputed", "contestée"
    NOBODY = "nobody", "nobody asked yet", "pas encore corroborée"


class ChainStep(Word):
    """One link of the chain from signal to impact, in its order."""

    SIGNAL = "signal", "signal", "signal"
    NEED = "need", "need", "besoin"
    PRODUCT = "product", "product", "produit"
    MISSION = "mission", "mission", "mission"
    STRATEGY = "strategy", "strategy", "stratégie"
    MARKER = "marker", "marker", "marqueur"
    OUTCOME = "outcome", "outcome", "retombée"

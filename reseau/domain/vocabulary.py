"""The closed lists of the field, with their words in both languages."""

from collections.abc import Mapping

from reseau.domain.closed_words import Word


class ActorKind(Word):
    """The two kinds of actor."""

    ORGANIZATION = "organization", "organization", "organisme"
    PERSON = "person", "person", "personne"

    @classmethod
    def others(cls) -> Mapping[str, tuple[str, ...]]:
        """Read the words that people type for these."""
        return {
            "organization": ("organisation", "organizations", "organismes"),
            "person": ("individu", "people", "personnes"),
        }


class InteractionKind(Word):
    """What an interaction was."""

    MEETING = "meeting", "meeting", "réunion"
    CALL = "call", "call", "appel"
    MESSAGE = "message", "message", "message"
    VISIT = "visit", "visit", "visite"
    EVENT = "event", "event", "événement"
    ACTIVITY = "activity", "activity", "activité"

    @classmethod
    def others(cls) -> Mapping[str, tuple[str, ...]]:
        """Read the words that people type for these."""
        return {
            "meeting": ("rencontre",),
            "call": ("téléphone", "appel téléphonique", "phone", "phone call"),
            "message": ("courriel", "e-mail"),
        }


class Role(Word):
    """An actor's part in an interaction."""

    HOST = "host", "host", "hôte"
    ORGANIZER = "organizer", "organizer", "organisation"
    SPEAKER = "speaker", "speaker", "animation"
    PARTICIPANT = "participant", "participant", "participation"
    INVITED = "invited", "invited", "invitation"
    ABSENT = "absent", "absent", "absence"

    @classmethod
    def others(cls) -> Mapping[str, tuple[str, ...]]:
        """Read the words that minutes have for these, of men and of women."""
        return {
            "host": ("hôtesse",),
            "organizer": ("organisateur", "organisatrice", "organizers"),
            "speaker": (
                "animateur", "animatrice", "conférencier", "conférencière",
                "intervenant", "intervenante", "facilitator",
            ),
            "participant": ("participante", "présent", "présente", "present"),
            "invited": ("invité", "invitée", "guest"),
            "absent": (
                "absente", "excusé", "excusée", "excused", "apologies", "regrets",
            ),
        }  # fmt: skip

    @property
    def present(self) -> bool:
        """Tell whether the actor was there."""
        return self not in {Role.INVITED, Role.ABSENT}


class PartnerStatus(Word):
    """Where a partnership stands."""

    PROSPECT = "prospect", "prospect", "pressenti"
    ACTIVE = "active", "active", "actif"
    DORMANT = "dormant", "dormant", "en veille"
    FORMER = "former", "former", "ancien"


class CommitteeKind(Word):
    """What a committee is."""

    ADVISORY_GROUP = "advisory-group", "advisory group", "groupe aviseur"
    WORKING = "working", "working committee", "comité de travail"
    STAFF = "staff", "staff team", "équipe"
    TABLE = "table", "table", "table de concertation"
    OTHER = "other", "other", "autre"


class CommitteeRole(Word):
    """A role in a committee."""

    CHAIR = "chair", "chair", "présidence"
    MEMBER = "member", "member", "membre"
    SECRETARY = "secretary", "secretary", "secrétariat"
    OBSERVER = "observer", "observer", "observation"


class DecisionRule(Word):
    """How a committee decides."""

    CONSENSUS = "consensus", "consensus", "consensus"
    CONSENT = "consent", "consent", "consentement"
    MAJORITY = "majority", "majority", "majorité"
    TWO_THIRDS = "two-thirds", "two-thirds majority", "majorité des deux tiers"
    UNANIMITY = "unanimity", "unanimity", "unanimité"
    OTHER = "other", "other", "autre"


class SuccessionKind(Word):
    """How an organization changed."""

    MERGER = "merger", "merger", "fusion"
    SPLIT = "split", "split", "scission"
    SPIN_OFF = "spin-off", "spin-off", "essaimage"
    RENAME = "rename", "renaming", "changement de nom"
    END = "end", "end", "fin"

    @property
    def ends(self) -> bool:
        """Tell whether the organization is over from that day on."""
        return self in {
            SuccessionKind.MERGER,
            SuccessionKind.SPLIT,
            SuccessionKind.END,
        }


class Function(Word):
    """First axis of the matrix: what an action is for."""

    WATCH = "watch", "watch and mobilization", "veille et mobilisation"
    ANALYSIS = "analysis", "analysis", "analyse"
    DISSEMINATION = "dissemination", "strategic dissemination", "diffusion stratégique"


class Carrier(Word):
    """Second axis of the matrix: who carries an action."""

    ADVISORY_GROUP = "advisory-group", "advisory group", "groupe aviseur"
    MEMBERS = "members", "members", "membres"
    STAFF = "staff", "staff", "équipe"


class ActionKind(Word):
    """What has a place in the matrix."""

    INTERACTION = "interaction", "interaction", "interaction"
    SIGNAL = "signal", "signal", "signal"
    PRODUCT = "product", "product", "produit"
    STRATEGY = "strategy", "strategy", "stratégie"
    MISSION = "mission", "mission", "mission"


class SignalState(Word):
    """What was decided of a signal."""

    NEW = "new", "new", "nouveau"
    KEPT = "kept", "kept", "retenu"
    SET_ASIDE = "set-aside", "set aside", "écarté"
    EXPIRED = "expired", "out of date", "périmé"


class NeedState(Word):
    """Where a need stands."""

    OPEN = "open", "open", "ouvert"
    IN_HAND = "in-hand", "in hand", "pris en charge"
    ANSWERED = "answered", "answered", "répondu"
    DROPPED = "dropped", "dropped", "abandonné"

    @property
    def closed(self) -> bool:
        """Tell whether nothing more is waited for."""
        return self in {NeedState.ANSWERED, NeedState.DROPPED}


class TerritoryKind(Word):
    """What a territory is."""

    CITY = "city", "linked city", "ville liée"
    BOROUGH = "borough", "borough", "arrondissement"
    NEIGHBOURHOOD = "neighbourhood", "neighbourhood", "quartier"
    ZONE = "zone", "renewal zone", "zone de revitalisation"
    OTHER = "other", "other", "autre"


class Precision(Word):
    """How finely a date is known; never finer than what was said."""

    MINUTE = "minute", "minute", "minute"
    HALF_DAY = "half-day", "half-day", "demi-journée"
    DAY = "day", "day", "jour"
    MONTH = "month", "month", "mois"


class Diffusion(Word):
    """Who may be shown a person."""

    INTERNAL = "internal", "internal", "interne"
    GROUP = "group", "advisory group", "groupe"
    PUBLIC = "public", "public", "publique"
    FORBIDDEN = "forbidden", "forbidden", "interdite"


class Nature(Word):
    """Whether a contact field is about a person's functions or about the person."""

    PROFESSIONAL = "professional", "professional", "professionnelle"
    PERSONAL = "personal", "personal", "personnelle"


class Origin(Word):
    """Where a piece of information came from."""

    PERSON = "person", "from the person", "de la personne"
    THIRD_PARTY = "third-party", "third party", "tiers"
    PUBLIC = "public", "public source", "source publique"
    INFERRED = "inferred", "inferred", "déduite"


class ContactKind(Word):
    """What a contact field holds."""

    EMAIL = "email", "e-mail", "courriel"
    PHONE = "phone", "telephone", "téléphone"
    ADDRESS = "address", "address", "adresse"
    WEB = "web", "web page", "page web"
    OTHER = "other", "other", "autre"


class ExpertiseLevel(Word):
    """How well an expert knows a theme, as declared."""

    BASIC = "basic", "basic", "de base"
    CONFIRMED = "confirmed", "confirmed", "confirmé"
    REFERENCE = "reference", "reference", "de référence"


class Availability(Word):
    """Whether an expert may be asked."""

    OPEN = "open", "available", "disponible"
    LIMITED = "limited", "now and then", "à l’occasion"
    CLOSED = "closed", "not available", "non disponible"


class Layer(Word):
    """The family a tie belongs to. Layers are never silently blended."""

    COPRESENCE = "copresence", "co-presence", "coprésence"
    COMMITTEE = "committee", "committee membership", "sièges communs"
    AFFILIATION = "affiliation", "affiliation", "appartenance"
    COLLABORATION = "collaboration", "declared collaboration", "collaboration déclarée"


class Purpose(Word):
    """What a person's information serves; consent is one per purpose.

    To be remembered, shown to the advisory group, shown to the public, invited.
    """

    MEMORY = "memory", "memory", "mémoire"
    GROUP = "group", "advisory group", "groupe aviseur"
    PUBLIC = "public", "public", "public"
    INVITATIONS = "invitations", "invitations", "invitations"


class ConsentState(Word):
    """What a person said about a purpose."""

    GIVEN = "given", "given", "donné"
    REFUSED = "refused", "refused", "refusé"
    WITHDRAWN = "withdrawn", "withdrawn", "retiré"


class Guardian(Word):
    """Who speaks for somebody too young to consent alone."""

    PARENT = "parent", "parent", "parent"
    TUTOR = "tutor", "tutor", "tuteur"


class RequestKind(Word):
    """What a person asks about their own information."""

    ACCESS = "access", "access", "accès"
    PORTABILITY = "portability", "portability", "portabilité"
    RECTIFICATION = "rectification", "rectification", "rectification"
    ERASURE = "erasure", "erasure", "effacement"
    DIFFUSION = "diffusion", "end of diffusion", "cessation de diffusion"
    COMPLAINT = "complaint", "complaint", "plainte"


class RequestAnswer(Word):
    """How a request was answered."""

    GRANTED = "granted", "granted", "acceptée"
    PARTLY = "partly", "granted in part", "acceptée en partie"
    REFUSED = "refused", "refused", "refusée"


class Risk(Word):
    """Whether an incident puts people at risk of serious injury."""

    UNKNOWN = "unknown", "to be judged", "à évaluer"
    NOT_SERIOUS = "not-serious", "not serious", "non sérieux"
    SERIOUS = "serious", "serious", "sérieux"


class Place(Word):
    """Where an actor stands when influence is set against dependence."""

    DOMINANT = "dominant", "dominant", "dominant"
    RELAY = "relay", "relay", "relais"
    AUTONOMOUS = "autonomous", "autonomous", "autonome"
    DOMINATED = "dominated", "dominated", "dominé"

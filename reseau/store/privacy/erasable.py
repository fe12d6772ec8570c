"""Where a person may be: what goes with them, and what may mention them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Enum, String
from sqlalchemy.orm import InstrumentedAttribute

from reseau.store.models import (
    Actor,
    ActorTerritory,
    Affiliation,
    Alias,
    Base,
    Collaboration,
    Committee,
    CommitteeRule,
    Consent,
    ContactField,
    Decision,
    DecisionSubject,
    Departure,
    Distinct,
    Expert,
    Expertise,
    FollowUp,
    Influence,
    Interaction,
    Mandate,
    MapPlace,
    Marker,
    MarkerMove,
    Membership,
    Mission,
    MissionTest,
    Need,
    NeedExpert,
    NeedRound,
    Objective,
    Operation,
    Outcome,
    OutcomeActor,
    Partnership,
    Pledge,
    Position,
    PrivacyRequest,
    Product,
    ProductReach,
    Publication,
    RetentionRule,
    RetentionRun,
    Signal,
    Spokesperson,
    Strategy,
    StrategyStep,
    StrategyTarget,
    Substantiation,
    Succession,
)

# What people write freely, and so where anybody may be mentioned.
TEXTS: tuple[InstrumentedAttribute[Any], ...] = (
    Actor.notes,
    Affiliation.title,
    Collaboration.evidence,
    Committee.mandate,
    CommitteeRule.note,
    Consent.evidence,
    Consent.guardian,
    Consent.means,
    Decision.recorded_in,
    Decision.text,
    Decision.title,
    Departure.author,
    Expert.note,
    Expertise.source,
    FollowUp.what,
    Influence.evidence,
    Interaction.notes,
    Interaction.place,
    Interaction.title,
    Marker.sign,
    MarkerMove.evidence,
    Mission.hypothesis,
    Mission.lesson,
    MissionTest.note,
    Need.answer,
    Need.context,
    Need.question,
    NeedExpert.reason,
    NeedRound.note,
    Mandate.recorded_in,
    Mandate.text,
    Objective.note,
    Operation.author,
    Outcome.contribution,
    Outcome.evidence,
    Outcome.others,
    Outcome.significance,
    Outcome.what,
    Pledge.reason,
    Pledge.what,
    Position.evidence,
    PrivacyRequest.identity,
    PrivacyRequest.reason,
    PrivacyRequest.requester,
    Product.audience,
    Product.notes,
    Product.place,
    ProductReach.counted,
    Publication.text_en,
    Publication.text_fr,
    Signal.link,
    Signal.reason,
    Signal.source,
    Signal.summary,
    Signal.title,
    Strategy.intended,
    Strategy.lesson,
    Strategy.means,
    Strategy.messages,
    StrategyStep.note,
    Substantiation.note,
    Substantiation.source,
    Spokesperson.note,
    Succession.note,
    RetentionRule.purpose,
    RetentionRun.author,
    RetentionRun.purpose,
)

# What is known of a person and goes with them; presences and dates of meetings stay.
OWN: tuple[InstrumentedAttribute[Any], ...] = (
    ActorTerritory.actor_key,
    Affiliation.person_key,
    Alias.actor_key,
    Collaboration.source_key,
    Collaboration.target_key,
    Consent.actor_key,
    ContactField.actor_key,
    DecisionSubject.actor_key,
    Distinct.first_key,
    Distinct.second_key,
    Expert.actor_key,
    Expertise.actor_key,
    Influence.source_key,
    Influence.target_key,
    MapPlace.actor_key,
    Membership.actor_key,
    NeedExpert.actor_key,
    OutcomeActor.actor_key,
    Partnership.actor_key,
    Pledge.actor_key,
    Position.actor_key,
    StrategyTarget.actor_key,
    Spokesperson.actor_key,
)


def links() -> Iterator[tuple[type[Base], str]]:
    """Give what may refer to a person and stays without them."""
    yield Influence, "asserted_by_key"
    yield Position, "asserted_by_key"
    yield FollowUp, "actor_key"
    yield PrivacyRequest, "actor_key"
    yield Marker, "actor_key"
    yield Signal, "brought_by_key"
    yield Need, "asked_by_key"


def holds_words(column: Column[Any]) -> bool:
    """Tell whether a column holds what somebody wrote: not a code, a date, a key."""
    return isinstance(column.type, String) and not isinstance(column.type, Enum)

"""What a search keeps: kinds, themes, territories, days, and whom it may show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from reseau.domain.folding import lettered
from reseau.domain.periods import Period
from reseau.domain.search_query import SearchQuery
from reseau.domain.vocabulary import ActorKind, Diffusion, InteractionKind
from reseau.errors import UsageError
from reseau.i18n import N_, gettext
from reseau.store import models
from reseau.store.naming import finding
from reseau.store.rows import rows
from reseau.store.search.search_parts import Kind

Owner = tuple[Kind, int]
"""A record that is found: its kind and its key."""
_KINDS: dict[str, Kind] = {
    "actor": Kind.ACTOR,
    "acteur": Kind.ACTOR,
    "committee": Kind.COMMITTEE,
    "comite": Kind.COMMITTEE,
    "decision": Kind.DECISION,
    "interaction": Kind.INTERACTION,
    "theme": Kind.THEME,
    "territory": Kind.TERRITORY,
    "territoire": Kind.TERRITORY,
    "signal": Kind.SIGNAL,
    "signaux": Kind.SIGNAL,
    "need": Kind.NEED,
    "besoin": Kind.NEED,
    "product": Kind.PRODUCT,
    "produit": Kind.PRODUCT,
    "strategy": Kind.STRATEGY,
    "strategie": Kind.STRATEGY,
    "mission": Kind.MISSION,
    "outcome": Kind.OUTCOME,
    "retombee": Kind.OUTCOME,
}
_NAMES = {
    Kind.ACTOR: "Actor",
    Kind.COMMITTEE: "Committee",
    Kind.INTERACTION: "Interaction",
    Kind.THEME: "Theme",
    Kind.TERRITORY: "Territory",
    Kind.SIGNAL: "Signal",
    Kind.NEED: "Need",
    Kind.PRODUCT: "Product",
    Kind.STRATEGY: "Strategy",
    Kind.MISSION: "Mission",
    Kind.OUTCOME: "Outcome",
    Kind.DECISION: "Decision",
}


def model_of(kind: Kind) -> Any:  # Any: mapped classes share no protocol.
    """Give the mapped class of a kind, loaded when it is asked for."""
    return getattr(models, _NAMES[kind])


_NOT_PUBLIC = {
    Kind.INTERACTION, Kind.SIGNAL, Kind.NEED, Kind.PRODUCT, Kind.STRATEGY, Kind.MISSION,
    Kind.OUTCOME, Kind.DECISION,
}  # fmt: skip


class UnknownTypeError(UsageError):
    """What stands after type: is nothing that can be found."""

    message = N_("type: takes {choices}, not “{text}”.")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is kept; None keeps all of a kind.

    Attributes:
        kinds: Kinds of records.
        keys: Kind to the keys that are kept.
    """

    shown_to: Diffusion
    kinds: frozenset[Kind]
    keys: dict[Kind, frozenset[int] | None] = field(default_factory=dict)

    def kept(self, session: Session, kind: Kind, keys: Iterable[int]) -> list[int]:
        """Keep the records that pass; actors that are not to be shown never do."""
        if kind not in self.kinds:
            return []
        only = self.keys.get(kind)
        passing = list(keys) if only is None else [it for it in keys if it in only]
        if kind is not Kind.ACTOR or not passing:
            return passing
        shown = rows.shown_keys(session, shown_to=self.shown_to, among=passing)
        return [it for it in passing if it in shown]

    def everything(self, session: Session) -> list[Owner]:
        """Give all records that pass the filters, for a search without a word."""
        found: list[Owner] = []
        for kind in sorted(self.kinds):
            keys = self.keys.get(kind)
            if keys is None:
                column = model_of(kind).key
                keys = frozenset(session.scalars(select(column)))
            found += [(kind, key) for key in sorted(keys)]
        return found


def filters(session: Session, query: SearchQuery, *, shown_to: Diffusion) -> Filters:
    """Turn the filters of a search into what is kept.

    Raises:
        UnknownTypeError, UnknownThemeError, UnknownTerritoryError
    """
    kinds = set(Kind)
    keys: dict[Kind, frozenset[int] | None] = {}
    if shown_to is Diffusion.PUBLIC:
        kinds -= _NOT_PUBLIC
    if query.kinds:
        kinds &= _types(session, query.kinds, keys)
    if query.theme is not None:
        theme = finding.theme_named(session, query.theme)
        _narrow(kinds, keys, _about(session, rows.with_narrower(session, theme)))
    if query.territory is not None:
        place = finding.territory_named(session, query.territory)
        _narrow(kinds, keys, _there(session, rows.with_inner(session, place)))
    if query.period != Period():
        _narrow(kinds, keys, _then(session, query.period))
    return Filters(shown_to, frozenset(kinds), keys)


def _narrow(
    kinds: set[Kind],
    keys: dict[Kind, frozenset[int] | None],
    found: dict[Kind, frozenset[int]],
) -> None:
    """Keep what two filters have in common; a kind without an answer is left out."""
    kinds &= set(found)
    for kind, some in found.items():
        before = keys.get(kind)
        keys[kind] = some if before is None else before & some


def _types(
    session: Session,
    typed: Iterable[str],
    keys: dict[Kind, frozenset[int] | None],
) -> set[Kind]:
    kinds: set[Kind] = set()
    whole: set[Kind] = set()
    found: defaultdict[Kind, frozenset[int]] = defaultdict(frozenset)
    for text in typed:
        word = lettered(text).removesuffix("s")
        if word in _KINDS:
            kinds.add(_KINDS[word])
            whole.add(_KINDS[word])
        elif (actor := _word(ActorKind, word)) is not None:
            found[Kind.ACTOR] |= _those(
                session, models.Actor, models.Actor.kind == actor
            )
        elif (interaction := _word(InteractionKind, word)) is not None:
            same = models.Interaction.kind == interaction
            found[Kind.INTERACTION] |= _those(session, models.Interaction, same)
        else:
            raise UnknownTypeError(text=text, choices=gettext(TYPES))
    # “type:person type:actor” is every actor.
    keys |= {kind: some for kind, some in found.items() if kind not in whole}
    return kinds | found.keys()


TYPES = N_(
    "person, organization, committee, decision, interaction, theme, territory, signal, "
    "need, product, strategy, mission, outcome, meeting, call, message, visit, event, "
    "activity"
)


def _word(
    words: type[ActorKind] | type[InteractionKind], text: str
) -> ActorKind | InteractionKind | None:
    return words.spellings().get(text)


def _those(session: Session, model: Any, condition: Any) -> frozenset[int]:
    return _all(session, select(model.key).where(condition))


def _all(session: Session, query: Select[int]) -> frozenset[int]:
    """Read keys as plain rows, of which there may be very many."""
    return frozenset(session.connection().scalars(query).all())


def _about(session: Session, themes: frozenset[int]) -> dict[Kind, frozenset[int]]:
    lines = select(models.InteractionTheme.interaction_key)
    knowers = select(models.Expertise.actor_key)
    return {
        Kind.INTERACTION: _all(
            session, lines.where(models.InteractionTheme.theme_key.in_(themes))
        ),
        Kind.ACTOR: _all(
            session, knowers.where(models.Expertise.theme_key.in_(themes))
        ),
        Kind.THEME: themes,
        Kind.DECISION: _all(
            session,
            select(models.DecisionSubject.decision_key).where(
                models.DecisionSubject.theme_key.in_(themes)
            ),
        ),
        Kind.SIGNAL: _all(
            session,
            select(models.SignalTheme.signal_key).where(
                models.SignalTheme.theme_key.in_(themes)
            ),
        ),
        Kind.NEED: _all(
            session,
            select(models.NeedTheme.need_key).where(
                models.NeedTheme.theme_key.in_(themes)
            ),
        ),
        **{kind: _all(session, query) for kind, query in _cycle_about(themes).items()},
    }


def _cycle_about(themes: frozenset[int]) -> dict[Kind, Select[int]]:
    return {
        Kind.PRODUCT: select(models.ProductTheme.product_key).where(
            models.ProductTheme.theme_key.in_(themes)
        ),
        Kind.STRATEGY: select(models.StrategyTheme.strategy_key).where(
            models.StrategyTheme.theme_key.in_(themes)
        ),
        Kind.MISSION: select(models.MissionTheme.mission_key).where(
            models.MissionTheme.theme_key.in_(themes)
        ),
        Kind.OUTCOME: select(models.OutcomeTheme.outcome_key).where(
            models.OutcomeTheme.theme_key.in_(themes)
        ),
    }


def _there(session: Session, places: frozenset[int]) -> dict[Kind, frozenset[int]]:
    lines = select(models.InteractionTerritory.interaction_key)
    actors = select(models.ActorTerritory.actor_key)
    committees = select(models.Committee.key)
    return {
        Kind.INTERACTION: _all(
            session, lines.where(models.InteractionTerritory.territory_key.in_(places))
        ),
        Kind.ACTOR: _all(
            session, actors.where(models.ActorTerritory.territory_key.in_(places))
        ),
        Kind.COMMITTEE: _all(
            session, committees.where(models.Committee.territory_key.in_(places))
        ),
        Kind.TERRITORY: places,
        Kind.DECISION: _all(
            session,
            select(models.DecisionSubject.decision_key).where(
                models.DecisionSubject.territory_key.in_(places)
            ),
        ),
        Kind.SIGNAL: _those(
            session, models.Signal, models.Signal.territory_key.in_(places)
        ),
        Kind.NEED: _those(session, models.Need, models.Need.territory_key.in_(places)),
        Kind.OUTCOME: _those(
            session, models.Outcome, models.Outcome.territory_key.in_(places)
        ),
    }


def _then(session: Session, period: Period) -> dict[Kind, frozenset[int]]:
    lines = select(models.Interaction.key)
    committees = select(models.Committee.key)
    signals, needs = select(models.Signal.key), select(models.Need.key)
    decisions = select(models.Decision.key)
    if period.since is not None:
        decisions = decisions.where(models.Decision.decided_on >= period.since)
        signals = signals.where(models.Signal.seen_on >= period.since)
        needs = needs.where(
            or_(models.Need.closed_on.is_(None), models.Need.closed_on > period.since)
        )
        lines = lines.where(models.Interaction.held_on >= period.since)
        open_then = or_(
            models.Committee.ended_on.is_(None),
            models.Committee.ended_on > period.since,
        )
        committees = committees.where(open_then)
    if period.until is not None:
        signals = signals.where(models.Signal.seen_on < period.until)
        needs = needs.where(models.Need.asked_on < period.until)
        decisions = decisions.where(models.Decision.decided_on < period.until)
        lines = lines.where(models.Interaction.held_on < period.until)
        begun = or_(
            models.Committee.started_on.is_(None),
            models.Committee.started_on < period.until,
        )
        committees = committees.where(begun)
    return {
        Kind.INTERACTION: _all(session, lines),
        Kind.COMMITTEE: _all(session, committees),
        Kind.SIGNAL: _all(session, signals),
        Kind.NEED: _all(session, needs),
        **{kind: _all(session, query) for kind, query in _cycle_then(period).items()},
        Kind.DECISION: _all(session, decisions),
    }


def _cycle_then(period: Period) -> dict[Kind, Select[int]]:
    """Keep what is of a period by its day; what lasts, until it is closed."""
    made: dict[Kind, tuple[Select[int], Any, Any]] = {
        Kind.PRODUCT: (
            select(models.Product.key),
            models.Product.made_on,
            models.Product.made_on,
        ),
        Kind.STRATEGY: (
            select(models.Strategy.key),
            models.Strategy.started_on,
            models.Strategy.closed_on,
        ),
        Kind.MISSION: (
            select(models.Mission.key),
            models.Mission.started_on,
            models.Mission.decided_on,
        ),
        Kind.OUTCOME: (
            select(models.Outcome.key),
            models.Outcome.happened_on,
            models.Outcome.happened_on,
        ),
    }
    found = {}
    for kind, (query, start, end) in made.items():
        kept = query
        if period.since is not None:
            kept = kept.where(or_(end.is_(None), end >= period.since))
        if period.until is not None:
            kept = kept.where(start < period.until)
        found[kind] = kept
    return found

"""Look at the network: figures, why a tie exists, how to get from one to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.analysis.positions.overview import Overview, overview
from reseau.analysis.ties.graphs import Network, Rows, layer_graph
from reseau.analysis.ties.paths import Path, best_path
from reseau.analysis.ties.projection import TieRule
from reseau.analysis.ties.why import TieEvidence, why
from reseau.domain.evidence import ActorRow
from reseau.domain.vocabulary import Layer
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.store.models import (
    Actor,
    Affiliation,
    Collaboration,
    Committee,
    Interaction,
    Membership,
)
from reseau.store.naming import finding
from reseau.store.privacy.veil import veil
from reseau.store.rows import rows, settings
from reseau.store.rows.rows import Scope
from reseau.store.session import Store
from reseau.usecases.common.following import as_then, heirs_of
from reseau.usecases.common.question import Question as Question  # noqa: PLC0414  # As below.
from reseau.usecases.common.question import scope_of
from reseau.usecases.common.showing import (
    HiddenActorError as HiddenActorError,  # noqa: PLC0414  # Named here by others.
)


class SameActorError(UsageError):
    """Two actors are wanted, and one was given twice."""

    message = N_("{name} was given twice: give two actors.")


class BecameOneError(SameActorError):
    """Two actors are wanted, and those given are counted as one."""

    message = N_(
        "{one} and {other} are one here, {heir}: --follow-successors counts "
        "organizations that merged with what they became. Leave it out, or give two "
        "other actors."
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """What a question reads from the store.

    Attributes:
        shown: Keys of all the actors that the audience may be shown.
        hidden: How many actors the audience may not be shown.
    """

    actors: tuple[ActorRow, ...]
    rows: Rows
    rule: TieRule
    network: Network
    shown: frozenset[int]
    hidden: int


def look(session: Session, question: Question) -> Looked:
    """Read what a question needs, and make its network.

    When the question restricts the log, the actors are those who took part in what
    is left; else all that are known, tied or not.
    """
    scope = scope_of(session, question)
    rule = TieRule(
        as_of=question.at or settings.today(session),
        half_life=question.half_life,
        weighting=question.weighting,
        period=question.period,
    )
    evidence = Rows(
        participations=rows.participation_rows(session, _unbounded(scope)),
        memberships=rows.membership_rows(session, scope),
        affiliations=rows.affiliation_rows(session),
        collaborations=rows.collaboration_rows(session, scope),
    )
    actors = rows.actor_rows(session, shown_to=question.shown_to)
    actors, evidence, rule = as_then(
        session, actors, evidence, rule, follow=question.follow
    )
    shown = frozenset(it.actor for it in actors)
    if scope.restricted and question.layer is Layer.COPRESENCE:
        active = {
            it.actor
            for it in evidence.participations
            if it.role.present and rule.covers(it.held_on)
        }
        actors = [it for it in actors if it.actor in active]
    network = layer_graph(actors, evidence, layer=question.layer, rule=rule)
    hidden = rows.hidden_people(session, shown_to=question.shown_to)
    return Looked(tuple(actors), evidence, rule, network, shown, hidden)


def _unbounded(scope: Scope) -> Scope:
    """Leave the period to the rule, which counts what it leaves out."""
    return Scope(
        themes=scope.themes,
        territories=scope.territories,
        committee=scope.committee,
        kind=scope.kind,
    )


@dataclass(frozen=True, slots=True)
class NetworkFigures:
    """The figures of a network, and what they do not see.

    Attributes:
        first: Day of the first interaction that was looked at; None for none.
        last: Day of the last one.
        logged: Interactions of the whole log.
    """

    overview: Overview
    hidden: int
    first: date | None
    last: date | None
    logged: int
    slugs: Mapping[int, str]


def network_overview(
    store: Store, question: Question, *, top: int = 5
) -> NetworkFigures:
    """Say in figures what the network is."""
    with store.reading() as session:
        looked = look(session, question)
        logged = session.scalar(select(func.count()).select_from(Interaction)) or 0
    days = [
        it.held_on
        for it in looked.rows.participations
        if looked.rule.covers(it.held_on)
    ]
    return NetworkFigures(
        overview(
            looked.network, looked.rows, layer=question.layer, rule=looked.rule, top=top
        ),
        looked.hidden,
        min(days, default=None),
        max(days, default=None),
        logged,
        {it.actor: it.slug for it in looked.actors},
    )


@dataclass(frozen=True, slots=True)
class Named:
    """An actor to be named."""

    key: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class TieReasons:
    """Every line behind a tie, layer by layer.

    Attributes:
        texts: Layer and evidence key to what a person reads.
    """

    first: Named
    second: Named
    rule: TieRule
    layers: Mapping[Layer, TieEvidence]
    texts: Mapping[tuple[Layer, int], str]


def why_tied(store: Store, one: str, other: str, *, question: Question) -> TieReasons:
    """Give every line behind the tie of two actors, with its share of the weight.

    Raises:
        SameActorError: One actor was given twice.
        HiddenActorError: One of them may not be shown.
        UnknownActorError, AmbiguousNameError: A name is not sure.
    """
    with store.reading() as session:
        a, b = _two(session, one, other, question)
        looked = look(session, question)
        _check_shown(looked, a, b)
        pair = (min(a.key, b.key), max(a.key, b.key))
        found = why(looked.rows, pair, rule=looked.rule)
        texts = {
            (layer, key): text
            for layer, evidence in found.items()
            for key, text in _texts(session, layer, evidence).items()
        }
        hiding = veil(session, shown_to=question.shown_to)
        texts = {where: hiding.over(text) for where, text in texts.items()}
        return TieReasons(_named(a), _named(b), looked.rule, found, texts)


def _two(
    session: Session, one: str, other: str, question: Question
) -> tuple[Actor, Actor]:
    """Find two actors; those that merged are what they became, when that is asked."""
    named = [finding.actor_named(session, it) for it in (one, other)]
    a, b = (_followed(session, it, question) for it in named)
    if named[0] is named[1]:
        raise SameActorError(name=a.name)
    if a is b:
        raise BecameOneError(one=named[0].name, other=named[1].name, heir=a.name)
    return a, b


def _followed(session: Session, found: Actor, question: Question) -> Actor:
    shown = (it.actor for it in rows.actor_rows(session, shown_to=question.shown_to))
    heirs = heirs_of(session, shown, follow=question.follow) if question.follow else {}
    return session.get_one(Actor, heirs.get(found.key, found.key))


def _check_shown(looked: Looked, *actors: Actor) -> None:
    for actor in actors:
        if actor.key not in looked.shown:
            raise HiddenActorError(name=actor.name)


def _named(actor: Actor) -> Named:
    return Named(actor.key, actor.slug, actor.name)


def _texts(session: Session, layer: Layer, evidence: TieEvidence) -> dict[int, str]:
    """Write what stands behind each key of a layer's evidence."""
    keys = [key for reason in evidence.reasons for key in reason.line.keys]
    if layer is Layer.COPRESENCE:
        query = select(Interaction.key, Interaction.title)
    elif layer is Layer.COMMITTEE:
        query = select(Membership.key, Committee.name).join(Membership.committee)
    elif layer is Layer.AFFILIATION:
        query = select(Affiliation.key, func.coalesce(Affiliation.title, ""))
    else:
        query = select(Collaboration.key, func.coalesce(Collaboration.evidence, ""))
    column = query.exported_columns[0]
    texts: dict[int, str] = {}
    for start in range(0, len(keys), 500):
        some = query.where(column.in_(keys[start : start + 500]))
        texts.update((key, text) for key, text in session.execute(some))
    return texts


@dataclass(frozen=True, slots=True)
class Way:
    """How to get from an actor to another.

    Attributes:
        layer: The family of the ties.
        path: None when nothing links them.
        actors: The actors on the way, both ends included.
        strengths: Weight of each tie on the way.
    """

    first: Named
    second: Named
    rule: TieRule
    layer: Layer
    path: Path | None
    actors: tuple[Named, ...]
    strengths: tuple[float, ...]


def path_between(store: Store, one: str, other: str, *, question: Question) -> Way:
    """Find the shortest way between two actors, the strongest of the shortest.

    Raises:
        SameActorError: One actor was given twice.
        HiddenActorError: One of them may not be shown.
    """
    with store.reading() as session:
        a, b = _two(session, one, other, question)
        looked = look(session, question)
        known = {it.actor: Named(it.actor, it.slug, it.name) for it in looked.actors}
        _check_shown(looked, a, b)
        inside = a.key in known and b.key in known
        path = best_path(looked.network, a.key, target=b.key) if inside else None
        ends = _named(a), _named(b)
    steps = path.actors if path is not None else ()
    strengths = tuple(float(looked.network[x][y]["weight"]) for x, y in pairwise(steps))
    way = tuple(known[it] for it in steps)
    return Way(*ends, looked.rule, question.layer, path, way, strengths)

"""Who knows about this, why, how to reach them, and whether they may be asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from reseau.domain.evidence import ActorRow
from reseau.domain.expert_evidence import (
    KIND_WEIGHTS,
    Evidence,
    EvidenceKind,
    Part,
    Standing,
    gathered,
    most,
    refocused,
)
from reseau.domain.search_query import EmptyQueryError, SearchQuery, read_query
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.store.naming import finding
from reseau.store.rows import rows, settings
from reseau.store.rows.log_rows import titles
from reseau.store.search.expert_rows import (
    collaborated,
    declared,
    focus_of,
    inherited,
    last_seated,
    last_seen,
    seated,
    took_part,
)
from reseau.store.search.need_rows import could_answer
from reseau.store.session import Store
from reseau.usecases.common.showing import HiddenActorError
from reseau.usecases.experts.expert_answers import (
    Expert,
    ExpertQuestion,
    ExpertsFound,
    Link,
    Reason,
)
from reseau.usecases.experts.expert_lines import Answers, answers, near_labels
from reseau.usecases.experts.expert_sieve import Sieve
from reseau.usecases.experts.searches import Look, indexed

if TYPE_CHECKING:
    from reseau.store.search.acquaintance import Step


def find_experts(store: Store, question: ExpertQuestion, *, lang: str) -> ExpertsFound:
    """Find who knows, the highest score first.

    Nobody whom the audience may not be shown is listed, named on a way, or told
    apart in a count.

    Raises:
        EmptyQueryError, CommonWordsError, LongQueryError
        UnknownActorError, UnknownTerritoryError, AmbiguousNameError
        HiddenActorError: The one who asks may not be shown.
    """
    with indexed(store) as session:
        today = settings.today(session)
        asker = _asker(session, question)
        query = read_query(question.text, today=today)
        if not (query.free or query.theme):
            raise EmptyQueryError  # Filters alone say nothing of what is known.
        question = _with_kind(question, query)
        look = Look.at(
            session, query, shown_to=question.shown_to, neighbours=question.neighbours
        )
        found = answers(session, look, today=today)
        ranked = _rough(session, found, today=today, heirs={})
        near = question.near or query.territory
        sieve = Sieve.of(session, question, near=near, today=today)
        kept = sieve.kept(session, ranked)
        held = {line.theme for it in kept for _weight, _age, line in it.weighed}
        own = found.declared.keys() - set(found.alike)
        best, ways = _nearest(session, kept, asker, question=question, today=today)
        sieve.take(session, best, of=len(kept))
        experts = _experts(session, best, sieve, ways=ways, look=look, lang=lang)
        return ExpertsFound(
            query=query.text,
            today=today,
            asker=None if asker is None else asker.name,
            themes=tuple(look.known.label(it, lang) for it in found.named),
            alike=tuple(look.known.label(it, lang) for it in found.alike if it in held),
            untold=bool(found.named and kept) and own.isdisjoint(held),
            near_themes=()
            if found.named or found.alike
            else near_labels(look.known, query.free, lang=lang),
            guessed=look.asked.guessed,
            experts=tuple(experts),
            held_back=sieve.held_back(),
            thin=sieve.loosened,
            lines=len(found.lines),
            capped=found.capped,
        )


def _asker(session: Session, question: ExpertQuestion) -> ActorRow | None:
    if question.asker is None:
        return None
    actor = finding.actor_named(session, question.asker)
    shown = rows.actor_rows(session, shown_to=question.shown_to, among=[actor.key])
    if not shown:
        raise HiddenActorError(name=actor.name)
    return shown[0]


def _with_kind(question: ExpertQuestion, query: SearchQuery) -> ExpertQuestion:
    """Take the kind of actor from ``type:`` when no option says it.

    Raises:
        UnknownWordError: ``type:`` is neither a person nor an organization.
    """
    if question.kind is not None or not query.kinds:
        return question
    return replace(question, kind=ActorKind.read(query.kinds[-1]))


def ranked_by(
    session: Session,
    found: Answers,
    *,
    today: date,
    heirs: Mapping[int, int] | None = None,
) -> list[Standing]:
    """Rank every actor by what answers, whoever may be shown.

    With ``heirs``, what is known of those that merged is known of what they became.
    """
    rough = _rough(session, found, today=today, heirs=heirs or {})
    return _sharpened(session, rough, most=len(rough))


def _rough(
    session: Session, found: Answers, *, today: date, heirs: Mapping[int, int]
) -> list[Standing]:
    """Give every actor with the most that their score can be, the highest first.

    How many lines of the log an actor is in, which makes words weigh less, is counted
    for those alone whom that can bring among the first.
    """
    known = _evidence(session, found, today=today)
    if heirs:
        known = [it._replace(actor=heirs.get(it.actor, it.actor)) for it in known]
    evidence = gathered(known, today=today)
    every = [most(actor, weighed) for actor, weighed in evidence.items()]
    every.sort(key=lambda it: (-it.score, it.actor))
    return every


def _sharpened(
    session: Session, rough: Sequence[Standing], *, most: int
) -> list[Standing]:
    """Give the true scores of so many, the highest first, equals by key."""
    found: list[Standing] = []
    start, size = 0, most + _CHASING
    while start < len(rough):
        if start >= most and found[most - 1].score > rough[start].score:
            break
        some = rough[start : start + size]
        focus = focus_of(session, [it.actor for it in some if it.worded])
        found += [refocused(it, focus.get(it.actor, 1.0)) for it in some]
        found.sort(key=lambda it: (-it.score, it.actor))
        start += size
    return found[:most]


def _evidence(session: Session, found: Answers, *, today: date) -> list[Evidence]:
    return [
        *declared(session, found.declared),
        *collaborated(session, found.themes, today=today),
        *took_part(session, found.lines),
        *could_answer(session, found.themes, until=today),
        *seated(session, found.committees, today=today),
        *inherited(session, found.declared, today=today),
    ]


def _experts(
    session: Session,
    kept: Sequence[Standing],
    sieve: Sieve,
    *,
    ways: "Mapping[int, Sequence[Step]]",
    look: Look,
    lang: str,
) -> list[Expert]:
    keys = [it.actor for it in kept]
    seen = {it: load.seen for it, load in sieve.loads.items() if load.seen}
    seen |= last_seen(session, set(keys) - set(seen), until=sieve.today)
    for actor, seat in last_seated(session, keys, until=sieve.today).items():
        seen[actor] = max(seen.get(actor, seat), seat)
    links = _links(session, ways, keys, look=look)
    named = titles(session, _logged(kept))
    experts = []
    for rank, standing in enumerate(kept, start=1):
        row, load = sieve.shown[standing.actor], sieve.loads[standing.actor]
        free = load.free(today=sieve.today)
        last = seen.get(standing.actor)
        if look.shown_to is Diffusion.PUBLIC:
            last = None
        load = load.told_to(look.shown_to)
        places = sieve.places
        experts.append(
            Expert(
                rank=rank,
                slug=row.slug,
                name=row.name,
                kind=row.kind,
                score=standing.score,
                reasons=tuple(
                    reason(it, look, lang=lang, titles=named) for it in standing.parts
                ),
                last=None if last is None else last[0],
                last_line=None if last is None else last[1],
                load=load,
                free=free,
                near=() if places is None else places.reasons(standing.actor),
                way=links.get(standing.actor),
            )
        )
    return experts


_LOGGED = frozenset({EvidenceKind.MEETING, EvidenceKind.NOTE})


def _logged(kept: Iterable[Standing]) -> set[int]:
    """Give the numbers of the lines of the log among the evidence."""
    return {
        evidence.line
        for it in kept
        for _weight, _age, evidence in it.weighed
        if evidence.kind in _LOGGED
    }


def reason(part: Part, look: Look, *, lang: str, titles: Mapping[int, str]) -> Reason:
    """Write a term of a score; hidden names are masked in titles."""
    it = part.evidence
    logged, need = it.kind in _LOGGED, it.kind is EvidenceKind.NEED
    name = titles.get(it.line, "") if logged else it.name
    name = look.clean(name)
    if it.kind is EvidenceKind.PROJECT and look.shown_to is not Diffusion.INTERNAL:
        name = ""  # What shows a collaboration is written for the team.
    return Reason(
        kind=it.kind,
        number=it.line if logged or need else None,
        day=it.day,
        name="" if (logged or need) and look.shown_to is Diffusion.PUBLIC else name,
        theme="" if it.theme is None else look.known.label(it.theme, lang),
        role=it.word,
        weight=part.weight,
        rank=part.rank,
        points=part.points,
        match=it.match,
        age=part.age,
        role_weight=it.role,
        share=part.share,
    )


def _nearest(
    session: Session,
    kept: Sequence[Standing],
    asker: ActorRow | None,
    *,
    question: ExpertQuestion,
    today: date,
) -> "tuple[list[Standing], dict[int, list[Step]]]":
    """Take so many as were asked for, and say how the one who asks reaches them.

    Whom the one who asks knows, or knows somebody who knows, comes a little higher:
    ``score × (1 + 0.25 × 1/(1 + distance))``, where each step of the introduction is
    as long as one over the interactions shared. Those whom that cannot bring among
    the first are not looked at.
    """
    limit = question.limit
    if asker is None or not kept:
        return _sharpened(session, kept, most=limit), {}
    from reseau.store.search.acquaintance import introductions  # Rare.

    best = _sharpened(session, kept, most=limit + _CHASING)
    last = best[:limit][-1].score
    gain = 1 + KIND_WEIGHTS[EvidenceKind.PROXIMITY]
    running = [it for it in best if it.score * gain >= last]

    def shown(actors: Collection[int]) -> set[int]:
        shown_to = question.shown_to
        return set(rows.shown_keys(session, shown_to=shown_to, among=actors))

    keys = [it.actor for it in running]
    ways = introductions(session, asker.actor, keys, today=today, shown=shown)
    closer = [it.closer(_closeness(ways.get(it.actor))) for it in running]
    closer.sort(key=lambda it: (-it.score, it.actor))
    return closer[:limit], ways


_CHASING = 50
"""How many after the last one may be brought forward by whom they know."""


def _closeness(way: "Sequence[Step] | None") -> float:
    """Say how close somebody is, 0 to 1; 0 to oneself."""
    if not way:
        return 0.0
    return round(1 / (1 + sum(1 / it.times for it in way)), 9)


def _links(
    session: Session,
    ways: "Mapping[int, Sequence[Step]]",
    keys: Collection[int],
    *,
    look: Look,
) -> dict[int, tuple[Link, ...]]:
    """Write how the one who asks is introduced to each expert."""
    wanted = {it: ways[it] for it in keys if it in ways}
    met = {step.second for steps in wanted.values() for step in steps}
    found = rows.actor_rows(session, shown_to=look.shown_to, among=met) if met else []
    names = {it.actor: it for it in found}
    return {
        key: tuple(_link(it, names, look) for it in steps)
        for key, steps in wanted.items()
    }


def _link(step: "Step", names: Mapping[int, ActorRow], look: Look) -> Link:
    row = names[step.second]
    through = look.clean(step.through)
    inside = step.layer == "collaboration" or look.shown_to is Diffusion.PUBLIC
    if inside and look.shown_to is not Diffusion.INTERNAL:
        through = ""
    return Link(
        row.slug, row.name, step.layer, step.times, step.line, step.day, through
    )

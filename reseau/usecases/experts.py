"""Who knows about this, why, how to reach them, and whether they may be asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from reseau.domain.evidence import ActorRow
from reseau.domain.expert_evidence import (
    Evidence,
    EvidenceKind,
    Part,
    Standing,
    standings,
)
from reseau.domain.names import tidy
from reseau.domain.phrases import masked
from reseau.domain.search_query import SearchQuery, read_query
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.store import finding, rows, settings
from reseau.store.acquaintance import Step, introductions
from reseau.store.expert_rows import (
    MOST_LINES,
    collaborated,
    declared,
    inherited,
    last_seen,
    members_of,
    seated,
    took_part,
)
from reseau.store.session import Store
from reseau.usecases.expert_lines import Answers, answers, near_labels
from reseau.usecases.expert_places import Places, places_near
from reseau.usecases.loads import Load, loads
from reseau.usecases.searches import Look, make_fresh
from reseau.usecases.showing import HiddenActorError

LEAST = 2
"""How many lines of evidence an actor needs who declared nothing."""
FEWEST = 5
"""People held back for privacy are counted from so many on, else not at all."""


@dataclass(frozen=True, slots=True)
class ExpertQuestion:
    """What is asked.

    Attributes:
        text: A theme or words, as in a search.
        near: Name of a territory.
        asker: Name of the actor who would be introduced.
        organization: Name of the only organization wanted, with its people.
        kind: The only kind of actor wanted.
        available: Whether only those who may be asked now are wanted.
        language: Code of a language that they must speak.
        limit: How many are given.
        least: How many lines of evidence are needed without a declaration.
        neighbours: Whether related themes count too.
    """

    text: str
    near: str | None = None
    asker: str | None = None
    organization: str | None = None
    kind: ActorKind | None = None
    available: bool = False
    language: str | None = None
    limit: int = 5
    least: int = LEAST
    neighbours: bool = False
    shown_to: Diffusion = Diffusion.INTERNAL


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of a score, to be read and opened.

    Attributes:
        kind: What it is.
        number: Of the interaction; None for what is no line of the log.
        day: As of which it ages; None for what still holds.
        name: Title of the interaction, name of the committee or the organization.
        theme: Label; empty when words alone answer.
        role: Code of the role, the level or the seat.
        weight: kind × match × age × role, in ten-thousandths.
        rank: It counts for 1/rank.
        points: What it adds, in ten-thousandths.
        match, age, role_weight: The factors, each 0 or more.
    """

    kind: EvidenceKind
    number: int | None
    day: date | None
    name: str
    theme: str
    role: str
    weight: int
    rank: int
    points: int
    match: float
    age: float
    role_weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """One step of an introduction."""

    slug: str
    name: str
    layer: str
    times: int
    number: int | None
    day: date | None
    through: str


@dataclass(frozen=True, slots=True)
class Expert:
    """An actor who knows, with the reasons.

    Attributes:
        score: In ten-thousandths: the sum of the points of all the reasons.
        reasons: The heaviest first, all of them.
        last: Day of the last interaction; ``last_line`` is its number.
        free: Whether they may be asked today.
        near: What ties them to the territory asked for.
        way: Steps from the one who asks; None when nobody asks or none leads there.
    """

    rank: int
    slug: str
    name: str
    kind: ActorKind
    score: int
    reasons: tuple[Reason, ...]
    last: date | None
    last_line: int | None
    load: Load
    free: bool
    near: tuple[str, ...]
    way: tuple[Link, ...] | None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Who is not listed, counted and never named.

    Attributes:
        private: People whom the audience may not be shown; None under five.
        elsewhere: Not tied to the territory, not of the organization or the kind.
        busy: Not available now, or who do not speak the language.
        thin: With too little evidence.
        beyond: After the last one listed.
    """

    private: int | None
    elsewhere: int
    busy: int
    thin: int
    beyond: int


@dataclass(frozen=True, slots=True)
class ExpertsFound:
    """The answer.

    Attributes:
        themes: Labels of the themes that the words name.
        alike: Labels of other themes that hold the words, which count for a part.
        near_themes: Labels that look like the words, when they name no theme.
        thin: Whether those listed have less evidence than was asked for.
        lines: How many lines of the log answer; ``capped`` when more would.
    """

    query: str
    today: date
    asker: str | None
    themes: tuple[str, ...]
    alike: tuple[str, ...]
    near_themes: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...]
    experts: tuple[Expert, ...]
    held_back: HeldBack
    thin: bool
    lines: int
    capped: bool


def find_experts(store: Store, question: ExpertQuestion, *, lang: str) -> ExpertsFound:
    """Find who knows, the highest score first.

    Nobody whom the audience may not be shown is listed, named on a way, or told
    apart in a count.

    Raises:
        EmptyQueryError, CommonWordsError, LongQueryError
        UnknownActorError, UnknownTerritoryError, AmbiguousNameError
        HiddenActorError: The one who asks may not be shown.
    """
    make_fresh(store)
    with store.reading() as session:
        today = settings.today(session)
        asker = _asker(session, question)
        query = read_query(question.text, today=today)
        question = _with_kind(question, query)
        look = Look.at(
            session, query, shown_to=question.shown_to, neighbours=question.neighbours
        )
        found = answers(session, look, today=today)
        ranked = ranked_by(session, found, today=today)
        near = question.near or query.territory
        sieve = _Sieve.of(session, question, near=near, today=today)
        kept = sieve.kept(session, ranked)
        experts = _experts(session, kept, sieve, asker=asker, look=look, lang=lang)
        return ExpertsFound(
            query=query.text,
            today=today,
            asker=None if asker is None else asker.name,
            themes=tuple(look.known.label(it, lang) for it in found.named),
            alike=tuple(look.known.label(it, lang) for it in found.alike),
            near_themes=()
            if found.named or found.alike
            else near_labels(look.known, query.free, lang=lang),
            guessed=look.asked.guessed,
            experts=tuple(experts),
            held_back=sieve.held_back(),
            thin=sieve.loosened,
            lines=len(found.lines),
            capped=len(found.lines) >= MOST_LINES,
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


def ranked_by(session: Session, found: Answers, *, today: date) -> list[Standing]:
    """Rank every actor by what answers, whoever may be shown."""
    return standings(_evidence(session, found, today=today), today=today)


def _evidence(session: Session, found: Answers, *, today: date) -> list[Evidence]:
    return [
        *declared(session, found.declared),
        *collaborated(session, found.themes, today=today),
        *took_part(session, found.lines, until=today),
        *seated(session, found.committees, today=today),
        *inherited(session, found.declared, today=today),
    ]


@dataclass(slots=True)
class _Sieve:
    """Keep those who are wanted, and count the others; it counts as it goes."""

    question: ExpertQuestion
    today: date
    places: Places | None
    members: frozenset[int] | None
    shown: dict[int, ActorRow]
    loads: dict[int, Load]
    private: int = 0
    elsewhere: int = 0
    busy: int = 0
    thin: int = 0
    beyond: int = 0
    loosened: bool = False

    @classmethod
    def of(
        cls,
        session: Session,
        question: ExpertQuestion,
        *,
        near: str | None,
        today: date,
    ) -> "_Sieve":
        """Read what the question needs to choose by."""
        places = None if near is None else places_near(session, near, today=today)
        members = None
        if question.organization is not None:
            home = finding.actor_named(
                session, question.organization, kind=ActorKind.ORGANIZATION
            )
            members = members_of(session, home.key, today=today) | {home.key}
        return cls(question, today, places, members, {}, {})

    def kept(self, session: Session, ranked: Sequence[Standing]) -> list[Standing]:
        """Keep those who are wanted and may be shown, so many as were asked for."""
        shown_to = self.question.shown_to
        keys = {it.actor for it in ranked}
        hidden, people = rows.not_shown(session, shown_to=shown_to)
        self.private = len(keys & people)
        wanted = [it for it in ranked if it.actor not in hidden]
        if self.question.kind is not None:
            self._read_names(session, [it.actor for it in wanted])
        there = [it for it in wanted if self._is_there(it.actor)]
        self.elsewhere = len(wanted) - len(there)
        free = self._free(session, there)
        enough = [it for it in free if self._has_enough(it)]
        if not enough:
            enough, self.loosened = free, bool(free)
        self.thin = len(free) - len(enough)
        best = enough[: self.question.limit]
        self.beyond = len(enough) - len(best)
        self._read_names(session, [it.actor for it in best])
        missing = [it.actor for it in best if it.actor not in self.loads]
        self.loads |= loads(session, missing, today=self.today)
        return best

    def _is_there(self, actor: int) -> bool:
        return (
            (self.places is None or actor in self.places)
            and (self.members is None or actor in self.members)
            and (self.question.kind in {None, self._kind(actor)})
        )

    def _kind(self, actor: int) -> ActorKind | None:
        return self.shown[actor].kind if actor in self.shown else None

    def _read_names(self, session: Session, actors: Collection[int]) -> None:
        shown_to = self.question.shown_to
        found = rows.actor_rows(session, shown_to=shown_to, among=actors)
        self.shown |= {it.actor: it for it in found}

    def _free(self, session: Session, there: list[Standing]) -> list[Standing]:
        """Keep those who may be asked now, in the language wanted."""
        if not (self.question.available or self.question.language):
            return there
        self.loads = loads(session, [it.actor for it in there], today=self.today)
        kept = [it for it in there if self._suits(self.loads[it.actor])]
        self.busy = len(there) - len(kept)
        return kept

    def _suits(self, load: Load) -> bool:
        spoken = self.question.language in {None, *load.languages}
        return spoken and (not self.question.available or load.free(today=self.today))

    def _has_enough(self, standing: Standing) -> bool:
        return standing.declared or len(standing.weighed) >= self.question.least

    def held_back(self) -> HeldBack:
        """Say how many are not listed; private ones only when they are several."""
        private = self.private if self.private >= FEWEST else None
        return HeldBack(private, self.elsewhere, self.busy, self.thin, self.beyond)


def _experts(
    session: Session,
    kept: Sequence[Standing],
    sieve: _Sieve,
    *,
    asker: ActorRow | None,
    look: Look,
    lang: str,
) -> list[Expert]:
    keys = [it.actor for it in kept]
    seen = last_seen(session, keys)
    ways = _ways(session, asker, keys, sieve=sieve, look=look)
    experts = []
    for rank, standing in enumerate(kept, start=1):
        row, load = sieve.shown[standing.actor], sieve.loads[standing.actor]
        last = seen.get(standing.actor)
        places = sieve.places
        experts.append(
            Expert(
                rank=rank,
                slug=row.slug,
                name=row.name,
                kind=row.kind,
                score=standing.score,
                reasons=tuple(reason(it, look, lang=lang) for it in standing.parts),
                last=None if last is None else last[0],
                last_line=None if last is None else last[1],
                load=load,
                free=load.free(today=sieve.today),
                near=() if places is None else places.reasons(standing.actor),
                way=ways.get(standing.actor),
            )
        )
    return experts


def reason(part: Part, look: Look, *, lang: str) -> Reason:
    """Write a term of a score; hidden names are masked in titles."""
    it = part.evidence
    logged = it.kind in {EvidenceKind.MEETING, EvidenceKind.NOTE}
    name = tidy(masked(it.name, look.names))
    return Reason(
        kind=it.kind,
        number=it.line if logged else None,
        day=it.day,
        name="" if logged and look.shown_to is Diffusion.PUBLIC else name,
        theme="" if it.theme is None else look.known.label(it.theme, lang),
        role=it.word,
        weight=part.weight,
        rank=part.rank,
        points=part.points,
        match=it.match,
        age=part.age,
        role_weight=it.role,
    )


def _ways(
    session: Session,
    asker: ActorRow | None,
    keys: Collection[int],
    *,
    sieve: _Sieve,
    look: Look,
) -> dict[int, tuple[Link, ...]]:
    """Find how the one who asks is introduced to each expert."""
    if asker is None:
        return {}
    names: dict[int, ActorRow] = dict(sieve.shown)
    shown_to = sieve.question.shown_to

    def shown(actors: Collection[int]) -> set[int]:
        found = rows.actor_rows(session, shown_to=shown_to, among=actors)
        names.update((it.actor, it) for it in found)
        return {it.actor for it in found}

    ways = introductions(session, asker.actor, keys, today=sieve.today, shown=shown)
    return {
        key: tuple(_link(it, names, look) for it in steps)
        for key, steps in ways.items()
    }


def _link(step: Step, names: Mapping[int, ActorRow], look: Look) -> Link:
    row = names[step.second]
    through = tidy(masked(step.through, look.names))
    return Link(
        row.slug, row.name, step.layer, step.times, step.line, step.day, through
    )

"""Choose among those who know: who may be shown, is there, may be asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from reseau.domain.evidence import ActorRow
from reseau.domain.expert_evidence import Standing
from reseau.domain.vocabulary import ActorKind
from reseau.store.naming import finding
from reseau.store.rows import rows
from reseau.store.search.expert_rows import members_of
from reseau.usecases.experts.expert_answers import FEWEST, ExpertQuestion, HeldBack
from reseau.usecases.experts.expert_load import Load, loads
from reseau.usecases.experts.expert_places import Places, places_near


@dataclass(slots=True)
class Sieve:
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
    ) -> "Sieve":
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
        """Keep those who are wanted, may be shown and have enough evidence."""
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
        return enough

    def take(self, session: Session, best: Sequence[Standing], *, of: int) -> None:
        """Read what is shown of the best ones, of so many who were kept."""
        self.beyond = of - len(best)
        self._read_names(session, [it.actor for it in best])
        missing = [it.actor for it in best if it.actor not in self.loads]
        self.loads |= loads(session, missing, today=self.today)

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
        return len(standing.weighed) >= self.question.least or standing.declared

    def held_back(self) -> HeldBack:
        """Say how many are not listed; private ones only when they are several."""
        private = self.private if self.private >= FEWEST else None
        return HeldBack(private, self.elsewhere, self.busy, self.thin, self.beyond)

"""Look at influences and positions: whose, said by whom, on what, as of when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.analysis.influence import assessors as saying
from reseau.analysis.influence.assessors import Combination, Ratings
from reseau.domain.evidence import InfluenceRow, PositionRow
from reseau.domain.names import folded
from reseau.domain.vocabulary import Diffusion
from reseau.errors import ConflictError, NotFoundError
from reseau.i18n import N_, gettext, language
from reseau.store.models import Objective
from reseau.store.naming import finding
from reseau.store.privacy.veil import veil
from reseau.store.rows import rows, settings
from reseau.store.rows.assertions import influence_rows, position_rows
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.following import heirs_of

Table = list[list[float]]


class NothingAssertedError(NotFoundError):
    """There is no influence to look at."""

    message = N_(
        "No influence is asserted here. “reseau influence assert” notes one; “reseau "
        "influence template” makes a workbook for a workshop."
    )


class SeveralAssessorsError(ConflictError):
    """Two assessors differ, and a mean of two would hide it."""

    message = N_(
        "Two assessors differ, and a mean of two would hide it: choose one with --by. "
        "They are: {names}."
    )


@dataclass(frozen=True, slots=True)
class InfluenceQuestion:
    """What is asked of influences.

    Attributes:
        theme: Only those on it or on a narrower one; None for all.
        by: Only those of this assessor.
        actors: Only between these; all when empty.
        at: As of that day; today by default.
        how: How several assessors are combined.
        by_priority: Value positions by the sign of the stance times the priority.
        shown_to: For whom.
        follow: Count what is said of organizations that merged by that day with what
            they became; None leaves it with whom it was said of. Who said it stays.
    """

    theme: str | None = None
    by: str | None = None
    actors: Sequence[str] = ()
    at: date | None = None
    how: Combination = "mean"
    by_priority: bool = False
    shown_to: Diffusion = Diffusion.INTERNAL
    follow: date | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """An actor, an objective or an assessor: its key, short code and name.

    Attributes:
        key: None for the assessor of what nobody signed.
    """

    key: int | None
    slug: str | None
    name: str


@dataclass(frozen=True, slots=True)
class InfluenceView:
    """What was asserted, ready to be measured.

    Attributes:
        actors: In the order of their names.
        objectives: Likewise.
        assessors: Who asserted any of it.
        influences: The latest rating of each pair by each assessor.
        positions: The latest stance on each objective, likewise.
        days: First and last day on which it was asserted; None when not known.
        counted: How many assertions count.
        other_themes: How many influences are left out, on another theme or on none.
        themes: On how many themes they are, none in particular being one.
        hidden: How many actors may not be shown.
        followed: How many that merged are counted with what they became.
        inside: How many influences are left out, between two that became one.
    """

    question: InfluenceQuestion
    actors: tuple[Thing, ...]
    objectives: tuple[Thing, ...]
    assessors: tuple[Thing, ...]
    influences: Ratings
    positions: Ratings
    as_of: date
    theme: str | None
    days: tuple[date, date] | None
    counted: int
    other_themes: int
    themes: int
    hidden: int
    followed: int = 0
    inside: int = 0

    @property
    def pairs(self) -> int:
        """Count the pairs that could be rated."""
        return len(self.actors) * (len(self.actors) - 1)

    @property
    def mean_is_fair(self) -> bool:
        """Tell whether one table may stand for all assessors."""
        return fair(self.influences) and fair(self.positions)

    def mdi(self, assessor: Thing | None = None) -> Table:
        """Give the direct influences, of one assessor or of all combined."""
        keys = [it.key or 0 for it in self.actors]
        return saying.table(self._values(self.influences, assessor), keys, keys)

    def mao(self, assessor: Thing | None = None) -> Table:
        """Give the stances, actors by objectives, of one assessor or combined."""
        values = self._values(self.positions, assessor)
        return saying.table(
            values,
            [it.key or 0 for it in self.actors],
            [it.key or 0 for it in self.objectives],
        )

    def _values(
        self, ratings: Ratings, assessor: Thing | None
    ) -> dict[tuple[int, int], float]:
        if assessor is None:
            return ratings.combined(self.question.how)
        return ratings.of(assessor.key)


def look(store: Store, question: InfluenceQuestion) -> InfluenceView:
    """Read what was asserted.

    Raises:
        NothingAssertedError: No influence is asserted on that.
        UnknownActorError, UnknownThemeError, AmbiguousNameError
    """
    with store.reading() as session:
        found = view(session, question)
    if not found.influences.values:
        raise NothingAssertedError
    return found


def one_table(found: InfluenceView) -> Table:
    """Give the direct influences that may stand for all.

    Raises:
        SeveralAssessorsError: Two assessors differ.
    """
    if not fair(found.influences):
        names = ", ".join(it.name for it in found.assessors)
        raise SeveralAssessorsError(names=names)
    return found.mdi()


def fair(ratings: Ratings) -> bool:
    """Tell whether a mean hides nothing: three assessors, or none who differ."""
    return len(ratings.assessors) >= saying.ENOUGH or not ratings.disagreements()


def view(session: Session, question: InfluenceQuestion) -> InfluenceView:
    """Read what was asserted; empty when nothing was."""
    as_of = question.at or settings.today(session)
    theme = finding.theme_named(session, question.theme) if question.theme else None
    themes = None if theme is None else rows.with_narrower(session, theme)
    by = None if question.by is None else actor_meant(session, question.by).key
    shown = {
        it.actor: Thing(it.actor, it.slug, it.name)
        for it in rows.actor_rows(session, shown_to=question.shown_to)
    }
    heirs = heirs_of(session, shown, follow=question.follow)
    asked = {heirs.get(it, it) for it in _asked(session, question, among=shown)}
    whole = _said_by(influence_rows(session, on=as_of), by)
    said = [it for it in _of_heirs(whole, heirs) if it.source != it.target]
    on_it = [it for it in said if themes is None or it.theme in themes]
    about = [it for it in on_it if {it.source, it.target} <= asked]
    stances = [
        it
        for it in _stances_of_heirs(
            position_rows(session, on=as_of, themes=themes), heirs
        )
        if it.actor in asked and (by is None or it.asserted_by == by)
    ]
    influences = saying.influence_ratings(about)
    positions = saying.position_ratings(stances, by_priority=question.by_priority)
    keys = {key for pair in influences.values for key in pair}
    keys |= {actor for actor, _objective in positions.values}
    keys |= asked if question.actors else set()
    objectives = {objective for _actor, objective in positions.values}
    days = [it.asserted_on for it in about if it.asserted_on]
    days += [it.asserted_on for it in stances if it.asserted_on]
    return InfluenceView(
        question,
        tuple(sorted((shown[it] for it in keys), key=_by_name)),
        _objectives(session, objectives, shown_to=question.shown_to),
        _assessors(influences, positions, shown),
        influences, positions, as_of,
        None if theme is None else theme.label(language()),
        (min(days), max(days)) if days else None,
        influences.count + positions.count,
        len(said) - len(on_it),
        len({it.theme for it in about}),
        len({it for row in on_it for it in row[1:3]} - set(shown)),
        followed=len(heirs),
        inside=len(whole) - len(said),
    )  # fmt: skip


def _of_heirs(
    found: Iterable[InfluenceRow], heirs: Mapping[int, int]
) -> Iterator[InfluenceRow]:
    """Give what was said of those that merged to what they became."""
    for it in found:
        source, target = (
            heirs.get(it.source, it.source),
            heirs.get(it.target, it.target),
        )
        yield it._replace(source=source, target=target)


def _stances_of_heirs(
    found: Iterable[PositionRow], heirs: Mapping[int, int]
) -> Iterator[PositionRow]:
    for it in found:
        yield it._replace(actor=heirs.get(it.actor, it.actor))


def _said_by(found: Iterable[InfluenceRow], by: int | None) -> list[InfluenceRow]:
    return [it for it in found if by is None or it.asserted_by == by]


def _asked(
    session: Session, question: InfluenceQuestion, *, among: dict[int, Thing]
) -> list[int]:
    """Give the keys of the actors asked for; of all who may be shown by default."""
    if not question.actors:
        return list(among)
    wanted = [actor_meant(session, it).key for it in question.actors]
    return [it for it in wanted if it in among]


def _by_name(thing: Thing) -> tuple[str, int]:
    return folded(thing.name), thing.key or 0


def _objectives(
    session: Session, keys: set[int], *, shown_to: Diffusion
) -> tuple[Thing, ...]:
    query = (
        select(Objective)
        .where(Objective.key.in_(keys))
        .order_by(Objective.name_key, Objective.key)
    )
    found = tuple(Thing(it.key, it.slug, it.name) for it in session.scalars(query))
    return veil(session, shown_to=shown_to).over_all(found)


def _assessors(
    influences: Ratings, positions: Ratings, shown: dict[int, Thing]
) -> tuple[Thing, ...]:
    """Name who asserted anything; who may not be shown stays without a name."""
    keys = dict.fromkeys([*influences.assessors, *positions.assessors])
    found = []
    for number, key in enumerate(keys, start=1):
        if key is None:
            found.append(Thing(None, None, gettext("nobody named")))
        else:
            hidden = gettext("assessor {n} (not shown)").format(n=number)
            found.append(shown.get(key, Thing(key, None, hidden)))
    return tuple(sorted(found, key=lambda it: (it.key is None, folded(it.name))))

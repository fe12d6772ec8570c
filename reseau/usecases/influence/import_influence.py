"""Import influences and positions out of a workbook or a CSV file, all or nothing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.domain.vocabulary import ActorKind
from reseau.errors import ReseauError
from reseau.exchange.found import Problem
from reseau.exchange.influence.influence_sheets import FoundAssertion, Label, SheetsRead
from reseau.i18n import gettext
from reseau.store.models import Actor, Influence, Objective, Position
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, actor_or_new
from reseau.usecases.influence.assertions import OnItselfError, new_objective


class _BlockedError(Exception):
    """Leave the work without writing; it never leaves this module."""


@dataclass(frozen=True, slots=True)
class InfluenceDefaults:
    """What stands where a file does not say.

    Attributes:
        by: Who asserts.
        on: The day; today when None.
        theme: On what.
        create: Kind of the actors to add when nobody has their names; None refuses.
        create_objectives: Whether objectives that are not known are added.
    """

    by: str | None = None
    on: date | None = None
    theme: str | None = None
    create: ActorKind | None = None
    create_objectives: bool = False


@dataclass
class InfluenceReport:
    """What an import of assertions did, or would do; it counts.

    Attributes:
        counts: “new”, “changed” and “known”, for influences and for positions.
        added: Sentences on the actors and objectives that are added.
        problems: Every cell that is refused, with the reason.
        blocked: Something is refused: nothing was written.
        operation: Its number; None when nothing was written.
    """

    file: str
    sheets: tuple[str, ...]
    dry_run: bool
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    added: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blocked: bool = False
    operation: int | None = None

    @property
    def changes(self) -> int:
        """Count what is new or changed."""
        return sum(n for (_what, how), n in self.counts.items() if how != "known")

    def as_json(self) -> dict[str, object]:
        """Give the report as JSON takes it; names are a promise."""
        return {
            "file": self.file,
            "sheets": list(self.sheets),
            "dry_run": self.dry_run,
            "operation": self.operation,
            **{
                f"{what}_{how}": self.counts[what, how]
                for what in ("influences", "positions")
                for how in ("new", "changed", "known")
            },
            "added": self.added,
            "problems": [
                {"file": it.file, "cell": it.column, "reason": str(it.error)}
                for it in self.problems
            ],
        }


def import_influences(
    store: Store,
    read: SheetsRead,
    *,
    defaults: InfluenceDefaults,
    dry_run: bool = False,
) -> InfluenceReport:
    """Write what a file asserts, as one operation, unless anything in it is wrong.

    An assertion of the same people on the same day is known, or changes; where no day
    is stated, what its author says already is known whatever the day.
    """
    report = InfluenceReport(read.file, tuple(read.sheets), dry_run)
    report.problems += read.problems
    try:
        with store.working("import influence", dry_run=dry_run) as work:
            _Writer(work.session, defaults, report).take(read.found)
            _check(report)
    except _BlockedError:
        report.blocked = True
        return report
    report.blocked = bool(report.problems)
    if work.operation is not None and not dry_run:
        report.operation = work.operation.key
    return report


def _check(report: InfluenceReport) -> None:
    if report.problems and not report.dry_run:
        raise _BlockedError


class _Writer:
    """Write assertions; it remembers whom it has found, hence a state."""

    def __init__(
        self, session: Session, defaults: InfluenceDefaults, report: InfluenceReport
    ) -> None:
        self._session = session
        self._defaults = defaults
        self._report = report
        self._today = settings.today(session)
        self._actors: dict[str, Actor | None] = {}
        self._objectives: dict[str, Objective | None] = {}
        self._themes: dict[str, int | None] = {}

    def take(self, found: list[FoundAssertion]) -> None:
        """Write all of them; a wrong one is refused and does not stop the others."""
        for it in found:
            if it.influence:
                self._influence(it)
            else:
                self._position(it)

    def _influence(self, found: FoundAssertion) -> None:
        one, other = self._actor(found.first), self._actor(found.second)
        by, theme = self._by(found), self._theme(found)
        if one is None or other is None or by is False or theme is False:
            return
        if one.key == other.key:
            self._wrong(found.place, OnItselfError(name=one.name))
            return
        self._put(
            Influence, found, {"strength": found.value},
            source_key=one.key, target_key=other.key, theme_key=theme or None,
            asserted_by_key=by or None,
        )  # fmt: skip

    def _position(self, found: FoundAssertion) -> None:
        actor, aim = self._actor(found.first), self._objective(found.second)
        by = self._by(found)
        if actor is None or aim is None or by is False:
            return
        values = {"stance": found.value}
        if found.priority is not None:
            values["priority"] = found.priority
        self._put(
            Position, found, values,
            actor_key=actor.key, objective_key=aim.key, asserted_by_key=by or None,
        )  # fmt: skip

    def _put(
        self,
        kind: type[Influence] | type[Position],
        found: FoundAssertion,
        values: dict[str, int],
        **place: int | None,
    ) -> None:
        """Write one assertion, unless its author says so already."""
        what = "influences" if kind is Influence else "positions"
        day = found.on or self._defaults.on
        same = [
            getattr(kind, name).is_not_distinct_from(it) for name, it in place.items()
        ]
        if day is not None:
            same.append(kind.asserted_on == day)
        known: Any = self._session.scalars(  # Any: of either kind.
            select(kind)
            .where(*same)
            .order_by(kind.asserted_on.desc().nulls_last(), kind.key.desc())
        ).first()
        if known is not None and all(getattr(known, k) == v for k, v in values.items()):
            self._report.counts[what, "known"] += 1
            return
        if known is None or (day is None and known.asserted_on != self._today):
            known = kind(**place, asserted_on=day or self._today)
            self._session.add(known)
            self._report.counts[what, "new"] += 1
        else:
            self._report.counts[what, "changed"] += 1
        for name, it in values.items():
            setattr(known, name, it)
        known.evidence = found.evidence or known.evidence
        self._session.flush()

    def _actor(self, label: Label) -> Actor | None:
        """Find who a label means, once; the first cell that fails is told."""
        key = folded(label.text)
        if key not in self._actors:
            self._actors[key] = None
            try:
                self._actors[key] = self._meant(label.text)
            except ReseauError as error:
                self._wrong(label.place, error)
        return self._actors[key]

    def _meant(self, text: str) -> Actor:
        start = text.rfind("(@")
        name = text[start + 1 : -1] if start >= 0 and text.endswith(")") else text
        create = self._defaults.create
        if create is None:
            return actor_meant(self._session, name)
        return actor_or_new(
            self._session, name, create=create, remarks=self._report.added
        )

    def _by(self, found: FoundAssertion) -> int | bool | None:
        """Find who asserts: a key, None for nobody, False for a problem."""
        label = found.by
        if label is None and self._defaults.by:
            label = Label(self._defaults.by, "--by")
        if label is None:
            return None
        actor = self._actor(label)
        return False if actor is None else actor.key

    def _theme(self, found: FoundAssertion) -> int | bool | None:
        """Find the theme: a key, None for all, False for a problem."""
        label = found.theme
        if label is None and self._defaults.theme:
            label = Label(self._defaults.theme, "--theme")
        if label is None:
            return None
        key = folded(label.text)
        if key not in self._themes:
            self._themes[key] = None
            try:
                self._themes[key] = finding.theme_named(self._session, label.text).key
            except ReseauError as error:
                self._wrong(label.place, error)
        return self._themes[key] or False

    def _objective(self, label: Label) -> Objective | None:
        key = folded(label.text)
        if key not in self._objectives:
            self._objectives[key] = None
            try:
                self._objectives[key] = self._aim(label.text)
            except ReseauError as error:
                self._wrong(label.place, error)
        return self._objectives[key]

    def _aim(self, name: str) -> Objective:
        try:
            return finding.objective_named(self._session, name)
        except finding.UnknownObjectiveError:
            if not self._defaults.create_objectives:
                raise
            made = new_objective(self._session, name, theme=self._defaults.theme)
            said = gettext("{name}: new objective, {slug}")
            self._report.added.append(said.format(name=made.name, slug=made.slug))
            return made

    def _wrong(self, place: str, error: ReseauError) -> None:
        self._report.problems.append(Problem(self._report.file, None, place, error))

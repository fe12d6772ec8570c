"""How long things are kept: the rules, and what they make due."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.retention import HABITS, DataKind, Fate, months_before
from reseau.errors import NotFoundError, UsageError
from reseau.i18n import N_, gettext
from reseau.store.models import RetentionRule, RetentionRun
from reseau.store.privacy import retention
from reseau.store.privacy.retention import Due
from reseau.store.rows import settings
from reseau.store.rows.settings import zone_of
from reseau.store.session import Store
from reseau.usecases.common.outcome import Outcome, outcome

MOST_MONTHS = 1200


class FateError(UsageError):
    """The kind of data cannot come to that."""

    message = N_("“{kind}” can only be: {fates}.")


class MonthsError(UsageError):
    """A number of months out of reason."""

    message = N_("Say a number of months, from 1 to {most}.")


class NoRuleError(NotFoundError):
    """Nothing says how long."""

    message = N_(
        "There is no rule of retention yet. “reseau privacy retention list” shows "
        "what is usual, and “retention set” makes a rule."
    )


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A kind of data with its rule; ``months`` is None while there is none.

    Attributes:
        usual: How many months are usual.
        least: Fewest months when something requires it, else 0.
        applied_on: When the rule was applied last.
    """

    kind: str
    months: int | None
    fate: str | None
    purpose: str
    usual: int
    least: int
    applied_on: date | None


@dataclass(frozen=True, slots=True)
class DueLines:
    """What a rule makes due.

    Attributes:
        cutoff: What is older than this day is due.
        lines: The records, the oldest first.
    """

    kind: DataKind
    fate: Fate
    months: int
    cutoff: date
    purpose: str
    lines: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class RunLine:
    """A rule that was applied; ``figures`` is what was kept instead, if anything."""

    number: int
    done_at: datetime
    author: str
    kind: str
    fate: str
    cutoff: date
    purpose: str
    count: int
    figures: str


def set_rule(
    store: Store,
    kind: DataKind,
    *,
    months: int | None = None,
    fate: Fate | None = None,
    purpose: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Say how long a kind of data is kept; it replaces the rule there was.

    Args:
        store: The store.
        kind: Which data.
        months: How many; what is usual by default.
        fate: What becomes of it then; erased by default.
        purpose: What it is kept for; what is usual by default.
        dry_run: Do all of it, then write nothing.

    Raises:
        MonthsError, FateError: Nothing is written.
    """
    habit = HABITS[kind]
    chosen = habit.months if months is None else months
    if not 0 < chosen <= MOST_MONTHS:
        raise MonthsError(most=MOST_MONTHS)
    if fate is not None and fate not in habit.fates:
        raise FateError(
            kind=kind.label(), fates=", ".join(it.label() for it in habit.fates)
        )
    with store.working("privacy retention", dry_run=dry_run) as work:
        rule = _rule(work.session, kind)
        if rule is None:
            rule = RetentionRule(kind=kind, fate=Fate.ERASE, purpose="")
            work.session.add(rule)
        rule.months, rule.fate = chosen, fate or rule.fate
        rule.purpose = purpose or rule.purpose or gettext(habit.purpose)
    remarks: tuple[str, ...] = ()
    if chosen < habit.least:
        text = gettext(
            "It has to be kept {least} months at least: nothing is removed before."
        )
        remarks = (text.format(least=habit.least),)
    return outcome(work, slug=kind.value, name=kind.label(), remarks=remarks)


def remove_rule(store: Store, kind: DataKind, *, dry_run: bool = False) -> Outcome:
    """Remove the rule of a kind of data, which is then kept without an end.

    Raises:
        NoRuleError: There was none.
    """
    with store.working("privacy retention", dry_run=dry_run) as work:
        rule = _rule(work.session, kind)
        if rule is None:
            raise NoRuleError
        work.session.delete(rule)
    return outcome(work, slug=kind.value, name=kind.label())


def list_rules(store: Store) -> list[RuleLine]:
    """List every kind of data, with its rule or what is usual."""
    with store.reading() as session:
        rules = {it.kind: it for it in session.scalars(select(RetentionRule))}
        zone = zone_of(session)
        runs = select(RetentionRun).order_by(RetentionRun.done_at)
        last = {
            it.kind: it.done_at.astimezone(zone).date() for it in session.scalars(runs)
        }
        return [
            RuleLine(
                kind.value,
                rules[kind].months if kind in rules else None,
                rules[kind].fate.value if kind in rules else None,
                rules[kind].purpose if kind in rules else gettext(habit.purpose),
                habit.months,
                habit.least,
                last.get(kind),
            )
            for kind, habit in HABITS.items()
        ]


def plan(store: Store, *, only: DataKind | None = None) -> list[DueLines]:
    """Find what the rules make due today; nothing is written.

    Raises:
        NoRuleError: There is no rule, or none of that kind.
    """
    with store.reading() as session:
        return planned(session, only)


def due_count(store: Store) -> tuple[int, int]:
    """Count the rules, and the records that they make due today."""
    try:
        found = plan(store)
    except NoRuleError:
        return 0, 0
    return len(found), sum(len(it.lines) for it in found)


def planned(session: Session, only: DataKind | None) -> list[DueLines]:
    """Find what the rules make due today.

    Raises:
        NoRuleError: There is no rule, or none of that kind.
    """
    today = settings.today(session)
    rules = {it.kind: it for it in session.scalars(select(RetentionRule))}
    wanted = [it for it in HABITS if it in rules and only in {None, it}]
    if not wanted:
        raise NoRuleError
    found = []
    for kind in wanted:
        rule = rules[kind]
        months = max(rule.months, HABITS[kind].least)
        cutoff = months_before(today, months)
        due = retention.find_due(session, kind, cutoff=cutoff, today=today)
        found.append(
            DueLines(kind, rule.fate, months, cutoff, rule.purpose, tuple(due))
        )
    return found


def _rule(session: Session, kind: DataKind) -> RetentionRule | None:
    query = select(RetentionRule).where(RetentionRule.kind == kind)
    return session.scalars(query).one_or_none()


def list_runs(store: Store) -> list[RunLine]:
    """List when the rules were applied, the latest first."""
    query = select(RetentionRun).order_by(RetentionRun.key.desc())
    with store.reading() as session:
        zone = zone_of(session)
        return [
            RunLine(
                it.key, it.done_at.astimezone(zone), it.author, it.kind.value,
                it.fate.value, it.cutoff, it.purpose, it.count, it.figures or "",
            )
            for it in session.scalars(query)
        ]  # fmt: skip

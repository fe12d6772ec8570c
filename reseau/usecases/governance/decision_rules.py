"""Keep how committees decide: set a rule, correct, remove, list; tell a quorum."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.vocabulary import CommitteeRole, DecisionRule
from reseau.errors import UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import (
    Committee,
    CommitteeRule,
    Interaction,
    Membership,
    Participation,
)
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.edits import Clear, settled
from reseau.usecases.common.numbered import numbered
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order, is_over
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.governance.mandates import refuse_after_end

_MOST = 10_000
_WHOLE = 100


class QuorumError(UsageError):
    """A quorum cannot be read."""

    message = N_(
        "“{text}” is not a quorum. Give a number of members, as 5, or a share of them, "
        "as 50%."
    )


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many members must be there: a number or a percentage of them, not both."""

    members: int | None = None
    percent: int | None = None

    def needed(self, members: int) -> int | None:
        """Give how many of some members must be there; None when nothing is asked."""
        if self.members is not None:
            return self.members
        # Rounded up: half of nine members are five.
        return None if self.percent is None else -(-members * self.percent // _WHOLE)


def read_quorum(text: str) -> Quorum:
    """Read “5” or “50%”.

    Raises:
        QuorumError: It is neither.
    """
    written = text.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    digits = written.removesuffix("%")
    most = _WHOLE if written.endswith("%") else _MOST
    if not (digits.isascii() and digits.isdigit() and len(digits) < len(str(_MOST))):
        raise QuorumError(text=text)
    if not 0 < int(digits) <= most:
        raise QuorumError(text=text)
    if written.endswith("%"):
        return Quorum(percent=int(digits))
    return Quorum(members=int(digits))


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """What is to be set on a rule; None leaves a thing as it is."""

    rule: DecisionRule | None = None
    quorum: Quorum | Clear | None = None
    note: str | Clear | None = None
    since: date | Clear | None = None
    until: date | Clear | None = None


def add_rule(
    store: Store, which: str, *, changes: RuleChanges, dry_run: bool = False
) -> Outcome:
    """Say how a committee decides; the rule that held until then is over.

    Raises:
        EndBeforeStartError: It would end before it starts, or the one before would.
        OutOfCommitteeError: The committee is over by then.
    """
    with store.working("committee rule add", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        committee = finding.committee_named(session, which)
        before = rules_of(session, committee)
        rule = CommitteeRule(committee=committee, rule=changes.rule)
        if before and changes.since is None:
            rule.since = settings.today(session)
        _settle(rule, changes)
        _end_earlier(before, rule, remarks=remarks)
        session.add(rule)
        session.flush()
        number, name = str(rule.key), committee.name
    return outcome(work, slug=number, name=name, remarks=tuple(remarks))


def edit_rule(
    store: Store, number: int, *, changes: RuleChanges, dry_run: bool = False
) -> Outcome:
    """Correct a rule.

    Raises:
        NoSuchNumberError: There is none of that number.
        EndBeforeStartError: It would end before it starts.
    """
    with store.working("committee rule edit", dry_run=dry_run) as work:
        rule = numbered(work.session, CommitteeRule, number)
        _settle(rule, changes)
        name = rule.committee.name
    return outcome(work, slug=str(number), name=name)


def remove_rule(store: Store, number: int, *, dry_run: bool = False) -> Outcome:
    """Remove a rule that was written by mistake.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.working("committee rule remove", dry_run=dry_run) as work:
        rule = numbered(work.session, CommitteeRule, number)
        name = rule.committee.name
        work.session.delete(rule)
    return outcome(work, slug=str(number), name=name)


def rules_of(session: Session, committee: Committee) -> list[CommitteeRule]:
    """List the rules of a committee, the earliest begun first."""
    query = (
        select(CommitteeRule)
        .where(CommitteeRule.committee_key == committee.key)
        .order_by(CommitteeRule.key)
    )
    return sorted(session.scalars(query), key=lambda it: it.since or date.min)


def rule_on(session: Session, committee: Committee, day: date) -> CommitteeRule | None:
    """Give the rule of a committee on a day, the latest begun of those that hold."""
    holding = [
        it for it in rules_of(session, committee) if day in Period(it.since, it.until)
    ]
    return holding[-1] if holding else None


def _settle(rule: CommitteeRule, changes: RuleChanges) -> None:
    rule.rule = changes.rule or rule.rule
    quorum = settled(Quorum(rule.quorum, rule.quorum_percent), changes.quorum)
    rule.quorum = None if quorum is None else quorum.members
    rule.quorum_percent = None if quorum is None else quorum.percent
    rule.note = settled(rule.note, changes.note)
    rule.since = settled(rule.since, changes.since)
    rule.until = settled(rule.until, changes.until)
    check_order(
        gettext("The decision rule of {committee}").format(
            committee=formats.quoted(rule.committee.name)
        ),
        start=rule.since,
        end=rule.until,
    )
    refuse_after_end(rule.committee, rule.since)


def _end_earlier(
    before: list[CommitteeRule], rule: CommitteeRule, *, remarks: list[str]
) -> None:
    """End what held on the first day of a rule; later ones are left alone."""
    since = rule.since
    for it in before:
        if since is None or (it.since or date.min) > since:
            continue
        if it.until is None or it.until > since:
            it.until = since
            text = gettext("The rule before, {rule}, ends on {day}.")
            day = formats.full_date(since)
            remarks.append(text.format(rule=it.rule.label(), day=day))


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How a committee decides, [since, until)."""

    number: int
    committee: str
    committee_slug: str
    rule: DecisionRule
    quorum: int | None
    quorum_percent: int | None
    note: str | None
    since: date | None
    until: date | None
    over: bool


def rule_line(it: CommitteeRule, *, on: date) -> RuleLine:
    """Describe a rule as it stands on a day."""
    return RuleLine(
        it.key, it.committee.name, it.committee.slug, it.rule, it.quorum,
        it.quorum_percent, it.note, it.since, it.until, is_over(it.until, today=on),
    )  # fmt: skip


def list_rules(
    store: Store,
    *,
    which: str | None = None,
    at: date | None = None,
    everything: bool = False,
) -> list[RuleLine]:
    """List how committees decide, by committee, then by day.

    Args:
        store: The store.
        which: Only the rules of a committee.
        at: As things were on that day; today by default.
        everything: Also those that do not hold on that day.
    """
    with store.reading() as session:
        day = at or settings.today(session)
        query = select(CommitteeRule).order_by(CommitteeRule.key)
        if which is not None:
            committee = finding.committee_named(session, which)
            query = query.where(CommitteeRule.committee_key == committee.key)
        lines = [
            rule_line(it, on=day)
            for it in session.scalars(query)
            if everything or day in Period(it.since, it.until)
        ]
        lines = for_the_team(session, lines)
    return sorted(lines, key=lambda it: (it.committee_slug, it.since or date.min))


def rule_shown(store: Store, number: int, *, at: date | None = None) -> RuleLine:
    """Give one rule, as it stands today or on a day.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.reading() as session:
        found = numbered(session, CommitteeRule, number)
        line = rule_line(found, on=at or settings.today(session))
        return for_the_team(session, line)


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many members of a committee were logged at a meeting.

    Attributes:
        members: Seats held on that day, observers aside.
        present: Those whose holder, or the organization it is held for, was there.
        needed: How many the rule asks for; None when it asks for none.
    """

    members: int
    present: int
    needed: int | None

    @property
    def reached(self) -> bool | None:
        """Tell whether the quorum was reached as logged; None when there is none."""
        return None if self.needed is None else self.present >= self.needed


def attendance(
    session: Session, committee: Committee, meeting: Interaction
) -> Attendance:
    """Count the members of a committee who were logged at a meeting."""
    day = meeting.held_on
    seats = voting_seats(session, committee, day)
    present = _present(seats, [it for it in meeting.participations if it.role.present])
    rule = rule_on(session, committee, day)
    quorum = Quorum() if rule is None else Quorum(rule.quorum, rule.quorum_percent)
    return Attendance(len(seats), present, quorum.needed(len(seats)))


def _present(seats: Sequence[Membership], there: Sequence[Participation]) -> int:
    """Count the seats of those who came, and of those for whom somebody else did.

    Whoever comes for an organization fills one of its seats whose holder did not come,
    and none when they hold a seat of their own.
    """
    came = {it.actor_key for it in there}
    holders = {it.actor_key for it in seats}
    standing_in = Counter(
        it.on_behalf_of_key or it.actor_key
        for it in there
        if it.actor_key not in holders
    )
    empty = Counter(it.on_behalf_of_key for it in seats if it.actor_key not in came)
    filled = sum(min(n, standing_in[home]) for home, n in empty.items() if home)
    return sum(it.actor_key in came for it in seats) + filled


def voting_seats(session: Session, committee: Committee, day: date) -> list[Membership]:
    """List the seats held on a day, those of observers aside."""
    query = (
        select(Membership)
        .where(Membership.committee_key == committee.key)
        .where(Membership.role != CommitteeRole.OBSERVER)
        .order_by(Membership.key)
    )
    rows = session.scalars(query)
    return [it for it in rows if day in Period(it.since, it.until)]

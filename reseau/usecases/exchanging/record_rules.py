"""What a row of an exchanged table must say, before it is written."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sqlalchemy import CheckConstraint

from reseau.domain.dissemination import MarkerState, StrategyState, Verdict
from reseau.domain.vocabulary import (
    CommitteeRole,
    NeedState,
    Origin,
    SignalState,
    SuccessionKind,
)
from reseau.errors import ConflictError, UsageError
from reseau.exchange.rows.records import SelfTieError
from reseau.i18n import N_, formats, gettext
from reseau.store.past.dependents import noun
from reseau.store.records.record_rows import Values
from reseau.store.records.record_types import RecordKind
from reseau.usecases.common.spells import check_order
from reseau.usecases.cycle.need_rounds import VotesError
from reseau.usecases.cycle.outcomes import (
    BothPartsError,
    NobodyChangedError,
    NobodySaysError,
    NoOtherError,
)
from reseau.usecases.cycle.strategies import NoTargetError


class NeededError(UsageError):
    """A row leaves out what a record cannot be without."""

    message = N_("“{column}” is empty, and it is needed.")


class OutOfRangeError(UsageError):
    """A number is too small or too large."""

    message = N_("{number} cannot be: give a number from {least} to {most}.")


class TooSmallError(UsageError):
    """A number is too small."""

    message = N_("{number} cannot be: give {least} or more.")


class StateDisagreesError(ConflictError):
    """A state and the day that goes with it say two things."""

    message = N_(
        "The state is “{state}”, and the column “{column}” says otherwise: correct one "
        "of the two."
    )


class TwoEndsError(ConflictError):
    """Something is said both to be done and given up."""

    message = N_("It cannot be both kept and dropped: leave one of the two days empty.")


class OneQuorumError(ConflictError):
    """A rule has two quorums."""

    message = N_("Give a quorum in members or in percent, not both.")


class SuccessionShapeError(UsageError):
    """A change of an organization lacks, or has too much, for its kind."""

    message = N_(
        "A merger, a split or a spin-off names a successor; a renaming, the former "
        "name; an end, neither."
    )


class VerdictDayError(UsageError):
    """A verdict without its day, or a day without a verdict."""

    message = N_("A verdict and the day it was decided go together: give both.")


_RANGES: Mapping[str, tuple[int, int | None]] = {
    "priority": (1, 4),
    "votes": (0, None),
    "voters": (0, None),
    "number": (0, None),
    "quorum": (1, None),
    "quorum_percent": (1, 100),
    "seats": (1, None),
    "strength": (1, 4),
    "monthly_limit": (0, None),
}


def completed(kind: RecordKind, values: Values, *, today: date) -> Values:
    """Give a new record what the commands give it when nothing is said."""
    said = {name: it for name, it in values.items() if it is not None}
    return values | _defaults(kind.name, said, today) | said


def check_values(kind: RecordKind, values: Values, *, key: int | None) -> None:
    """See that what a row says holds together, whatever the rest of the store.

    Args:
        kind: Of the record.
        values: All of its fields.
        key: The record's number; None for a new one.

    Raises:
        NeededError: Something needed is not said.
        EndBeforeStartError: It would end before it began.
        ReseauError: The rule of its kind is broken.
    """
    for it in kind.fields:
        if it.needed and values.get(it.name) is None:
            raise NeededError(column=it.heading())
        own = it.target is kind.table and it.link is None
        if own and key is not None and values.get(it.name) == key:
            raise SelfTieError(name=_called(kind, values))
    for name, (least, most) in _RANGES.items():
        _check_range(values.get(name), least, most)
    for start, end in _ordered(kind):
        check_order(_called(kind, values), start=values.get(start), end=values.get(end))
    rule = _RULES.get(kind.name)
    if rule is not None:
        rule(values)


def _defaults(name: str, said: Values, today: date) -> Values:
    found = dict(_DEFAULTS.get(name, {})) | dict.fromkeys(_TODAY.get(name, ()), today)
    if name == "strategies":
        begun = said.get("started_on", today) <= today
        found["state"] = StrategyState.RUNNING if begun else StrategyState.PLANNED
    return found


_DEFAULTS: Mapping[str, Values] = {
    "signals": {"state": SignalState.NEW},
    "needs": {"state": NeedState.OPEN},
    "moves": {"state": MarkerState.REACHED},
    "memberships": {"role": CommitteeRole.MEMBER},
    "reserved-seats": {"seats": 1},
    "collaborations": {"strength": 1, "origin": Origin.THIRD_PARTY},
    "expertise": {"origin": Origin.THIRD_PARTY},
    "availability": {"origin": Origin.THIRD_PARTY},
}
_TODAY: Mapping[str, tuple[str, ...]] = {
    "signals": ("seen_on",),
    "needs": ("asked_on",),
    "validations": ("held_on",),
    "strategies": ("started_on",),
    "pledges": ("pledged_on",),
    "products": ("made_on",),
    "reaches": ("counted_on",),
    "missions": ("started_on",),
    "outcomes": ("happened_on", "noted_on"),
    "substantiations": ("stated_on",),
    "decisions": ("decided_on",),
}


def _called(kind: RecordKind, values: Values) -> str:
    """Name a record in a sentence."""
    for name in ("name", "title", "question", "what", "sign"):
        if values.get(name):
            return formats.quoted(str(values[name]))
    return gettext("This record ({what})").format(what=noun(kind.table.name))


def _check_range(number: int | None, least: int, most: int | None) -> None:
    if number is None:
        return
    if most is not None and not least <= number <= most:
        raise OutOfRangeError(number=number, least=least, most=most)
    if number < least:
        raise TooSmallError(number=number, least=least)


def _ordered(kind: RecordKind) -> Iterator[tuple[str, str]]:
    """Give the pairs of days that the table keeps in order."""
    for it in kind.table.constraints:
        if isinstance(it, CheckConstraint) and "_before_" in str(it.name):
            end, _sign, start = str(it.sqltext).partition(" >= ")
            yield start, end


def _validation(values: Values) -> None:
    votes, voters = values.get("votes"), values.get("voters")
    if votes is not None and voters is not None and votes > voters:
        raise VotesError(votes=votes, voters=voters)


def _need(values: Values) -> None:
    _agree(values, over=values["state"].closed)


def _strategy(values: Values) -> None:
    _agree(values, over=values["state"].over)
    if not values.get("targets"):
        raise NoTargetError


def _agree(values: Values, *, over: bool) -> None:
    """See that what is over has its day, and nothing else has."""
    if over is (values.get("closed_on") is None):
        column = gettext("closed on")
        raise StateDisagreesError(state=values["state"].label(), column=column)


def _pledge(values: Values) -> None:
    if values.get("kept_on") and values.get("dropped_on"):
        raise TwoEndsError


def _mission(values: Values) -> None:
    verdict: Verdict | None = values.get("verdict")
    if (verdict is None) is not (values.get("decided_on") is None):
        raise VerdictDayError


def _outcome(values: Values) -> None:
    changed, helped = values.get("changed") or (), values.get("contributors") or ()
    if set(changed) & set(helped):
        raise BothPartsError(actor=gettext("somebody"))
    if not changed:
        raise NobodyChangedError
    if not helped and not values.get("others"):
        raise NoOtherError


def _substantiation(values: Values) -> None:
    if values.get("actor") is None and not values.get("source"):
        raise NobodySaysError


def _rule(values: Values) -> None:
    if values.get("quorum") is not None and values.get("quorum_percent") is not None:
        raise OneQuorumError


def _succession(values: Values) -> None:
    kind: SuccessionKind = values["kind"]
    heir, former = values.get("successor"), values.get("former_name")
    needs_heir = kind not in {SuccessionKind.RENAME, SuccessionKind.END}
    wrong = (
        needs_heir is (heir is None)
        or (kind is SuccessionKind.RENAME) is (former is None)
        or (heir is None and values.get("successor_since") is not None)
    )
    if wrong:
        raise SuccessionShapeError
    _two(values, "predecessor", "successor")


def _two(values: Values, one: str, other: str) -> None:
    if values.get(one) is not None and values.get(one) == values.get(other):
        raise SelfTieError(name=gettext("the same actor"))


_RULES: Mapping[str, Callable[[Values], None]] = {
    "needs": _need,
    "validations": _validation,
    "strategies": _strategy,
    "pledges": _pledge,
    "missions": _mission,
    "outcomes": _outcome,
    "substantiations": _substantiation,
    "rules": _rule,
    "changes": _succession,
    "collaborations": lambda it: _two(it, "source", "target"),
    "affiliations": lambda it: _two(it, "person", "organization"),
    "memberships": lambda it: _two(it, "actor", "on_behalf_of"),
}

"""Which actor a typed name means: sure, unsure or unknown, never guessed.

In order: a short code or a number; an alias, an acronym or all the letters of a name
that one actor alone has; a score high enough and far enough above the next one.
Otherwise somebody is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reseau.domain.alignment import Reason
from reseau.domain.name_index import How, Index, by_handle, exactly, homonyms
from reseau.domain.names import tidy
from reseau.domain.ranking import Candidate, likeliest_first, ranked
from reseau.domain.vocabulary import ActorKind

SURE_FROM = 0.90
MARGIN = 0.05
ASKED_FROM = 0.60
NEAR_FROM = 0.55
REFUSED_FROM = 0.80
SHOWN = 8

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Resolved:
    """One actor is meant, surely."""

    key: int
    how: How


@dataclass(frozen=True, slots=True)
class Ask:
    """A person must choose; never empty, the likeliest first."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody is meant; names that look a little alike, the likeliest first."""

    near: tuple[Candidate, ...]


Resolution = Resolved | Ask | Unknown


def resolve(
    index: Index,
    typed: str,
    *,
    kind: ActorKind | None = None,
    everyone: bool = False,
) -> Resolution:
    """Say whom a typed name means.

    Args:
        index: Of all the actors.
        typed: A number (``#12``), a short code (``@cdc-rosemont``, the @ being
            optional), a name either way round, an alias or an acronym.
        kind: The only kind that can be meant, when that is known.
        everyone: Compare every name, see ``ranked``.

    Returns:
        ``Resolved`` when one actor only can be meant; ``Ask`` with at most ``SHOWN``
        candidates, or more when there are more homonyms; else ``Unknown``.
    """
    text = tidy(typed)
    handle = by_handle(index, text, kind=kind)
    if handle is not None:
        return Resolved(handle.key, How.HANDLE)
    is_handle = text.startswith(("@", "#"))
    exact = {} if is_handle else exactly(index, text, kind=kind)
    if len(exact) == 1:
        [(key, how)] = exact.items()
        return Resolved(key, how)
    found = ranked(index, text, least=NEAR_FROM, kind=kind, everyone=everyone)
    if is_handle:
        return Unknown(found[:SHOWN])
    if exact:
        likely = [it for it in found if it.score >= ASKED_FROM - _ROUNDING]
        return Ask(_exact_first(index, exact, others=likely)[: max(SHOWN, len(exact))])
    return _judged(index, found)


def near(
    index: Index, name: str, *, kind: ActorKind | None = None
) -> tuple[Candidate, ...]:
    """List the actors so named, or nearly: reasons not to create one of this name.

    Returns:
        Those that score ``REFUSED_FROM`` or more, the likeliest first; often empty.
    """
    text = tidy(name)
    exact = exactly(index, text, kind=kind)
    found = ranked(index, text, least=REFUSED_FROM, kind=kind)
    return _exact_first(index, exact, others=found)


def _judged(index: Index, found: Sequence[Candidate]) -> Resolution:
    """Decide from the scores alone."""
    asked = tuple(it for it in found if it.score >= ASKED_FROM - _ROUNDING)
    if not asked:
        return Unknown(tuple(found[:SHOWN]))
    best = asked[0]
    following = asked[1].score if len(asked) > 1 else 0.0
    alone = best.score - following >= MARGIN - _ROUNDING
    sure = best.score >= SURE_FROM - _ROUNDING
    if sure and alone and not homonyms(index, best.entry):
        return Resolved(best.entry.key, How.ALIGNMENT)
    return Ask(asked[:SHOWN])


_REASONS: Mapping[How, Reason] = {
    How.HANDLE: Reason.CODE,
    How.ALIAS: Reason.ALIAS,
    How.ACRONYM: Reason.ACRONYM,
    How.NAME: Reason.SAME,
}


def _exact_first(
    index: Index, exact: Mapping[int, How], *, others: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Put the actors that have this very name before those that nearly have it."""
    entries = {it.key: it for it in reversed(index.entries) if it.key in exact}
    shared = (Reason.HOMONYM,) if len(exact) > 1 else ()
    first = [
        Candidate(entry, 1.0, (_REASONS[exact[key]], *shared))
        for key, entry in entries.items()
    ]
    rest = [it for it in others if it.entry.key not in exact]
    return (*sorted(first, key=likeliest_first), *rest)

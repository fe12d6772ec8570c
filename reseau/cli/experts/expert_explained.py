"""What a score is made of: the sorts of evidence, then the terms that matter."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reseau.cli.experts.expert_words import points
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.domain.expert_evidence import EvidenceKind
    from reseau.usecases.experts.expert_answers import Expert, Reason

_ENOUGH = 0.8
_MOST = 5


def main_terms(reasons: "Sequence[Reason]", score: int) -> "Sequence[Reason]":
    """Take the heaviest terms: until they make 80 % of a score, five at most.

    One that would be left alone is taken too: naming it is as short.
    """
    total, n = 0, 0
    for it in reasons[:_MOST]:
        if total >= _ENOUGH * score:
            break
        total, n = total + it.points, n + 1
    return reasons[: n if len(reasons) > n + 1 else len(reasons)]


def made_of(it: "Expert") -> str:
    """Say in one line how much each sort of evidence adds to a score."""
    lines = Counter(reason.kind for reason in it.reasons)
    said = []
    for kind, added in _by_kind(it).most_common():
        text = ngettext(
            "{share} {kind} ({n} line)", "{share} {kind} ({n} lines)", lines[kind]
        )
        share = formats.percent(added / it.score)
        n = formats.number(lines[kind])
        said.append(text.format(share=share, kind=kind.label(), n=n))
    return _("made of: {parts}").format(parts=", ".join(said))


def ahead(it: "Expert", next_one: "Expert | None") -> str:
    """Say by how much an expert is above the next one, and by what.

    Empty for the last one, and for two of the same score.
    """
    if next_one is None or next_one.score >= it.score:
        return ""
    own, other = _by_kind(it), _by_kind(next_one)
    gaps = {kind: own[kind] - other[kind] for kind in {*own, *other}}
    ordered = sorted(gaps, key=lambda kind: (-abs(gaps[kind]), kind.value))
    parts = [
        _("{kind} {points}").format(kind=kind.label(), points=_signed(gaps[kind]))
        for kind in ordered
        if gaps[kind]
    ]
    return _("above {name} by {points}: {parts}").format(
        name=next_one.name, points=points(it.score - next_one.score),
        parts=", ".join(parts),
    )  # fmt: skip


def _by_kind(it: "Expert") -> "Counter[EvidenceKind]":
    found: Counter[EvidenceKind] = Counter()
    for reason in it.reasons:
        found[reason.kind] += reason.points
    return found


def _signed(value: int) -> str:
    return f"{'+' if value > 0 else '−'}{points(abs(value))}"

"""The ties that chance does not explain."""

from collections.abc import Mapping
from dataclasses import dataclass

from reseau.analysis.backbone.backbone import Correction
from reseau.analysis.backbone.disparity_filter import ALPHA
from reseau.analysis.ties.projection import attendances
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import Layer
from reseau.store.session import Store
from reseau.usecases.network.network import Looked, Named, Question, look
from reseau.usecases.network.structure import Doubt, Frame, frame


@dataclass(frozen=True, slots=True)
class KeptTie:
    """A tie of the backbone.

    Attributes:
        count: Lines behind it in what is looked at.
        weight: Of the tie in the network, in the unit of the layer.
        p: Its chance, corrected when it is co-presence.
        raw_p: Its chance before that.
    """

    first: Named
    second: Named
    count: int
    weight: float
    p: float
    raw_p: float


@dataclass(frozen=True, slots=True)
class Backbone:
    """The ties that stand out, the least likely first, or why they are not given.

    Attributes:
        method: ``sdsm`` for co-presence, else ``disparity``.
        correction: ``holm``, ``bh`` or ``none``.
        tests: How many pairs were looked at together.
        events: Interactions with company; 0 for another layer.
        ties: Ties of the whole network.
        kept: Those of the backbone.
        actors: How many actors have a tie in the backbone.
    """

    frame: Frame
    doubt: Doubt | None
    method: str
    alpha: float
    correction: Correction
    tests: int
    events: int
    ties: int
    kept: tuple[KeptTie, ...]
    actors: int


def network_backbone(
    store: Store,
    question: Question,
    *,
    alpha: float = ALPHA,
    correction: Correction | None = None,
) -> Backbone:
    """Keep the ties that chance does not explain.

    Unless asked otherwise, chances of co-presence are corrected by Holm's method, and
    those of the disparity filter are not, as it was published.
    """
    with store.reading() as session:
        looked = look(session, question)
    rests = frame(looked, question)
    doubt = rests.doubt
    copresence = question.layer is Layer.COPRESENCE
    correction = correction or ("holm" if copresence else "none")
    tests = events = 0
    corrected: Mapping[tuple[int, int], float] = {}
    raw: Mapping[tuple[int, int], float] = {}
    if doubt is None and copresence:
        corrected, raw, tests, events = _copresence(looked, correction)
    elif doubt is None:
        corrected, raw, tests = _weighted(looked, correction)
    kept = _kept(rests, looked, corrected, raw, alpha=alpha)
    return Backbone(
        frame=rests,
        doubt=doubt,
        method="sdsm" if copresence else "disparity",
        alpha=alpha,
        correction=correction,
        tests=tests,
        events=events,
        ties=looked.network.number_of_edges(),
        kept=kept,
        actors=len({who.key for it in kept for who in (it.first, it.second)}),
    )


def _copresence(
    looked: Looked, correction: Correction
) -> tuple[Mapping[tuple[int, int], float], Mapping[tuple[int, int], float], int, int]:
    """Compare how often pairs met with how often each came."""
    from reseau.analysis.backbone.backbone import sdsm

    events = [
        it.actors
        for it in attendances(looked.rows.participations)
        if looked.rule.covers(it.held_on) and len(it.actors) > 1
    ]
    found = sdsm(events, pairs="tied")
    return found.adjusted(correction), found.p_upper, found.tests, len(events)


def _weighted(
    looked: Looked, correction: Correction
) -> tuple[Mapping[tuple[int, int], float], Mapping[tuple[int, int], float], int]:
    """Compare the weight of each tie with those of the same actors."""
    from reseau.analysis.backbone.corrections import benjamini_hochberg, holm
    from reseau.analysis.backbone.disparity_filter import disparity

    raw = disparity(looked.network)
    values = list(raw.values())
    if correction == "holm":
        values = holm(values)
    elif correction == "bh":
        values = benjamini_hochberg(values)
    return dict(zip(raw, values, strict=True)), raw, len(raw)


def _kept(
    rests: Frame,
    looked: Looked,
    corrected: Mapping[tuple[int, int], float],
    raw: Mapping[tuple[int, int], float],
    *,
    alpha: float,
) -> tuple[KeptTie, ...]:
    """Name the ties below alpha that may be shown."""
    found = [
        KeptTie(
            first=rests.actors[one],
            second=rests.actors[other],
            count=int(looked.network.edges[one, other]["count"]),
            weight=float(looked.network.edges[one, other]["weight"]),
            p=p,
            raw_p=raw[one, other],
        )
        for (one, other), p in corrected.items()
        if p < alpha and looked.network.has_edge(one, other)
    ]
    found.sort(
        key=lambda it: (
            it.p, it.raw_p, -it.count,
            sort_key(it.first.name), sort_key(it.second.name),
        )
    )  # fmt: skip
    return tuple(found)

"""Follow one record of the chain from signal to impact, both ways."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reseau.domain.dissemination import ChainStep
from reseau.domain.folding import folded, lettered, spaced
from reseau.errors import AmbiguousError, NotFoundError, UsageError
from reseau.i18n import N_
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.cycle.impact_chain import Chain, Node, read_chain


class UnknownRecordError(NotFoundError):
    """Nothing in the chain has that title."""

    message = N_(
        "Nothing from signal to outcome is known as “{name}”. Say what it is, then its "
        "number or words of its title: reseau impact strategy cour"
    )


class AmbiguousRecordError(AmbiguousError):
    """Several records of the chain have that title."""

    message = N_("“{name}” can be: {candidates}. Say which: reseau impact {example}")


class WhichStepError(UsageError):
    """A number alone does not say of what."""

    message = N_(
        "Number {number} of what? Say it first: reseau impact outcome {number}"
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """A record, with all that leads to it and all that it leads to.

    Attributes:
        before: In the order of the chain; likewise ``after``.
        missing_before: Steps of the chain of which nothing leads to it.
        missing_after: Steps of the chain of which it leads to nothing.
    """

    as_of: date
    record: Node
    before: tuple[Node, ...]
    after: tuple[Node, ...]
    missing_before: tuple[ChainStep, ...]
    missing_after: tuple[ChainStep, ...]


def follow(store: Store, typed: Sequence[str]) -> Followed:
    """Follow one record both ways.

    Args:
        store: The store.
        typed: What it is and its number or title: ``("outcome", "3")``; or a title
            alone.

    Raises:
        UnknownRecordError: Nothing is so called.
        AmbiguousRecordError: Several are.
        WhichStepError: A number alone.
    """
    with store.reading() as session:
        chain = read_chain(session)
        record = _meant(chain, typed)
        before = chain.reached(record.place, forward=False)
        after = chain.reached(record.place, forward=True)
        place = _LINE.index(record.step) if record.step in _LINE else None
        upstream = _LINE[:place] if place is not None else ()
        start = _LINE.index(ChainStep.STRATEGY) if place is None else place + 1
        return Followed(
            settings.today(session), record, tuple(before), tuple(after),
            _missing(upstream, before), _missing(_LINE[start:], after),
        )  # fmt: skip


# The chain proper: a mission may lead to a strategy, but none is missed.
_LINE = tuple(it for it in ChainStep if it is not ChainStep.MISSION)


def _missing(steps: Iterable[ChainStep], found: list[Node]) -> tuple[ChainStep, ...]:
    there = {it.step for it in found}
    return tuple(it for it in steps if it not in there)


def _meant(chain: Chain, typed: Sequence[str]) -> Node:
    step, text = _step_and_text(typed)
    nodes = [it for it in chain.nodes.values() if step is None or it.step is step]
    number = text.removeprefix("#")
    if number.isascii() and number.isdigit():
        if step is None:
            raise WhichStepError(number=number)
        nodes = [it for it in nodes if str(it.number) == (number.lstrip("0") or "0")]
    else:
        nodes = _so_called(nodes, text)
    if not nodes:
        raise UnknownRecordError(name=" ".join(typed))
    if len(nodes) > 1:
        listed = ", ".join(f"{_address(it)} ({it.title})" for it in nodes[:_MOST])
        raise AmbiguousRecordError(
            name=text, candidates=listed, example=_address(nodes[0])
        )
    return nodes[0]


_MOST = 6


def _step_and_text(typed: Sequence[str]) -> tuple[ChainStep | None, str]:
    words = " ".join(typed).split()
    step = ChainStep.spellings().get(lettered(words[0])) if len(words) > 1 else None
    return step, " ".join(words[1:] if step else words)


def _so_called(nodes: Sequence[Node], text: str) -> list[Node]:
    wanted = folded(text)
    words = set(spaced(text).split())
    return (
        [it for it in nodes if it.slug and it.slug == wanted.removeprefix("@")]
        or [it for it in nodes if folded(it.title) == wanted]
        or [it for it in nodes if words and words <= set(spaced(it.title).split())]
    )


def _address(node: Node) -> str:
    return f"{node.step.label()} {node.slug or node.number}"

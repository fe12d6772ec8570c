"""Who brought whom: the trees of recruitment, and how far they went."""

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from reseau.analysis.mobilizing.presences import Day, as_day, ordered
from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

Actor = TypeVar("Actor", bound=Hashable)


class RecruitmentCycleError(UsageError):
    """Actors brought each other in a circle."""

    message = N_(
        "{actors} are said to have brought each other, which cannot be: correct who "
        "brought whom."
    )


class LateRecruiterError(UsageError):
    """An actor is said to have been brought by one who came later."""

    message = N_(
        "{actor} came on {joined}, before {recruiter} ({later}), who is said to have "
        "brought them: correct who brought whom."
    )


class NotATreeError(UsageError):
    """What is given is not a tree."""

    message = N_("A tree is wanted: every actor tied to the others in exactly one way.")


@dataclass(frozen=True, slots=True)
class RecruitmentTree(Generic[Actor]):
    """Everybody who came, step by step, through one actor.

    Attributes:
        root: The actor at the origin, whom nobody is known to have brought.
        size: How many actors, the root included.
        depth: How many steps to the farthest.
        max_breadth: How many actors at the widest step.
        structural_virality: Mean distance between two of them; see the function.
        children: Recruiter to those they brought, from the root down.
    """

    root: Actor
    size: int
    depth: int
    max_breadth: int
    structural_virality: float
    children: dict[Actor, list[Actor]]


@dataclass(frozen=True, slots=True)
class Recruitment(Generic[Actor]):
    """The forest of who brought whom.

    Attributes:
        recruiters: Recruiter to how many they brought.
        recruits_per_member: R: recruits over members; None without a member.
        trees: Those of two actors or more, largest first.
        share_with_recruiter: Members brought by somebody named, over members, 0 to 1;
            None without a member.
    """

    recruiters: dict[Actor, int]
    recruits_per_member: float | None
    trees: list[RecruitmentTree[Actor]]
    share_with_recruiter: float | None

    def tree(self, root: Actor) -> RecruitmentTree[Actor]:
        """Give the tree that begins at an actor, even in the middle of another.

        One actor alone makes a tree of size 1.
        """
        links: dict[Actor, list[Actor]] = {}
        for it in self.trees:
            links |= it.children
        return _tree(root, links)


def structural_virality(
    tree: "nx.Graph[Actor] | Mapping[Actor, Actor] | Iterable[tuple[Actor, Actor]]",
) -> float:
    """Measure whether a tree spread from one person, or from person to person.

    Args:
        tree: A graph (directions are ignored), recruit to recruiter, or pairs of
            actors in either order.

    Returns:
        The mean distance between two of its n actors: 2(n-1)/n when one brought all
        the others, (n+1)/3 when each brought the next; 0 for one actor or none.

    Raises:
        NotATreeError: There is a cycle, or several pieces.

    References:
        Goel, S., Anderson, A., Hofman, J., Watts, D. J. (2016). The structural
        virality of online diffusion. Management Science 62, 180-196.

    Example:
        >>> structural_virality([("A", "B"), ("B", "C"), ("C", "D"), ("D", "E")])
        2.0
    """
    near: dict[Actor, list[Actor]] = defaultdict(list)
    links, size = _links(tree)
    for one, other in links:
        near[one].append(other)
        near[other].append(one)
    nodes = len(near) if size is None else size
    if not links and nodes <= 1:
        return 0.0
    order, before = _walk(next(iter(near)), near) if near else ([], {})
    if len(order) != nodes or len(links) != nodes - 1:
        raise NotATreeError
    return _mean_distance(order, before)


def recruitment_forest(
    invited_by: Mapping[Actor, Actor] | Iterable[tuple[Actor, Actor]],
    *,
    joined: Mapping[Actor, Day] | None = None,
    members: Collection[Actor] | None = None,
) -> Recruitment[Actor]:
    """Draw who came through whom.

    Args:
        invited_by: Recruit to recruiter, each recruit once.
        joined: The first day of each actor; who is not in it is not checked.
        members: Whom the figures are divided by, such as those ever active; by
            default everybody named.

    Returns:
        The trees and how far they went; empty when nobody was brought.

    Raises:
        RecruitmentCycleError: Actors brought each other in a circle.
        LateRecruiterError: A recruiter came after the recruit.

    References:
        Goel and others (2016), as for ``structural_virality``.

    Example:
        >>> found = recruitment_forest({"D": "A", "E": "B", "F": "E"})
        >>> found.recruiters
        {'A': 1, 'B': 1, 'E': 1}
        >>> found.tree("B").depth
        2
    """
    links = dict(invited_by)
    _check_days(links, {who: as_day(day) for who, day in (joined or {}).items()})
    _check_cycles(links)
    every = ordered({*links, *links.values()})
    among = every if members is None else ordered(members)
    children: dict[Actor, list[Actor]] = {}
    for who in every:
        if who in links:
            children.setdefault(links[who], []).append(who)
    trees = [_tree(it, children) for it in every if it in children and it not in links]
    brought = sum(it in links for it in among)
    return Recruitment(
        recruiters={it: len(children[it]) for it in every if it in children},
        recruits_per_member=len(links) / len(among) if among else None,
        trees=sorted(trees, key=lambda it: -it.size),
        share_with_recruiter=brought / len(among) if among else None,
    )


def _check_days(links: Mapping[Actor, Actor], joined: Mapping[Actor, date]) -> None:
    for who in ordered(links):
        by = links[who]
        if who in joined and by in joined and joined[by] > joined[who]:
            raise LateRecruiterError(
                actor=who, joined=joined[who], recruiter=by, later=joined[by]
            )


def _check_cycles(links: Mapping[Actor, Actor]) -> None:
    safe: set[Actor] = set()
    for who in ordered(links):
        path: dict[Actor, None] = {}
        it = who
        while it in links and it not in safe:
            if it in path:
                names = list(path)[list(path).index(it) :]
                raise RecruitmentCycleError(actors=", ".join(map(str, ordered(names))))
            path[it] = None
            it = links[it]
        safe |= path.keys()


def _tree(root: Actor, links: Mapping[Actor, list[Actor]]) -> RecruitmentTree[Actor]:
    """Follow the links down from an actor."""
    children: dict[Actor, list[Actor]] = {}
    level, size, depth, breadth = [root], 1, 0, 1
    while level:
        children |= {it: links[it] for it in level if it in links}
        level = [child for it in level for child in links.get(it, ())]
        if level:
            size, depth, breadth = (
                size + len(level), depth + 1, max(breadth, len(level))
            )  # fmt: skip
    pairs = [(it, child) for it, some in children.items() for child in some]
    return RecruitmentTree(
        root, size, depth, breadth, structural_virality(pairs), children
    )


def _links(
    tree: "nx.Graph[Actor] | Mapping[Actor, Actor] | Iterable[tuple[Actor, Actor]]",
) -> tuple[list[tuple[Actor, Actor]], int | None]:
    """Give the ties of a tree however it came, and its size when it tells it."""
    if hasattr(tree, "edges"):
        graph = cast("nx.Graph[Actor]", tree)
        return [(a, b) for a, b in graph.edges()], len(graph)
    if isinstance(tree, Mapping):
        return list(tree.items()), None
    return [(a, b) for a, b in tree], None


def _walk(
    root: Actor, near: Mapping[Actor, Iterable[Actor]]
) -> tuple[list[Actor], dict[Actor, Actor]]:
    """Give everybody who is reached, in order, each with who comes before."""
    order, before = [root], {}
    seen = {root}
    for it in order:
        for other in near[it]:
            if other not in seen:
                seen.add(other)
                before[other] = it
                order.append(other)
    return order, before


def _mean_distance(order: list[Actor], before: Mapping[Actor, Actor]) -> float:
    """Average the distances: each link counts for the pairs on its two sides."""
    n = len(order)
    below = dict.fromkeys(order, 1)
    total = 0
    for it in reversed(order[1:]):
        total += below[it] * (n - below[it])
        below[before[it]] += below[it]
    return total / math.comb(n, 2)

"""Print key players, and what they change."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.network.structure_frame import (
    WHY_ACTOR,
    doubted,
    frame_json,
    print_frame,
    print_why,
    why,
)
from reseau.i18n import formats
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.analysis.positions.wholeness import Wholeness
    from reseau.usecases.network.key_players import Breaking, Player, Players, Reaching

_SLIGHT = 0.05


def print_players(found: "Players", *, form: output.Format) -> None:
    """Print both sets, and what they change."""
    if form is output.Format.JSON:
        output.data(players_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in ("goal", "actor", "name", "ties")]
        output.rows(columns, _player_rows(found), form=form, empty="")
        return
    output.heading(_("Key players"))
    if not doubted(found.frame, found.doubt):
        if found.breaking is not None:
            _print_breaking(found.breaking)
        if found.reaching is not None:
            output.line()
            _print_reaching(found.reaching)
        output.line()
        output.line(_("Only actors with a tie are looked at; each tie is one step."))
        print_why(why(WHY_ACTOR, one=it.actor.slug) for it in _first(found))
    print_frame(found.frame, weighted=False)


def _first(found: "Players") -> "tuple[Player, ...]":
    sets = [it.players for it in (found.breaking, found.reaching) if it is not None]
    return sets[0][:1] if sets else ()


def _player_rows(found: "Players") -> list[dict[str, output.Cell]]:
    sets = (("fragment", found.breaking), ("reach", found.reaching))
    return [
        {
            "goal": goal,
            "actor": it.actor.slug,
            "name": it.actor.name,
            "ties": it.ties,
        }
        for goal, chosen in sets
        if chosen is not None
        for it in chosen.players
    ]


def _named(players: "tuple[Player, ...]") -> str:
    return ", ".join(
        _("{name} ({n})").format(
            name=output.safe(it.actor.name), n=formats.number(it.ties)
        )
        for it in players
    )


def _print_breaking(found: "Breaking") -> None:
    output.line(_("Without them, the network is most broken (number of ties):"))
    output.line("  " + _named(found.players))
    before, after = found.whole, found.left
    output.pairs(
        [
            (_("actors without a tie any more"), _count(after.isolates)),
            (_("largest set that holds together"), _of(before, after)),
            (
                _("pairs that some way links"),
                _("{before} before, {after} after").format(
                    before=formats.percent(before.linked or 0),
                    after=formats.percent(after.linked or 0),
                ),
            ),
            (
                _("fragmentation, 0 to 1"),
                _("{before} before, {after} after").format(
                    before=formats.number(found.before, decimals=3),
                    after=formats.number(found.fragmentation, decimals=3),
                ),
            ),
        ]
    )
    if found.fragmentation - found.before < _SLIGHT:
        output.line(
            _("This changes little: the network does not depend on so few actors.")
        )
    _how(exact=found.exact, candidates=found.candidates)
    if found.sources < found.whole.actors:
        output.line(
            _("Fragmentation is estimated, following the ways from {n} actors.").format(
                n=formats.number(found.sources)
            )
        )


def _count(value: int) -> str:
    return formats.number(value)


def _of(before: "Wholeness", after: "Wholeness") -> str:
    return _("{before} actors before, {after} after").format(
        before=formats.number(before.largest), after=formats.number(after.largest)
    )


def _how(*, exact: bool, candidates: int) -> None:
    if exact:
        output.line(_("Every possible set was tried."))
        return
    output.line(
        _(
            "Chosen among {n} actors, the best added one by one, then swapped: a "
            "better set may exist."
        ).format(n=formats.number(candidates))
    )


def _print_reaching(found: "Reaching") -> None:
    output.line(_("Through them, the most are near (number of ties):"))
    output.line("  " + _named(found.players))
    output.pairs(
        [
            (_("tied with one of them"), _share(found.one_step, found.others)),
            (_("at two steps at most"), _share(found.two_steps, found.others)),
            (_("reach, 0 to 1"), formats.number(found.reach, decimals=3)),
        ]
    )
    _how(exact=found.exact, candidates=found.candidates)


def _share(count: int, every: int) -> str:
    return _("{n} of {every} ({share})").format(
        n=formats.number(count),
        every=formats.number(every),
        share=formats.percent(count / every if every else 0, decimals=0),
    )


def players_json(found: "Players") -> dict[str, object]:
    """Give both sets as JSON takes them."""
    breaking, reaching = found.breaking, found.reaching
    return {
        **frame_json(found.frame, found.doubt, weighted=False),
        "size": found.size,
        "fragment": None if breaking is None else {
            "players": _players_json(breaking.players),
            "fragmentation": breaking.fragmentation,
            "fragmentation_before": breaking.before,
            "before": whole_json(breaking.whole),
            "after": whole_json(breaking.left),
            "exact": breaking.exact,
            "candidates": breaking.candidates,
            "sources": breaking.sources,
        },
        "reach": None if reaching is None else {
            "players": _players_json(reaching.players),
            "reach": reaching.reach,
            "one_step": reaching.one_step,
            "two_steps": reaching.two_steps,
            "others": reaching.others,
            "exact": reaching.exact,
            "candidates": reaching.candidates,
        },
    }  # fmt: skip


def _players_json(players: "tuple[Player, ...]") -> list[dict[str, object]]:
    return [
        {
            "actor": it.actor.slug,
            "name": it.actor.name,
            "ties": it.ties,
            "why": f"reseau actor show {it.actor.slug}",
        }
        for it in players
    ]


def whole_json(found: "Wholeness") -> dict[str, object]:
    """Give the figures of a whole network as JSON takes them."""
    return {
        "actors": found.actors,
        "ties": found.ties,
        "isolates": found.isolates,
        "components": found.components,
        "largest_component": found.largest,
        "pairs_linked": found.linked,
        "nearness": found.nearness,
        "weight": found.weight,
    }

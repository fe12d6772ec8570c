"""Print the groups and the core of a network."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.network.structure_frame import (
    WHY_ACTOR,
    WHY_TIE,
    decimal,
    doubted,
    frame_json,
    people,
    print_frame,
    print_why,
    why,
)
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.network.network import Named
    from reseau.usecases.network.structure import Core, Gathered, Group, Groups


def print_groups(found: "Groups", *, form: output.Format, limit: int) -> None:
    """Print each group with those who hold it together."""
    if form is output.Format.JSON:
        output.data(groups_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in ("group", "actor", "name")]
        values: list[dict[str, output.Cell]] = [
            {"group": group.number, "actor": it.slug, "name": it.name}
            for group in found.groups
            for it in group.members
        ]
        output.rows(columns, values, form=form, empty="")
        return
    output.heading(_("Groups of actors more tied among themselves"))
    if not (doubted(found.frame, found.doubt) or _unstable_groups(found)):
        _print_each_group(found, limit=limit)
    print_frame(found.frame, weighted=True)


def _print_each_group(found: "Groups", *, limit: int) -> None:
    for group in found.groups:
        size = ngettext("{n} actor", "{n} actors", len(group.members))
        inside = _("{share} of the weight of their ties stays inside").format(
            share=formats.percent(group.inside, decimals=0)
        )
        title = _("{number}. {name} and those around").format(
            number=group.number, name=output.safe(group.members[0].name)
        )
        count = size.format(n=formats.number(len(group.members)))
        output.line(f"{title} — {count}, {inside}", hang=3)
        output.line("   " + people(group.members, limit=limit))
    output.line()
    output.line(
        _(
            "Modularity {q}: how much more weight is inside the groups than chance "
            "would put there."
        ).format(q=decimal(found.modularity))
    )
    output.line(
        _(
            "Stability {s}: {n} searches agree so much (adjusted Rand index: 1 when "
            "all find the same groups, 0 by chance)."
        ).format(s=decimal(found.stability), n=found.seeds)
    )
    output.line(
        _("Read the groups as a picture: another division may be nearly as good.")
    )
    print_why(_why_group(it) for it in found.groups[:3])


def _why_group(group: "Group") -> str:
    one, other = group.heaviest
    return why(WHY_TIE, one=one.slug, other=other.slug)


def _unstable_groups(found: "Groups") -> bool:
    from reseau.usecases.network.structure import STABLE_GROUPS, Doubt

    if found.doubt is not Doubt.UNSTABLE:
        return False
    output.line(
        _(
            "The groups change from one search to the next: they agree at {s}, below "
            "{least}. They would mislead, and are not shown. A shorter or a longer "
            "period may have clearer ones."
        ).format(s=decimal(found.stability), least=decimal(STABLE_GROUPS))
    )
    return True


def groups_json(found: "Groups") -> dict[str, object]:
    """Give the groups as JSON takes them."""
    return {
        **frame_json(found.frame, found.doubt, weighted=True),
        "method": "louvain",
        "modularity": None if found.doubt else found.modularity,
        "stability": found.stability,
        "stability_measure": "mean pairwise adjusted Rand index",
        "searches": found.seeds,
        "groups": [
            {
                "group": it.number,
                "size": len(it.members),
                "share_inside": it.inside,
                "actors": [member.slug for member in it.members],
                "names": [member.name for member in it.members],
                "why": "reseau network why {} {}".format(
                    *(one.slug for one in it.heaviest)
                ),
            }
            for it in found.groups
        ],
    }


def print_core(found: "Core", *, form: output.Format, limit: int) -> None:
    """Print the core and the densities, then the depth of the ties."""
    if form is output.Format.JSON:
        output.data(core_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in ("part", "actor", "name")]
        parts = {"core": found.core, "innermost": found.deepest}
        values: list[dict[str, output.Cell]] = [
            {"part": part, "actor": it.slug, "name": it.name}
            for part, members in parts.items()
            for it in members
        ]
        output.rows(columns, values, form=form, empty="")
        return
    output.heading(_("Core and periphery"))
    if not doubted(found.frame, found.doubt):
        if not _no_core(found):
            _print_core(found, limit=limit)
        _print_depths(found, limit=limit)
    print_frame(found.frame, weighted=False)


def _print_core(found: "Core", *, limit: int) -> None:
    text = ngettext(
        "{n} actor is in the core, {others} around it.",
        "{n} actors are in the core, {others} around it.",
        len(found.core),
    )
    output.line(
        text.format(
            n=formats.number(len(found.core)), others=formats.number(found.periphery)
        )
    )
    output.line("  " + people(found.core, limit=limit))
    _say_meeting(found.core_meeting)
    output.line()
    (core, across), (_back, outside) = found.density
    output.pairs(
        [
            (_("tied within the core"), _share(core)),
            (_("tied from core to periphery"), _share(across)),
            (_("tied within the periphery"), _share(outside)),
        ]
    )
    output.line()
    output.line(
        _(
            "The ties follow this pattern at {fit} (correlation; a core is spoken of "
            "from {least}); {n} searches agree at {s}."
        ).format(
            fit=decimal(found.fit),
            least=decimal(0.5),
            n=found.restarts,
            s=formats.percent(found.stability or 0, decimals=0),
        )
    )
    output.line(_variant(found))
    print_why([why(WHY_ACTOR, one=it.slug) for it in found.core[:1]])


def _share(density: float | None) -> str:
    if density is None:
        return "–"
    return _("{share} of the pairs").format(share=formats.percent(density))


def _variant(found: "Core") -> str:
    if found.variant == "or":
        return _("Pattern “or”: a tie is expected between core and periphery.")
    return _("Pattern “blank”: nothing is expected between core and periphery.")


def _no_core(found: "Core") -> bool:
    """Say why no core is shown; tell whether it was the case."""
    from reseau.usecases.network.structure import Doubt

    if found.doubt is Doubt.NO_PATTERN:
        output.line(_("All pairs are alike: no core stands out from a periphery."))
    elif found.doubt is Doubt.POOR_FIT:
        output.line(
            _(
                "There is no clear core: the best one follows the ties at {fit}, below "
                "{least}. It is not shown."
            ).format(fit=decimal(found.fit), least=decimal(0.5))
        )
        output.line(_variant(found))
    elif found.doubt is Doubt.UNSTABLE:
        output.line(
            _(
                "The core changes from one search to the next: they agree at {s}, "
                "below {least}. It is not shown."
            ).format(
                s=formats.percent(found.stability or 0, decimals=0),
                least=formats.percent(0.8, decimals=0),
            )
        )
    return found.doubt is not None


def _print_depths(found: "Core", *, limit: int) -> None:
    """Print the innermost set, in which all have many ties."""
    if not found.deepest:
        return
    depth = found.levels[0][0]
    output.line()
    text = ngettext(
        "Innermost set: {n} actors each tied with at least {k} other of them.",
        "Innermost set: {n} actors each tied with at least {k} others of them.",
        depth,
    )
    output.line(text.format(n=formats.number(len(found.deepest)), k=depth))
    output.line("  " + people(found.deepest, limit=limit))
    _say_meeting(found.innermost_meeting)


def _say_meeting(gathered: "Gathered | None") -> None:
    """Warn that a large meeting alone ties so many."""
    if gathered is None:
        return
    output.line(
        _(
            "{count} of these {every} were at interaction #{number}: one large meeting "
            "is enough to tie them all, without a habit."
        ).format(
            count=formats.number(gathered.count),
            every=formats.number(gathered.every),
            number=gathered.interaction,
        )
    )


def core_json(found: "Core") -> dict[str, object]:
    """Give the core as JSON takes it."""
    (core, across), (back, outside) = found.density
    return {
        **frame_json(found.frame, found.doubt, weighted=False),
        "variant": found.variant,
        "verdict": "no core" if found.doubt else "core",
        "fit": found.fit,
        "stability": found.stability,
        "stability_measure": "mean Jaccard index with the best core",
        "searches": found.restarts,
        "core": _slugs(found.core),
        "core_names": [it.name for it in found.core],
        "periphery_size": found.periphery,
        "density": None
        if found.doubt
        else {
            "core": core,
            "core_to_periphery": across,
            "periphery_to_core": back,
            "periphery": outside,
        },
        "coreness": [{"k": k, "actors": n} for k, n in found.levels],
        "innermost": _slugs(found.deepest),
        "innermost_names": [it.name for it in found.deepest],
        "core_meeting": _gathered_json(found.core_meeting),
        "innermost_meeting": _gathered_json(found.innermost_meeting),
    }


def _gathered_json(gathered: "Gathered | None") -> dict[str, object] | None:
    if gathered is None:
        return None
    return {"interaction": gathered.interaction, "actors": gathered.count}


def _slugs(found: "tuple[Named, ...]") -> list[str]:
    return [it.slug for it in found]

"""Print who stands between others."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.network.structure_frame import (
    WHY_ACTOR,
    decimal,
    doubted,
    frame_json,
    print_frame,
    print_why,
    why,
)
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.network.brokers import Broker, Brokers


def print_brokers(found: "Brokers", *, form: output.Format, limit: int) -> None:
    """Print who is between others, those between groups first."""
    if form is output.Format.JSON:
        output.data(brokers_json(found))
        return
    if form is output.Format.CSV:
        rows = [_broker_row(it) for it in found.brokers]
        names = rows[0] if rows else _CSV_NAMES
        columns = [output.Column(it, it) for it in names]
        output.rows(columns, rows, form=form, empty="")
        return
    output.heading(_("Who stands between others"))
    if not doubted(found.frame, found.doubt):
        _print_between(found)
        _print_brokers(found, limit=limit)
        print_why(why(WHY_ACTOR, one=it.actor.slug) for it in found.brokers[:1])
    print_frame(found.frame, weighted=True)


def _print_between(found: "Brokers") -> None:
    """Say which groups are looked at, or how to record some."""
    if not found.groups:
        output.line(
            _(
                "No actor here has a {between}: nobody can be between groups. “reseau "
                "actor edit NAME” records one; “--between kind” compares people and "
                "organizations."
            ).format(between=found.between.label())
        )
        return
    text = ngettext(
        "{n} group by {between}.", "{n} groups by {between}.", len(found.groups)
    )
    sentence = text.format(
        n=formats.number(len(found.groups)), between=found.between.label()
    )
    if found.ungrouped:
        left = ngettext(
            "{n} actor has none, and is not counted between groups.",
            "{n} actors have none, and are not counted between groups.",
            found.ungrouped,
        )
        sentence += " " + left.format(n=formats.number(found.ungrouped))
    output.line(sentence)


def _print_brokers(found: "Brokers", *, limit: int) -> None:
    shown: list[dict[str, output.Cell]] = [
        {
            "name": it.actor.name,
            "group": _group_label(found, it),
            "across": formats.number(it.across),
            "within": formats.number(it.roles["coordinator"]),
            "betweenness": formats.number(it.betweenness, decimals=3),
            "constraint": decimal(it.constraint),
            "useful": decimal(it.effective_size, 1),
        }
        for it in found.brokers[:limit]
    ]
    output.rows(_columns(found), shown, form=output.Format.TABLE, empty="")
    _print_meanings(found)


def _columns(found: "Brokers") -> list[output.Column]:
    columns = [output.Column("name", _("actor"))]
    if found.groups:
        columns += [
            output.Column("group", found.between.label()),
            output.Column("across", _("pairs between groups"), right=True),
            output.Column("within", _("pairs within its group"), right=True),
        ]
    return [
        *columns,
        output.Column("betweenness", _("betweenness"), right=True),
        output.Column("constraint", _("constraint"), right=True),
        output.Column("useful", _("useful contacts"), right=True),
    ]


def _print_meanings(found: "Brokers") -> None:
    """Say what the columns mean."""
    if found.groups:
        output.line(
            _(
                "Pairs: two others tied with this actor and not with each other; "
                "“between groups” when one of them, at least, is of another group."
            )
        )
    output.line(
        _("Betweenness: share of the shortest ways between two others that go by it.")
    )
    output.line(
        _(
            "Constraint: how closed its surroundings are; low for who ties strangers "
            "together. Useful contacts: its contacts, less those that lead to the same "
            "people (Burt’s effective size)."
        )
    )
    if found.error:
        output.line(
            _("Betweenness is estimated, within {error}.").format(
                error=formats.number(found.error, decimals=4)
            )
        )


def _group_label(found: "Brokers", broker: "Broker") -> str:
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.network.brokers import Between

    if broker.group is None:
        return ""
    if found.between is Between.KIND:
        return ActorKind(broker.group).label()
    return broker.group


_CSV_NAMES = (
    "actor", "name", "group", "ties", "betweenness", "constraint", "effective_size",
    "coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total",
    "between_groups",
)  # fmt: skip


def _broker_row(broker: "Broker") -> dict[str, output.Cell]:
    return {
        "actor": broker.actor.slug,
        "name": broker.actor.name,
        "group": broker.group,
        "ties": broker.ties,
        "betweenness": broker.betweenness,
        "constraint": broker.constraint,
        "effective_size": broker.effective_size,
        **broker.roles,
        "between_groups": broker.across,
    }


def brokers_json(found: "Brokers") -> dict[str, object]:
    """Give the brokers as JSON takes them."""
    return {
        **frame_json(found.frame, found.doubt, weighted=True),
        "between": found.between.value,
        "groups": dict(found.groups),
        "without_group": found.ungrouped,
        "betweenness_error": found.error,
        "brokers": [
            {**_broker_row(it), "why": f"reseau actor show {it.actor.slug}"}
            for it in found.brokers
        ],
    }

"""Export: tables for Excel, graphs for Gephi, Cytoscape and Kumu.

Contact data and notes never leave this way, nor anybody who may not be shown.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.analysis.ties.graphs import Network, ties
from reseau.domain.vocabulary import Diffusion, Layer
from reseau.errors import UsageError
from reseau.exchange.graphs.gexf import gexf_text
from reseau.exchange.graphs.graphfile import Field, GraphEdge, GraphFile, GraphNode
from reseau.exchange.graphs.graphml import graphml_text
from reseau.exchange.graphs.kumu import kumu_text
from reseau.exchange.text.csvfile import Separator, csv_text
from reseau.i18n import N_, Language
from reseau.store.models import (
    Actor,
    Committee,
    Interaction,
    InteractionTheme,
    Membership,
    Participation,
    Theme,
)
from reseau.store.privacy.departures import Leaving
from reseau.store.privacy.veil import veil
from reseau.store.rows import rows
from reseau.store.session import Store
from reseau.usecases.common.leaving import chosen_by, hand_over
from reseau.usecases.exchanging.exporting_cycle import (
    NEED_COLUMNS,
    SIGNAL_COLUMNS,
    need_rows,
    signal_rows,
)
from reseau.usecases.network.network import Question, look

GRAPHS: dict[str, Callable[[GraphFile], str]] = {
    "graphml": graphml_text,
    "gexf": gexf_text,
    "kumu": kumu_text,
}
SEPARATORS: dict[str, Separator] = {";": ";", ",": ",", "tab": "\t"}


class UnknownTableNameError(UsageError):
    """The table is none that is exported."""

    message = N_("“{text}” is not a table to export. Choose one of: {choices}.")


def export_graph(
    store: Store, out: Path, *, form: str, question: Question, language: Language
) -> tuple[int, int]:
    """Write one layer of the network for a program that draws networks.

    Returns:
        How many actors and ties were written.

    Raises:
        NotWrittenError: The file cannot be written.
    """
    with store.reading() as session:
        looked = look(session, question)
        chosen = chosen_by(session, question)
    graph = graph_file(looked.network, question.layer, language=language)
    text, keys = GRAPHS[form](graph), list(looked.network)
    hand_over(
        store, out,
        Leaving(f"export {form}", text, len(keys), keys, question.shown_to, chosen),
    )  # fmt: skip
    return len(graph.nodes), len(graph.edges)


def graph_file(network: Network, layer: Layer, *, language: Language) -> GraphFile:
    """Describe a network as a file: actors by short code, ties with their dates."""
    slugs = {key: str(data["slug"]) for key, data in network.nodes(data=True)}
    return GraphFile(
        title="Réseau",
        nodes=tuple(
            GraphNode(slugs[key], str(data["name"]), {"type": str(data["kind"])})
            for key, data in network.nodes(data=True)
        ),
        edges=tuple(
            GraphEdge(
                id=f"{layer.value}.{slugs[a]}.{slugs[b]}",
                source=slugs[a],
                target=slugs[b],
                weight=float(it["weight"]),
                label=layer.label(language),
                start=it["first"],
                end=it["last"],
                attributes={"lines": int(it["count"])},
            )
            for a, b, it in ties(network)
        ),
        node_fields=(Field("type", "string"),),
        edge_fields=(Field("lines", "integer"),),
    )


Rows = list[tuple[Any, ...]]  # Any: what the columns hold, all of it printable.


def _actors(session: Session, shown_to: Diffusion) -> Rows:
    shown = {it.actor for it in rows.actor_rows(session, shown_to=shown_to)}
    hiding = veil(session, shown_to=shown_to)
    seen = (
        select(
            Participation.actor_key,
            func.count().label("n"),
            func.max(Interaction.held_on).label("last"),
        )
        .join(Interaction)
        .group_by(Participation.actor_key)
        .subquery()
    )
    query = (
        select(Actor, seen.c.n, seen.c.last)
        .outerjoin(seen, seen.c.actor_key == Actor.key)
        .order_by(Actor.name_key, Actor.key)
    )
    return [
        (it.slug, it.name, it.kind.value, hiding.over(it.sector or "") or None,
         " | ".join(place.territory.name for place in it.territories), n or 0, last)
        for it, n, last in session.execute(query)
        if it.key in shown
    ]  # fmt: skip


def _interactions(session: Session, shown_to: Diffusion) -> Rows:
    hiding = veil(session, shown_to=shown_to)
    themes: dict[int, list[str]] = {}
    about = (
        select(InteractionTheme.interaction_key, Theme.slug)
        .join(Theme)
        .order_by(InteractionTheme.key)
    )
    for key, slug in session.execute(about):
        themes.setdefault(key, []).append(slug)
    query = (
        select(
            Interaction.key, Interaction.held_on, Interaction.kind, Interaction.title,
            Committee.slug, Interaction.function, Interaction.carrier,
        )
        .outerjoin(Committee)
        .order_by(Interaction.held_on, Interaction.key)
    )  # fmt: skip
    return [
        (key, day, kind.value, hiding.over(title), committee,
         function and function.value, carrier and carrier.value,
         " | ".join(themes.get(key, ())))
        for key, day, kind, title, committee, function, carrier
        in session.execute(query)
    ]  # fmt: skip


def _participations(session: Session, shown_to: Diffusion) -> Rows:
    shown = {it.actor: it.slug for it in rows.actor_rows(session, shown_to=shown_to)}
    query = (
        select(Participation, Interaction.held_on)
        .join(Interaction)
        .order_by(Interaction.held_on, Participation.interaction_key, Participation.key)
    )
    return [
        (it.interaction_key, day, shown[it.actor_key], it.role.value,
         shown.get(it.on_behalf_of_key or 0), shown.get(it.brought_by_key or 0))
        for it, day in session.execute(query)
        if it.actor_key in shown
    ]  # fmt: skip


def _memberships(session: Session, shown_to: Diffusion) -> Rows:
    shown = {it.actor: it.slug for it in rows.actor_rows(session, shown_to=shown_to)}
    query = (
        select(Membership, Committee.slug)
        .join(Membership.committee)
        .order_by(Membership.key)
    )
    return [
        (committee, shown[it.actor_key], it.role.value,
         shown.get(it.on_behalf_of_key or 0), it.since, it.until)
        for it, committee in session.execute(query)
        if it.actor_key in shown
    ]  # fmt: skip


TABLES: dict[str, tuple[Sequence[str], Callable[[Session, Diffusion], Rows]]] = {
    "actors": (
        ("code", "name", "kind", "sector", "territories", "interactions", "last"),
        _actors,
    ),
    "interactions": (
        (
            "number",
            "date",
            "kind",
            "title",
            "committee",
            "function",
            "carrier",
            "themes",
        ),
        _interactions,
    ),
    "participations": (
        ("interaction", "date", "actor", "role", "on_behalf_of", "brought_by"),
        _participations,
    ),
    "memberships": (
        ("committee", "actor", "role", "on_behalf_of", "since", "until"),
        _memberships,
    ),
    "signals": (SIGNAL_COLUMNS, signal_rows),
    "needs": (NEED_COLUMNS, need_rows),
}
TABLE_NAMES = (*TABLES, "ties")
# Where the short codes of actors are, to note who is in a file that leaves.
_ACTORS_IN: dict[str, Sequence[str]] = {
    "actors": ("code",),
    "interactions": (),
    "participations": ("actor", "on_behalf_of", "brought_by"),
    "memberships": ("actor", "on_behalf_of"),
    "signals": ("brought_by",),
    "needs": ("asked_by", "could_answer"),
    "ties": ("one", "other"),
}


def export_table(
    store: Store,
    out: Path,
    *,
    table: str,
    separator: Separator = ";",
    shown_to: Diffusion = Diffusion.INTERNAL,
) -> int:
    """Write a table as CSV, as French Excel opens it; give how many rows.

    Codes and column names are not translated: a file is a promise.

    Raises:
        UnknownTableNameError: The table is none that is exported.
        NotWrittenError: The file cannot be written.
    """
    if table not in TABLE_NAMES:
        raise UnknownTableNameError(text=table, choices=", ".join(TABLE_NAMES))
    with store.reading() as session:
        if table == "ties":
            columns: Sequence[str] = (
                "one",
                "other",
                "weight",
                "lines",
                "first",
                "last",
            )
            content = _tie_rows(look(session, Question(shown_to=shown_to)).network)
        else:
            columns, read = TABLES[table]
            content = read(session, shown_to)
        keys = {it.slug: it.actor for it in rows.actor_rows(session, shown_to=shown_to)}
    places = [columns.index(it) for it in _ACTORS_IN[table]]
    named = {
        code for row in content for at in places for code in str(row[at]).split(" | ")
    }
    there = {keys[code] for code in named if code in keys}
    text = csv_text(columns, content, separator=separator)
    left = Leaving(
        "export csv", text, len(content), there, shown_to, {"table": table}
    )  # fmt: skip
    hand_over(store, out, left)
    return len(content)


def _tie_rows(network: Network) -> Rows:
    slug = {key: str(data["slug"]) for key, data in network.nodes(data=True)}
    return [
        (
            slug[a],
            slug[b],
            float(it["weight"]),
            int(it["count"]),
            it["first"],
            it["last"],
        )
        for a, b, it in ties(network)
    ]

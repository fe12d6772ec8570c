"""What depends on a record, so that removing it can be refused with the reason."""

from collections.abc import Sequence

from sqlalchemy import Table, func, inspect, select
from sqlalchemy.orm import Session

from reseau.errors import ConflictError
from reseau.i18n import N_, NN_, Language, formats, ngettext, ngettext_in
from reseau.store.models import (
    Base,
    every_table,
)

_BATCH = 500

# Rows that are part of their parent and go with it.
OWNED: dict[str, frozenset[str]] = {
    "actor": frozenset(
        {
            "actor_territory",
            "alias",
            "contact_field",
            "distinct_pair",
            "expert",
            "expertise",
            "map_place",
            "partnership",
        }
    ),
    "theme": frozenset({"theme_label", "theme_relation"}),
    "committee": frozenset(),
    "decision": frozenset({"decision_subject", "decision_follow_up"}),
    "territory": frozenset(),
    "objective": frozenset(),
    "interaction": frozenset(
        {"participation", "interaction_theme", "interaction_territory", "follow_up"}
    ),
    "signal": frozenset({"signal_theme"}),
    "strategy": frozenset({"strategy_step", "strategy_target", "strategy_theme"}),
    "marker": frozenset(),
    "product": frozenset(
        {"product_need", "product_reach", "product_strategy", "product_theme"}
    ),
    "mission": frozenset({"mission_test", "mission_theme"}),
    "outcome": frozenset(
        {
            "outcome_actor",
            "outcome_marker",
            "outcome_strategy",
            "outcome_theme",
            "substantiation",
        }
    ),
    "need": frozenset({"need_expert", "need_round", "need_signal", "need_theme"}),
}


class StillUsedError(ConflictError):
    """Other records depend on the one to be removed."""

    message = N_("“{name}” cannot be removed: {uses}. Remove or change these first.")


def dependents(session: Session, record: Base) -> dict[str, int]:
    """Count the rows of other tables that refer to a record, its own parts aside."""
    own = inspect(type(record)).local_table
    assert isinstance(own, Table)  # noqa: S101  # No class maps a join.
    found: dict[str, int] = {}
    for table in every_table():
        if table.name in OWNED.get(own.name, frozenset()):
            continue
        for column in table.columns:
            if column.references(own.c.key):
                query = (
                    select(func.count()).select_from(table).where(column == record.key)
                )
                found[table.name] = found.get(table.name, 0) + (
                    session.scalar(query) or 0
                )
    return {name: number for name, number in found.items() if number}


def used_keys(session: Session, model: type[Base], keys: Sequence[int]) -> set[int]:
    """Give those of some records to which rows of other tables refer."""
    own = inspect(model).local_table
    assert isinstance(own, Table)  # noqa: S101  # No class maps a join.
    found: set[int] = set()
    for table in every_table():
        if table.name in OWNED.get(own.name, frozenset()):
            continue
        for column in table.columns:
            if column.references(own.c.key):
                for start in range(0, len(keys), _BATCH):
                    some = column.in_(keys[start : start + _BATCH])
                    found.update(session.scalars(select(column).where(some)))
    return found


def refuse_if_used(session: Session, record: Base, *, name: str) -> None:
    """Refuse to remove a record that others depend on, saying which.

    Raises:
        StillUsedError: With the number of records of each table.
    """
    used = dependents(session, record)
    if used:
        uses = ", ".join(counted(table, number) for table, number in used.items())
        raise StillUsedError(name=name, uses=uses)


def counted(table: str, number: int) -> str:
    """Count rows of a table in words: “3 participations”."""
    return ngettext(*_forms(table), number).format(n=formats.number(number))


def noun(table: str, *, lang: Language | None = None) -> str:
    """Name one row of a table in words: “participation”, in the reader's language."""
    say = ngettext if lang is None else ngettext_in(lang)
    return say(*_forms(table), 1).format(n="").strip()


def nouns(table: str) -> str:
    """Name the rows of a table in words: “participations”."""
    return ngettext(*_forms(table), 2).format(n="").strip()


def _forms(table: str) -> tuple[str, str]:
    return TABLE_WORDS.get(table, NN_("{n} record", "{n} records"))


TABLE_WORDS: dict[str, tuple[str, str]] = {
    "actor": NN_("{n} actor", "{n} actors"),
    "actor_territory": NN_("{n} territory of an actor", "{n} territories of actors"),
    "affiliation": NN_("{n} affiliation", "{n} affiliations"),
    "alias": NN_("{n} alias", "{n} aliases"),
    "change": NN_("{n} line of the history", "{n} lines of the history"),
    "collaboration": NN_("{n} collaboration", "{n} collaborations"),
    "committee": NN_("{n} committee", "{n} committees"),
    "committee_rule": NN_("{n} decision rule", "{n} decision rules"),
    "consent": NN_("{n} consent", "{n} consents"),
    "contact_field": NN_("{n} contact field", "{n} contact fields"),
    "decision": NN_("{n} decision", "{n} decisions"),
    "decision_follow_up": NN_(
        "{n} follow-up of a decision", "{n} follow-ups of decisions"
    ),
    "decision_subject": NN_("{n} subject of a decision", "{n} subjects of decisions"),
    "departure": NN_("{n} file that left", "{n} files that left"),
    "distinct_pair": NN_("{n} pair of distinct actors", "{n} pairs of distinct actors"),
    "erasure": NN_("{n} erasure", "{n} erasures"),
    "expert": NN_("{n} expert’s availability", "{n} experts’ availabilities"),
    "expertise": NN_("{n} expertise", "{n} expertises"),
    "follow_up": NN_("{n} follow-up", "{n} follow-ups"),
    "import_source": NN_("{n} import source", "{n} import sources"),
    "incident": NN_("{n} incident", "{n} incidents"),
    "influence": NN_("{n} influence", "{n} influences"),
    "interaction": NN_("{n} interaction", "{n} interactions"),
    "interaction_territory": NN_(
        "{n} territory of an interaction", "{n} territories of interactions"
    ),
    "interaction_theme": NN_(
        "{n} theme of an interaction", "{n} themes of interactions"
    ),
    "mandate": NN_("{n} mandate", "{n} mandates"),
    "map_place": NN_("{n} place on the maps", "{n} places on the maps"),
    "marker": NN_("{n} marker", "{n} markers"),
    "marker_move": NN_("{n} move of a marker", "{n} moves of markers"),
    "membership": NN_("{n} seat", "{n} seats"),
    "mission": NN_("{n} mission", "{n} missions"),
    "mission_test": NN_(
        "{n} test meeting of a mission", "{n} test meetings of missions"
    ),
    "mission_theme": NN_("{n} theme of a mission", "{n} themes of missions"),
    "need": NN_("{n} need", "{n} needs"),
    "need_expert": NN_(
        "{n} person who could answer a need", "{n} people who could answer a need"
    ),
    "need_round": NN_("{n} validation of a need", "{n} validations of needs"),
    "need_signal": NN_("{n} signal of a need", "{n} signals of needs"),
    "need_theme": NN_("{n} theme of a need", "{n} themes of needs"),
    "objective": NN_("{n} objective", "{n} objectives"),
    "operation": NN_("{n} operation", "{n} operations"),
    "outcome": NN_("{n} outcome", "{n} outcomes"),
    "outcome_actor": NN_("{n} actor of an outcome", "{n} actors of outcomes"),
    "outcome_marker": NN_("{n} marker of an outcome", "{n} markers of outcomes"),
    "outcome_strategy": NN_("{n} outcome of a strategy", "{n} outcomes of strategies"),
    "outcome_theme": NN_("{n} theme of an outcome", "{n} themes of outcomes"),
    "participation": NN_("{n} participation", "{n} participations"),
    "partnership": NN_("{n} partnership", "{n} partnerships"),
    "pledge": NN_("{n} pledge", "{n} pledges"),
    "privacy_request": NN_("{n} privacy request", "{n} privacy requests"),
    "position": NN_("{n} position", "{n} positions"),
    "product": NN_("{n} product", "{n} products"),
    "product_need": NN_(
        "{n} product that answers a need", "{n} products that answer a need"
    ),
    "product_reach": NN_("{n} reach of a product", "{n} reaches of products"),
    "product_strategy": NN_("{n} product of a strategy", "{n} products of strategies"),
    "product_theme": NN_("{n} theme of a product", "{n} themes of products"),
    "publication": NN_("{n} record on the site", "{n} records on the site"),
    "retention_rule": NN_("{n} retention rule", "{n} retention rules"),
    "retention_run": NN_("{n} retention applied", "{n} retentions applied"),
    "setting": NN_("{n} setting", "{n} settings"),
    "signal": NN_("{n} signal", "{n} signals"),
    "signal_theme": NN_("{n} theme of a signal", "{n} themes of signals"),
    "strategy": NN_("{n} strategy", "{n} strategies"),
    "strategy_step": NN_("{n} step of a strategy", "{n} steps of strategies"),
    "strategy_target": NN_("{n} target of a strategy", "{n} targets of strategies"),
    "strategy_theme": NN_("{n} theme of a strategy", "{n} themes of strategies"),
    "substantiation": NN_(
        "{n} substantiation of an outcome", "{n} substantiations of outcomes"
    ),
    "reserved_seat": NN_("{n} line of reserved seats", "{n} lines of reserved seats"),
    "spokesperson": NN_("{n} spokesperson", "{n} spokespersons"),
    "succession": NN_("{n} change of an organization", "{n} changes of organizations"),
    "territory": NN_("{n} territory", "{n} territories"),
    "theme": NN_("{n} theme", "{n} themes"),
    "theme_label": NN_("{n} label", "{n} labels"),
    "theme_relation": NN_(
        "{n} relation between themes", "{n} relations between themes"
    ),
}

"""What depends on a record, so that removing it can be refused with the reason."""

from sqlalchemy import Table, func, inspect, select
from sqlalchemy.orm import Session

from reseau.errors import ConflictError
from reseau.i18n import N_, ngettext
from reseau.store.models import Base

# Rows that are part of their parent and go with it.
OWNED: dict[str, frozenset[str]] = {
    "actor": frozenset(
        {"alias", "contact_field", "actor_territory", "partnership", "expertise"}
    ),
    "theme": frozenset({"theme_label", "theme_relation"}),
    "committee": frozenset(),
    "territory": frozenset(),
    "interaction": frozenset(
        {"participation", "interaction_theme", "interaction_territory", "follow_up"}
    ),
}


class StillUsedError(ConflictError):
    """Other records depend on the one to be removed."""

    message = N_("“{name}” cannot be removed: {uses}. Remove or change these first.")


def dependents(session: Session, record: Base) -> dict[str, int]:
    """Count the rows of other tables that refer to a record, its own parts aside."""
    own = inspect(type(record)).local_table
    assert isinstance(own, Table)  # noqa: S101  # No class maps a join.
    found: dict[str, int] = {}
    for table in Base.metadata.sorted_tables:
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
    singular, plural = TABLE_WORDS.get(table, (N_("{n} record"), N_("{n} records")))
    return ngettext(singular, plural, number).format(n=number)


TABLE_WORDS: dict[str, tuple[str, str]] = {
    "actor": (N_("{n} actor"), N_("{n} actors")),
    "actor_territory": (
        N_("{n} territory of an actor"),
        N_("{n} territories of actors"),
    ),
    "affiliation": (N_("{n} affiliation"), N_("{n} affiliations")),
    "alias": (N_("{n} alias"), N_("{n} aliases")),
    "collaboration": (N_("{n} collaboration"), N_("{n} collaborations")),
    "committee": (N_("{n} committee"), N_("{n} committees")),
    "contact_field": (N_("{n} contact field"), N_("{n} contact fields")),
    "expertise": (N_("{n} expertise"), N_("{n} expertises")),
    "follow_up": (N_("{n} follow-up"), N_("{n} follow-ups")),
    "import_source": (N_("{n} import source"), N_("{n} import sources")),
    "influence": (N_("{n} influence"), N_("{n} influences")),
    "interaction": (N_("{n} interaction"), N_("{n} interactions")),
    "interaction_territory": (
        N_("{n} territory of an interaction"),
        N_("{n} territories of interactions"),
    ),
    "interaction_theme": (
        N_("{n} theme of an interaction"),
        N_("{n} themes of interactions"),
    ),
    "membership": (N_("{n} seat"), N_("{n} seats")),
    "participation": (N_("{n} participation"), N_("{n} participations")),
    "partnership": (N_("{n} partnership"), N_("{n} partnerships")),
    "setting": (N_("{n} setting"), N_("{n} settings")),
    "territory": (N_("{n} territory"), N_("{n} territories")),
    "theme": (N_("{n} theme"), N_("{n} themes")),
    "theme_label": (N_("{n} label"), N_("{n} labels")),
    "theme_relation": (
        N_("{n} relation between themes"),
        N_("{n} relations between themes"),
    ),
}

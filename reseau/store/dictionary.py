"""The data dictionary of db/README.md, written from the mapped classes.

``python -m reseau.store.dictionary`` rewrites the part of the file that stands below
its marker; the introduction above is written by hand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum as PythonEnum
from inspect import getdoc
from pathlib import Path
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Enum,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    make_url,
)

from reseau import resources
from reseau.domain.closed_words import Word
from reseau.store.base import UtcDateTime
from reseau.store.models import (
    every_mapper,
    every_table,
    table_named,
)

MARKER = "<!-- Below this line: python -m reseau.store.dictionary -->"


@dataclass(frozen=True, slots=True)
class Subject:
    """Tables that are drawn and described together.

    Attributes:
        title: Heading of the part.
        tables: Their names, in the order in which they are read.
    """

    title: str
    tables: tuple[str, ...]


SUBJECTS = (
    Subject(
        "Actors and what ties them",
        (
            "actor", "alias", "contact_field", "actor_territory", "partnership",
            "expertise", "expert", "affiliation", "collaboration", "influence",
            "objective", "position", "distinct_pair", "succession",
        ),
    ),
    Subject(
        "The log and the committees",
        (
            "interaction", "participation", "interaction_theme",
            "interaction_territory", "follow_up", "committee", "membership",
        ),
    ),
    Subject(
        "From signal to impact",
        (
            "signal", "signal_theme", "need", "need_theme", "need_signal",
            "need_expert", "need_round", "product", "product_theme", "product_need",
            "product_strategy", "product_reach", "strategy", "strategy_target",
            "strategy_theme", "strategy_step", "pledge", "marker", "marker_move",
            "mission", "mission_theme", "mission_test", "outcome", "outcome_actor",
            "outcome_theme", "outcome_marker", "outcome_strategy", "substantiation",
        ),
    ),
    Subject(
        "How the collective governs itself",
        (
            "mandate", "committee_rule", "reserved_seat", "spokesperson", "decision",
            "decision_subject", "decision_follow_up",
        ),
    ),
    Subject(
        "People's rights",
        (
            "consent", "privacy_request", "incident", "erasure", "departure",
            "retention_rule", "retention_run",
        ),
    ),
    Subject(
        "Themes, territories, and the store itself",
        (
            "theme", "theme_label", "theme_relation", "territory", "setting",
            "publication", "import_source", "map_place", "operation", "change",
            "posting", "indexed_term", "indexed_text", "index_state",
        ),
    ),
)  # fmt: skip
"""Every table belongs to one subject; a test holds that."""

# Kinds of columns in plain words; the first that fits is taken.
_KINDS = (
    (Enum, "code"),
    (UtcDateTime, "moment"),
    (Date, "day"),
    (Uuid, "uuid"),
    (LargeBinary, "bytes"),
    (Integer, "integer"),
    (Text, "text"),
    (String, "line"),
)
_KEPT_FOR_ALL = frozenset({"key", "uid", "version"})


def dictionary() -> str:
    """Write the dictionary as Markdown: subjects, closed lists, kinds of columns."""
    parts = [_subject(it) for it in SUBJECTS]
    return "\n\n".join([*parts, _closed_lists(), _kinds_table()]) + "\n"


def updated(text: str) -> str:
    """Put today's dictionary below the marker of a text.

    Raises:
        ValueError: The text has no marker.
    """
    introduction, found, _old = text.partition(MARKER)
    if not found:
        raise ValueError(MARKER)
    return f"{introduction}{MARKER}\n\n{dictionary()}"


def page() -> Path:
    """Tell where the dictionary is written."""
    return resources.folder("db") / "README.md"


def kind_of(column: Column[Any]) -> str:
    """Say in one word what a column holds: a line, a day, a code."""
    return next(word for kind, word in _KINDS if isinstance(column.type, kind))


def _subject(subject: Subject) -> str:
    tables = [table_named(name) for name in subject.tables]
    described = [_described(table) for table in tables]
    return "\n\n".join([f"## {subject.title}", _diagram(tables), *described])


def _diagram(tables: Sequence[Table]) -> str:
    """Draw the tables of a subject; those of the others are boxes without columns."""
    lines = ["```mermaid", "erDiagram", "    direction LR"]
    for table in tables:
        own = [it for it in table.columns if not it.foreign_keys]
        shown = [it for it in own if it.name not in _KEPT_FOR_ALL]
        lines += [f"    {table.name} {{"] if shown else [f"    {table.name}"]
        lines += [f"        {kind_of(it)} {it.name}" for it in shown]
        lines += ["    }"] if shown else []
    for table in tables:
        lines += [
            f"    {_target(it)} {_end(it)}--o{{ {table.name} : {it.name}"
            for it in table.columns
            if it.foreign_keys
        ]
    return "\n".join([*lines, "```"])


def _target(column: Column[Any]) -> str:
    return next(iter(column.foreign_keys)).column.table.name


def _end(column: Column[Any]) -> str:
    return "|o" if column.nullable else "||"


def _described(table: Table) -> str:
    """Describe one table: its purpose, its columns, its constraints."""
    columns = [
        [f"`{it.name}`", _holds(it), _form(it), _may_be_empty(it), _default(it)]
        for it in table.columns
    ]
    return "\n\n".join(
        [
            f"### {table.name}",
            _purpose(table),
            _grid(["column", "holds", "kind", "may be empty", "by default"], columns),
            _grid(["constraint or index", "on"], _constraints(table)),
        ]
    )


def _purpose(table: Table) -> str:
    """Say what a table is for: a mapped class says so itself, an index beside it."""
    for mapper in every_mapper():
        if mapper.local_table is table:
            return getdoc(mapper.class_) or ""
    return str(table.info["doc"])


def _holds(column: Column[Any]) -> str:
    return f"{column.doc}." if column.doc else ""


def _form(column: Column[Any]) -> str:
    """Say what a column takes, with a link to its closed list or its table."""
    if isinstance(column.type, Enum):
        name = _list_of(column.type).__name__
        return f"code of [{name}](#{name.lower()})"
    if column.foreign_keys:
        return f"key of [{_target(column)}](#{_target(column)})"
    kind = kind_of(column)
    length = getattr(column.type, "length", None)
    return f"{kind}, at most {length}" if length else kind


def _may_be_empty(column: Column[Any]) -> str:
    return "yes" if column.nullable else ""


def _default(column: Column[Any]) -> str:
    if column.primary_key and column.name == "key":
        return "the next one"
    value = getattr(column.default, "arg", None)
    if value is None:
        return ""
    if callable(value):
        return "a new one"
    shown = value.value if isinstance(value, PythonEnum) else value
    return "an empty text" if shown == "" else f"`{shown}`"


def _constraints(table: Table) -> list[list[str]]:
    """List constraints and indexes, by name."""
    found = {str(it.name): _on(it) for it in table.constraints}
    found |= {str(it.name): f"index: {_names(it.columns)}" for it in table.indexes}
    return [[f"`{name}`", text] for name, text in sorted(found.items())]


def _on(constraint: object) -> str:
    """Say what a constraint holds."""
    if isinstance(constraint, ForeignKeyConstraint):
        return f"refers: {_names(constraint.columns)} → `{constraint.referred_table}`"
    if isinstance(constraint, UniqueConstraint):
        return f"unique: {_names(constraint.columns)}"
    if isinstance(constraint, CheckConstraint):
        return f"checks: {_condition(constraint)}"
    if isinstance(constraint, PrimaryKeyConstraint):
        return f"primary key: {_names(constraint.columns)}"
    raise TypeError(constraint)


def _condition(check: CheckConstraint) -> str:
    if check._type_bound:  # noqa: SLF001  # The only sign that a type brought it.
        return "a code of its list"
    return f"`{check.sqltext}`"


def _names(columns: Iterable[Column[Any]]) -> str:
    return ", ".join(f"`{it.name}`" for it in columns)


def _list_of(kind: Enum) -> type[Word]:
    """Give the closed list of a column.

    Raises:
        TypeError: The column has none: a mapped class was not made with ``coded``.
    """
    found = kind.enum_class
    if found is None or not issubclass(found, Word):
        raise TypeError(found)
    return found


def _closed_lists() -> str:
    """Write each closed list once, with the columns that take it."""
    users: dict[type[Word], list[str]] = {}
    for name in (it for subject in SUBJECTS for it in subject.tables):
        for column in table_named(name).columns:
            if isinstance(column.type, Enum):
                users.setdefault(_list_of(column.type), []).append(
                    f"`{name}.{column.name}`"
                )
    parts = ["## Closed lists", "Codes are stored and exported, and never translated."]
    for words in sorted(users, key=lambda it: it.__name__):
        codes = [[f"`{it.value}`", it.en, it.fr] for it in words]
        parts += [
            f"### {words.__name__}",
            f"{getdoc(words)}\nTaken by {', '.join(users[words])}.",
            _grid(["code", "English", "français"], codes),
        ]
    return "\n\n".join(parts)


def _kinds_table() -> str:
    """Say what each kind of column is on each database, from the first such column."""
    first: dict[str, Column[Any]] = {}
    for table in every_table():
        for column in table.columns:
            first.setdefault(kind_of(column), column)
    dialects = [
        make_url(it).get_dialect()() for it in ("sqlite://", "postgresql+psycopg://")
    ]
    rows = [
        [word, *(f"`{first[word].type.compile(dialect=it)}`" for it in dialects)]
        for _kind, word in _KINDS
        if word in first
    ]
    return "\n\n".join(
        ["## Kinds of columns", _grid(["kind", "SQLite", "PostgreSQL"], rows)]
    )


def _grid(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of Markdown."""
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |"
        for line in lines
    )


def main() -> None:
    """Rewrite the dictionary in place."""
    file = page()
    file.write_text(updated(file.read_text("utf-8")), "utf-8", newline="\n")


if __name__ == "__main__":
    main()

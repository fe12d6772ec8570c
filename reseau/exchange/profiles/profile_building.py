"""A profile made of the content of its TOML file, already checked."""

import re
from collections.abc import Mapping
from typing import Any

from reseau.domain.names import folded
from reseau.domain.vocabulary import ActorKind, Diffusion, Origin, Role
from reseau.exchange.profiles.profile_keys import WORDS, ProfileKind
from reseau.exchange.profiles.profile_model import Naming, Participants, Profile, Source
from reseau.exchange.text.cells import cleaned

# Fields that name organizations unless the profile says otherwise.
_OF_ORGANIZATIONS = frozenset({"on_behalf_of", "organization", "source", "target"})


def built(content: dict[str, Any]) -> Profile:  # Any: as TOML gives it, checked.
    """Make a profile of a content that has no fault."""
    file, date = content.get("file", {}), content.get("date", {})
    columns, kind = content.get("columns", {}), content["kind"]
    required = file.get("required")
    return Profile(
        name=content["name"],
        kind=kind,
        description=content.get("description", ""),
        source=content.get("source", ""),
        language=content.get("language", "fr"),
        origin=Origin.read(content.get("origin", Origin.THIRD_PARTY)),
        diffusion=Diffusion.read(content.get("diffusion", Diffusion.INTERNAL)),
        encoding=file.get("encoding"),
        separator=file.get("separator"),
        sheet=file.get("sheet"),
        header_row=file.get("header_row"),
        required=None if required is None else _texts(required),
        skip_rows={
            column: re.compile(pattern, re.IGNORECASE)
            for column, pattern in file.get("skip_rows", {}).items()
        },
        decimal=file.get("decimal"),
        keeps_repeats=file.get("repeats") == "keep",
        date=_source(date["column"]) if "column" in date else None,
        end=_source(date["end"]) if "end" in date else None,
        date_order=date.get("order", "auto"),
        year=date.get("year"),
        last_day_included=date.get("last_day", "included") == "included",
        columns={name: _source(value) for name, value in columns.items()},
        namings={name: _naming(value, field=name) for name, value in columns.items()},
        values=_values(content.get("values", {}), kind=kind),
        participants=tuple(map(_participants, content.get("participants", []))),
        aliases=_by_folded(content.get("aliases", {})),
        kinds={
            name: ActorKind.read(code)
            for name, code in _by_folded(content.get("kinds", {})).items()
        },
        group=_texts(content.get("group", {}).get("columns", [])),
    )


def _texts(value: str | list[str]) -> tuple[str, ...]:
    """Give a text, or a list of them, as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)


def _source(value: Any) -> Source:  # Any: as TOML gives it, checked.
    """Make a source of its short form or of its table."""
    if not isinstance(value, dict):
        return Source(columns=_texts(value))
    pick = value.get("pick", [])
    return Source(
        columns=_texts(value.get("column", [])),
        template=value.get("template", ""),
        default=value.get("default", ""),
        take=value.get("take", ""),
        split=_texts(value.get("split", [])),
        pick=() if isinstance(pick, str) else tuple(pick),
        shorten=value.get("shorten", 200),
    )


def _naming(value: Any, *, field: str = "") -> Naming:  # Any: as TOML gives it.
    """Make the way names are written of a field's table."""
    table = value if isinstance(value, dict) else {}
    organizations = field in _OF_ORGANIZATIONS
    pattern = table.get("pattern")
    return Naming(
        kind=ActorKind.read(
            table.get("kind", "organization" if organizations else "person")
        ),
        order=table.get("order", "auto"),
        pattern=re.compile(pattern) if pattern else None,
        organizations=tuple(
            re.compile(it, re.IGNORECASE)
            for it in _texts(table.get("organizations", []))
        ),
        ignore=frozenset(map(folded, _texts(table.get("ignore", [])))),
        apart=table.get("identity") == "name+organization",
    )


def _participants(value: Any) -> Participants:  # Any: as TOML gives it, checked.
    """Make a column of participants of its section."""
    return Participants(
        source=_source(value),
        naming=_naming(value),
        role=Role.read(value.get("role", "participant")),
        role_source=_source(value["role_column"]) if "role_column" in value else None,
        on_behalf_of=(
            _source(value["on_behalf_of"]) if "on_behalf_of" in value else None
        ),
        brought_by=_source(value["brought_by"]) if "brought_by" in value else None,
    )


def _values(
    tables: Mapping[str, Mapping[str, str]], *, kind: ProfileKind
) -> dict[str, dict[str, str]]:
    """Fold the cells of the value maps; words become codes."""
    values: dict[str, dict[str, str]] = {}
    for name, table in tables.items():
        words = WORDS[kind].get(name)
        values[name] = {
            folded(cell): words.read(value).value if words and value else value
            for cell, value in table.items()
        }
    return values


def _by_folded(table: Mapping[str, str]) -> dict[str, str]:
    """Fold the keys of a table of names."""
    return {folded(name): cleaned(value) for name, value in table.items()}

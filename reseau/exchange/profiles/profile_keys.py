"""The keys of an import profile and what each may hold, kind by kind."""

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import (
    ActorKind,
    Carrier,
    CommitteeKind,
    CommitteeRole,
    Diffusion,
    Function,
    InteractionKind,
    Origin,
    PartnerStatus,
    Role,
)
from reseau.errors import ReseauError
from reseau.exchange.found import TieKind
from reseau.exchange.profiles import profile_rules as rules
from reseau.exchange.profiles.profile_rules import Rule
from reseau.exchange.text.encoding import ENCODINGS

ProfileKind = Literal["interactions", "memberships", "actors", "ties"]
KINDS: tuple[ProfileKind, ...] = get_args(ProfileKind)

# The fields of each kind that take a word of a closed list.
WORDS: Mapping[ProfileKind, Mapping[str, type[Word]]] = {
    "interactions": {
        "kind": InteractionKind,
        "function": Function,
        "carrier": Carrier,
        "role": Role,
    },
    "memberships": {
        "actor_kind": ActorKind,
        "committee_kind": CommitteeKind,
        "role": CommitteeRole,
    },
    "actors": {"kind": ActorKind, "status": PartnerStatus},
    "ties": {"type": TieKind, "source_kind": ActorKind, "target_kind": ActorKind},
}

_FROM: Mapping[str, Rule] = {
    "column": rules.texts,
    "template": rules.template,
    "default": rules.text,
    "take": rules.take,
}
_TEXT = rules.source(_FROM)
_TITLE = rules.source({**_FROM, "shorten": rules.whole(20, 200)})
_LIST = rules.source({**_FROM, "split": rules.separators})
_DAY = rules.source({"column": rules.texts})
_NAMING: Mapping[str, Rule] = {
    "kind": rules.word(ActorKind),
    "order": rules.choice("auto", "last-first", "first-last"),
    "pattern": rules.name_pattern,
    "organizations": rules.expressions,
    "ignore": rules.texts,
    "identity": rules.choice("name", "name+organization"),
}
_NAME = rules.source({**_FROM, **_NAMING})


def _word(words: type[Word]) -> Rule:
    """Give the rule of a field that takes a word of a closed list."""
    codes = rules.word(words)

    def pick(value: object, path: str) -> Iterator[ReseauError]:
        for code in value if isinstance(value, list) else []:
            yield from codes(code, path)
        if not isinstance(value, list) and value != "first":
            yield from rules.choice("first")(value, path)

    return rules.source(
        {**_FROM, "default": codes, "split": rules.separators, "pick": pick}
    )


_FIELDS: Mapping[ProfileKind, Mapping[str, Rule]] = {
    "interactions": {
        "title": _TITLE,
        "notes": _TEXT,
        "theme": _LIST,
        "territory": _LIST,
        "committee": _TEXT,
        "place": _TEXT,
        "id": _TEXT,
    },
    "memberships": {
        "actor": _NAME,
        "committee": _TEXT,
        "since": _DAY,
        "until": _DAY,
        "on_behalf_of": _NAME,
        "notes": _TEXT,
        "id": _TEXT,
    },
    "actors": {
        "name": _NAME,
        "email": _LIST,
        "phone": _LIST,
        "web": _LIST,
        "organization": _NAME,
        "function": _TEXT,
        "territory": _LIST,
        "theme": _LIST,
        "alias": _LIST,
        "since": _DAY,
        "notes": _TEXT,
        "id": _TEXT,
    },
    "ties": {
        "source": _NAME,
        "target": _NAME,
        "strength": _TEXT,
        "theme": _TEXT,
        "since": _DAY,
        "until": _DAY,
        "asserted_by": _NAME,
        "evidence": _TEXT,
        "id": _TEXT,
    },
}
_NEEDED: Mapping[ProfileKind, tuple[str, ...]] = {
    "interactions": (),
    "memberships": ("actor", "committee"),
    "actors": ("name",),
    "ties": ("source", "target", "type"),
}
_FILE: Mapping[str, Rule] = {
    "encoding": rules.choice(*ENCODINGS),
    "separator": rules.character,
    "sheet": rules.text,
    "header_row": rules.whole(0, 1000),
    "required": rules.texts,
    "skip_rows": rules.mapping(rules.expression),
    "decimal": rules.choice(",", "."),
    "repeats": rules.choice("keep", "drop"),
}
_DATE: Mapping[str, Rule] = {
    "order": rules.choice("auto", "ymd", "dmy", "mdy"),
    "year": rules.whole(1900, 2200),
    "last_day": rules.choice("included", "excluded"),
}
_PARTICIPANTS: Mapping[str, Rule] = {
    **_FROM,
    **_NAMING,
    "split": rules.separators,
    "role": rules.word(Role),
    "role_column": rules.texts,
    "on_behalf_of": _TEXT,
    "brought_by": _TEXT,
}


def schema(kind: ProfileKind) -> Rule:
    """Give the rule that a whole profile of that kind must keep."""
    interactions = kind == "interactions"
    return rules.table(
        _sections(kind),
        required=("name", "kind", "date" if interactions else "columns"),
    )


def known_keys() -> list[str]:
    """List every key that some profile may hold, in alphabetical order."""
    names = {"end", "split", "pick", "shorten", "columns"}
    for kind in KINDS:
        names.update(_sections(kind), _fields(kind))
    return sorted(names.union(_FILE, _DATE, _PARTICIPANTS, _FROM, _NAMING))


def _fields(kind: ProfileKind) -> dict[str, Rule]:
    """Give the keys of the section [columns]."""
    words = {
        field: _word(words)
        for field, words in WORDS[kind].items()
        if (kind, field) != ("interactions", "role")  # Said of participants.
    }
    return {**words, **_FIELDS[kind]}


def _sections(kind: ProfileKind) -> dict[str, Rule]:
    """Give the keys of a profile's first level."""
    values: dict[str, Rule] = {
        name: rules.mapping(rules.any_text)
        for name, rule in _FIELDS[kind].items()
        if rule in {_TEXT, _TITLE, _LIST} and name not in {"notes", "evidence"}
    }
    for name, words in WORDS[kind].items():
        values[name] = rules.mapping(rules.word_or_empty(words))
    sections: dict[str, Rule] = {
        "name": rules.text,
        "kind": rules.choice(*KINDS),
        "description": rules.any_text,
        "source": rules.any_text,
        "language": rules.choice("fr", "en"),
        "origin": rules.word(Origin),
        "diffusion": rules.word(Diffusion),
        "file": rules.table(_FILE),
        "date": rules.table(_DATE),
        "columns": rules.table(_fields(kind), required=_NEEDED[kind]),
        "values": rules.table(values),
        "aliases": rules.mapping(rules.text),
        "kinds": rules.mapping(rules.word(ActorKind)),
    }
    if kind == "interactions":
        dates = {**_DATE, "column": rules.texts, "end": rules.texts}
        sections["date"] = rules.table(dates, required=("column",))
        participant = rules.source(_PARTICIPANTS)
        sections["participants"] = rules.tables(participant)
        sections["group"] = rules.table({"columns": rules.texts}, required=("columns",))
    return sections

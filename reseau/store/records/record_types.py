"""The kinds of records that are exchanged as tables, as the mapped classes tell them.

A kind is one table of the store: its columns, what it refers to, and the lists that
hang on it and say nothing more than “linked”. What is not derived is said here: what a
kind is called, what tells its records apart, what of it leaves the team.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Date, Enum, Integer, Table

from reseau.domain.closed_words import Word
from reseau.domain.folding import lettered
from reseau.errors import UsageError
from reseau.i18n import LANGUAGES, N_, gettext, gettext_in
from reseau.store.models import every_mapper, every_table, table_named
from reseau.store.past.field_words import field_word


class UnknownRecordKindError(UsageError):
    """There is no such kind of record to export or import."""

    message = N_("“{text}” is no kind of record. Choose one of: {choices}.")


@dataclass(frozen=True, slots=True)
class Link:
    """A table that only ties a record to others.

    Attributes:
        owner: Its column that points at the record.
        target: Its column that points at the other one.
        fixed: What its other columns hold: the part of an actor in an outcome.
        of_any: Whether it leads to records of any kind, each by table and UUID.
    """

    table: Table
    owner: str
    target: str
    fixed: Mapping[str, str]
    of_any: bool = False

    def typed(self) -> dict[str, object]:
        """Give what the other columns hold, as a record takes it."""
        kinds = {name: self.table.c[name].type for name in self.fixed}
        return {
            name: kinds[name].enum_class(value)  # type: ignore[attr-defined]  # Words only.
            for name, value in self.fixed.items()
        }


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the exchanged table.

    Attributes:
        name: Its code, which is also its heading in JSON.
        column: Of the store; None for a list.
        target: The table that it refers to; None when it refers to none, or to any.
        link: How a list is kept; None for a column.
    """

    name: str
    column: Column[object] | None
    target: Table | None
    link: Link | None = None

    @property
    def of_any(self) -> bool:
        """Tell whether it is a list of records of any kind."""
        return self.link is not None and self.link.of_any

    @property
    def needed(self) -> bool:
        """Tell whether a record cannot be without it."""
        return self.column is not None and not self.column.nullable

    @property
    def word(self) -> type[Word] | None:
        """Give the closed list that it takes a word from; None when there is none."""
        kind = None if self.column is None else self.column.type
        found = kind.enum_class if isinstance(kind, Enum) else None
        return found if found is not None and issubclass(found, Word) else None

    @property
    def is_day(self) -> bool:
        """Tell whether it holds a day."""
        return self.column is not None and isinstance(self.column.type, Date)

    @property
    def is_number(self) -> bool:
        """Tell whether it holds a whole number that stands for itself."""
        plain = self.column is not None and self.target is None
        return plain and isinstance(self.column.type, Integer)  # type: ignore[union-attr]  # Checked above.

    def heading(self) -> str:
        """Give its heading in the reader's language."""
        text = field_word(self.name)
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record.

    Attributes:
        name: What it is called on the command line: “needs”.
        table: Where its records are.
        fields: In the order of the exchanged table.
        natural: Columns that tell its records apart; empty when each has a UUID.
        shared: Fields that leave the team; empty when none does.
        either_way: Two fields whose order means nothing; None when each has its place.
    """

    name: str
    table: Table
    fields: tuple[Field, ...]
    natural: tuple[str, ...]
    shared: frozenset[str]
    either_way: tuple[str, str] | None = None

    @property
    def has_uid(self) -> bool:
        """Tell whether each record has a UUID of its own."""
        return "uid" in self.table.columns

    @property
    def model(self) -> Any:  # Any: a mapped class, of whichever table.
        """Give the mapped class."""
        return model_of(self.table)

    def field(self, name: str) -> Field:
        """Give a field by its name."""
        return next(it for it in self.fields if it.name == name)

    def turned(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Give values the other way round, for a kind that is read either way."""
        assert self.either_way is not None  # noqa: S101  # Asked of no other kind.
        swap = dict(zip(self.either_way, self.either_way[::-1], strict=True))
        return {swap.get(name, name): value for name, value in values.items()}

    def label(self) -> str:
        """Give what it is called in the reader's language."""
        return gettext(self.name)


@dataclass(frozen=True, slots=True)
class _Said:
    table: str
    natural: tuple[str, ...] = ()
    shared: str = ""
    either_way: tuple[str, str] | None = None


_KINDS: Mapping[str, _Said] = {
    N_("territories"): _Said(
        "territory", (), "name kind parent official_code attribution"
    ),
    N_("committees"): _Said(
        "committee", (), "name kind mandate parent territory started_on ended_on"
    ),
    N_("memberships"): _Said(
        "membership", ("actor_key", "committee_key", "role", "since"),
        "actor committee role on_behalf_of since until",
    ),
    N_("affiliations"): _Said(
        "affiliation", ("person_key", "organization_key", "title", "since"),
        "person organization title since until",
    ),
    N_("partnerships"): _Said(
        "partnership", ("actor_key", "status", "since"), "actor status since until"
    ),
    N_("expertise"): _Said(
        "expertise", ("actor_key", "theme_key"), "actor theme level since"
    ),
    N_("availability"): _Said("expert", ("actor_key",)),
    N_("collaborations"): _Said(
        "collaboration", ("source_key", "target_key", "theme_key", "since"),
        "source target theme strength since until", ("source", "target"),
    ),
    N_("changes"): _Said(
        "succession",
        ("predecessor_key", "successor_key", "kind", "happened_on", "former_name"),
        "predecessor successor kind happened_on successor_since former_name",
    ),
    N_("mandates"): _Said(
        "mandate", ("committee_key", "since"), "committee text since until decided_on"
    ),
    N_("rules"): _Said(
        "committee_rule", ("committee_key", "since"),
        "committee rule quorum quorum_percent since until",
    ),
    N_("reserved-seats"): _Said(
        "reserved_seat", ("committee_key", "sector_key", "since"),
        "committee sector seats since until",
    ),
    N_("spokespersons"): _Said(
        "spokesperson", ("actor_key", "committee_key", "theme_key", "since"),
        "actor committee theme since until",
    ),
    N_("signals"): _Said(
        "signal", (), "title source link published_on seen_on expires_on state "
        "function carrier brought_by territory themes",
    ),
    N_("needs"): _Said(
        "need", (), "question asked_by asked_on priority state validate_by closed_on "
        "territory themes",
    ),
    N_("validations"): _Said("need_round", ("need_key", "held_on")),
    N_("answerers"): _Said("need_expert", ("need_key", "actor_key")),
    N_("strategies"): _Said("strategy"),
    N_("steps"): _Said("strategy_step", ("strategy_key", "interaction_key")),
    N_("pledges"): _Said("pledge"),
    N_("markers"): _Said("marker"),
    N_("moves"): _Said("marker_move", ("marker_key", "interaction_key", "seen_on")),
    N_("products"): _Said(
        "product", (), "name kind made_on audience place function carrier themes"
    ),
    N_("reaches"): _Said("product_reach", ("product_key", "counted", "counted_on")),
    N_("missions"): _Said("mission"),
    N_("tests"): _Said("mission_test", ("mission_key", "interaction_key")),
    N_("outcomes"): _Said(
        "outcome", (), "what happened_on territory changed contributors themes"
    ),
    N_("substantiations"): _Said(
        "substantiation", ("outcome_key", "actor_key", "source")
    ),
    N_("follow-ups"): _Said("follow_up"),
    N_("decisions"): _Said("decision", (), "title committee decided_on rule"),
}  # fmt: skip

# Columns that nobody fills in: the program's own, or folded to sort.
_TECHNICAL = frozenset(
    {"key", "uid", "slug", "version", "fingerprint", "added_at", "geometry"}
)
_LINKS: Mapping[str, tuple[tuple[str, str, Mapping[str, str]], ...]] = {
    # Table to the name of a list, its owner, and what its rows say beside the link.
    "signal_theme": (("themes", "signal", {}),),
    "need_theme": (("themes", "need", {}),),
    "need_signal": (("signals", "need", {}),),
    "product_theme": (("themes", "product", {}),),
    "product_need": (("needs", "product", {}),),
    "product_strategy": (("strategies", "product", {}),),
    "strategy_target": (("targets", "strategy", {}),),
    "strategy_theme": (("themes", "strategy", {}),),
    "mission_theme": (("themes", "mission", {}),),
    "outcome_actor": (
        ("changed", "outcome", {"part": "changed"}),
        ("contributors", "outcome", {"part": "contributed"}),
    ),
    "outcome_theme": (("themes", "outcome", {}),),
    "outcome_marker": (("markers", "outcome", {}),),
    "outcome_strategy": (("strategies", "outcome", {}),),
    "decision_subject": (
        ("about_actors", "decision", {"of": "actor"}),
        ("about_themes", "decision", {"of": "theme"}),
        ("about_territories", "decision", {"of": "territory"}),
        ("about_records", "decision", {"of": "record"}),
    ),
    "decision_follow_up": (("follow_ups", "decision", {}),),
}


@cache
def record_kinds() -> dict[str, RecordKind]:
    """Give every kind by its name, each after those that it refers to.

    So, importing the kinds one after the other finds what each refers to.
    """
    return {name: _kind(name, said) for name, said in _KINDS.items()}


def record_kind(typed: str) -> RecordKind:
    """Find a kind by its name, in either language.

    Raises:
        UnknownRecordKindError: There is none.
    """
    wanted = lettered(typed)
    for name, kind in record_kinds().items():
        words = {name, *(gettext_in(it)(name) for it in LANGUAGES)}
        if wanted in {lettered(it) for it in words}:
            return kind
    choices = ", ".join(it.label() for it in record_kinds().values())
    raise UnknownRecordKindError(text=typed, choices=choices)


def record_kind_names() -> tuple[str, ...]:
    """List the names of the kinds, as the command line takes them."""
    return tuple(_KINDS)


def kind_of_table(table: Table) -> RecordKind | None:
    """Give the kind whose records are in a table; None for others."""
    return next((it for it in record_kinds().values() if it.table is table), None)


def model_of(table: Table) -> Any:  # Any: a mapped class, of whichever table.
    """Give the mapped class of a table."""
    return _models()[table.name]


def _kind(name: str, said: _Said) -> RecordKind:
    table = table_named(said.table)
    fields = (*_columns(table), *_lists(table))
    shared = frozenset(said.shared.split())
    return RecordKind(name, table, fields, said.natural, shared, said.either_way)


def _columns(table: Table) -> Iterator[Field]:
    references: list[Field] = []
    others: list[Field] = []
    for it in table.columns:
        target = next((key.column.table for key in it.foreign_keys), None)
        folded_text = it.name.endswith("_key") and target is None
        if it.name in _TECHNICAL or folded_text:
            continue
        found = Field(it.name.removesuffix("_key"), it, target)
        needed = target is not None and found.needed
        (references if needed else others).append(found)
    yield from (*references, *others)


def _lists(table: Table) -> Iterator[Field]:
    for each in every_table():
        for name, owner, fixed in _LINKS.get(each.name, ()):
            if owner == table.name:
                yield _list(each, name, owner, fixed)


def _list(table: Table, name: str, owner: str, fixed: Mapping[str, str]) -> Field:
    if fixed.get("of") == "record":
        link = Link(table, f"{owner}_key", "record_uid", {}, of_any=True)
        return Field(name, None, None, link)
    keys = [
        it for it in table.columns
        if it.foreign_keys and it.name != f"{owner}_key"
        and fixed.get("of", it.name.removesuffix("_key"))
        == it.name.removesuffix("_key")
    ]  # fmt: skip
    target = next(iter(keys[0].foreign_keys)).column.table
    more = {name: value for name, value in fixed.items() if name != "of"}
    return Field(name, None, target, Link(table, f"{owner}_key", keys[0].name, more))


@cache
def _models() -> dict[str, type]:
    return {it.local_table.name: it.class_ for it in every_mapper()}

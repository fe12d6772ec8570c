"""What an import profile says, once checked. The keys: docs/import-profiles.md."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from reseau.domain.names import NameOrder
from reseau.domain.vocabulary import ActorKind, Diffusion, Origin, Role
from reseau.exchange.profiles.profile_keys import ProfileKind
from reseau.i18n import Language

DateOrder = Literal["auto", "ymd", "dmy", "mdy"]

_PLACE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from in a row.

    Attributes:
        columns: Names of columns; the first that is there and filled gives the value.
        template: Text with columns between braces, in place of ``columns``.
        default: The value when the row gives none.
        take: ``before X`` or ``after X``; empty to keep the whole.
        split: What separates the members of a list; nothing for no list.
        pick: Codes from the most to the least important, when a list gives several
            and one is wanted; empty to take the first.
        shorten: Length that the text must not pass.
    """

    columns: tuple[str, ...] = ()
    template: str = ""
    default: str = ""
    take: str = ""
    split: tuple[str, ...] = ()
    pick: tuple[str, ...] = ()
    shorten: int = 200

    @property
    def label(self) -> str:
        """Name the source in a message."""
        return ", ".join(names[0] for names in self.references)

    @property
    def references(self) -> tuple[tuple[str, ...], ...]:
        """List the columns it reads, each with its other names."""
        if self.template:
            return tuple(map(place_names, _PLACE.findall(self.template)))
        return (self.columns,) if self.columns else ()


@dataclass(frozen=True, slots=True)
class Naming:
    """How the names of a column are written.

    Attributes:
        kind: Of the actors, unless ``organizations`` or the profile's kinds say other.
        order: Of the two parts of people's names.
        pattern: With groups ``person`` and ``organization``; None for none.
        organizations: What betrays an organization among people.
        ignore: Values that name nobody, folded.
        apart: Whether two people of one name and two organizations are two people.
    """

    kind: ActorKind = ActorKind.PERSON
    order: NameOrder = "auto"
    pattern: re.Pattern[str] | None = None
    organizations: tuple[re.Pattern[str], ...] = ()
    ignore: frozenset[str] = frozenset()
    apart: bool = False

    def of_kind(self, kind: ActorKind) -> "Naming":
        """Give the same way of naming for actors of another kind."""
        return replace(self, kind=kind, organizations=())


@dataclass(frozen=True, slots=True)
class Participants:
    """A column of actors who took part."""

    source: Source
    naming: Naming
    role: Role = Role.PARTICIPANT
    role_source: Source | None = None
    on_behalf_of: Source | None = None
    brought_by: Source | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """How the files of one origin are read. See docs/import-profiles.md.

    Attributes:
        language: Of the labels of the themes that are new.
        origin: Where what it says of people comes from.
        diffusion: Who may be shown the people whom it adds.
    """

    name: str
    kind: ProfileKind
    description: str = ""
    source: str = ""
    language: Language = "fr"
    origin: Origin = Origin.THIRD_PARTY
    diffusion: Diffusion = Diffusion.INTERNAL
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    required: tuple[str, ...] | None = None
    skip_rows: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    decimal: str | None = None
    keeps_repeats: bool = False
    date: Source | None = None
    end: Source | None = None
    date_order: DateOrder = "auto"
    year: int | None = None
    last_day_included: bool = True
    columns: Mapping[str, Source] = field(default_factory=dict)
    namings: Mapping[str, Naming] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    participants: tuple[Participants, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, ActorKind] = field(default_factory=dict)
    group: tuple[str, ...] = ()


def place_names(place: str) -> tuple[str, ...]:
    """List the names of one place of a template: ``Nom|Name``."""
    return tuple(name.strip() for name in place.split("|") if name.strip())

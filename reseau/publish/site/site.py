"""What the public site says: plain values, already chosen, already public."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto

from reseau.analysis.shapes import Outline
from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import CommitteeKind, CommitteeRole, TerritoryKind
from reseau.i18n import Language
from reseau.publish.portrait.portrait import Portrait


@dataclass(frozen=True, slots=True)
class Said:
    """Words in one language, in the other, or as the team wrote them.

    Attributes:
        fr: In French; empty when nothing is said in it. Likewise in English.
        own: The team's own words, whatever their language.
    """

    fr: str = ""
    en: str = ""
    own: str = ""

    def best(self, lang: Language) -> tuple[str, str]:
        """Give what is read in a language, and its code when it is another one."""
        wanted, other = (self.fr, self.en) if lang == "fr" else (self.en, self.fr)
        if wanted:
            return wanted, ""
        if other:
            return other, "en" if lang == "fr" else "fr"
        return self.own, ""


@dataclass(frozen=True, slots=True)
class SiteTheme:
    """A theme, and the one above it when there is one."""

    key: int
    label: Said
    above: int | None


@dataclass(frozen=True, slots=True)
class SitePlace:
    """A territory, and the one that holds it when there is one."""

    key: int
    name: str
    kind: TerritoryKind
    above: int | None


@dataclass(frozen=True, slots=True)
class SiteExpert:
    """A person who declares themes, and agreed to be shown.

    Attributes:
        roles: What they are, and where: a title, an organization that is public.
        themes: Keys of what they declare.
        languages: Codes of what they speak.
        places: Keys of where their organizations work; never where they live.
    """

    name: str
    roles: tuple[str, ...]
    themes: tuple[int, ...]
    languages: tuple[str, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SiteOrganization:
    """An organization that the team marked public.

    Attributes:
        link: Address of its page; empty when none is known.
    """

    name: str
    sector: str
    themes: tuple[int, ...]
    places: tuple[int, ...]
    link: str


@dataclass(frozen=True, slots=True)
class SiteMember:
    """Who sits, or the organization for which somebody does who may not be shown.

    Attributes:
        role: None for an organization alone: a role would tell who has it.
        on_behalf_of: The organization, when it is public.
    """

    name: str
    role: CommitteeRole | None
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class SiteCommittee:
    """A committee that the team said is public.

    Attributes:
        above: Key of the committee to which it answers, when that one is public too.
        ended_on: First day on which it is over; None while it lasts.
        until: First day on which its mandate is over; None when no end was decided.
        seats: How many are taken, by people who may be shown or not.
    """

    key: int
    name: str
    kind: CommitteeKind
    text: Said
    above: int | None
    place: int | None
    started_on: date | None
    ended_on: date | None
    until: date | None
    seats: int
    members: tuple[SiteMember, ...]


class PostKind(Enum):
    """Where a post stands."""

    NEWS = auto()
    EXPERIENCE = auto()


@dataclass(frozen=True, slots=True)
class SitePost:
    """A piece of news, or an experience.

    Attributes:
        uid: The same at every building, and never the record's own.
        what: What it is: a signal, an outcome, a kind of product.
        day: When it was published, or happened.
        shown_on: When the team said it is public.
        source: Who published it.
    """

    uid: uuid.UUID
    kind: PostKind
    what: Word | None
    title: str
    text: Said
    day: date
    shown_on: date
    link: str
    source: str
    themes: tuple[int, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SiteEvent:
    """Something that the public may come to, or could.

    Attributes:
        uid: The same at every building, and never the record's own.
        revision: How many times it was changed.
        only_month: Whether the day is not known.
        starts_at: The moment, in the organization's zone, when it is known.
        hosts: Public organizations that host or organize it.
    """

    uid: uuid.UUID
    revision: int
    what: Word
    title: str
    text: Said
    held_on: date
    ended_on: date | None
    only_month: bool
    starts_at: datetime | None
    minutes: int | None
    place: str
    hosts: tuple[str, ...]
    shown_on: date
    themes: tuple[int, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SitePortrait:
    """What the atlas says of a territory, as far as it is public.

    Attributes:
        portrait: By language.
        days: The day, then the earlier one.
        committees: Keys of those of here, and of those where somebody from here sits.
        outlines: Slug of the territories of its layer to their shapes, for a small map.
        attribution: Whose the outlines are.
    """

    portrait: Mapping[Language, Portrait]
    days: tuple[date, date]
    committees: frozenset[int]
    outlines: Mapping[str, Outline]
    attribution: str


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is on the site.

    Attributes:
        name: The collective's.
        as_of: The day on which it was true.
        contact: How to write to the collective; empty when it was not said.
        responsible: Who answers for personal information, with how to reach them.
        base: Address where it will stand, ending with a slash; empty when not known.
        portraits: By the key of the territory.
    """

    name: str
    as_of: date
    contact: str
    responsible: str
    base: str
    themes: tuple[SiteTheme, ...] = ()
    places: tuple[SitePlace, ...] = ()
    experts: tuple[SiteExpert, ...] = ()
    organizations: tuple[SiteOrganization, ...] = ()
    committees: tuple[SiteCommittee, ...] = ()
    posts: tuple[SitePost, ...] = ()
    events: tuple[SiteEvent, ...] = ()
    portraits: Mapping[int, SitePortrait] = field(default_factory=dict)

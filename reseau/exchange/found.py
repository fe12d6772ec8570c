"""What was found in a file: plain records, before anything is written.

Nobody is recognized here: actors are the names that the file gives. Who they are
in the store is for the import to decide.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import (
    ActorKind,
    Carrier,
    CommitteeKind,
    CommitteeRole,
    Function,
    InteractionKind,
    PartnerStatus,
    Precision,
    Role,
)
from reseau.errors import ReseauError


class TieKind(Word):
    """What a declared tie is."""

    COLLABORATION = "collaboration", "collaboration", "collaboration"
    AFFILIATION = "affiliation", "affiliation", "appartenance"
    INFLUENCE = "influence", "influence", "influence"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActor:
    """An actor as a file names it.

    Attributes:
        name: Written the way it is spoken; never empty.
        kind: Person or organization.
        given: A person's given names; empty for an organization.
        family: A person's family name; empty for an organization.
        slug: The slug of a known actor, when the profile's aliases say so.
        separate_by: Organization that keeps this person apart from a namesake; None
            when the name alone tells who it is.
    """

    name: str
    kind: ActorKind
    given: str = ""
    family: str = ""
    slug: str | None = None
    separate_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundParticipation:
    """An actor's part in an interaction.

    Attributes:
        actor: Who.
        role: In the interaction.
        on_behalf_of: Organization for which the actor was there.
        affiliation: Organization that the same cell says the person belongs to.
        brought_by: Who brought the actor in.
    """

    actor: FoundActor
    role: Role
    on_behalf_of: FoundActor | None = None
    affiliation: FoundActor | None = None
    brought_by: FoundActor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What every record says of where it comes from.

    Attributes:
        file: Name of the file.
        rows: Numbers of its rows there, as a spreadsheet shows them.
        external_id: Its identifier in the file, when the profile reads one.
        fingerprint: SHA-256 of the content of its rows, in hexadecimal; the same
            whatever the file's format, encoding and order of columns.
        repeat: How many records of the same fingerprint precede it in the file.
    """

    file: str
    rows: tuple[int, ...]
    external_id: str | None
    fingerprint: str
    repeat: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInteraction(Found):
    """A dated interaction and who was part of it.

    Attributes:
        held_on: Its day, or the first one.
        ended_on: Its last day, included; None when it is of one day.
        started_at: Its hour when the file gives it, in the organization's zone.
        precision: How finely ``held_on`` is known.
        kind: What it was.
        title: On one line; may be empty.
        notes: On several lines; may be empty.
        themes: Labels, each once, in the order of the file.
        territories: Names, each once, in the order of the file.
        committee: Name of the committee that met.
        place: Where; may be empty.
        function: First axis of the matrix.
        carrier: Second axis of the matrix.
        participants: Each actor once, the first role winning.
    """

    held_on: date
    ended_on: date | None
    started_at: time | None
    precision: Precision
    kind: InteractionKind
    title: str
    notes: str
    themes: tuple[str, ...]
    territories: tuple[str, ...]
    committee: str | None
    place: str
    function: Function | None
    carrier: Carrier | None
    participants: tuple[FoundParticipation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMembership(Found):
    """An actor's seat in a committee: [since, until), a side open when None."""

    actor: FoundActor
    committee: str
    committee_kind: CommitteeKind | None
    role: CommitteeRole
    since: date | None
    until: date | None
    on_behalf_of: FoundActor | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecord(Found):
    """An actor's record.

    Attributes:
        actor: Who.
        emails: Addresses, each once.
        phones: Telephone numbers as written.
        webs: Web addresses as written.
        organization: Organization that the person belongs to.
        function: What the person does there.
        territories: Names, each once.
        themes: Labels of the declared expertise, each once.
        aliases: Other names of the actor, each once.
        partner_status: None when the file says nothing of a partnership.
        partner_since: First day of the partnership.
        notes: May be empty.
    """

    actor: FoundActor
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    webs: tuple[str, ...]
    organization: FoundActor | None
    function: str
    territories: tuple[str, ...]
    themes: tuple[str, ...]
    aliases: tuple[str, ...]
    partner_status: PartnerStatus | None
    partner_since: date | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTie(Found):
    """A declared tie between two actors: [since, until), a side open when None.

    Attributes:
        kind: Collaboration, affiliation or influence.
        source: Who collaborates, belongs or influences.
        target: With, to or whom.
        strength: From 0 to 4; None when the file does not say.
        theme: Label of the theme it is about.
        since: First day.
        until: First day when it no longer holds.
        asserted_by: Who says so.
        evidence: What it rests on; may be empty.
    """

    kind: TieKind
    source: FoundActor
    target: FoundActor
    strength: int | None
    theme: str | None
    since: date | None
    until: date | None
    asserted_by: FoundActor | None
    evidence: str


Record = FoundInteraction | FoundMembership | FoundRecord | FoundTie


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, or worth saying, at one place of a file.

    Attributes:
        file: Name of the file.
        row: As a spreadsheet shows it; None for the file as a whole.
        column: As the file or the profile names it; empty for the whole row.
        error: What is wrong; its text is in the reader's language.
    """

    file: str
    row: int | None
    column: str
    error: ReseauError


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was passed over on purpose."""

    row: int
    why: Literal["preamble", "total", "pattern", "repeat"]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """All that one file gave.

    Attributes:
        name: Name of the file, without its folder.
        sha256: Digest of its bytes, in hexadecimal.
        rows_read: How many rows of data were read: blank, preamble, header, total
            and skipped rows aside.
        records: What was found, in the order of the file.
        problems: What is wrong, row by row; nothing should be written when any.
        warnings: What is odd without being wrong.
        repeats: Rows that say exactly what an earlier one says.
        skipped: Rows passed over, with the reason.
    """

    name: str
    sha256: str
    rows_read: int
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    repeats: tuple[int, ...]
    skipped: tuple[Skipped, ...]

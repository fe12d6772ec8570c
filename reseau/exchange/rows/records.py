"""Rows made into memberships, actors' records and declared ties."""

from datetime import date, timedelta
from typing import Protocol

from reseau.domain.links import read_email
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    CommitteeRole,
    PartnerStatus,
)
from reseau.errors import UsageError
from reseau.exchange.found import (
    FoundActor,
    FoundMembership,
    FoundRecord,
    FoundTie,
    Record,
    TieKind,
)
from reseau.exchange.rows.fields import Fields
from reseau.exchange.rows.findings import Findings, Reader, V
from reseau.exchange.rows.interactions import EndBeforeStartError, InteractionRows
from reseau.exchange.rows.values import phone, strength
from reseau.exchange.text.tables import Row
from reseau.i18n import N_


class MissingValueError(UsageError):
    """A cell that is needed is empty."""

    message = N_("This cell is empty, and it is needed.")


class SelfTieError(UsageError):
    """A tie joins an actor to itself."""

    message = N_("A tie joins two actors; here “{name}” is on both sides.")


class Rows(Protocol):
    """What reads rows into records of one kind."""

    def read(self, row: Row, fingerprint: str) -> Record | None:
        """Read a row; None, and its problems are noted, when it has any."""


def rows_reader(fields: Fields, findings: Findings) -> Rows:
    """Choose what reads the rows of a profile's kind."""
    match fields.profile.kind:
        case "interactions":
            return InteractionRows(fields, findings)
        case "memberships":
            return MembershipRows(fields, findings)
        case "actors":
            return ActorRows(fields, findings)
        case "ties":
            return TieRows(fields, findings)


def needed(reader: Reader[V | None]) -> Reader[V]:
    """Refuse an empty cell."""

    def read(row: Row) -> V:
        value = reader.read(row)
        if value is None or value == "":
            raise MissingValueError
        return value

    return Reader(reader.column, read)


def actor_reader(
    fields: Fields, field: str, *, kind_field: str, else_: ActorKind | None = None
) -> Reader[FoundActor | None]:
    """Read an actor whose kind may be said by a column of its own.

    Args:
        fields: Of the file.
        field: The actor.
        kind_field: What says its kind.
        else_: Its kind where nothing says it; by default as the profile has it.
    """
    naming, raw = fields.profile.namings[field], fields.raw(fields.source(field))
    kind = fields.word(kind_field, ActorKind)

    def read(row: Row) -> FoundActor | None:
        said = kind.read(row) or else_
        return fields.actors.with_organization(
            raw(row), naming if said is None else naming.of_kind(said)
        )[0]

    return Reader(fields.source(field).label, read)


def period(
    findings: Findings, row: Row, since: Reader[date | None], until: Reader[date | None]
) -> tuple[date | None, date | None]:
    """Read [since, until) and note an end that comes first."""
    start, end = findings.attempt(since, row), findings.attempt(until, row)
    if start and end and end <= start:
        error = EndBeforeStartError(start=start, end=end - timedelta(days=1))
        findings.add(error, row=row.number, column=until.column)
    return start, end


class MembershipRows:
    """Reads rows into memberships; it keeps the readers, made once for the file."""

    def __init__(self, fields: Fields, findings: Findings) -> None:
        self._findings = findings
        self._actor = needed(actor_reader(fields, "actor", kind_field="actor_kind"))
        self._committee = needed(fields.text("committee"))
        self._committee_kind = fields.word("committee_kind", CommitteeKind)
        self._role = fields.word("role", CommitteeRole)
        self._since, self._until = fields.since(), fields.until()
        self._on_behalf_of = fields.actor("on_behalf_of")
        self._notes, self._id = fields.prose("notes"), fields.text("id")

    def read(self, row: Row, fingerprint: str) -> FoundMembership | None:
        """Read a row; None, and its problems are noted, when it has any."""
        before = len(self._findings.problems)
        get = self._findings.attempt
        actor, committee = get(self._actor, row), get(self._committee, row)
        committee_kind, role = get(self._committee_kind, row), get(self._role, row)
        since, until = period(self._findings, row, self._since, self._until)
        on_behalf_of = get(self._on_behalf_of, row)
        external_id = get(self._id, row)
        if len(self._findings.problems) > before or not actor or not committee:
            return None
        return FoundMembership(
            file=self._findings.file,
            rows=(row.number,),
            external_id=external_id or None,
            fingerprint=fingerprint,
            actor=actor,
            committee=committee,
            committee_kind=committee_kind,
            role=role or CommitteeRole.MEMBER,
            since=since,
            until=until,
            on_behalf_of=on_behalf_of,
            notes=self._notes.read(row),
        )


class ActorRows:
    """Reads rows into actors' records; it keeps the readers, made once for the file."""

    def __init__(self, fields: Fields, findings: Findings) -> None:
        self._findings = findings
        self._actor = needed(actor_reader(fields, "name", kind_field="kind"))
        self._emails = fields.labels("email", check=read_email)
        self._phones = fields.labels("phone", check=phone)
        self._webs = fields.labels("web")
        self._organization = fields.actor("organization")
        self._function = fields.text("function")
        self._territories = fields.labels("territory")
        self._themes = fields.labels("theme")
        self._aliases = fields.labels("alias")
        self._status = fields.word("status", PartnerStatus)
        self._since = fields.since()
        self._notes, self._id = fields.prose("notes"), fields.text("id")

    def read(self, row: Row, fingerprint: str) -> FoundRecord | None:
        """Read a row; None, and its problems are noted, when it has any."""
        before = len(self._findings.problems)
        get = self._findings.attempt
        actor, organization = get(self._actor, row), get(self._organization, row)
        emails, phones = get(self._emails, row), get(self._phones, row)
        webs, function = get(self._webs, row), get(self._function, row)
        territories, themes = get(self._territories, row), get(self._themes, row)
        aliases, status = get(self._aliases, row), get(self._status, row)
        since, external_id = get(self._since, row), get(self._id, row)
        if len(self._findings.problems) > before or not actor:
            return None
        return FoundRecord(
            file=self._findings.file,
            rows=(row.number,),
            external_id=external_id or None,
            fingerprint=fingerprint,
            actor=actor,
            emails=emails or (),
            phones=phones or (),
            webs=webs or (),
            organization=organization,
            function=function or "",
            territories=territories or (),
            themes=themes or (),
            aliases=aliases or (),
            partner_status=status,
            partner_since=since,
            notes=self._notes.read(row),
        )


class TieRows:
    """Reads rows into declared ties; it keeps the readers, made once for the file."""

    def __init__(self, fields: Fields, findings: Findings) -> None:
        self._findings = findings
        self._decimal = fields.profile.decimal
        self._source = needed(actor_reader(fields, "source", kind_field="source_kind"))
        self._target = needed(actor_reader(fields, "target", kind_field="target_kind"))
        self._person = needed(
            actor_reader(
                fields, "source", kind_field="source_kind", else_=ActorKind.PERSON
            )
        )
        self._home = needed(
            actor_reader(
                fields, "target", kind_field="target_kind",
                else_=ActorKind.ORGANIZATION,
            )
        )  # fmt: skip
        self._kind = needed(fields.word("type", TieKind))
        self._strength = fields.line("strength")
        self._theme = fields.text("theme")
        self._since, self._until = fields.since(), fields.until()
        self._asserted_by = fields.actor("asserted_by")
        self._evidence, self._id = fields.prose("evidence"), fields.text("id")

    def read(self, row: Row, fingerprint: str) -> FoundTie | None:
        """Read a row; None, and its problems are noted, when it has any."""
        before = len(self._findings.problems)
        get = self._findings.attempt
        kind = get(self._kind, row)
        in_role = kind is TieKind.AFFILIATION
        source = get(self._person if in_role else self._source, row)
        target = get(self._home if in_role else self._target, row)
        if source and source == target:
            error = SelfTieError(name=source.name)
            self._findings.add(error, row=row.number, column=self._target.column)
        force = get(self._force(kind), row)
        since, until = period(self._findings, row, self._since, self._until)
        theme, external_id = get(self._theme, row), get(self._id, row)
        asserted_by = get(self._asserted_by, row)
        wrong = len(self._findings.problems) > before
        if wrong or not source or not target or not kind:
            return None
        return FoundTie(
            file=self._findings.file,
            rows=(row.number,),
            external_id=external_id or None,
            fingerprint=fingerprint,
            kind=kind,
            source=source,
            target=target,
            strength=force,
            theme=theme or None,
            since=since,
            until=until,
            asserted_by=asserted_by,
            evidence=self._evidence.read(row),
        )

    def _force(self, kind: TieKind | None) -> Reader[int | None]:
        """Read the strength, which is from 0 for an influence and from 1 else."""
        least = 0 if kind is TieKind.INFLUENCE else 1

        def read(row: Row) -> int | None:
            text = self._strength.read(row)
            return strength(text, least=least, decimal=self._decimal)

        return Reader(self._strength.column, read)

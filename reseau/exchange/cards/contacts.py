"""Contact cards (.vcf) read: people and organizations, and how to reach them at work.

What a collective has no use for (photographs, birthdays, home addresses, notes) is
dropped before it is parsed.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reseau.domain.links import NotAnEmailError, read_email
from reseau.domain.names import person_name
from reseau.domain.vocabulary import ActorKind
from reseau.errors import ReseauError, UsageError
from reseau.exchange.cards.contact_cards import Card
from reseau.exchange.found import FoundActor, FoundRecord, Problem
from reseau.exchange.rows.contents import fingerprint
from reseau.exchange.rows.findings import Findings
from reseau.exchange.rows.notices import GuessedEncodingError
from reseau.exchange.rows.recognition import recognized_profile
from reseau.exchange.text import refusals
from reseau.exchange.text.cells import shown
from reseau.exchange.text.components import Component, Source, components, source_of
from reseau.exchange.text.files import content, is_web_page
from reseau.i18n import N_

MAX_CARDS = 50_000

_GROUPS = frozenset({"GROUP", "LOCATION", "APPLICATION", "DEVICE"})
_ORGANIZATIONS = frozenset({"ORG", "ORGANIZATION", "COMPANY"})


class NotContactsError(refusals.FileRefusedError):
    """A file holds no contact card."""

    message = N_(
        "{file} holds no contact. Export the contacts as vCard (.vcf), and give that "
        "file."
    )


class ContactsPageError(refusals.FileRefusedError):
    """A web page was saved in place of the contacts."""

    message = N_(
        "{file} is a web page, not a list of contacts: perhaps a sign-in page was "
        "saved. Sign in, then export the contacts again."
    )


class CutContactsError(refusals.FileRefusedError):
    """A file of contacts stops in the middle of a card."""

    message = N_(
        "{file} stops before its end: it was not copied whole. Export the contacts "
        "again."
    )


class TooManyContactsError(refusals.FileRefusedError):
    """A file holds far too many cards."""

    message = N_(
        "{file} holds more than {limit} contacts. Export them in several files."
    )


class NamelessCardError(UsageError):
    """A card names nobody."""

    message = N_(
        "This contact has no name and no organization. Name it where it comes from, or "
        "leave it out."
    )


class OddAddressError(ReseauError):
    """An address of a card was left out."""

    message = N_("“{text}” is not an e-mail address; it was left out.")


@dataclass(frozen=True, slots=True)
class ReadContacts:
    """All that one file of contacts gave.

    Attributes:
        name: Name of the file, without its folder.
        sha256: Digest of its bytes, in hexadecimal.
        cards_read: How many cards the file holds.
        records: Who was found, in the order of the file.
        problems: Cards that cannot be read, each with its line; no other is lost.
        warnings: What is odd without being wrong.
        groups: Lines of the cards passed over: lists of people, places, machines.
    """

    name: str
    sha256: str
    cards_read: int
    records: tuple[FoundRecord, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    groups: tuple[int, ...]


def read_contacts(path: str | Path) -> ReadContacts:
    """Read the contacts of a .vcf file, of version 2.1, 3.0 or 4.0.

    Addresses and numbers marked as those of the home are left out when the card has
    others of the same sort.

    Args:
        path: Of the file.

    Raises:
        FileRefusedError: The file is refused as a whole; its subclass says why.
    """
    file = Path(path).name or str(path)
    data = content(Path(path), file=file)
    source, cards = _opened(data, file=file)
    findings = Findings(file)
    if source.encoding not in {"utf-8", "utf-16", "utf-32"}:
        findings.warn(GuessedEncodingError(encoding=source.encoding))
    records: list[FoundRecord] = []
    groups: list[int] = []
    for component in cards:
        try:
            card = Card(component)
            if card.kind in _GROUPS:
                groups.append(component.number)
            else:
                records.append(_record(card, findings))
        except ReseauError as error:
            findings.add(error, row=component.number)
    return ReadContacts(
        name=file,
        sha256=hashlib.sha256(data).hexdigest(),
        cards_read=len(cards),
        records=tuple(_counted(records)),
        problems=tuple(findings.problems),
        warnings=tuple(findings.warnings),
        groups=tuple(groups),
    )


def _opened(data: bytes, *, file: str) -> tuple[Source, list[Component]]:
    """Cut a file into cards, or refuse it."""
    try:
        source = source_of(data, file=file)
    except (refusals.NotTextError, refusals.WrongEncodingError) as error:
        raise NotContactsError(file=file) from error
    if is_web_page(source.beginning):
        raise ContactsPageError(file=file)
    cards, whole = components(source.lines, {"VCARD"})
    if not whole:
        raise CutContactsError(file=file)
    if not cards:
        raise NotContactsError(file=file)
    if len(cards) > MAX_CARDS:
        raise TooManyContactsError(file=file, limit=MAX_CARDS)
    return source, cards


def _actor(card: Card) -> FoundActor:
    """Tell who a card is of.

    Raises:
        NamelessCardError: It names nobody.
    """
    (given, family), organization = card.person(), card.organization()
    written = card.text("fn")
    alone = not (given or family) and written in {"", organization}
    if card.kind in _ORGANIZATIONS or alone:
        name = organization or written
        if not name:
            raise NamelessCardError
        return FoundActor(name=name, kind=ActorKind.ORGANIZATION)
    if not (given or family):
        person = person_name("" if "@" in written else written)
        given, family = person.given, person.family
    name = f"{given} {family}".strip()
    if not name:
        raise NamelessCardError
    return FoundActor(name=name, kind=ActorKind.PERSON, given=given, family=family)


def _record(card: Card, findings: Findings) -> FoundRecord:
    """Make a record of a card."""
    actor, company = _actor(card), card.organization()
    employer = FoundActor(name=company, kind=ActorKind.ORGANIZATION)
    belongs = bool(company) and actor.kind is ActorKind.PERSON
    record = FoundRecord(
        file=findings.file,
        rows=(card.line,),
        external_id=card.text("uid") or None,
        fingerprint="",
        actor=actor,
        emails=_once(_emails(card, findings)),
        phones=_once(card.telephones()),
        webs=_once(card.texts("url")),
        organization=employer if belongs else None,
        function=card.text("title") or card.text("role"),
        territories=(),
        themes=(),
        aliases=(),
        partner_status=None,
        partner_since=None,
        notes="",
    )
    return replace(record, fingerprint=_fingerprint(record))


def _emails(card: Card, findings: Findings) -> Iterator[str]:
    """Give the addresses; what is none is noted and left out."""
    for text in card.texts("email"):
        try:
            yield read_email(text)
        except NotAnEmailError:
            findings.warn(OddAddressError(text=shown(text)), row=card.line)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    """Keep each text once."""
    return tuple(dict.fromkeys(texts))


def _fingerprint(record: FoundRecord) -> str:
    """Digest what a card says."""
    said = {
        "id": record.external_id or "",
        "name": record.actor.name,
        "kind": record.actor.kind.value,
        "organization": record.organization.name if record.organization else "",
        "function": record.function,
        "emails": "\n".join(record.emails),
        "phones": "\n".join(record.phones),
        "webs": "\n".join(record.webs),
        "notes": record.notes,
    }
    return fingerprint("contacts", [tuple(said.items())])


def _counted(records: Iterable[FoundRecord]) -> Iterator[FoundRecord]:
    """Number the records of one fingerprint, from 0 on."""
    seen: Counter[str] = Counter()
    for record in records:
        yield replace(record, repeat=seen[record.fingerprint])
        seen[record.fingerprint] += 1


__all__ = [
    "MAX_CARDS",
    "ContactsPageError",
    "CutContactsError",
    "NamelessCardError",
    "NotContactsError",
    "OddAddressError",
    "ReadContacts",
    "TooManyContactsError",
    "read_contacts",
    "recognized_profile",
]

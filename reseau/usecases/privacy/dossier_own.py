"""What came from a person themself, as files that other programs read."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Nature, Origin
from reseau.exchange.cards.vcard import CardField, vcard_text
from reseau.exchange.text.csvfile import csv_text
from reseau.i18n import language
from reseau.store.models import Actor, Consent, PrivacyRequest

_COLUMNS = ("what", "value", "detail", "nature", "since", "until")
_LIKE_A_STAMP = (1980, 1, 1, 0, 0, 0)  # The same person gives the same file.

Record = dict[str, Any]  # Any: text, a date or nothing.


def own_archive(session: Session, people: Sequence[Actor]) -> tuple[bytes, int]:
    """Write the ZIP of what a person gave: data.json, data.csv, contact.vcf.

    Only what has the person as its origin is in it: names and sector when the record
    does, contacts and expertise that do, what they said of each purpose and what
    they asked. The name is always there, or nobody would know whose file it is.

    Returns:
        The archive, and how many records are in it.
    """
    records = [*_records(session, people)]
    for it in records:
        it["origin"] = Origin.PERSON.value
    content = {"format": "reseau-person", "name": people[0].name, "records": records}
    rows = [[it.get(name) for name in _COLUMNS] for it in records]
    files = {
        "data.json": json.dumps(content, ensure_ascii=False, indent=1, default=str),
        "data.csv": csv_text(_COLUMNS, rows),
        "contact.vcf": _card(people),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _LIKE_A_STAMP)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return packed.getvalue(), len(records)


def _records(session: Session, people: Sequence[Actor]) -> list[Record]:
    found: list[Record] = []
    for person in people:
        found += _of_the_record(person)
        found += [
            _record(it.kind.value, it.value, nature=it.nature.value)
            for it in person.contacts
            if it.origin is Origin.PERSON
        ]
        found += [
            _record(
                "expertise", it.theme.label(language()), since=it.since,
                detail=None if it.level is None else it.level.value,
            )
            for it in person.expertises
            if it.origin is Origin.PERSON
        ]  # fmt: skip
    return [*found, *_said(session, [it.key for it in people])]


def _of_the_record(person: Actor) -> list[Record]:
    if person.origin is not Origin.PERSON:
        return []
    held = {
        "name": person.name,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "sector": person.sector,
    }
    nature = Nature.PROFESSIONAL.value
    own = [_record(it, text, nature=nature) for it, text in held.items() if text]
    return own + [_record("other_name", it.name) for it in person.aliases]


def _said(session: Session, keys: Sequence[int]) -> list[Record]:
    consents = (
        select(Consent)
        .where(Consent.actor_key.in_(keys))
        .order_by(Consent.stated_on, Consent.key)
    )
    requests = (
        select(PrivacyRequest)
        .where(PrivacyRequest.actor_key.in_(keys))
        .order_by(PrivacyRequest.received_on, PrivacyRequest.key)
    )
    return [
        _record(
            "consent", it.purpose.value, since=it.stated_on, until=it.expires_on,
            detail=" ".join(
                str(one)
                for one in (it.state.value, it.given_by, it.guardian)
                if one is not None
            ),
        )
        for it in session.scalars(consents)
    ] + [
        _record("request", it.kind.value, since=it.received_on)
        for it in session.scalars(requests)
    ]  # fmt: skip


def _record(
    what: str,
    value: str,
    *,
    detail: str | None = None,
    nature: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Record:
    return {
        "what": what, "value": value, "detail": detail, "nature": nature,
        "since": since, "until": until,
    }  # fmt: skip


def _card(people: Sequence[Actor]) -> str:
    """Write the contact card; a name that others gave is not cut in two."""
    first = people[0]
    given = first.given_name if first.origin is Origin.PERSON else None
    family = first.family_name if first.origin is Origin.PERSON else None
    fields = [
        CardField(it.kind.value, it.value, it.nature is Nature.PROFESSIONAL)
        for person in people
        for it in person.contacts
        if it.origin is Origin.PERSON
    ]
    return vcard_text(first.name, given=given, family=family, fields=fields)

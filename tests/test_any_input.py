"""Whatever is given to a reader, it reads it or says why it does not.

Here the bytes of sound files are spoilt, and values put in their cells. Of the 100,000
of ``tests.any_input``, 5,000 are by Hypothesis, others each time. What most of these
readers refuse at the door is in ``test_any_shape``, drawn so as to get past it.
"""

import csv
import importlib.util
import io
import json
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from hypothesis import strategies as st

from reseau.domain.periods import Period
from reseau.domain.quickline import taken_apart
from reseau.domain.search_query import read_query
from reseau.domain.when import read_when
from reseau.exchange.calendars.calendars import read_calendar
from reseau.exchange.cards.contacts import read_contacts
from reseau.exchange.feeds import read_feed
from reseau.exchange.influence.influence_sheets import read_assertions
from reseau.exchange.profiles.profile import load_profile, profile_from
from reseau.exchange.rows.reading import read_file
from reseau.exchange.thesauri.thesaurus_files import read_thesaurus
from reseau.store.records.record_types import record_kinds
from reseau.store.session import Store, open_store
from reseau.usecases.exchanging.exporting_records import Wanted, export_records
from reseau.usecases.exchanging.importing_records import import_records
from reseau.usecases.exchanging.record_sheets import read_sheets
from reseau.usecases.exchanging.whole_store import import_store, store_text
from tests.any_input import NOISE, Noise, drawn_noise, drawn_words, spoiled, try_all
from tests.contents import fill_every_table
from tests.support import NewStore, missing

ZONE = "America/Toronto"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//FR\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    "DTSTART;TZID=America/Toronto:20260105T090000\r\nDTEND:20260105T150000Z\r\n"
    "RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Comité\r\n"
    'ATTENDEE;CN="Anne Roy":mailto:a@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
).encode()
CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;Anne\r\nFN:Anne Roy\r\nORG:CDC\r\n"
    b"TEL;TYPE=WORK:514 555-0102\r\nEMAIL:a@example.org\r\nEND:VCARD\r\n"
)
TABLE = (
    "Date;Titre;Participants;Thèmes\r\n2026-01-05;Comité;Anne Roy, CDC;Logement\r\n"
    '25/02/2026;"Deux\r\nlignes";Solon;\r\n'
).encode()
TIES = b"De;Vers;Nature;Depuis\r\nCDC;Solon;collaboration;2026-01-05\r\n"
SEATS = (
    "Committee;Member;Role;Since;Until;Organization\r\n"
    "GPA;Anne Roy;membre;2026-01-05;;\r\n"
    "GPA;Zoé Côté;présidente;2025-01-05;25/01/2026;CDC\r\nCA;Anne Roy;membre;;;Solon\r\n"
).encode()
ACTORS = b"Nom;Genre;Courriel\r\nAnne Roy;personne;a@example.org\r\n"
THEMES = (
    "id;pref_fr;pref_en;alt_fr;broader;related;note\r\n"
    "logement;logement;housing;habitation|loyer;;;\r\n"
    "coop;coopérative;cooperative;;logement;logement;Une note\r\n"
).encode()
FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Ville'
    "</title><item><guid>1</guid><title>Avis é</title><link>https://example.org/1"
    "</link><pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate><description>&lt;p&gt;Un"
    "&lt;/p&gt;</description></item></channel></rss>"
).encode()
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>V</title><entry><id>1</id>'
    b'<title type="html">A</title><link href="https://example.org/1"/>'
    b"<updated>2026-01-05T09:00:00Z</updated><summary>S</summary></entry></feed>"
)
SHEET = b"source;target;strength;theme\r\nCDC;Solon;3;Logement\r\n"


def reader_of(profile: str) -> Callable[[Path], object]:
    loaded = cache(lambda: load_profile(profile))
    return lambda it: read_file(it, profile=loaded())


READERS: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    "calendar": (
        CALENDAR,
        lambda it: read_calendar(
            it, window=Period(date(2026, 1, 1), date(2027, 1, 1)), zone=ZONE
        ),
    ),
    "contacts": (CARD, read_contacts),
    "table": (TABLE, reader_of("interactions")),
    "ties": (TIES, reader_of("ties")),
    "seats": (SEATS, reader_of("memberships")),
    "actors": (ACTORS, reader_of("actors")),
    "thesaurus": (THEMES, lambda it: read_thesaurus(str(it))),
    "influence": (SHEET, lambda it: read_assertions(str(it))),
    "feed RSS": (FEED, lambda it: read_feed(str(it), zone=UTC)),
    "feed Atom": (ATOM, lambda it: read_feed(str(it), zone=UTC)),
}


@pytest.mark.parametrize("name", READERS)
def test_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    data, read = READERS[name]
    file = tmp_path / "file.csv"

    def check(given_: bytes) -> None:
        file.write_bytes(given_)
        read(file)

    try_all(
        name, NOISE.map(partial(spoiled, data)), check,
        drawn=lambda chance: spoiled(data, drawn_noise(chance)),
    )  # fmt: skip


def _members(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {it: archive.read(it) for it in archive.namelist()}


def _archive(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)  # Dated 1980, always.
    return packed.getvalue()


def test_workbook_is_read_or_refused(tmp_path: Path) -> None:
    """Spoil the archive itself, or one of the files that are in it."""
    book, file = _workbook(tmp_path / "good.xlsx"), tmp_path / "file.xlsx"
    members = _members(book)
    names, read = sorted(members), reader_of("interactions")

    def made(number: int, noise: Noise) -> bytes:
        name = names[number % len(names)]
        inside = {**members, name: spoiled(members[name], noise)}
        return _archive(inside) if number % 4 else spoiled(book, noise)

    def check(given_: bytes) -> None:
        file.write_bytes(given_)
        read(file)

    try_all(
        "workbook", st.builds(made, st.integers(0), NOISE), check,
        drawn=lambda chance: made(chance.randrange(1 << 20), drawn_noise(chance)),
    )  # fmt: skip


def _workbook(file: Path) -> bytes:
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("Journal")
        for rank, row in enumerate(
            csv.reader(io.StringIO(TABLE.decode(), newline=""), delimiter=";")
        ):
            sheet.write_row(rank, 0, row)
        sheet.write_datetime(1, 0, datetime(2026, 1, 5))  # noqa: DTZ001  # A cell has no zone.
        sheet.write_formula(2, 3, "=1/0")
    return file.read_bytes()


SKOS = "http://www.w3.org/2004/02/skos/core#"
GRAPHS: dict[str, bytes] = {
    "ttl": (
        f"@prefix s: <{SKOS}> .\n@prefix t: <https://example.org/t/> .\n"
        't:eau a s:Concept ; s:prefLabel "eau"@fr-CA, "water"@en ; s:altLabel "é"@fr ;'
        ' s:related t:rue ; s:scopeNote """Deux\nlignes."""@fr .\n'
        't:rue a s:Concept ; s:prefLabel "rue"@fr ; s:broader t:eau ;'
        " s:exactMatch <https://example.org/r> .\n"
    ).encode(),
    "rdf": (
        '<?xml version="1.0" encoding="utf-8"?><rdf:RDF xmlns:s="' + SKOS + '" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<s:Concept rdf:about="https://example.org/t/eau">'
        '<s:prefLabel xml:lang="fr">eau é</s:prefLabel><s:broader>'
        '<s:Concept rdf:about="https://example.org/t/rue" s:scopeNote="Note">'
        '<s:prefLabel xml:lang="en">street</s:prefLabel></s:Concept></s:broader>'
        "</s:Concept></rdf:RDF>"
    ).encode(),
    "jsonld": (
        '{"@context": {"s": "' + SKOS + '", "label": {"@id": "s:prefLabel", '
        '"@container": "@language"}}, "@graph": [{"@id": "https://example.org/t/eau", '
        '"@type": "s:Concept", "label": {"fr": "eau", "en": "water"}, "s:related": '
        '{"@id": "_:rue"}}, {"@id": "_:rue", "@type": "s:Concept", "label": {"fr": '
        '"rue é"}, "s:broader": {"@id": "https://example.org/t/eau"}}]}'
    ).encode(),
}
ELSEWHERE = (
    b'"@context":"http://127.0.0.1:1/c",', b'"\\u0040context":["file:///etc/passwd"],',
    b'"@context":[{},"http://127.0.0.1:1/c"],', b'"@import":"http://127.0.0.1:1/c",',
    b'xml:base="http://127.0.0.1:1/"', b"<http://www.w3.org/2002/07/owl#imports>",
    b'<!DOCTYPE r [<!ENTITY a "&b;&b;"><!ENTITY b "x">]>', b"&a;", b"&#0;", b"[ a s:Concept ] ",
    b'<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd">', b"@base <http://127.0.0.1:1/> .",
    b'"^^<http://www.w3.org/2001/XMLSchema#date>', b'rdf:parseType="Literal"', b"<a>",
    b'"\\ud800"', b'"@value":1,', b'"@reverse":{},', b'"@id":null,', b'"@list":[',
)  # fmt: skip


@pytest.mark.parametrize("ending", GRAPHS)
def test_skos_is_read_or_refused_and_nothing_is_fetched(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if importlib.util.find_spec("rdflib") is None:
        missing("The extra “skos”")
    from rdflib.plugins.shared.jsonld import context  # noqa: PLC0415

    fetched: list[object] = []
    for place, name in (
        (urllib.request.OpenerDirector, "open"), (context, "source_to_json"),
    ):  # fmt: skip
        monkeypatch.setattr(place, name, lambda *it, **_: fetched.append(it))
    file = tmp_path / f"file.{ending}"
    pieces = st.tuples(st.sampled_from(ELSEWHERE), st.integers(0))

    def check(given_: bytes) -> None:
        file.write_bytes(given_)
        read_thesaurus(str(file))

    def drawn(chance: Random) -> bytes:
        some = [
            (chance.choice(ELSEWHERE), chance.randrange(1 << 20))
            for _ in range(chance.randrange(3))
        ]
        noise = [*some, *drawn_noise(chance)[: 1 if some else 6]]
        return spoiled(GRAPHS[ending], noise)

    noise = st.one_of(NOISE, st.lists(pieces, max_size=3))
    inputs = noise.map(partial(spoiled, GRAPHS[ending]))
    try_all(f"SKOS .{ending}", inputs, check, drawn=drawn)
    assert fetched == []


QUICK = (
    "@", "+", "::", "hier", "mardi 14h", "31/02", "due:", "type:appel", '@"',
    "dur:1h30", "12:", "hierr:", "@\"L'Écuyer\"", "https://x", "clé:valeur",
)  # fmt: skip
SOUGHT = (
    "theme:", "thème:logement", 'territoire:"Rosemont', "depuis:hier", "-", "type:",
    "until:31/02", "«", "»", '"deux mots', "-le", "de", "http://x", "since:2026-13",
    "’", "ﬁ", "-theme:x",
)  # fmt: skip


def words(known: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.one_of(st.sampled_from(known), st.text(max_size=12)), max_size=8)


def test_quick_line_is_taken_apart_or_refused() -> None:
    try_all(
        "quick line", words(QUICK).map(tuple), taken_apart,
        drawn=lambda chance: tuple(drawn_words(chance, QUICK)),
    )  # fmt: skip


def test_moment_is_read_or_refused() -> None:
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)
    try_all(
        "moment",
        st.one_of(st.text(max_size=70), words(QUICK).map(" ".join)),
        lambda text: read_when(text, now=now),
        drawn=lambda chance: " ".join(drawn_words(chance, QUICK)),
    )


def test_search_is_read_or_refused() -> None:
    try_all(
        "search",
        st.one_of(words(SOUGHT).map(" ".join), words(SOUGHT).map("".join)),
        lambda text: read_query(text, today=date(2026, 11, 24)),
        drawn=lambda chance: chance.choice(["", " "]).join(drawn_words(chance, SOUGHT)),
    )


VALUES: tuple[object, ...] = (
    None, True, -1, 2**63, 1.5, "", "x", "2026-13-01", "2026-01-05T00:00:00", "\0",
    "\ud800", [], [1], {}, {"a": None},
)  # fmt: skip
ANYTHING = st.recursive(
    st.one_of(st.sampled_from(VALUES), st.integers(), st.floats(), st.text(max_size=8)),
    lambda it: st.one_of(
        st.lists(it, max_size=2), st.dictionaries(st.text(max_size=4), it, max_size=2)
    ),
    max_leaves=3,
)
Changes = list[tuple[int, object]]


def _changed(whole: str, changes: Changes) -> bytes:
    """Put other values in some cells of a whole store, or in cells of its own."""
    content = json.loads(whole)
    rows = [it for table in content["tables"].values() for it in table]
    for number, value in changes:
        row = rows[number % len(rows)]
        row[sorted(row)[number % len(row)] if number % 7 else "unknown"] = value
    return json.dumps(content).encode()


def test_whole_store_is_read_or_refused(new_sqlite: NewStore, tmp_path: Path) -> None:
    file = tmp_path / "store.json"
    with new_sqlite() as one, new_sqlite() as other:
        full, empty = open_store(one), open_store(other)
        fill_every_table(full)
        whole = store_text(full)

        def check(data: bytes) -> None:
            file.write_bytes(data)
            import_store(empty, str(file), dry_run=True)

        def drawn(chance: Random) -> bytes:
            if chance.random() < 0.5:
                return spoiled(whole.encode(), drawn_noise(chance))
            each = range(chance.randrange(1, 4))
            changes = [(chance.randrange(1 << 20), chance.choice(VALUES)) for _ in each]
            return _changed(whole, changes)

        cells = st.lists(st.tuples(st.integers(0), ANYTHING), min_size=1, max_size=3)
        try_all(
            "whole store",
            st.one_of(
                cells.map(lambda them: _changed(whole, them)),
                NOISE.map(lambda them: spoiled(whole.encode(), them)),
            ),
            check,
            drawn=drawn,
        )
        full.dispose()
        empty.dispose()


def test_records_are_read_or_refused(new_sqlite: NewStore, tmp_path: Path) -> None:
    """A table of a kind, spoiled, or other values in the cells of them all."""
    with new_sqlite() as address:
        store = open_store(address)
        fill_every_table(store)
        every = tmp_path / "every.json"
        export_records(store, every, Wanted("all"))
        whole = {"all": every.read_text("utf-8"), **_tables(store, tmp_path, "json")}
        tables = list(_tables(store, tmp_path, "csv").items())

        def check(given_: tuple[str, str, bytes]) -> None:
            kind, ending, data = given_
            spoilt = tmp_path / f"spoilt.{ending}"
            spoilt.write_bytes(data)
            import_records(store, read_sheets(spoilt, name=kind), dry_run=True)

        def table(number: int, noise: Noise) -> tuple[str, str, bytes]:
            kind, text = tables[number % len(tables)]
            return kind, "csv", spoiled(text.encode(), noise)

        def cells(kind: str, changes: Changes) -> tuple[str, str, bytes]:
            return kind, "json", _changed(whole[kind], changes)

        kinds = list(whole)

        def drawn(chance: Random) -> tuple[str, str, bytes]:
            if chance.random() < 0.9:
                return table(chance.randrange(1 << 20), drawn_noise(chance))
            each = range(chance.randrange(1, 4))
            some = [(chance.randrange(1 << 20), chance.choice(VALUES)) for _ in each]
            return cells(chance.choice(kinds), some)

        changes = st.lists(st.tuples(st.integers(0), ANYTHING), min_size=1, max_size=3)
        inputs = st.one_of(
            st.builds(table, st.integers(0), NOISE),
            st.builds(cells, st.sampled_from(kinds), changes),
        )
        try_all("records", inputs, check, drawn=drawn)
        store.dispose()


def _tables(store: Store, folder: Path, ending: str) -> dict[str, str]:
    found = {}
    for kind in record_kinds():
        file = folder / f"{kind}.{ending}"
        export_records(store, file, Wanted(kind))
        found[kind] = file.read_bytes().decode()
    return found


KEYS = (
    "kind", "name", "source", "columns", "encoding", "separator", "date_order", "sheet",
    "rows", "constants", "title", "x",
)  # fmt: skip


def _spoiled_profile(noise: Noise) -> str:
    shipped = files("reseau.exchange") / "profiles" / "interactions.toml"
    return spoiled(shipped.read_bytes(), noise).decode("utf-8", "replace")


def _written(them: Iterable[tuple[str, object]]) -> str:
    return "\n".join(
        f"{key} = {json.dumps(it, ensure_ascii=False)}" for key, it in them
    )


def test_profile_is_read_or_refused() -> None:
    values = st.recursive(
        st.one_of(st.booleans(), st.integers(), st.text(max_size=8)),
        lambda it: st.lists(it, max_size=3),
        max_leaves=4,
    )
    pairs = st.tuples(st.sampled_from(KEYS), values)
    tables = st.lists(pairs, max_size=6, unique_by=lambda it: it[0]).map(_written)

    def drawn(chance: Random) -> str:
        if chance.random() < 0.5:
            return _spoiled_profile(drawn_noise(chance))
        some = chance.sample(KEYS, chance.randrange(6))
        return _written((key, chance.choice(VALUES)) for key in some)

    try_all(
        "profile",
        st.one_of(tables, NOISE.map(_spoiled_profile), st.text(max_size=60)),
        lambda text: profile_from(text, name="x.toml"),
        drawn=drawn,
    )

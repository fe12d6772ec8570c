"""Whatever a well-formed file holds, its reader reads it or says why it does not.

The files are changed as trees, lines or tables, so that they get past the door.
"""

import csv
import importlib.util
import io
import json
from collections.abc import Callable
from datetime import UTC, date
from pathlib import Path
from random import Random

import pytest

from reseau.domain.periods import Period
from reseau.exchange.calendars.calendars import read_calendar
from reseau.exchange.cards.contacts import read_contacts
from reseau.exchange.feeds import read_feed
from reseau.exchange.influence.influence_sheets import read_assertions
from reseau.exchange.thesauri.thesaurus_files import read_thesaurus
from reseau.store.session import open_store
from reseau.usecases.atlas.atlas_places import read_places
from reseau.usecases.atlas.atlas_zones import file_zones
from reseau.usecases.exchanging.signal_import import FeedChoices, import_signals
from reseau.usecases.exchanging.whole_store import import_store, store_text
from tests import reshaping
from tests import test_any_input as plain
from tests.any_input import try_drawn
from tests.contents import fill_every_table
from tests.support import NewStore, missing

Drawn = Callable[[Random], bytes]
MOMENTS = (
    "20260105T090000", "20260105", "00010101", "99991231T235959Z", "18991231T000000Z",
    "20260230", "20260105T250000", "20260105T090000,20260106T090000", "20260308T023000",
    "20260105T090000Z/PT1H", "20260105T090000Z/20250101T000000Z", "20260105T090000Z",
)  # fmt: skip
RULES = (
    "FREQ=DAILY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;UNTIL=99991231",
    "FREQ=WEEKLY;INTERVAL=9999;COUNT=999999999", "FREQ=SECONDLY;COUNT=9",
    "FREQ=MONTHLY;BYDAY=-5MO,+53SU;BYSETPOS=366", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;X=1",
    "FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=-366", "FREQ=DAILY;INTERVAL=0", "FREQ=HOURLY",
    "FREQ=WEEKLY;BYHOUR=0,1,2,3,4;BYMINUTE=0,1", "FREQ=WEEKLY;WKST=XX;BYDAY=MO",
    "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=1,2,3;BYDAY=MO,TU;BYHOUR=25", "FREQ=WEEKLY;COUNT=-1",
    "FREQ=YEARLY;BYEASTER=1", f"FREQ=DAILY;BYMONTHDAY={','.join(map(str, range(1, 32)))}",
)  # fmt: skip
EVENT = (
    *(
        f"{name}{told}:{moment}"
        for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")
        for told in (
            "", ";TZID=Nowhere/City", ";VALUE=DATE", ";TZID=America/Toronto",
            ";VALUE=PERIOD", ";RANGE=THISANDFUTURE", ";TZID=Own",
        )
        for moment in MOMENTS
    ),
    *(f"{name}:{rule}" for rule in RULES for name in ("RRULE", "RRULE", "EXRULE")),
    "DURATION:-P1D", f"DURATION:P{'9' * 12}D", "DURATION:PT0S", "SEQUENCE:99999999999999",
    "STATUS:CANCELLED", "METHOD:CANCEL", "CLASS:PRIVATE", "BEGIN:VEVENT", "END:VEVENT",
    "BEGIN:VALARM", "END:VALARM", "UID:2", "UID:", "LOCATION:https://x/1\\, a", "X:\u202e",
    "ATTENDEE;CUTYPE=RESOURCE;CN=a\\,b:mailto:", "ATTENDEE;PARTSTAT=DECLINED:a@b.c",
    'ORGANIZER;CN="a;b:c";X=^n:MAILTO:A@EXAMPLE.ORG', "ATTENDEE:urn:uuid:1",
)  # fmt: skip
ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:19701101T020000",
    "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "TZOFFSETFROM:-0400",
    "TZOFFSETTO:-0500", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
CARD = (
    "VERSION:2.1", "VERSION:4.0", "VERSION:5", "N:;;;;", "N:Roy", "FN:", "KIND:org",
    "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:C=F4t=E9;Zo=EB", "KIND:group",
    "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-7:=\r\n=C3=A9=", "FN;QUOTED-PRINTABLE:a=3",
    "NOTE;CHARSET=undefined;ENCODING=QUOTED-PRINTABLE:=FF", "NOTE;ENCODING=b:////",
    "PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\n", "item1.EMAIL:a@b.org",
    "TEL;VALUE=uri:tel:+1-514;ext=1", "TEL;TYPE=FAX:1", 'TEL;TYPE="a,b":2', "EMAIL:@",
    "ORG:a;b;c", "ORG;X=1;X=2;X=3:,", "UID:urn:uuid:1", "X-ABSHOWAS:COMPANY",
    "AGENT:BEGIN:VCARD", "END:VCARD", "BEGIN:VCARD", "URL;TYPE=HOME:javascript:x",
    "TITLE;LANGUAGE=fr:É", "FN;CHARSET=idna;ENCODING=QUOTED-PRINTABLE:=2E=2E",
)  # fmt: skip


def lines_of(data: bytes, extra: tuple[str, ...]) -> Drawn:
    whole = data.decode().split("\r\n")[:-1]

    def drawn(chance: Random) -> bytes:
        lines = [whole[0], *reshaping.relined(whole[1:-1], chance, extra), whole[-1]]
        text = "\r\n".join([*lines, ""])
        return reshaping.refolded(reshaping.encoded(text, chance), chance)

    return drawn


def cells_of(data: bytes, *extra: str) -> Drawn:
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=";"))
    return lambda chance: reshaping.retabled(rows, chance, extra)


def tree_of(whole: str, *odd: object) -> Drawn:
    every = (*reshaping.ODD, *odd)

    def drawn(chance: Random) -> bytes:
        tree = reshaping.reshaped(json.loads(whole), chance, every)
        return reshaping.json_bytes(tree, chance)

    return drawn


SHAPES: dict[str, tuple[Drawn, Callable[[Path], object]]] = {
    "calendar": (
        lines_of(plain.CALENDAR.replace(
            b"BEGIN:VEVENT", "\r\n".join([*ZONE, "BEGIN:VEVENT"]).encode(), 1
        ), EVENT),
        lambda it: read_calendar(
            it, window=Period(date(2026, 1, 1), date(2027, 1, 1)), zone=plain.ZONE,
            with_description=True,
        ),
    ),
    "contacts": (
        lines_of(plain.CARD, CARD), read_contacts
    ),
    "table": (cells_of(plain.TABLE), plain.reader_of("interactions")),
    "ties": (cells_of(plain.TIES), plain.reader_of("ties")),
    "seats": (cells_of(plain.SEATS), plain.reader_of("memberships")),
    "actors": (cells_of(plain.ACTORS), plain.reader_of("actors")),
    "thesaurus": (
        cells_of(plain.THEMES, "coop", "logement|coop", "alt_en", "caches"),
        lambda it: read_thesaurus(str(it)),
    ),
    "influence": (
        cells_of(plain.SHEET, "", "target", "objective"),
        lambda it: read_assertions(str(it)),
    ),
    "feed RSS": (
        lambda chance: reshaping.reshaped_xml(plain.FEED, chance),
        lambda it: read_feed(str(it), zone=UTC),
    ),
    "feed Atom": (
        lambda chance: reshaping.reshaped_xml(plain.ATOM, chance),
        lambda it: read_feed(str(it), zone=UTC),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_odd_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    drawn, read = SHAPES[name]
    file = tmp_path / "file.csv"

    def check(given: bytes) -> object:
        file.write_bytes(given)
        return read(file)

    try_drawn(f"{name}, odd", check, drawn=drawn)


def test_odd_workbook_is_read_or_refused(tmp_path: Path) -> None:
    """Change the tree of one of the files that are in it."""
    members = plain._members(plain._workbook(tmp_path / "good.xlsx"))
    read, file = plain.reader_of("interactions"), tmp_path / "file.xlsx"
    sheet = "xl/worksheets/sheet1.xml"

    def drawn(chance: Random) -> bytes:
        name = chance.choice([sheet, "xl/sharedStrings.xml", *sorted(members)])
        return plain._archive(
            {**members, name: reshaping.reshaped_xml(members[name], chance)}
        )

    def check(given: bytes) -> object:
        file.write_bytes(given)
        return read(file)

    try_drawn("workbook, odd", check, drawn=drawn)


def _turtle(chance: Random) -> bytes:
    """Draw statements on six concepts: loops, what is broader than itself, no label."""
    nodes = ["t:a", "t:b", "t:c", "t:é", "_:d", "<http://127.0.0.1:1/e#/>", "[]"]
    said = (
        '"eau"@fr', '"water"@en-GB', '"eau"', '""@fr', '"\\uD800"@fr', '"x"^^x:date',
        '"9999999999"^^x:gYear', '"1e9"^^x:integer', '"""a\n"""@fr', "( t:a t:b )", "()",
        "[ a s:Concept ]", "1e400", "true", f'"{"x" * 100_000}"@fr', '"<a"^^r:XMLLiteral',
    )  # fmt: skip
    names = ("prefLabel", "altLabel", "broader", "narrower", "related", "exactMatch")
    space = "http://www.w3.org/2001/XMLSchema#"
    head = (
        f"@prefix s: <{plain.SKOS}> .\n@prefix x: <{space}> .\n"
        "@prefix t: <https://example.org/t/> .\n@prefix r: "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    )
    lines = [
        f'{it} a s:Concept ; s:prefLabel {said[0][:-4]}{n}"@fr .'
        for n, it in enumerate(nodes[:4])
    ]
    for _ in range(chance.randrange(1, 6)):
        of, to = chance.choices([*nodes, *said[-7:-5]], k=2)
        name = chance.choice(names)
        value = to if chance.random() < 0.6 else chance.choice(said)
        lines.append(f"{of} s:{name} {value} .")
    chance.shuffle(lines)
    return reshaping.encoded(head + "\n".join(lines), chance)


@pytest.mark.parametrize("ending", plain.GRAPHS)
def test_odd_skos_is_read_or_refused(ending: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("rdflib") is None:
        missing("The extra “skos”")
    file, whole = tmp_path / f"file.{ending}", plain.GRAPHS[ending]
    drawn: dict[str, Drawn] = {
        "ttl": _turtle,
        "rdf": lambda chance: reshaping.reshaped_xml(whole, chance),
        "jsonld": tree_of(
            whole.decode(), {"@id": "_:rue"}, {"@value": 1}, {"@list": [[]]},
            {"@reverse": {}}, {"@language": "fr", "@value": "x"}, "@id", "@type", "_:a",
            {"@set": []}, {"@context": {"a": "b:c", "b": "a:c"}}, {"@graph": [{}]},
        ),
    }  # fmt: skip

    def check(given: bytes) -> None:
        file.write_bytes(given)
        read_thesaurus(str(file))

    try_drawn(f"SKOS .{ending}, odd", check, drawn=drawn[ending])


SQUARE = [[[-73.6, 45.5], [-73.5, 45.5], [-73.5, 45.6], [-73.6, 45.5]]]
LAYER = json.dumps({
    "type": "FeatureCollection", "attribution": "Ville",
    "features": [
        {"type": "Feature", "properties": {"nom": "Rosemont", "family": "école"},
         "geometry": {"type": kind, "coordinates": there}}
        for kind, there in (
            ("Polygon", SQUARE), ("MultiPolygon", [SQUARE, SQUARE]),
            ("Point", [-73.55, 45.52]), ("Point", [-73.55, 45.52, 9]),
        )
    ],
})  # fmt: skip
SIGNALS = json.dumps([
    {
        "uid": f"00000000-0000-4000-8000-00000000000{number}", "title": "Avis", "seen_on":
        "2026-01-05", "state": "new", "summary": "Un", "link": "https://example.org/1",
        "source": None, "published_on": "2026-01-01", "expires_on": None, "themes": [],
        "territory": None, "triaged_on": None, "reason": None, "function": "watch",
        "function_inferred": False, "carrier": None, "carrier_inferred": True,
    }
    for number in range(3)
])  # fmt: skip


def test_odd_layer_is_read_or_refused(new_sqlite: NewStore, tmp_path: Path) -> None:
    file = tmp_path / "layer.geojson"
    with new_sqlite() as address:
        store = open_store(address)
        fill_every_table(store)

        def check(given: bytes) -> None:
            file.write_bytes(given)
            read_places(str(file))
            with store.reading() as session:
                file_zones(session, file, which=None, name_of=None)

        odd = (-180, 90, 1e-320, -73.55, SQUARE, SQUARE[0], "Polygon", "Point", "nom")
        try_drawn("GeoJSON layer, odd", check, drawn=tree_of(LAYER, *odd))
        store.dispose()


def test_odd_signals_are_read_or_refused(new_sqlite: NewStore, tmp_path: Path) -> None:
    with new_sqlite() as address:
        store = open_store(address)

        def check(given: tuple[str, bytes]) -> None:
            file = tmp_path / f"signals.{given[0]}"
            file.write_bytes(given[1])
            import_signals(store, str(file), choices=FeedChoices(), dry_run=True)

        trees = tree_of(SIGNALS, "sorted", "dissemination", "2026-01-06", "a|b")
        rows = json.loads(SIGNALS)
        table = [
            list(rows[0]),
            *([str(it or "") for it in row.values()] for row in rows),
        ]
        ways: tuple[tuple[str, Drawn], ...] = (
            ("json", trees),
            ("csv", lambda chance: reshaping.retabled(table, chance)),
            ("xml", lambda chance: reshaping.reshaped_xml(plain.FEED, chance)),
        )

        def drawn(chance: Random) -> tuple[str, bytes]:
            ending, way = chance.choice(ways)
            return ending, way(chance)

        try_drawn("signals, odd", check, drawn=drawn)
        store.dispose()


def test_odd_whole_store_is_read_or_refused(
    new_sqlite: NewStore, tmp_path: Path
) -> None:
    file = tmp_path / "store.json"
    with new_sqlite() as one, new_sqlite() as other:
        full, empty = open_store(one), open_store(other)
        fill_every_table(full)
        drawn = tree_of(store_text(full), 2, 3, "2026-01-05", "fr")

        def check(given: bytes) -> None:
            file.write_bytes(given)
            import_store(empty, str(file), dry_run=True)

        try_drawn("whole store, odd", check, drawn=drawn)
        full.dispose()
        empty.dispose()

"""Whatever is given to a reader, it reads it or says why it does not.

RESEAU_LONG_TESTS makes it 15,000 inputs a reader, others each time, rather than sixty
that stay the same; ``pytest -s`` shows the figures.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reseau.domain.periods import Period
from reseau.domain.quickline import taken_apart
from reseau.domain.search_query import read_query
from reseau.domain.when import read_when
from reseau.errors import ReseauError
from reseau.exchange.calendars import read_calendar
from reseau.exchange.contacts import read_contacts
from reseau.exchange.influence_sheets import read_assertions
from reseau.exchange.profile import load_profile, profile_from
from reseau.exchange.reading import read_file
from reseau.exchange.thesaurus_files import read_thesaurus
from reseau.store.session import open_store
from reseau.usecases.whole_store import import_store, store_text
from tests.contents import fill_every_table
from tests.support import NewStore

LONG = bool(os.environ.get("RESEAU_LONG_TESTS"))
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
    '05/02/2026;"Deux\r\nlignes";Solon;\r\n'
).encode()
TIES = b"De;Vers;Nature;Depuis\r\nCDC;Solon;collaboration;2026-01-05\r\n"
SEATS = "Comité;Membre;Rôle;Depuis\r\nGPA;Anne Roy;membre;2026-01-05\r\n".encode()
ACTORS = b"Nom;Genre;Courriel\r\nAnne Roy;personne;a@example.org\r\n"
THEMES = (
    "id;pref_fr;pref_en;alt_fr;broader;related;note\r\n"
    "logement;logement;housing;habitation|loyer;;;\r\n"
    "coop;coopérative;cooperative;;logement;logement;Une note\r\n"
).encode()
SHEET = b"source;target;strength;theme\r\nCDC;Solon;3;Logement\r\n"
PIECES = st.sampled_from(
    [
        b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n ", b'"', b";", b",",
        b"\t", b"=cmd", b"BEGIN:VEVENT\r\n", b"END:VCARD\r\n", b"RRULE:FREQ=SECONDLY",
        b"99999999T999999Z", b"TZID=", b"\xe9", "ﬀ".encode(), b"9" * 40, b"PK\x03\x04",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"../../etc", b"%n%s", b"-0", b"1e999",
    ]
)  # fmt: skip
NOISE = st.lists(st.tuples(st.one_of(PIECES, st.binary(max_size=30)), st.integers(0)))


def spoiled(data: bytes, noise: list[tuple[bytes, int]]) -> bytes:
    """Put pieces into a file, over or beside what is there."""
    for piece, number in noise:
        at = number % (len(data) + 1)
        over = len(piece) if number % 3 == 0 else 0
        data = data[:at] + piece + data[at + over :]
    return data


def many(each: int) -> settings:
    return settings(
        max_examples=each if LONG else 60, deadline=None, database=None,
        derandomize=not LONG, suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@contextmanager
def declared(counted: list[int]) -> Iterator[None]:
    """Let the declared errors pass, and count what is tried and refused."""
    counted[0] += 1
    try:
        yield
    except ReseauError as error:
        assert str(error)  # noqa: PT017  # Each can be told.
        counted[1] += 1


def say(what: str, counted: list[int]) -> None:
    print(f"{what}: {counted[0]} inputs, {counted[1]} refused")  # noqa: T201  # Figures to quote.


def reader_of(profile: str) -> Callable[[Path], object]:
    return lambda it: read_file(it, profile=load_profile(profile))


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
}


@pytest.mark.parametrize("name", READERS)
def test_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    data, read = READERS[name]
    counted, file = [0, 0], tmp_path / "file.csv"

    @many(15_000)
    @given(NOISE)
    def check(noise: list[tuple[bytes, int]]) -> None:
        file.write_bytes(spoiled(data, noise))
        with declared(counted):
            read(file)

    check()
    say(name, counted)


WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["@", "+", "::", "hier", "mardi 14h", "31/02", "due:", "type:appel", '@"',
             "dur:1h30", "12:", "hierr:", "@\"L'Écuyer\"", "https://x", "clé:valeur"]
        ),
        st.text(max_size=12),
    ),
    max_size=8,
)  # fmt: skip


def test_quick_line_is_taken_apart_or_refused() -> None:
    counted = [0, 0]

    @many(15_000)
    @given(WORDS)
    def check(words: list[str]) -> None:
        with declared(counted):
            taken_apart(words)

    check()
    say("quick line", counted)


def test_moment_is_read_or_refused() -> None:
    counted, now = [0, 0], datetime(2026, 11, 24, 10, tzinfo=UTC)

    @many(15_000)
    @given(st.one_of(st.text(max_size=70), WORDS.map(" ".join)))
    def check(text: str) -> None:
        with declared(counted):
            read_when(text, now=now)

    check()
    say("moment", counted)


QUERIES = st.lists(
    st.one_of(
        st.sampled_from(
            ["theme:", "thème:logement", 'territoire:"Rosemont', "depuis:hier", "-",
             "type:", "until:31/02", "«", "»", '"deux mots', "-le", "de", "http://x",
             "since:2026-13", "’", "ﬁ", "-theme:x"]
        ),
        st.text(max_size=12),
    ),
    max_size=8,
)  # fmt: skip


def test_search_is_read_or_refused() -> None:
    counted = [0, 0]

    @many(15_000)
    @given(st.one_of(QUERIES.map(" ".join), QUERIES.map("".join)))
    def check(text: str) -> None:
        with declared(counted):
            read_query(text, today=date(2026, 11, 24))

    check()
    say("search", counted)


ANYTHING = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
        st.sampled_from(["2026-13-01", "2026-01-05T00:00:00", "\0", "\ud800", 2**63]),
    ),
    lambda it: st.one_of(
        st.lists(it, max_size=2), st.dictionaries(st.text(max_size=4), it, max_size=2)
    ),
    max_leaves=3,
)  # fmt: skip


def _changed(whole: str, changes: list[tuple[int, object]]) -> str:
    """Put other values in some cells of a whole store, or in the place of a row."""
    content = json.loads(whole)
    rows = [it for table in content["tables"].values() for it in table]
    for number, value in changes:
        row = rows[number % len(rows)]
        name = sorted(row)[number % len(row)] if number % 7 else "unknown"
        row[name] = value
    return json.dumps(content)


def test_whole_store_is_read_or_refused(new_sqlite: NewStore, tmp_path: Path) -> None:
    counted, file = [0, 0], tmp_path / "store.json"
    with new_sqlite() as one, new_sqlite() as other:
        full, empty = open_store(one), open_store(other)
        fill_every_table(full)
        whole = store_text(full)

        @many(15_000)
        @given(
            st.one_of(
                st.lists(
                    st.tuples(st.integers(0), ANYTHING), min_size=1, max_size=3
                ).map(lambda them: _changed(whole, them).encode()),
                NOISE.map(lambda them: spoiled(whole.encode(), them)),
            )
        )
        def check(data: bytes) -> None:
            file.write_bytes(data)
            with declared(counted):
                import_store(empty, str(file), dry_run=True)

        check()
        full.dispose()
        empty.dispose()
    say("whole store", counted)


def _spoiled_profile(noise: list[tuple[bytes, int]]) -> str:
    shipped = files("reseau.exchange") / "profiles" / "interactions.toml"
    return spoiled(shipped.read_bytes(), noise).decode("utf-8", "replace")


def test_profile_is_read_or_refused() -> None:
    counted = [0, 0]
    values = st.recursive(
        st.one_of(st.booleans(), st.integers(), st.text(max_size=8)),
        lambda it: st.lists(it, max_size=3),
        max_leaves=4,
    )
    keys = st.sampled_from(
        ["kind", "name", "source", "columns", "encoding", "separator", "date_order",
         "sheet", "rows", "constants", "title", "x"]
    )  # fmt: skip
    written = st.lists(st.tuples(keys, values), max_size=6, unique_by=lambda it: it[0])
    tables = written.map(
        lambda them: "\n".join(
            f"{key} = {json.dumps(it, ensure_ascii=False)}" for key, it in them
        )
    )

    @many(15_000)
    @given(st.one_of(tables, NOISE.map(_spoiled_profile), st.text(max_size=60)))
    def check(text: str) -> None:
        with declared(counted):
            profile_from(text, name="x.toml")

    check()
    say("profile", counted)

"""The date that begins a line, and what only looks like one.

Today is Wednesday 25 November 2026; expected days were counted on the calendar.
"""

from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.date_errors import DateError
from reseau.domain.when_prefix import DatePrefix, longest_date_prefix

NOW = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("America/Toronto"))


def prefix(line: str) -> DatePrefix:
    return longest_date_prefix(line.split(), now=NOW)


@pytest.mark.parametrize(
    ("line", "length", "day"),
    [
        ("hier Rencontre CDC", 1, date(2026, 11, 24)),
        ("hier: Rencontre CDC", 1, date(2026, 11, 24)),
        ("Hier : rencontre CDC", 2, date(2026, 11, 24)),
        ("Hier, rencontre CDC", 1, date(2026, 11, 24)),
        ("mardi 14h Rencontre CDC Rosemont", 2, date(2026, 11, 24)),
        ("last Tuesday Call with Solon", 2, date(2026, 11, 24)),
        ("il y a 3 jours Appel", 5, date(2026, 11, 22)),
        ("24/11 Rencontre", 1, date(2026, 11, 24)),
        ("24/11", 1, date(2026, 11, 24)),
        ("3 nov. 26 personnes", 2, date(2026, 11, 3)),
        ("sam. Tremblay a appelé", 1, date(2026, 11, 21)),
        ("mar 24 nov. Appel", 3, date(2026, 11, 24)),
        ("May 3, 2026 Call", 3, date(2026, 5, 3)),
        ("Mar 3, 2026 Call", 3, date(2026, 3, 3)),
        ("3 mar Call", 2, date(2026, 3, 3)),
        ("Nov 3 Call", 2, date(2026, 11, 3)),
        ("24/7: Appel", 1, date(2026, 7, 24)),
        ("May 3: Call", 2, date(2026, 5, 3)),
        ("24-11: Appel", 1, date(2026, 11, 24)),
        ("mardi: 17 organismes rencontrés", 1, date(2026, 11, 24)),
        ("hier: 25h de bénévolat", 1, date(2026, 11, 24)),
        ("Tuesday next steps", 1, date(2026, 11, 24)),
        ("Vendredi ce comité s'est réuni", 1, date(2026, 11, 20)),
    ],
)
def test_longest_beginning_that_is_a_date_is_taken(
    line: str, length: int, day: date
) -> None:
    found = prefix(line)
    assert found.when is not None
    assert (found.length, found.when.day) == (length, day)


def test_longest_date_keeps_its_minutes() -> None:
    found = prefix("mardi le 24 novembre 2026 à 14 h 30 Rencontre CDC")
    assert found.when is not None
    assert (found.length, found.when.time) == (9, time(14, 30))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Rencontre CDC hier",
        "Rencontre: suite",
        "Sam Tremblay a appelé",
        "Sam, Luc et Ana",
        "Mon appel avec Solon",
        "Le jeu de société",
        "mar Rencontre",
        "Dim sum avec Solon",
        "Sun Life: rencontre",
        "May Chen called",
        "Mars Tremblay a appelé",
        "50-60 personnes",
        "14h Rencontre",
        "25h de bénévolat",
        "Maria: rappeler",
        ": Rencontre",
    ],
)
def test_title_is_not_taken_for_a_date(line: str) -> None:
    assert prefix(line) == DatePrefix()


@pytest.mark.parametrize(
    ("line", "doubtful"),
    [
        ("hierr: Rencontre", "hierr"),
        ("hierr : Rencontre", "hierr"),
        ("heir: Rencontre", "heir"),
        ("mrdi: Rencontre", "mrdi"),
        ("lundy: Rencontre", "lundy"),
        ("Yesterady: call", "Yesterady"),
        ("11/2026: bilan", "11/2026"),
        ("Sam: a appelé", "Sam"),
        ("mar 14h Rencontre", "mar 14h"),
        ("Mon 5 à 7 avec Solon", "Mon 5"),
        ("May 3 Call", "May 3"),
        ("last sat Call", "last sat"),
        ("Mar 3 Call", "Mar 3"),
        ("24/7 ligne d'écoute", "24/7"),
        ("1/2 journée de formation", "1/2"),
        ("10-12 logements visités", "10-12"),
    ],
)
def test_what_looks_like_a_date_is_told(line: str, doubtful: str) -> None:
    assert prefix(line) == DatePrefix(looks_like_a_date=doubtful)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("mardi 4 novembre 2026 Rencontre", "weekday-mismatch"),
        ("31 février Rencontre", "no-such-day"),
        ("11/13/2026 Call", "month-first?"),
        ("hier 25h Appel", "no-such-time"),
        ("3 novembre 1899 Appel", "out-of-range"),
        ("mardi 17 Rencontre", "which-month"),
        ("mardi 31 février: Rencontre", "no-such-day"),
    ],
)
def test_longer_wrong_date_wins_over_a_shorter_right_one(line: str, code: str) -> None:
    with pytest.raises(DateError) as refusal:
        prefix(line)
    assert refusal.value.code == code


def test_preference_is_that_of_the_reader() -> None:
    found = longest_date_prefix(("mardi", "Appel"), now=NOW, prefer="next")
    assert found.when is not None
    assert found.when.day == date(2026, 12, 1)


@given(st.lists(st.text()))
def test_any_words_begin_with_a_date_or_not(words: list[str]) -> None:
    with suppress(DateError):
        found = longest_date_prefix(words, now=NOW)
        assert found.length <= len(words)
        assert (found.when is None) is (found.length == 0)

"""Dates of cells. Today is November 24, 2026: see conftest."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau import i18n
from reseau.domain.vocabulary import Precision
from reseau.errors import ExitCode, UsageError
from reseau.exchange.profiles.profile import DateOrder
from reseau.exchange.rows import cell_dates, date_orders
from reseau.exchange.rows.cell_dates import read_date
from reseau.exchange.rows.date_orders import order_of
from reseau.exchange.text.cells import Cell
from reseau.i18n.formats import full_date, full_moment

DAYS = st.dates(date(1900, 1, 1), date(2036, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03", "2026/11/3", "2026.11.03", "20261103", "2026-11-03T00:00:00Z",
        "03/11/2026", "3-11-2026", "3.11.26", "3 11 2026",
        "3 novembre 2026", "mardi 3 novembre 2026", "le 3 nov. 2026", "3-nov-26",
        "November 3, 2026", "Tuesday, Nov. 3rd 2026", "3rd November 2026", "NOV 3 2026",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    found = read_date(text, order="dmy")
    assert (found.first, found.last) == (date(2026, 11, 3), date(2026, 11, 3))
    assert found.precision is Precision.DAY or found.at == time(0)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-03 14:30", time(14, 30)),
        ("2026-11-03T14:30:59-05:00", time(14, 30)),
        ("3 novembre 2026, 14 h 30", time(14, 30)),
        ("3 novembre 2026 à 9h", time(9)),
        ("03/11/2026 2:30 PM", time(14, 30)),
        ("November 3, 2026 at 12 a.m.", time(0)),
    ],
)
def test_an_hour_is_kept(text: str, at: time) -> None:
    found = read_date(text, order="dmy")
    assert (found.first, found.at) == (date(2026, 11, 3), at)
    assert found.precision is Precision.MINUTE


@pytest.mark.parametrize("text", ["2026-02", "2026/2", "février 2026", "Feb. 2026"])
def test_a_month_is_no_finer_than_a_month(text: str) -> None:
    found = read_date(text, order="dmy")
    assert (found.first, found.last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert found.precision is Precision.MONTH


def test_a_year_alone_has_no_precision() -> None:
    found = read_date("2019", order="dmy")
    assert (found.first, found.last) == (date(2019, 1, 1), date(2019, 12, 31))
    assert found.precision is None


def test_a_stated_year_completes_a_day_and_month() -> None:
    assert read_date("6/27", order="mdy", year=1936).first == date(1936, 6, 27)
    assert read_date("27 juin", order="mdy", year=1936).first == date(1936, 6, 27)


def test_dates_of_a_spreadsheet_are_taken_as_they_are() -> None:
    assert read_date(date(2026, 3, 4), order="mdy").first == date(2026, 3, 4)
    moment = datetime(2026, 3, 4, 9, 15)  # noqa: DTZ001  # Excel has no zone.
    assert read_date(moment, order="mdy").at == time(9, 15)


@pytest.mark.parametrize(("text", "year"), [("1/2/36", 2036), ("1/2/37", 1937)])
def test_two_digits_are_at_most_ten_years_ahead(text: str, year: int) -> None:
    if year < 2037:
        assert read_date(text, order="dmy").first.year == year


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("", cell_dates.NoDateError),
        ("hier", cell_dates.NotADateError),
        ("45123", cell_dates.NotADateError),
        ("3 brumaire 2026", cell_dates.NotADateError),
        ("6/27", cell_dates.NotADateError),
        ("31/02/2026", cell_dates.NoSuchDayError),
        ("2026-13-01", cell_dates.NoSuchDayError),
        ("2026-00", cell_dates.NoSuchDayError),
        ("0/1/2026", cell_dates.NoSuchDayError),
        ("31 février 2026", cell_dates.NoSuchDayError),
        ("1899-12-31", cell_dates.FarDateError),
        ("2037-01-01", cell_dates.FarDateError),
        (date(1899, 12, 30), cell_dates.FarDateError),
        ("{x}", cell_dates.NotADateError),
    ],
)
def test_what_is_no_date_is_refused(cell: Cell, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        read_date(cell, order="dmy")
    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        assert str(caught.value)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2026", "13/04/2026"], "dmy"),
        (["03/04/2026", "04/13/2026"], "mdy"),
        (["04/04/2026"], "dmy"),
        (["2026-03-04", "3 avril 2026", date(2026, 1, 2), ""], "dmy"),
        (["03/04/2026", "99/99/2026", "04/13/26 9:30"], "mdy"),
    ],
)
def test_the_order_is_told_by_a_number_above_twelve(
    cells: list[Cell], order: DateOrder
) -> None:
    assert order_of(enumerate(cells, start=2), file="a.csv") == order


def test_dates_that_can_be_read_two_ways_are_refused_with_three_of_them() -> None:
    cells = ["03/04/2026", "03/04/2026", "05/06/2026", "07/08/2026", "09/10/2026"]
    with pytest.raises(date_orders.AmbiguousDatesError) as caught:
        order_of(enumerate(cells, start=2), file="a.csv")
    assert caught.value.exit_code is ExitCode.AMBIGUOUS
    assert "03/04/2026 = April 3, 2026 / March 4, 2026; 05/06/2026" in str(caught.value)
    assert "09/10/2026" not in str(caught.value)
    i18n.use("fr")
    assert "03/04/2026 = 3 avril 2026 / 4 mars 2026" in str(caught.value)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_two_orders_in_one_file_are_refused_with_their_rows(
    lang: i18n.Language,
) -> None:
    i18n.use(lang)
    cells = ["01/01/2026", "13/04/2026", "04/13/2026"]
    with pytest.raises(date_orders.MixedDatesError) as caught:
        order_of(enumerate(cells, start=2), file="a.csv")
    assert (caught.value.values["day_row"], caught.value.values["month_row"]) == (3, 4)
    assert "13/04/2026" in str(caught.value)


@given(DAYS, st.sampled_from(["/", "-", "."]), st.sampled_from(["ymd", "dmy", "mdy"]))
def test_a_date_printed_in_any_order_reads_back(
    day: date, mark: str, order: DateOrder
) -> None:
    parts = {"y": f"{day.year:04}", "m": f"{day.month:02}", "d": f"{day.day:02}"}
    text = mark.join(parts[letter] for letter in order)
    assert read_date(text, order=order).first == day


@given(DAYS, st.sampled_from(i18n.LANGUAGES), st.booleans())
def test_a_date_in_words_reads_back(
    day: date,
    lang: i18n.Language,
    weekday: bool,  # noqa: FBT001  # Drawn.
) -> None:
    assert (
        read_date(full_date(day, weekday=weekday, lang=lang), order="mdy").first == day
    )


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2036, 12, 31)),  # noqa: DTZ001
    st.sampled_from(i18n.LANGUAGES),
)
def test_a_moment_in_words_reads_back(moment: datetime, lang: i18n.Language) -> None:
    found = read_date(full_moment(moment, lang=lang), order="mdy")
    at = moment.time().replace(second=0, microsecond=0)
    assert (found.first, found.at) == (moment.date(), at)


@given(st.text(max_size=40), st.sampled_from(["auto", "ymd", "dmy", "mdy"]))
def test_any_text_is_a_date_or_is_refused(text: str, order: DateOrder) -> None:
    try:
        assert read_date(text, order=order).first.year >= 1900
    except UsageError as error:
        str(error)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_the_order_is_found_or_refused_for_any_numbers(
    pairs: list[tuple[int, int]],
) -> None:
    cells = enumerate((f"{one:02}/{two:02}/2026" for one, two in pairs), start=2)
    try:
        assert order_of(cells, file="a") in {"dmy", "mdy"}
    except (date_orders.AmbiguousDatesError, date_orders.MixedDatesError) as error:
        str(error)

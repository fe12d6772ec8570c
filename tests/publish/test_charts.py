"""Charts: what they draw, and that a page may hold them."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from reseau.publish.page.charts import Chart, Form, Series, chart_svg

CHART = Chart(
    title="Présences par mois",
    summary="De 3 à 8.",
    form=Form.BARS,
    head="Mois",
    labels=("janvier", "<b>&février</b>", "mars"),
    series=(Series("2026", (3, 8.5, None)), Series("2025", (1200, 0, 2))),
    language="fr",
)


@pytest.mark.parametrize("form", Form)
def test_same_chart_gives_same_bytes(form: Form) -> None:
    chart = replace(CHART, form=form)
    assert chart_svg(chart, name="a") == chart_svg(chart, name="a")


@pytest.mark.parametrize("form", Form)
def test_picture_has_no_style_and_asks_for_nothing(form: Form) -> None:
    root = ET.fromstring(chart_svg(replace(CHART, form=form), name="a"))
    for one in root.iter():
        assert "style" not in one.attrib
        assert one.tag not in {"style", "script", "image", "metadata"}
        assert not any("://" in value for value in one.attrib.values())


@pytest.mark.parametrize("form", Form)
def test_ids_of_two_charts_never_meet_and_all_are_there(form: Form) -> None:
    chart = replace(CHART, form=form)
    one, other = (ET.fromstring(chart_svg(chart, name=it)) for it in ("a", "b"))
    ids = [
        {it.attrib["id"] for it in root.iter() if "id" in it.attrib}
        for root in (one, other)
    ]
    assert not ids[0] & ids[1]
    asked = {it.attrib["href"][1:] for it in one.iter() if "href" in it.attrib}
    assert asked <= ids[0]


def test_text_of_people_is_text() -> None:
    root = ET.fromstring(chart_svg(CHART, name="a"))
    texts = {it.text for it in root.iter("text")}
    assert "<b>&février</b>" in texts


def test_unknown_is_a_dash_and_not_zero() -> None:
    assert CHART.rows == (
        ("janvier", "3", "1\xa0200"),
        ("<b>&février</b>", "8,5", "0"),
        ("mars", "—", "2"),
    )
    assert CHART.columns == ("Mois", "2026", "2025")


def test_summary_is_its_name_for_who_does_not_see() -> None:
    root = ET.fromstring(chart_svg(CHART, name="a"))
    assert root.attrib["aria-label"] == "Présences par mois. De 3 à 8."
    assert root.attrib["role"] == "img"


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("values", [(), (None,), (0,), (-2,), (1e9,)])
def test_odd_values_are_drawn(form: Form, values: tuple[float | None, ...]) -> None:
    labels = tuple(f"no {it}" for it in range(len(values)))
    chart = replace(CHART, form=form, labels=labels, series=(Series("n", values),))
    ET.fromstring(chart_svg(chart, name="a"))


def test_series_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="One value a label"):
        chart_svg(replace(CHART, series=(Series("n", (1,)),)), name="a")


def test_chart_without_a_value_says_so() -> None:
    assert replace(CHART, labels=("a",), series=(Series("n", (None,)),)).empty
    assert not CHART.empty


def test_quarters_are_read_in_the_language_of_the_page() -> None:
    french = Chart(
        "t", "s", Form.LINES, "h", ("T3 2026", "T4 2026"), (Series("n", (5, 7)),), "fr"
    )  # fmt: skip
    english = replace(french, labels=("Q3 2026", "Q4 2026"), language="en")
    one, other = (str(chart_svg(it, name="a")) for it in (french, english))
    assert "T3 2026" in one
    assert "Q3" not in one
    assert one.replace(">T", ">Q") == other

"""Evidence of expertise is read from the tables."""

from datetime import date

import pytest

from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, Role
from reseau.store.naming import finding
from reseau.store.search.expert_rows import tagged_lines
from reseau.store.session import Store
from reseau.usecases.log.logging import Entry, log_interaction
from tests.records import furnish


@pytest.mark.parametrize("most", [1, 3])
def test_latest_lines_of_a_theme_are_read(
    store: Store, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """To find one, it walks back through the days; three, it sorts the theme's."""
    furnish(store)
    for year in (2021, 2024, 2022, 2023):
        entry = Entry(
            title="Rencontre", held_on=date(year, 5, 4), themes=["habitation"],
            participants=[("Ana", Role.PARTICIPANT)], create=ActorKind.PERSON,
        )  # fmt: skip
        log_interaction(store, entry)
    monkeypatch.setattr("reseau.store.search.expert_rows.MOST_LINES", most)
    with store.reading() as session:
        theme = finding.theme_named(session, "habitation").key
        lines, cut = tagged_lines(
            session, [theme], period=Period(), until=date(2024, 1, 1)
        )
    assert (sorted(day.year for _line, _theme, day in lines), cut) == (
        [2021, 2022, 2023][-most:],
        True,
    )

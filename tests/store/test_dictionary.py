import re
from pathlib import Path

import pytest

from reseau.store import dictionary
from reseau.store.models import (
    every_table,
)

PAGE = Path(__file__).parents[2] / "db" / "README.md"
COLUMNS = [column for table in every_table() for column in table.columns]


@pytest.mark.checkout
def test_written_dictionary_is_that_of_the_code() -> None:
    text = PAGE.read_text("utf-8")
    # “python -m reseau.store.dictionary” brings it up to date.
    assert dictionary.updated(text) == text


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_column_says_what_it_holds(column: object) -> None:
    assert getattr(column, "doc", None)


def test_every_table_belongs_to_one_subject() -> None:
    told = [name for subject in dictionary.SUBJECTS for name in subject.tables]
    assert sorted(told) == sorted(it.name for it in every_table())


def test_every_link_leads_to_one_heading() -> None:
    text = dictionary.dictionary()
    headings = [it.casefold() for it in re.findall(r"^#+ (\S+)$", text, re.MULTILINE)]
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert {it: headings.count(it) for it in links} == dict.fromkeys(links, 1)


def test_code_is_given_with_both_of_its_words() -> None:
    # The words of the closed list of partnerships, as its users chose them.
    assert "| `dormant` | dormant | en veille |" in dictionary.dictionary()


def test_reference_names_its_table() -> None:
    assert (
        "| `brought_by_key` | Who brought them. | key of [actor](#actor) | yes |  |"
        in dictionary.dictionary()
    )


def test_constraint_is_given_by_its_name() -> None:
    # Named by the migration 0001.
    assert (
        "| `ck_interaction_minutes_positive` | checks: `minutes > 0` |"
        in dictionary.dictionary()
    )


def test_introduction_is_kept() -> None:
    text = f"# Mine\n\n{dictionary.MARKER}\n\nold"
    assert dictionary.updated(text).startswith(f"# Mine\n\n{dictionary.MARKER}\n\n## ")
    assert "\nold" not in dictionary.updated(text)


def test_text_without_the_marker_is_refused() -> None:
    with pytest.raises(ValueError, match="dictionary"):
        dictionary.updated("# Another page\n")


def test_command_rewrites_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"Mine\n{dictionary.MARKER}\n", "utf-8")
    monkeypatch.setattr(dictionary, "page", lambda: page)
    dictionary.main()
    assert page.read_text("utf-8") == f"Mine\n{dictionary.MARKER}\n\n" + (
        dictionary.dictionary()
    )

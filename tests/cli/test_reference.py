"""The reference of the commands is that of the code."""

from pathlib import Path

import pytest

from reseau import i18n
from reseau.cli import reference
from reseau.i18n import Language


@pytest.mark.checkout
@pytest.mark.parametrize("lang", reference.PAGES)
def test_written_reference_is_that_of_the_commands(lang: Language) -> None:
    text = (reference.folder() / reference.PAGES[lang]).read_text("utf-8")
    # “python -m reseau.cli.reference” brings it up to date.
    assert reference.updated(text, lang) == text


@pytest.mark.parametrize("lang", reference.PAGES)
def test_introduction_is_kept(lang: Language) -> None:
    text = f"# Mine\n\n{reference.MARKER}\n\nold"
    found = reference.updated(text, lang)
    assert found.startswith(f"# Mine\n\n{reference.MARKER}\n\n- [`reseau demo`](#")
    assert "\nold" not in found


def test_page_without_the_marker_is_refused() -> None:
    with pytest.raises(ValueError, match="reference"):
        reference.updated("# Another page\n", "en")


def test_french_command_gives_its_english_name() -> None:
    assert (
        "### reseau liens pourquoi\n\nEnglish: `reseau network why`\n"
        in reference.reference("fr")
    )


def test_english_command_gives_its_french_name() -> None:
    assert (
        "### reseau network why\n\nFrançais : `reseau liens pourquoi`\n"
        in reference.reference("en")
    )


def test_command_with_one_name_gives_it_once() -> None:
    assert "## reseau demo\n\n```text\n" in reference.reference("en")


def test_language_of_the_reader_is_put_back() -> None:
    i18n.use("en")
    reference.reference("fr")
    assert i18n.language() == "en"


def test_command_rewrites_both_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in reference.PAGES.values():
        (tmp_path / name).write_text(f"Mine\n{reference.MARKER}\n", "utf-8")
    monkeypatch.setattr(reference, "folder", lambda: tmp_path)
    reference.main()
    assert [
        (tmp_path / name).read_text("utf-8")
        == reference.updated(f"Mine\n{reference.MARKER}\n", lang)
        for lang, name in reference.PAGES.items()
    ] == [True, True]

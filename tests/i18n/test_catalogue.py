"""The French catalogue is complete, keeps every place, and is well typeset."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo

from reseau import i18n
from reseau.i18n import messages

CATALOGUE = messages.read_catalogue(messages.FRENCH)
NBSP = "\N{NO-BREAK SPACE}"
# Typed as they are, so without a space before the colon.
TYPED = re.compile(r"::|\{key\}:|\b(?:fr|en):")


def _pairs(catalogue: Catalog = CATALOGUE) -> Iterator[tuple[str, str]]:
    """Give each English text with its French, singulars and plurals apart."""
    for message in catalogue:
        if message.id and isinstance(message.id, str):
            yield message.id, str(message.string)
        elif message.id:
            yield from zip(message.id, message.string or (), strict=True)


def _is_command(text: str) -> bool:
    return text.startswith("reseau ")


def _sentences() -> Iterator[str]:
    """Give the French of what is read, not of what is typed."""
    yield from (french for english, french in _pairs() if not _is_command(english))


def test_catalogue_says_all_that_the_code_says_and_no_more() -> None:
    wanted = messages.merged(CATALOGUE, messages.words_of_the_code())
    assert list(messages.wanting(wanted)) == []
    assert messages.written(wanted) == messages.FRENCH.read_bytes()


def test_header_gives_the_french_plural() -> None:
    assert (CATALOGUE.num_plurals, CATALOGUE.plural_expr) == (2, "n > 1")


def _places(text: str) -> set[str]:
    """Give the names of the places of a template, in either of Python's styles."""
    if "%(" in text:
        return set(re.findall(r"%\((\w+)\)s", text))
    return {name for _text, name, _form, _how in Formatter().parse(text) if name}


def test_french_has_the_places_of_the_english() -> None:
    differ = [
        (english, french)
        for english, french in _pairs()
        if not _is_command(english) and _places(english) != _places(french)
    ]
    assert differ == []


def test_compiled_catalogue_has_the_words_of_the_text_one() -> None:
    with messages.FRENCH.with_suffix(".mo").open("rb") as file:
        assert dict(_pairs(read_mo(file))) == dict(_pairs())


def test_none_is_singular_in_french_and_plural_in_english() -> None:
    forms = ("{n} interaction", "{n} interactions")
    french = [i18n.ngettext_in("fr")(*forms, n) for n in (0, 1, 2)]
    english = [i18n.ngettext_in("en")(*forms, n) for n in (0, 1, 2)]
    assert french == ["{n} interaction", "{n} interaction", "{n} interactions"]
    assert english == ["{n} interactions", "{n} interaction", "{n} interactions"]


@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        ("a straight apostrophe", r"\w'\w"),
        ("English quotation marks", '[“”"](?!reseau\\[|$)'),
        ("a breakable space before a sign", r" [:;!?»%]"),
        ("a breakable space after «", r"« "),
        ("no space after «", rf"«[^{NBSP}]"),
        ("no space before »", rf"[^{NBSP}]»"),
        ("no space before a sign", rf"[^{NBSP}\s](?:[;!?]|:(?!//))(?=[\s{NBSP})]|$)"),
        ("three dots for an ellipsis", r"\.\.\."),
        ("a parted ligature", r"(?i)\b(?:coeur|noeud|oeuvre|oeil|soeur|voeu)"),
        ("two spaces", r"\S  "),
    ],
)
def test_french_is_typeset_without(fault: str, pattern: str) -> None:
    found = [it for it in _sentences() if re.search(pattern, TYPED.sub("typed", it))]
    assert found == [], fault


def test_spaces_around_a_message_are_kept() -> None:
    edges = re.compile(r"^\s*|\s*$")
    differ = [it for it in _pairs() if edges.findall(it[0]) != edges.findall(it[1])]
    assert differ == []


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand a small catalogue, of a small code, in the place of the true ones."""
    file = tmp_path / "fr.po"

    def code() -> Catalog:
        found = Catalog(fuzzy=False)
        found.add("Hello", locations=[("reseau/a.py", 0)])
        found.add(("{n} tie", "{n} ties"), locations=[("reseau/b.py", 0)])
        return found

    monkeypatch.setattr(messages, "FRENCH", file)
    monkeypatch.setattr(messages, "words_of_the_code", code)
    return file


PLURAL = 'msgid "{n} tie"\nmsgid_plural "{n} ties"\n'
FORMS = 'msgstr[0] "{n} lien"\nmsgstr[1] "{n} liens"\n'


def test_new_words_enter_the_catalogue_and_are_asked_for(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert messages.main([]) == 1
    assert 'msgid "Hello"\nmsgstr ""' in small.read_text("utf-8")
    assert "No French for: 'Hello'" in capsys.readouterr().out


def test_translations_are_kept_and_old_words_leave(small: Path) -> None:
    old = '\n#: reseau/a.py\nmsgid "Gone"\nmsgstr "Parti"\n'
    small.write_text(
        f'msgid "Hello"\nmsgstr "Bonjour"\n\n{PLURAL}{FORMS}{old}', "utf-8"
    )
    assert messages.main([]) == 0
    text = small.read_text("utf-8")
    assert ("Bonjour" in text, FORMS in text, "Gone" in text) == (True, True, False)


def test_words_of_another_click_stay(small: Path) -> None:
    click = '\n#: click/core.py\nmsgid "Aborted!"\nmsgstr "Abandonné"\n'
    small.write_text(
        f'msgid "Hello"\nmsgstr "Bonjour"\n\n{PLURAL}{FORMS}{click}', "utf-8"
    )
    messages.main([])
    assert "Abandonné" in small.read_text("utf-8")


def test_check_writes_nothing_and_passes_what_was_just_written(small: Path) -> None:
    small.write_text(f'msgid "Hello"\nmsgstr "Bonjour"\n\n{PLURAL}{FORMS}', "utf-8")
    assert messages.main(["--check"]) == 1
    assert small.read_text("utf-8").startswith('msgid "Hello"')
    messages.main([])
    assert messages.main(["--check"]) == 0


def test_missing_catalogue_does_not_pass(small: Path) -> None:
    assert messages.main(["--check"]) == 1
    assert not small.exists()


def test_unconfirmed_translation_does_not_pass(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write_text(
        f'#, fuzzy\nmsgid "Hello"\nmsgstr "Allô"\n\n{PLURAL}{FORMS}', "utf-8"
    )
    assert messages.main([]) == 1
    assert "To be confirmed: 'Hello'" in capsys.readouterr().out

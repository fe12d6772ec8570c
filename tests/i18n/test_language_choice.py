"""Which language is spoken: what is typed, the environment, the preferences, French."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reseau import config, i18n
from reseau.i18n import chosen_language
from tests.support import Run

ENVIRONMENT = {
    "RESEAU_LANG": "fr", "LC_ALL": "en_CA.UTF-8", "LC_MESSAGES": "fr_CA", "LANG": "en",
}  # fmt: skip


def test_what_is_typed_wins() -> None:
    assert chosen_language(["--lang", "en"], {"RESEAU_LANG": "fr"}) == ("en", None)


@pytest.mark.parametrize(
    "typed", [["--lang=en"], ["--langue", "en"], ["log", "--langue=anglais", "T"]]
)
def test_both_names_and_both_forms_are_read_anywhere(typed: list[str]) -> None:
    assert chosen_language(typed, {})[0] == "en"


def test_what_follows_a_double_dash_is_not_an_option() -> None:
    assert chosen_language(["log", "--", "--lang", "en"], {})[0] == "fr"


def test_option_without_its_value_chooses_nothing() -> None:
    assert chosen_language(["--lang"], {})[0] == "fr"


def test_variable_wins_over_the_preferences_and_the_system() -> None:
    assert chosen_language([], ENVIRONMENT, "en")[0] == "fr"


def test_preferences_win_over_the_system() -> None:
    assert chosen_language([], {"LC_ALL": "fr_CA.UTF-8"}, "en")[0] == "en"


def test_system_is_read_in_its_own_order() -> None:
    system = {name: it for name, it in ENVIRONMENT.items() if name != "RESEAU_LANG"}
    assert chosen_language([], system)[0] == "en"
    assert chosen_language([], {**system, "LC_ALL": ""})[0] == "fr"
    assert chosen_language([], {"LANG": "en_US.UTF-8"})[0] == "en"


@pytest.mark.parametrize(
    "value", ["", "C", "POSIX", "C.UTF-8", "es_ES.UTF-8", "de", "français", "fr_CA"]
)
def test_any_other_language_is_french(value: str) -> None:
    assert chosen_language([], {"LANG": value})[0] == "fr"


@pytest.mark.parametrize("value", ["EN", "en-CA", "english", "Anglais", "en_GB.UTF-8"])
def test_english_is_read_as_it_is_written(value: str) -> None:
    assert chosen_language([], {"RESEAU_LANG": value}) == ("en", None)


def test_unknown_variable_is_reported_and_passed_over() -> None:
    surroundings = {"RESEAU_LANG": "klingon", "LANG": "en_CA"}
    assert chosen_language([], surroundings) == ("en", "klingon")


def test_unknown_variable_is_told_once_in_french(run: Run) -> None:
    answer = run("--help", lang="klingon")
    assert answer.err.count("RESEAU_LANG=klingon n’est pas une langue") == 1
    assert "Utilisation" in answer.out


def test_preferences_are_read_from_their_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "preferences.toml"
    file.write_text('language = "en"\n', "utf-8")
    monkeypatch.setenv("RESEAU_CONFIG", str(file))
    config._preferences.cache_clear()
    try:
        assert "Usage:" in run("--help", lang="").out
    finally:
        config._preferences.cache_clear()


def test_language_may_stand_after_the_command(run: Run) -> None:
    assert "Utilisation" in run("actor", "--help", "--lang", "fr", lang="en").out


def test_missing_catalogue_gives_english_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(i18n, "_HERE", tmp_path)
    i18n.catalogue.cache_clear()
    try:
        answer = run("actor", "--help", lang="fr")
    finally:
        i18n.catalogue.cache_clear()
    assert (answer.code, "Usage:" in answer.out) == (0, True)


def _installed(*typed: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed program in surroundings of one's own."""
    kept = ("PATH", "SYSTEMROOT", "PYTHONPATH", "HOME", "RESEAU_CONFIG", "RESEAU_NOW")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "reseau", *typed],
        env=known | environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    ],
    ids=["C", "cp1252", "ascii"],
)
def test_what_a_terminal_cannot_show_never_stops_a_command(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    place = {"RESEAU_DATABASE": str(tmp_path / "a.sqlite"), **surroundings}
    assert _installed("creer", "--nu", **place).returncode == 0
    added = _installed("acteur", "ajouter", "Œuvre du ☀", **place)
    listed = _installed("acteur", "lister", **place)
    assert (added.returncode, listed.returncode) == (0, 0)
    assert b"uvre du ?" in listed.stdout

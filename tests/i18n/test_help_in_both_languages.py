"""Help speaks one language at a time, and every name is understood in both."""

import re
import shlex

import pytest

from reseau import i18n
from reseau.cli._base import click
from reseau.cli._words import COMMANDS, OPTIONS, VALUES, WHICH
from reseau.cli.root import root
from reseau.domain.names import folded
from tests.commands import Known, english_words, known_commands
from tests.support import Run

ALL = list(known_commands())
SINGLE = [it for it in ALL if not isinstance(it.command, click.Group)]
EVERY = pytest.mark.parametrize("known", ALL, ids=lambda it: "-".join(it.path))
EVERY_SINGLE = pytest.mark.parametrize(
    "known", SINGLE, ids=lambda it: "-".join(it.path)
)
ENGLISH_ONLY = set(OPTIONS) - set(OPTIONS.values())
FRENCH_ONLY = {*OPTIONS.values(), *WHICH} - set(OPTIONS)
_OPTION = re.compile(r"--[a-z][a-z-]*")


@EVERY
def test_french_help_shows_french_only(known: Known, run: Run) -> None:
    answer = run(*known.french, "--aide", lang="fr")
    assert answer.code == 0
    assert english_words(answer.out) == set()
    assert set(_OPTION.findall(answer.out)) & ENGLISH_ONLY == set()
    assert "Utilisation\N{NO-BREAK SPACE}: reseau" in answer.out


def test_english_help_holds_the_words_that_french_may_not() -> None:
    assert english_words("Show the actors.") == {"Show", "the"}


@EVERY
def test_english_help_shows_english_only(known: Known, run: Run) -> None:
    answer = run(*known.path, "--help", lang="en")
    assert answer.code == 0
    assert set(_OPTION.findall(answer.out)) & FRENCH_ONLY == set()
    assert "Usage: reseau" in answer.out
    assert "\N{NO-BREAK SPACE}" not in answer.out


@EVERY
def test_names_of_the_other_language_are_understood(known: Known, run: Run) -> None:
    french_there = run(*known.french, "--aide", lang="en")
    english_there = run(*known.path, "--help", lang="fr")
    assert french_there == run(*known.path, "--help", lang="en")
    assert english_there == run(*known.french, "--aide", lang="fr")


@EVERY
def test_every_name_has_its_french(known: Known) -> None:
    assert set(known.path) <= set(COMMANDS)
    assert set(known.options) <= {*OPTIONS, *OPTIONS.values(), *WHICH}


@EVERY_SINGLE
def test_every_option_answers_to_both_names(known: Known) -> None:
    names = set(known.options)
    assert {OPTIONS[it] for it in names & set(OPTIONS)} <= names


@pytest.mark.parametrize("words", [COMMANDS, OPTIONS])
def test_names_are_typed_without_accents(words: dict[str, str]) -> None:
    assert all(re.fullmatch(r"[a-z-]+", it) for it in words.values())


@pytest.mark.parametrize("words", [OPTIONS, VALUES])
def test_no_french_name_stands_for_two_things(words: dict[str, str]) -> None:
    folded_names = [folded(it) for it in words.values()]
    assert len(folded_names) == len(set(folded_names))


@EVERY
def test_no_two_commands_of_a_group_share_a_name(known: Known) -> None:
    if isinstance(known.command, click.Group):
        names = known.command.list_commands(click.Context(known.command))
        both = [{it, COMMANDS[it]} for it in names]
        assert sum(map(len, both)) == len(set().union(*both))


@EVERY_SINGLE
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_example_is_typed_with_names_that_exist(
    known: Known, lang: i18n.Language
) -> None:
    i18n.use(lang)
    assert known.command.epilog
    for line in i18n.gettext(known.command.epilog).splitlines():
        program, *typed = shlex.split(line)
        own = known.french if lang == "fr" else known.path
        assert program == "reseau"
        assert tuple(typed[: len(own)]) == own
        rest = typed[len(own) :]
        foreign = ENGLISH_ONLY if lang == "fr" else FRENCH_ONLY
        assert {it.partition("=")[0] for it in rest} & foreign == set()
        parent = click.Context(root(), info_name="reseau")
        # Parsed, not run: an unknown option or a missing argument raises.
        known.command.make_context(own[-1], rest, parent=parent)


@EVERY_SINGLE
def test_help_ends_with_the_example(known: Known, run: Run) -> None:
    for lang, typed in (("fr", known.french), ("en", known.path)):
        out = run(*typed, "--help", lang=lang).out.rstrip()
        i18n.use("fr" if lang == "fr" else "en")
        assert out.endswith(i18n.gettext(known.command.epilog or "?"))

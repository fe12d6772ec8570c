"""Listed values and words of closed lists are typed in either language."""

import errno

import pytest

from reseau import i18n
from reseau.cli import words
from reseau.cli._base import click, shown_value
from reseau.domain.closed_words import UnknownWordError
from reseau.domain.vocabulary import CommitteeKind, ExpertiseLevel, Function
from reseau.errors import system_reason
from reseau.store.past.dependents import noun
from reseau.store.past.field_words import field_word
from tests.commands import Known, known_commands
from tests.support import Run

SORTS = ("name", "interactions", "last")


@pytest.mark.parametrize("typed", ["last", "dernière", "Derniere"])
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_listed_value_is_typed_in_either_language(
    typed: str, lang: i18n.Language
) -> None:
    i18n.use(lang)
    assert words.one_of(typed, SORTS, option="--sort") == "last"


def test_refused_value_is_told_with_the_names_of_the_reader() -> None:
    i18n.use("fr")
    with pytest.raises(words.NotOneOfError) as refused:
        words.one_of("age", SORTS, option="--sort")
    assert refused.value.values["option"] == "--tri"
    assert "dernière" in str(refused.value.values["choices"])


def test_first_words_of_a_label_are_enough() -> None:
    assert CommitteeKind.read("comité") is CommitteeKind.WORKING
    assert Function.read("veille") is Function.WATCH


def test_first_words_of_two_labels_are_refused() -> None:
    with pytest.raises(UnknownWordError):
        ExpertiseLevel.read("de")


@pytest.mark.parametrize("typed", ["", "comit", "travail"])
def test_part_of_a_word_is_not_enough(typed: str) -> None:
    with pytest.raises(UnknownWordError):
        CommitteeKind.read(typed)


# The same in both languages, or not a word of ours.
_NEUTRAL = {
    ".",
    "table",
    "interactions",
    "atlas.html",
    "map.html",
    "reseau-demo",
    "reseau-guide",
    "180",
    ";",
    "portland",
}


@pytest.mark.parametrize(
    "known", list(known_commands()), ids=lambda it: "-".join(it.path)
)
def test_default_values_have_their_french(known: Known) -> None:
    i18n.use("fr")
    for parameter in known.command.get_params(click.Context(known.command)):
        default = parameter.default
        if isinstance(default, str) and default not in {"", *_NEUTRAL}:
            assert shown_value(default) != default


@pytest.mark.parametrize(
    ("number", "french"),
    [
        (errno.EACCES, "le système ne le permet pas"),
        (errno.ENOENT, "il n’y a pas de tel fichier ou dossier"),
    ],
)
def test_common_refusals_of_the_system_are_in_the_language_of_the_reader(
    number: int, french: str
) -> None:
    i18n.use("fr")
    assert system_reason(OSError(number, "Said in English")) == french


def test_rare_refusal_of_the_system_is_given_as_it_is() -> None:
    assert (
        system_reason(OSError(errno.EXDEV, "Cross-device link")) == "Cross-device link"
    )


def test_rows_and_columns_have_words() -> None:
    i18n.use("fr")
    assert (noun("membership"), noun("a_new_table")) == ("siège", "fiche")
    assert (field_word("parent_key"), field_word("uid")) == ("fait partie de", "uid")


def test_argument_that_python_took_for_ascii_is_read_again(run: Run) -> None:
    mistaken = "Œ".encode().decode("ascii", errors="surrogateescape")
    assert "«\N{NO-BREAK SPACE}Œ\N{NO-BREAK SPACE}»" in run(mistaken, lang="fr").err


@pytest.mark.parametrize("typed", ["find", "chercher", "trouver"])
def test_find_is_found_by_each_of_its_words(run: Run, typed: str) -> None:
    assert run(typed, "--help", lang="fr").code == 0
    assert run("expert", typed, "--help", lang="fr").code == 0

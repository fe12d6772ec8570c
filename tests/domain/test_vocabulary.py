"""The closed lists answer to codes and to labels of both languages."""

from datetime import date
from itertools import chain

import pytest

from reseau.domain import clock, dissemination, vocabulary
from reseau.domain.closed_words import UnknownWordError, Word
from reseau.domain.folding import lettered
from reseau.domain.vocabulary import ActorKind, Role

LISTS = [
    it
    for it in (*vars(vocabulary).values(), *vars(dissemination).values())
    if isinstance(it, type) and issubclass(it, Word) and it is not Word
]


@pytest.mark.parametrize("words", LISTS)
def test_every_word_is_read_by_code_and_by_both_labels(words: type[Word]) -> None:
    for word in words:
        for typed in (word.value, word.en, word.fr, word.fr.upper()):
            assert words.read(typed) is word


@pytest.mark.parametrize("words", LISTS)
def test_no_label_stands_for_two_words(words: type[Word]) -> None:
    said = [{lettered(it.value), lettered(it.en), lettered(it.fr)} for it in words]
    said += [set(map(lettered, it)) for it in words.others().values()]
    assert len(set(chain(*said))) == sum(map(len, said))


def test_unknown_word_names_the_choices() -> None:
    with pytest.raises(UnknownWordError, match="organization, person"):
        ActorKind.read("robot")


def test_label_is_in_the_language_asked_for() -> None:
    assert (Role.HOST.label("fr"), Role.HOST.label("en")) == ("hôte", "host")


def test_invited_and_absent_are_not_present() -> None:
    assert [it for it in Role if not it.present] == [Role.INVITED, Role.ABSENT]


def test_today_is_the_day_where_the_organization_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RESEAU_NOW", "2026-11-24T03:00:00+00:00")
    assert clock.today() == date(2026, 11, 23)  # Ten in the evening in Montréal.
    assert clock.today("Europe/Paris") == date(2026, 11, 24)


def test_clock_without_a_pin_gives_a_moment_in_utc(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("RESEAU_NOW")
    assert clock.now().utcoffset() is not None

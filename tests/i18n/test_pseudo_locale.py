"""Every word shown passes through the catalogue.

Here the catalogue puts each message between ⟦ and ⟧, so that what stands outside was
written straight into the code.
"""

import gettext
import re
import socket
from collections.abc import Iterator

import pytest

from reseau import i18n
from reseau.cli._words import COMMANDS
from reseau.domain import vocabulary
from reseau.domain.closed_words import Word
from reseau.exchange.profiles.profile import shipped_profiles
from reseau.store.place.address import Address
from tests.commands import Known, known_commands
from tests.records import dump, furnish_at
from tests.support import Run

_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
# What is typed or is data: commands, options, addresses, numbers of operations.
_DATA = re.compile(r"(?<!\S)--?[a-z-]+|\S*[@/:.]\S+|#\d+|\"[^\"]*\"")


class _Marked(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = _Marked()
    monkeypatch.setattr(i18n, "catalogue", lambda _language: marked)


def _bare(text: str) -> set[str]:
    """Find the words that no message holds."""
    before = ""
    while before != text:
        before, text = text, _INNERMOST.sub(" ", text)
    return set(_WORD.findall(_DATA.sub(" ", text)))


def _labels() -> Iterator[str]:
    """Give the words of the closed lists, which carry both languages themselves."""
    for kind in vars(vocabulary).values():
        if isinstance(kind, type) and issubclass(kind, Word):
            for word in kind:
                yield from _WORD.findall(f"{word.en} {word.value}")


TYPED = {"reseau", *(part for name in COMMANDS for part in (name, *name.split("-")))}


@pytest.mark.parametrize(
    "known", list(known_commands()), ids=lambda it: "-".join(it.path)
)
def test_every_word_of_help_passes_through_the_catalogue(
    known: Known, run: Run
) -> None:
    out = run(*known.path, "--help", lang="en").out
    assert _bare(out) - TYPED == set()


ANSWERS = (
    "actor list",
    "actor list --name zzz",
    "actor show cdc-rosemont",
    "actor add Ruelles --territory Angus --dry-run",
    "actor edit cdc-rosemont --sector aide",
    "person list",
    "person show nadia-tremblay",
    "partner list",
    "partner show cdc-rosemont",
    "committee list",
    "committee show comite-logement",
    "theme list",
    "theme show habitation",
    "territory list",
    "territory show rosemont",
    "interaction list",
    "interaction list --limit 1",
    "interaction show 1",
    "log Appel --with Solon --with nadia-tremblay",
    "network overview",
    "network why Solon cdc-rosemont",
    "network path Solon cdc-rosemont",
    "history",
    "history 1",
    "undo --dry-run",
    "export csv actors {folder}/a.csv",
    "export gexf {folder}/a.gexf",
    "export json {folder}/a.json",
    "map --out {folder}/a.html",
    "import profiles",
    "upgrade",
    # Refusals.
    "actor show Inconnu",
    "actor show",
    "actor list --sort age",
    "actor list --format xml",
    "history --limit x",
    "log Appel",
    "undo 99",
    "actor remove nadia-tremblay --yes",
    "actor remove solon-nord",
)
PROFILES = shipped_profiles()


def _data(address: Address) -> set[str]:
    """Give the words that are in the store, in its history, or typed above."""
    tables = dump(address).values()
    values = [str(it) for rows in tables for row in rows for it in row.values()]
    history = ["furnish", "tester", socket.gethostname()]
    return set(_WORD.findall(" ".join([*values, *history, *ANSWERS, *PROFILES])))


@pytest.mark.parametrize("typed", ANSWERS)
def test_every_word_of_an_answer_passes_through_the_catalogue(
    typed: str, run: Run, sqlite_address: Address
) -> None:
    furnish_at(sqlite_address)
    assert sqlite_address.file is not None
    words = typed.format(folder=sqlite_address.file.parent).split(" ")
    answer = run(*words, lang="en", at=sqlite_address)
    data = {*_labels(), *_MONTHS, *_data(sqlite_address), *TYPED}
    assert _bare(answer.out + answer.err) - data == set()
    assert "⟦" in answer.out + answer.err


_MONTHS = {
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December", "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday",
}  # fmt: skip

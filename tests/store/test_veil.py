"""A veil goes over every text of what is told, however deep, and over short codes."""

from dataclasses import dataclass
from enum import StrEnum

from reseau.domain.traces import traces_of
from reseau.store.privacy.veil import Veil

OVER = Veil(traces=traces_of(["Ana Blanc"], ["ana@cdc.example"], others=["CDC Nord"]))


class Kind(StrEnum):
    """A word of a closed list that looks like a name."""

    BLANC = "Blanc"


@dataclass(frozen=True, slots=True)
class Inner:
    """Something with a code."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Outer:
    """Something that holds others."""

    number: int
    kind: Kind
    note: str | None
    parts: tuple[Inner, ...]
    words: list[str]


def test_every_text_is_veiled_and_nothing_else() -> None:
    told = Outer(
        7, Kind.BLANC, "Voir Blanc, ana@cdc.example",
        (Inner("portrait-de-blanc", "Portrait de Blanc"), Inner("cdc-nord", "CDC Nord")),
        ["Livre blanc", "Ana Blanc"],
    )  # fmt: skip
    assert OVER.over_all([told]) == [
        Outer(
            7, Kind.BLANC, "Voir […], […]",
            (Inner("portrait-de-[…]", "Portrait de […]"), Inner("cdc-nord", "CDC Nord")),
            ["Livre blanc", "[…]"],
        )
    ]  # fmt: skip


def test_what_names_nobody_is_the_same_object() -> None:
    told = Inner("cdc-nord", "CDC Nord")
    assert OVER.over_all(told) is told


def test_no_veil_reads_nothing() -> None:
    told = (Inner("ana-blanc", "Ana Blanc"),)
    assert Veil().over_all(told) is told


def test_empty_text_and_code_stay() -> None:
    assert OVER.over_all((Inner("", ""), None, 3)) == (Inner("", ""), None, 3)

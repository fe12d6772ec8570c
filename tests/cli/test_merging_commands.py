"""``reseau actor duplicates`` and ``merge``, by their names in both languages."""

import json

import pytest

from reseau.store.place.address import Address
from tests.records import dump, furnish_at
from tests.support import Run

DUPLICATES = {"en": ("actor", "duplicates"), "fr": ("acteur", "doublons")}
DISTINCT = {"en": "--distinct", "fr": "--distincts"}
MERGE = {"en": ("actor", "merge"), "fr": ("acteur", "fusionner")}
BOTH = pytest.mark.parametrize("lang", ["en", "fr"])


@BOTH
def test_doubtful_pair_is_listed_with_its_reason(
    run: Run, address: Address, lang: str
) -> None:
    furnish_at(address)
    shown = run(*DUPLICATES[lang], lang=lang, at=address)
    assert {"en": "perhaps a homonym", "fr": "homonyme possible"}[lang] in shown.out
    assert {"en": "2 pairs", "fr": "2 paires"}[lang] in shown.err.splitlines()


def test_pairs_are_given_as_codes_to_a_program(
    run: Run, sqlite_address: Address
) -> None:
    furnish_at(sqlite_address)
    for lang in ("en", "fr"):
        typed = (*DUPLICATES[lang], "--format", "json")
        pair = json.loads(run(*typed, lang=lang, at=sqlite_address).out)[0]
        assert (pair["first"], pair["second"]) == ("marie-roy", "marie-roy-2")
        assert pair["signs"] == ["same-name", "homonym"]
        assert (pair["score"], pair["doubtful"]) == (1.0, True)


@BOTH
def test_pair_said_distinct_is_not_listed_again(
    run: Run, address: Address, lang: str
) -> None:
    furnish_at(address)
    typed = (*DUPLICATES[lang], DISTINCT[lang], "marie-roy", "marie-roy-2")
    assert run(*typed, lang=lang, at=address).code == 0
    listed = run(*DUPLICATES[lang], "--format", "json", lang=lang, at=address).out
    assert [it["first"] for it in json.loads(listed)] == ["solon"]


def test_list_cut_short_says_so(run: Run, sqlite_address: Address) -> None:
    furnish_at(sqlite_address)
    answer = run("actor", "duplicates", "--limit", "1", at=sqlite_address)
    assert "1 of 2 pairs shown; --limit shows more." in answer.err


def test_listing_by_kind(run: Run, sqlite_address: Address) -> None:
    furnish_at(sqlite_address)
    typed = ("actor", "duplicates", "--kind", "organisme")
    answer = run(*typed, at=sqlite_address)
    listed = json.loads(run(*typed, "--format", "json", at=sqlite_address).out)
    assert [(it["first"], it["second"]) for it in listed] == [("solon", "solon-nord")]
    assert "only a part of the name" in answer.out


@BOTH
def test_merge_shows_the_result_field_by_field(
    run: Run, address: Address, lang: str
) -> None:
    furnish_at(address)
    typed = {"en": ("--notes", "Important"), "fr": ("--notes", "Important")}[lang]
    run("actor", "edit", "solon-nord", *typed, at=address)
    before = dump(address)
    dry = {"en": "--dry-run", "fr": "--simuler"}[lang]
    answer = run(*MERGE[lang], "solon", "solon-nord", dry, lang=lang, at=address)
    assert answer.code == 0
    [notes] = [it for it in answer.out.splitlines() if it.strip().startswith("notes")]
    assert notes.split() == ["notes", "–", "Important", "Important"]
    assert {"en": "Also known as: “Solon Nord”.", "fr": "Solon Nord"}[lang] in (
        answer.out
    )
    assert dump(address) == before


@BOTH
def test_merge_is_done_when_yes_is_said_beforehand(
    run: Run, address: Address, lang: str
) -> None:
    furnish_at(address)
    yes = {"en": "--yes", "fr": "--oui"}[lang]
    answer = run(*MERGE[lang], "solon", "solon-nord", yes, lang=lang, at=address)
    assert answer.code == 0
    found = run("actor", "show", "solon-nord", "--format", "json", at=address).out
    assert json.loads(found)["slug"] == "solon"


def test_merge_without_a_yes_is_refused_where_nobody_can_answer(
    run: Run, sqlite_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    furnish_at(sqlite_address)
    before = dump(sqlite_address)
    answer = run("actor", "merge", "solon", "solon-nord", at=sqlite_address)
    assert (answer.code, "--yes" in answer.err) == (2, True)
    assert "Solon Nord" in answer.out
    assert dump(sqlite_address) == before


def test_merge_says_what_changes_hands_and_what_is_left_out(
    run: Run, sqlite_address: Address
) -> None:
    furnish_at(sqlite_address)
    typed = ("actor", "merge", "nadia-tremblay", "etienne-belanger", "--yes")
    answer = run(*typed, at=sqlite_address)
    assert "Both had them, one of each is left: 1 participation." in answer.out


def test_conflict_is_said(run: Run, sqlite_address: Address) -> None:
    furnish_at(sqlite_address)
    for slug, sector in (("solon", "aide"), ("solon-nord", "santé")):
        run("actor", "edit", slug, "--sector", sector, at=sqlite_address)
    typed = ("actor", "merge", "solon", "solon-nord", "--dry-run")
    answer = run(*typed, at=sqlite_address)
    assert "aide (the other is given up)" in answer.out


@BOTH
def test_merge_has_its_words_in_the_history(
    run: Run, sqlite_address: Address, lang: str
) -> None:
    furnish_at(sqlite_address)
    run("actor", "merge", "solon", "solon-nord", "--yes", at=sqlite_address)
    told = run("history", lang=lang, at=sqlite_address).out
    assert {"en": "actors merged", "fr": "acteurs fusionnés"}[lang] in told


def test_merge_is_undone(run: Run, address: Address) -> None:
    furnish_at(address)
    before = dump(address)
    run("actor", "merge", "nadia-tremblay", "etienne-belanger", "--yes", at=address)
    assert run("undo", at=address).code == 0
    assert dump(address) == before


def test_person_is_not_merged_with_an_organization(
    run: Run, sqlite_address: Address
) -> None:
    furnish_at(sqlite_address)
    answer = run("actor", "merge", "solon", "nadia-tremblay", at=sqlite_address)
    assert answer.code == 2
    assert "Nadia Tremblay is a person and Solon an organization" in answer.err

"""Commands of governance and of changes: corrected, listed, shown, undone, told."""

import json
from typing import Any

import pytest

from reseau.__main__ import main
from reseau.store.place.address import Address
from reseau.store.session import Store
from tests.records import dump, furnish
from tests.support import FilledStore, Run

WRITTEN = (
    "committee mandate add|comite-logement|--text|Plan|--since|2025-09-01|--end|2026-09-01",
    "committee rule add|comite-logement|consensus|--quorum|50%",
    "committee seats add|comite-logement|Santé|--seats|2|--end|2026-06-30",
    "spokesperson add|nadia-tremblay|--theme|housing|--since|2026-01-01",
    "decision add|Écrire à la Ville|--interaction|1|--actor|Solon|--follow-up|Envoyer",
    "actor rename|solon|Solon uni|--on|2025-03-01",
    "actor succeed|solon-nord|--into|solon|--on|2026-01-01",
)
CORRECTED = (
    "committee mandate edit|1|--end|2027-09-01|--text|",
    "committee rule edit|1|--rule|majority|--quorum|5",
    "committee seats edit|1|--seats|3|--end|",
    "spokesperson edit|1|--end|2027-01-01|--theme|",
    "decision edit|1|--title|Écrire|--rule|consent|--theme|transport|--actor|",
    "actor change edit|2|--on|2026-02-01|--note|AGE",
    "committee mandate renew|comite-logement|--end|2028-09-01",
    "committee mandate remove|1|--yes",
    "committee rule remove|1|--yes",
    "committee seats remove|1|--yes",
    "spokesperson remove|1|--yes",
    "decision remove|1|--yes",
    "actor change remove|2|--yes",
)
GROUPS = (
    "committee mandate", "committee rule", "committee seats", "spokesperson", "decision",
    "actor change",
)  # fmt: skip


def typed(line: str) -> list[str]:
    command, *rest = line.split("|")
    return [*command.split(), *rest]


@pytest.fixture
def written(filled_with: FilledStore) -> Address:
    return filled_with(_write)


@pytest.fixture
def here(sqlite_filled_with: FilledStore) -> Address:
    return sqlite_filled_with(_write)


def _write(store: Store) -> None:
    furnish(store)
    at = store.address
    where = at.url if at.file is None else str(at.file)
    for line in WRITTEN:
        assert main([*typed(line), "--database", where, "--lang", "en"]) == 0, line


def read(run: Run, at: Address, *words: str, lang: str = "en") -> Any:
    answer = run(*words, "--format", "json", lang=lang, at=at)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


@pytest.mark.parametrize("line", CORRECTED, ids=lambda it: it.split("|")[0])
def test_simulating_and_undoing_leave_the_store_as_it_was(
    run: Run, written: Address, line: str
) -> None:
    before = dump(written)
    simulated = run(*typed(line), "--dry-run", at=written)
    assert (simulated.code, dump(written)) == (0, before), simulated.err
    done = run(*typed(line), at=written)
    assert done.code == 0, done.err
    assert dump(written) != before
    assert run("undo", at=written).code == 0
    assert dump(written) == before


@pytest.mark.parametrize("group", GROUPS)
def test_removing_asks_first(run: Run, here: Address, group: str) -> None:
    answer = run(*group.split(), "remove", "1", at=here)
    assert (answer.code, "--yes" in answer.err) == (2, True)


@pytest.mark.parametrize("group", GROUPS)
def test_empty_list_says_so(run: Run, sqlite_address: Address, group: str) -> None:
    assert read(run, sqlite_address, *group.split(), "list") == []
    answer = run(*group.split(), "list", at=sqlite_address)
    assert (answer.code, answer.out, bool(answer.err)) == (0, "", True)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_list_and_card_are_printed(
    run: Run, here: Address, group: str, lang: str
) -> None:
    everything = ["--all"] if group == "committee mandate" else []
    for words in (["list", *everything], ["show", "1"]):
        answer = run(*group.split(), *words, lang=lang, at=here)
        assert (answer.code, "None" in answer.out) == (0, False), answer.err
        assert len(answer.out.splitlines()) > 2  # A head and a line.


@pytest.mark.parametrize("group", GROUPS)
def test_card_and_list_give_the_same_in_both_languages(
    run: Run, here: Address, group: str
) -> None:
    if group in {"spokesperson", "decision"}:
        return  # Labels of themes are data, in the reader's language.
    for words in (["list"], ["show", "1"]):
        english = read(run, here, *group.split(), *words)
        assert english == read(run, here, *group.split(), *words, lang="fr")


@pytest.mark.parametrize("group", GROUPS)
def test_csv_has_a_line_for_each(run: Run, here: Address, group: str) -> None:
    answer = run(*group.split(), "list", "--format", "csv", at=here)
    lines = answer.out.splitlines()
    assert len(lines) == len(read(run, here, *group.split(), "list")) + 1


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("number", ["99", "99999999999999999999", "#7"])
def test_number_of_nothing_is_answered_with_four(
    run: Run, here: Address, group: str, number: str
) -> None:
    answer = run(*group.split(), "show", number, at=here)
    assert (answer.code, "Traceback" in answer.err) == (4, False)


def test_mandate_that_ends_before_it_starts_is_refused_in_french(
    run: Run, here: Address
) -> None:
    line = "comite|mandat|ajouter|groupe-aviseur|--depuis|2026-01-01|--fin|2025-01-01"
    answer = run(*line.split("|"), lang="fr", at=here)
    assert answer.code == 2  # Usage.
    assert "ne peut pas" in answer.err


def test_check_tells_what_committees_lack_and_answers_zero(
    run: Run, here: Address
) -> None:
    run("interaction", "remove", "3", "--yes", at=here)  # It is of nobody.
    answer = run("verifier", lang="fr", at=here)
    assert answer.code == 0
    for said in ("Groupe aviseur\N{NO-BREAK SPACE}: sans mandat", "sans présidence",
                 "sans règle de décision", "mandat terminé le 1er septembre 2026"):  # fmt: skip
        assert said in answer.out


def test_check_gives_governance_beside_integrity_in_json(
    run: Run, here: Address
) -> None:
    run("interaction", "remove", "3", "--yes", at=here)  # It is of nobody.
    found = read(run, here, "check")
    assert {it["part"] for it in found} == {"governance"}
    assert {"no-mandate", "no-chair", "no-rule"} <= {it["damage"] for it in found}


def test_search_finds_a_decision(run: Run, here: Address) -> None:
    (found,) = read(run, here, "find", "ecrire", "type:decision")["found"]
    assert (found["kind"], found["name"]) == ("decision", "Écrire à la Ville")


def test_card_of_a_committee_is_that_of_the_day(run: Run, here: Address) -> None:
    then = read(run, here, "committee", "show", "comite-logement", "--at", "2026-01-01")
    (mandate,) = then["governance"]["mandates"]
    assert (mandate["over"], then["decisions"]) == (False, [])


def test_network_takes_successors_and_says_so(run: Run, here: Address) -> None:
    answer = run("network", "overview", "--follow-successors", at=here)
    assert "1 organization that merged is counted with what it became." in answer.out


@pytest.mark.parametrize(
    "group", ["actor", "person", "partner", "expert", "committee", "territory"]
)
def test_every_list_takes_a_day(run: Run, here: Address, group: str) -> None:
    assert read(run, here, group, "list", "--at", "1900-01-01") is not None

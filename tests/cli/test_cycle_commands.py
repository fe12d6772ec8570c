"""The commands from strategy to outcome: simulated, done, undone, in both languages."""

import json

import pytest

from reseau.store.place.address import Address
from tests import cycles
from tests.records import dump
from tests.support import Answer, FilledStore, Run

CHANGES = (
    (
        "strategy add|Gymnase|--target|École Nord|--change|Il est ouvert|--message|Un"
        "|--message|Deux|--means|Rencontres|--start|2026-05-01|--due|2026-12-01"
        "|--function|analysis|--carrier|members"
    ),
    "strategy edit|cour|--name|Cour du soir|--due|2027-01-01|--carrier|staff",
    "strategy close|cour|--state|reached|--lesson|Voir le concierge",
    "strategy step|cour|2|--note|Bon accueil",
    "strategy step|cour|3|--detach",
    "strategy pledge|cour|Nadia Tremblay|Appeler|--due|2026-12-01",
    "marker add|cour|Elle en parle|--level|love|--actor|École Nord",
    "marker see|4|3|--evidence|Courriel|--state|partly|--on|2026-10-01",
    "marker edit|4|--sign|Elle ouvre|--level|like",
    "marker withdraw|3|3|--yes",
    "marker remove|4|--yes",
    (
        "product add|Carte|--kind|map|--need|1|--strategy|cour|--audience|Élus"
        "|--place|https://exemple.org|--notes|Note"
    ),
    "product edit|portrait|--kind|note|--need|",
    "product reach|portrait|120|copies|--on|2026-04-01",
    "product remove|portrait|--yes",
    "mission add|Essai|--hypothesis|On nous répondra|--due|2026-12-01|--strategy|cour",
    "outcome add|Deux|--who|École Nord|--contribution|Une|--others|L’arrondissement",
    "outcome edit|1|--evidence|Affiche|--contributor|Nadia Tremblay|--marker|1",
    "outcome substantiate|1|--degree|partly|--source|Rapport|--note|Depuis octobre",
    "outcome remove|1|--yes",
)
FRENCH = (
    "strategie ajouter|Gymnase|--cible|École Nord|--changement|Il est ouvert|--debut|hier",
    "strategie modifier|cour|--echeance|2027-01-01|--etat|en cours",
    "strategie clore|cour|--etat|atteinte|--lecon|Voir le concierge",
    "strategie etape|cour|2|--note|Bon accueil",
    "strategie engager|cour|Nadia Tremblay|Appeler|--echeance|2026-12-01",
    "marqueur ajouter|cour|Elle en parle|--niveau|rêvé",
    "marqueur constater|4|3|--preuve|Courriel|--etat|partiel",
    "marqueur retracter|2|3|--oui",
    "produit ajouter|Carte|--type|carte|--besoin|1|--strategie|cour|--public|Élus",
    "produit portee|portrait|120|exemplaires",
    "mission ajouter|Essai|--hypothese|On nous répondra",
    "retombee ajouter|Deux|--qui|École Nord|--contribution|Une|--autres|Personne",
    "retombee corroborer|1|--degre|en partie|--par|Nadia Tremblay",
)
SHOWN = (
    "strategy list", "strategy show|cour", "strategy pledges", "marker list",
    "marker show|2", "product list", "product show|portrait", "mission list",
    "outcome list", "outcome show|1", "impact", "impact|outcome|1", "impact|signal|1",
)  # fmt: skip


@pytest.fixture
def chained(filled_with: FilledStore) -> Address:
    """Give a store with one strategy from signal to outcome, on each database."""
    return filled_with(cycles.chain)


@pytest.fixture
def sqlite_chained(sqlite_filled_with: FilledStore) -> Address:
    return sqlite_filled_with(cycles.chain)


def _typed(line: str) -> list[str]:
    command, *rest = line.split("|")
    return [*command.split(), *rest]


def _ran(run: Run, address: Address, line: str, *more: str) -> Answer:
    done = run(*_typed(line), *more, at=address)
    assert done.code == 0, done.err
    return done


@pytest.mark.parametrize("line", CHANGES, ids=lambda it: "-".join(it.split("|")[:3]))
def test_change_is_simulated_done_and_undone(
    run: Run, chained: Address, line: str
) -> None:
    before = dump(chained)
    _ran(run, chained, line, "--dry-run")
    assert dump(chained) == before
    _ran(run, chained, line)
    after = dump(chained)
    assert after != before
    _ran(run, chained, "undo")
    assert dump(chained) == before
    _ran(run, chained, "redo")
    assert dump(chained) == after


def test_pledge_is_moved_kept_and_dropped(run: Run, chained: Address) -> None:
    for what in ("Appeler", "Écrire"):
        _ran(run, chained, f"strategy pledge|cour|Nadia Tremblay|{what}")
    _ran(run, chained, "strategy move|1|2026-12-15")
    _ran(run, chained, "strategy done|1")
    _ran(run, chained, "strategy drop|2|--reason|Fait par un autre")
    found = _ran(run, chained, "strategy pledges|--all|--format|json").out
    assert [it["state"] for it in json.loads(found)] == ["kept", "dropped"]


def test_mission_is_tested_and_decided(run: Run, chained: Address) -> None:
    _ran(run, chained, "mission add|Essai|--hypothesis|Oui|--start|2026-03-01")
    _ran(run, chained, "mission test|essai|2|3|--note|Elle hésite")
    _ran(run, chained, "mission test|essai|3|--detach")
    _ran(run, chained, "mission decide|essai|no-go|--lesson|Trop tôt")
    found = json.loads(_ran(run, chained, "mission show|essai|--format|json").out)
    assert (found["verdict"], [it["number"] for it in found["tests"]]) == ("no-go", [2])
    _ran(run, chained, "mission edit|essai|--name|Épreuve|--lesson|")
    _ran(run, chained, "mission remove|épreuve|--yes")


@pytest.mark.parametrize("line", FRENCH, ids=lambda it: "-".join(it.split("|")[:3]))
def test_french_command_is_understood(
    run: Run, sqlite_chained: Address, line: str
) -> None:
    done = run(*_typed(line), "--simuler", lang="fr", at=sqlite_chained)
    assert done.code == 0, done.err


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("line", SHOWN)
def test_list_or_card_is_printed(
    run: Run, sqlite_chained: Address, line: str, form: str
) -> None:
    found = _ran(run, sqlite_chained, line, "--format", form).out
    assert "None" not in found
    assert "NaN" not in found
    if form == "json":
        json.loads(found)


@pytest.mark.parametrize("line", [it for it in SHOWN if it.split()[-1] == "list"])
def test_list_of_nothing_says_how_to_begin(
    run: Run, sqlite_address: Address, line: str
) -> None:
    done = run(*_typed(line), at=sqlite_address)
    assert (done.code, done.out) == (0, "")
    assert "add" in done.err


def test_impact_prints_no_share_of_few_outcomes(
    run: Run, sqlite_chained: Address
) -> None:
    assert "%" not in _ran(run, sqlite_chained, "impact").out


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("strategy show|zzz", 4),
        ("marker see|4|1|--evidence|x", 5),
        ("marker see|9|1|--evidence|x", 4),
        ("marker see|4|99|--evidence|x", 4),
        ("marker add|cour|x|--level|huge", 2),
        ("outcome add|x|--who|École Nord|--contribution|x", 2),
        ("impact|cour", 3),
        ("impact|zzz", 4),
        ("impact|outcome|1|--since|2026", 2),
        ("product reach|portrait|-1|x", 2),
        ("strategy done|1", 4),
        ("outcome remove|1", 2),
    ],
)
def test_refusal_has_its_exit_code(
    run: Run, sqlite_chained: Address, line: str, code: int
) -> None:
    done = run(*_typed(line), at=sqlite_chained)
    assert (done.code, done.out) == (code, "")
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("marqueur constater|4|1|--preuve|x", "précède « Ouvrir la cour »"),
        ("retombee ajouter|x|--qui|École Nord|--contribution|x", "--autres"),
        ("strategie ajouter|x|--cible|École Nord", "--changement"),
    ],
)
def test_refusal_is_told_in_french(
    run: Run, sqlite_chained: Address, line: str, words: str
) -> None:
    done = run(*_typed(line), lang="fr", at=sqlite_chained)
    assert words in done.err.replace("\N{NO-BREAK SPACE}", " ")


def test_find_reaches_a_marker_by_its_strategy(
    run: Run, sqlite_chained: Address
) -> None:
    found = json.loads(_ran(run, sqlite_chained, "find|parents|--format|json").out)
    assert [(it["kind"], it["where"]) for it in found["found"]] == [
        ("strategy", "sign")
    ]


def test_public_finds_no_strategy(run: Run, sqlite_chained: Address) -> None:
    done = run("find", "cour", "--audience", "public", at=sqlite_chained)
    assert "Ouvrir" not in done.out


def test_matrix_counts_products_and_strategies(
    run: Run, sqlite_chained: Address
) -> None:
    """The chain has one of each, and neither was given a place."""
    found = _ran(run, sqlite_chained, "matrix|--since|2026|--format|json").out
    assert '"product"' in found
    assert '"strategy"' in found

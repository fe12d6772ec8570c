"""Every command that writes records by hand: simulated, done, undone."""

from collections.abc import Sequence

import pytest

from reseau.store.place.address import Address
from tests.records import dump, furnish_at
from tests.support import Run

ENGLISH = (
    (
        "actor add|Ruelles vertes|--kind|organization|--territory|Angus|--alias|RV"
        "|--theme|housing|--email|rv@example.org|--phone|514 555-0100"
        "|--web|https://rv.example.org|--sector|environnement|--notes|Note"
    ),
    "actor edit|cdc-rosemont|--name|CDC Rosemont|--territory|Verdun|--sector|aide",
    "actor remove|solon-nord|--yes",
    (
        "person add|Luc Côté|--organization|Coop Est|--create-organization|--title|Direction"
        "|--since|2024-01-01|--diffusion|group|--email|luc@example.org"
    ),
    "person edit|nadia-tremblay|--name|Nadia Roy|--territory|Angus|--theme|transport",
    "person remove|marie-roy|--yes",
    "person join|etienne-belanger|Solon|--title|Bénévole|--since|2026-01-01",
    "person leave|nadia-tremblay|cdc-rosemont|--on|2026-06-30",
    "partner add|Solon|--status|active|--since|2026-01-01",
    "partner edit|cdc-rosemont|--status|active|--since|2026-01-01",
    "partner remove|cdc-rosemont|--on|2026-06-30|--yes",
    (
        "committee add|Table du quartier|--kind|table|--mandate|Agir|--parent"
        "|groupe-aviseur|--territory|Verdun|--start|2026-01-01|--end|2026-12-31"
    ),
    (
        "committee edit|comite-logement|--name|Comité habitation|--parent||--territory|"
        "|--mandate||--start||--kind|other"
    ),
    "committee remove|comite-vert|--yes",
    (
        "committee join|groupe-aviseur|Luc Côté|--role|secretary|--on-behalf-of|Coop Est"
        "|--since|2026-01-01|--end|2027-01-01|--create|organization"
    ),
    "committee leave|comite-logement|nadia-tremblay|--on|2026-06-30",
    (
        "committee mandate add|comite-logement|--text|Écrire|--since|2025-09-01"
        "|--end|2027-09-01|--decided-on|2025-06-01|--interaction|1|--recorded-in|PV"
    ),
    (
        "committee rule add|comite-logement|consensus|--quorum|50%|--note|Note"
        "|--since|2025-09-01|--end|2027-09-01"
    ),
    (
        "committee seats add|comite-logement|Santé|--seats|2|--since|2025-09-01"
        "|--end|2027-09-01"
    ),
    (
        "spokesperson add|nadia-tremblay|--theme|housing|--committee|groupe-aviseur"
        "|--since|2026-01-01|--end|2027-01-01|--note|Médias"
    ),
    (
        "decision add|Écrire à la Ville|--text|Tout|--interaction|1|--rule|consensus"
        "|--recorded-in|PV|--actor|Solon|--theme|transport|--territory|Angus|--about"
        "|interaction:1|--follow-up|Envoyer|--due|2026-12-15|--by|nadia-tremblay"
    ),
    "actor rename|cdc-rosemont|CDC Rosemont|--on|2025-03-01|--note|AGE",
    "actor succeed|solon|solon-nord|--into|Solon uni|--create|--on|2025-03-01",
    "actor split|solon|--into|Est|--into|Ouest|--create|--on|2025-03-01",
    "actor end|cdc-rosemont|--on|2026-03-01|--note|AGE",
    (
        "theme add|--fr|toits verts|--en|green roofs|--broader|transport"
        "|--alias|fr:toitures|--alias|living roofs|--note|Note"
    ),
    "theme edit|logement-social|--fr|HLM|--en|public housing|--broader||--note|Note",
    "theme remove|transport|--yes",
    "territory add|Étangs|--kind|zone|--parent|Rosemont|--code|Z1",
    (
        "territory edit|angus|--name|Technopôle Angus|--kind|zone|--parent|verdun"
        "|--code|Z2"
    ),
    "territory remove|verdun|--yes",
    (
        "interaction edit|1|--title|Réunion|--on|2026-11-04|--kind|event"
        "|--committee|groupe-aviseur|--theme|transport|--territory|verdun|--notes|"
        "|--function|watch|--carrier|staff|--add|marie-roy=host|--role|nadia-tremblay=speaker"
        "|--brought-by|marie-roy=solon|--on-behalf-of|marie-roy=solon"
    ),
    (
        "signal add|Appel de projets|--by|solon|--link|https://a.example/1|--theme"
        "|housing|--territory|Angus|--on|2026-11-01|--published|2026-10-30|--expires"
        "|2026-12-01|--function|analysis|--carrier|staff|--source|Le Devoir|--summary"
        "|Note"
    ),
    (
        "need add|Pourquoi ?|--context|PDM|--asked-by|solon|--on|2026-11-01|--priority|1"
        "|--theme|housing|--territory|Angus|--validate-by|2027-01-01|--could-answer"
        "|nadia-tremblay=Elle suit le dossier"
    ),
    "interaction remove|1|--yes",
)
FRENCH = (
    "acteur ajouter|Ruelles vertes|--type|organisme|--territoire|Angus",
    "acteur modifier|cdc-rosemont|--nom|CDC Rosemont",
    "acteur retirer|solon-nord|--oui",
    "personne ajouter|Luc Côté|--organisme|Solon|--titre|Direction|--depuis|hier",
    "personne modifier|nadia-tremblay|--courriel|nadia.t@example.org",
    "personne retirer|marie-roy|--oui",
    "personne joindre|etienne-belanger|Solon|--titre|Bénévole",
    "personne quitter|nadia-tremblay|cdc-rosemont|--le|hier",
    "partenaire ajouter|Solon|--statut|actif|--depuis|1er mars 2026",
    "partenaire modifier|cdc-rosemont|--statut|en veille",
    "partenaire retirer|cdc-rosemont|--le|hier|--oui",
    "comite ajouter|Table|--type|table de concertation|--mandat|Agir|--debut|hier",
    "comite modifier|comite-logement|--fin|2026-12-01",
    "comite retirer|comite-vert|--oui",
    "comite joindre|groupe-aviseur|solon|--role|observation|--depuis|hier",
    "comite quitter|comite-logement|nadia-tremblay|--le|hier",
    "comite mandat ajouter|comite-logement|--texte|Écrire|--depuis|hier",
    "comite regle ajouter|comite-logement|majorité|--quorum|50 %",
    "comite sieges ajouter|comite-logement|Santé|--sieges|2",
    "porte-parole ajouter|nadia-tremblay|--theme|habitation|--depuis|hier",
    "decision ajouter|Écrire|--comite|comite-logement|--regle|majorité|--le|hier",
    "acteur renommer|solon|Solon uni|--le|hier",
    "acteur succeder|solon|--devient|Solon uni|--creer|--le|hier",
    "acteur scinder|solon|--devient|Est|--devient|Ouest|--creer",
    "acteur finir|solon|--le|hier|--garder-ouverts",
    "theme ajouter|--fr|toits verts|--en|green roofs|--plus-large|transport",
    "theme modifier|transport|--note|Note",
    "theme retirer|transport|--oui",
    "territoire ajouter|Étangs|--type|quartier|--parent|Rosemont|--code|Z1",
    "territoire modifier|angus|--type|zone de revitalisation",
    "territoire retirer|verdun|--oui",
    (
        "interaction modifier|1|--titre|Réunion|--le|hier|--type|événement|--fonction"
        "|veille|--porteur|équipe"
    ),
    (
        "signal ajouter|Appel|--par|solon|--adresse|a.example/1|--resume|Note|--publie-le"
        "|hier|--expire|demain|--fonction|analyse|--porteur|membres"
    ),
    (
        "besoin ajouter|Pourquoi ?|--contexte|PDM|--demande-par|solon|--le|hier"
        "|--valider-avant|demain|--pourrait-repondre|solon=Son mandat"
    ),
    "interaction retirer|1|--oui",
)


def _typed(line: str) -> Sequence[str]:
    command, *rest = line.split("|")
    return (*command.split(), *rest)


@pytest.mark.parametrize("line", ENGLISH, ids=lambda it: it.split("|")[0])
def test_simulating_and_undoing_leave_the_store_as_it_was(
    run: Run, address: Address, line: str
) -> None:
    furnish_at(address)
    before = dump(address)

    simulated = run(*_typed(line), "--dry-run", at=address)
    assert (simulated.code, dump(address)) == (0, before), simulated.err
    assert "nothing was written" in simulated.err

    done = run(*_typed(line), at=address)
    assert done.code == 0, done.err
    assert dump(address) != before

    assert run("undo", at=address).code == 0
    assert dump(address) == before


@pytest.mark.parametrize("line", FRENCH, ids=lambda it: it.split("|")[0])
def test_french_command_is_understood(
    run: Run, sqlite_address: Address, line: str
) -> None:
    furnish_at(sqlite_address)
    done = run(*_typed(line), "--simuler", lang="fr", at=sqlite_address)
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    "line",
    [it for it in ENGLISH if it.endswith("--yes")],
    ids=lambda it: it.split("|")[0],
)
def test_removing_asks_first(run: Run, sqlite_address: Address, line: str) -> None:
    furnish_at(sqlite_address)
    before = dump(sqlite_address)
    asked = run(*_typed(line.removesuffix("|--yes")), at=sqlite_address)
    assert (asked.code, "--yes" in asked.err) == (2, True)
    assert dump(sqlite_address) == before

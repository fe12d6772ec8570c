"""Every error speaks French to a French reader, and ends with the stated code."""

from pathlib import Path

import pytest

from reseau import i18n
from reseau.analysis.influence.indirect import NoTotalError
from reseau.cli._words import OPTIONS
from reseau.store.place.address import Address
from tests.commands import english_words
from tests.records import furnish_at
from tests.support import Answer, Run

ENGLISH_OPTIONS = set(OPTIONS) - set(OPTIONS.values())

# What is typed, the code, and a part of the answer. {folder} is a folder of files.
REFUSED = (
    # What is typed.
    ("actuer", 2, "Noms proches\N{NO-BREAK SPACE}: acteur"),
    ("acteur|ajuoter|X", 2, "ajouter"),
    (
        "acteur|ajouter",
        2,
        "Argument manquant «\N{NO-BREAK SPACE}NOM\N{NO-BREAK SPACE}»",
    ),
    ("acteur|ajouter|X|--secteurs|Y", 2, "--secteur"),
    ("acteur|ajouter|X|--sectors|Y", 2, "--secteur"),
    ("acteur|ajouter|X|--secteur", 2, "demande une valeur"),
    ("acteur|ajouter|A|B|C", 2, "arguments de trop"),
    ("acteur|lister|--simuler=oui", 2, "--simuler"),
    ("historique|--limite|beaucoup", 2, "nombre entier"),
    ("acteur|lister|--base", 2, "--base"),
    ("importer|acteurs", 2, "FICHIER"),
    # Values.
    ("acteur|ajouter|X|--type|robot", 2, "organisme, personne"),
    ("acteur|ajouter|!?", 2, "une lettre ou un chiffre"),
    ("acteur|lister|--tri|age", 2, "--tri"),
    ("acteur|lister|--format|xml", 2, "table, json ou csv"),
    ("noter|Appel|--avec|Solon|--le|2026-13-45", 2, "2026-13-45"),
    ("noter|Appel|--avec|Solon|--le|31/02/2026", 2, "31/02/2026"),
    ("noter|Appel|--avec|Solon|--le|2027-01-01", 2, "--prevue"),
    ("noter|Appel|--avec|Solon|--heure|25h", 2, "25h"),
    ("noter|Appel|--avec|Solon|--type|fête", 2, "réunion, appel"),
    ("noter|Appel|--avec|Solon=roi", 2, "hôte"),
    ("noter|Appel|--avec|Solon|--avec|Solon", 2, "deux fois"),
    ("noter|Appel|--avec|Solon|--amene-par|Solon", 2, "="),
    ("noter|Appel", 2, "--avec"),
    ("carte|--taille|poids", 2, "--taille"),
    ("carte|--sortie|carte.docx", 2, ".svg"),
    ("carte|--public|interdite", 2, "--public"),
    ("liens|apercu|--demi-vie|longtemps", 2, "nombre de jours"),
    ("exporter|csv|gens|{folder}/gens.csv", 2, "acteurs"),
    ("exporter|csv|acteurs|{folder}/a.csv|--separateur|x", 2, "--separateur"),
    ("exporter|gexf|{folder}/none/r.gexf", 2, "dossier"),
    ("partenaire|modifier|CDCR|--statut|ami", 2, "pressenti, actif"),
    # Names.
    ("acteur|montrer|Personne", 4, "reseau acteur lister"),
    ("acteur|modifier|cdc|--secteur|x", 4, "Vouliez-vous dire"),
    ("acteur|montrer|Marie Roy", 3, "marie-roy-2"),
    ("noter|Appel|--avec|Inconnue", 4, "--creer"),
    ("liens|apercu|--theme|musique", 4, "reseau theme lister"),
    ("comite|montrer|comité inconnu", 4, "reseau comite lister"),
    ("territoire|montrer|Nulle part", 4, "reseau territoire lister"),
    ("interaction|montrer|99", 4, "reseau interaction lister"),
    ("annuler|99", 4, "reseau historique"),
    ("personne|montrer|Solon", 2, "organisme"),
    ("liens|pourquoi|Solon|Solon", 2, "deux acteurs"),
    # What is kept.
    ("acteur|ajouter|cdc de ROSEMONT", 5, "--distinct"),
    ("acteur|retirer|nadia-tremblay|--oui", 5, "1 siège"),
    ("acteur|retirer|solon-nord", 2, "--oui"),
    ("partenaire|retirer|Solon|--oui", 5, "reseau partenaire ajouter"),
    ("refaire", 4, "reseau historique"),
    # Files.
    ("importer|acteurs|{folder}/rien.csv|--simuler", 2, "Vérifiez son nom"),
    ("importer|acteurs|{folder}/vide.csv|--simuler", 2, "est vide"),
    ("importer|acteurs|{folder}/page.csv|--simuler", 2, "page Web"),
    ("importer|acteurs|{folder}/autre.csv|--simuler", 2, "Il manque"),
    (
        "importer|acteurs|{folder}/vide.csv|--profil|ties|--simuler",
        2,
        "reseau importer liens",
    ),
    ("importer|acteurs|{folder}/vide.csv|--profil|mien|--simuler", 4, "profil"),
    ("importer|acteurs|{folder}/vide.csv", 2, "--oui"),
    ("importer|json|{folder}/rien.json|--oui", 2, "reseau exporter json"),
    ("importer|json|{folder}/page.csv|--oui", 2, "reseau exporter json"),
    # Stores.
    ("acteur|lister|--base|{folder}/rien.sqlite", 4, "reseau creer"),
    ("acteur|lister|--base|{folder}/vide.csv", 7, "reseau creer"),
    ("acteur|lister|--base|{folder}/page.csv", 7, "--base"),
    ("acteur|lister|--base|mysql://serveur/nom", 2, "mysql"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with files that are not what they should be."""
    (tmp_path / "vide.csv").write_bytes(b"")
    (tmp_path / "page.csv").write_text(
        "<!DOCTYPE html><html><body>Bonjour</body></html>"
    )
    (tmp_path / "autre.csv").write_text("Couleur;Taille\nrouge;2\n", "utf-8")
    return tmp_path


def _said(answer: Answer) -> str:
    return answer.out + answer.err


@pytest.mark.parametrize(
    ("typed", "code", "part"), REFUSED, ids=lambda it: str(it)[:60]
)
def test_refusal_is_in_french(
    typed: str, code: int, part: str, run: Run, sqlite_address: Address, folder: Path
) -> None:
    furnish_at(sqlite_address)
    words = [it.format(folder=folder) for it in typed.split("|")]
    answer = run(*words, lang="fr", at=sqlite_address)
    said = _said(answer).replace(str(folder), "")
    assert (answer.code, part in said) == (code, True), said
    assert english_words(said) == set(), said
    shown = {it.strip("«».,\N{NO-BREAK SPACE}") for it in said.split()}
    assert shown & (ENGLISH_OPTIONS - set(words)) == set(), said


def test_nothing_typed_shows_the_french_help(run: Run) -> None:
    answer = run(lang="fr")
    assert (answer.code, english_words(_said(answer))) == (2, set())


def test_unexpected_error_is_told_in_french(
    run: Run, monkeypatch: pytest.MonkeyPatch, sqlite_address: Address
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("reseau.cli.actors.actor.store", broken)
    answer = run("acteur", "lister", lang="fr", at=sqlite_address)
    assert (answer.code, "--debogage" in answer.err) == (1, True)
    assert english_words(answer.err) == set()


def test_interruption_is_told_in_french(
    run: Run, monkeypatch: pytest.MonkeyPatch, sqlite_address: Address
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reseau.cli.actors.actor.store", interrupted)
    answer = run("acteur", "lister", lang="fr", at=sqlite_address)
    assert (answer.code, "Interrompu" in answer.err) == (130, True)


def test_fraction_in_an_error_is_written_in_the_language_of_the_reader() -> None:
    error = NoTotalError(scale=2.0, radius=2.125)
    assert ("2, must" in str(error), "2.125." in str(error)) == (True, True)
    i18n.use("fr")
    assert ("2, doit" in str(error), "2,125." in str(error)) == (True, True)

"""What commands that keep records refuse: exit code, message, nothing written."""

import pytest

from reseau.store.place.address import Address
from tests.records import dump, furnish_at
from tests.support import Run

REFUSED = (
    # Names: unknown 4, ambiguous 3, known already 5, unusable 2.
    ("actor add|cdc de ROSEMONT", 5, "cdc-rosemont"),
    ("actor add|CDCR", 5, "cdc-rosemont"),
    ("actor add|!?", 2, "at least one letter"),
    ("actor add|X|--kind|animal", 2, "organization, person"),
    ("actor add|X|--territory|Nulle part", 4, "Nulle part"),
    ("actor show|Marie Roy", 3, "marie-roy-2"),
    ("actor show|Personne", 4, "reseau actor list"),
    ("actor edit|cdc|--sector|x", 4, "“CDC de Rosemont”"),
    ("actor list|--sort|age", 2, "“name”, “interactions”, “last”"),
    ("actor list|--format|xml", 2, "table, json or csv"),
    ("actor remove|nadia-tremblay|--yes", 5, "1 affiliation, 1 seat, 1 follow-up"),
    # People and organizations are not taken for each other.
    ("person show|Solon", 2, "Solon is an organization"),
    ("person edit|Solon|--name|X", 2, "Solon is an organization"),
    ("person remove|Solon|--yes", 2, "Solon is an organization"),
    ("person join|Solon|CDCR", 2, "Solon is an organization"),
    ("person join|nadia-tremblay|marie-roy", 2, "Marie Roy is a person"),
    ("person leave|nadia-tremblay|marie-roy", 2, "Marie Roy is a person"),
    ("person list|--organization|marie-roy", 2, "Marie Roy is a person"),
    ("person add|Luc Côté|--organization|Inconnu", 4, "with --create-organization"),
    ("person join|nadia-tremblay|Inconnu", 4, "with --create-organization"),
    ("person add|Luc Côté|--title|Direction", 2, "--organization"),
    ("person add|Tremblay, Nadia", 5, "nadia-tremblay"),
    ("person join|nadia-tremblay|CDCR|--title|coordination", 5, "already"),
    ("person leave|nadia-tremblay|Solon", 5, "no open role"),
    ("person leave|nadia-tremblay|CDCR|--on|2024-08-31", 2, "September 1, 2024"),
    # Collaborations.
    ("actor collaboration add|Solon|solon", 2, "two different actors"),
    ("actor collaboration add|Solon|Inconnu", 4, "--create"),
    ("actor collaboration add|Solon|CDCR|--strength|5", 2, "1 to 4, not 5"),
    ("actor collaboration edit|9|--strength|2", 4, "no collaboration 9"),
    ("plan|--budget|abc", 2, "not a valid number, with or without decimals"),
    # Partnerships.
    ("partner add|CDCR|--status|active", 5, "prospect"),
    ("partner add|Solon|--status|ami", 2, "prospect, active, dormant, former"),
    ("partner add|Inconnu|--status|active", 4, "--create organization or"),
    ("partner add|#99|--status|active|--create|organization", 4, "#99"),
    ("partner edit|Solon|--status|active", 5, "not a partner"),
    ("partner show|Solon", 5, "not a partner"),
    ("partner remove|Solon|--yes", 5, "not a partner"),
    ("partner remove|CDCR|--on|2024-12-31|--yes", 2, "January 1, 2025"),
    ("actor succeed|Solon|--into|Inconnu", 4, "command with --create."),
    ("network path|Solon|Inconnu", 4, "“reseau actor list” shows them"),
    # Committees and seats.
    ("committee add|groupe AVISEUR|--kind|table", 5, "groupe-aviseur"),
    ("committee add|X", 2, "--kind"),
    ("committee add|X|--kind|table|--start|2026-02-01|--end|2026-01-01", 2, "X"),
    ("committee edit|groupe-aviseur|--parent|comite-logement", 5, "already under"),
    ("committee edit|groupe-aviseur|--parent|groupe-aviseur", 5, "itself"),
    ("committee edit|comite-vert|--name|Groupe aviseur", 5, "groupe-aviseur"),
    ("committee remove|comite-logement|--yes", 5, "1 interaction, 1 seat"),
    ("committee remove|groupe-aviseur|--yes", 5, "1 committee"),
    ("committee join|comite-logement|nadia-tremblay", 5, "as chair"),
    ("committee join|comite-logement|nadia-tremblay|--since|2020-01-01", 5, "chair"),
    ("committee join|groupe-aviseur|Solon|--on-behalf-of|solon", 2, "itself"),
    ("committee join|groupe-aviseur|Solon|--on-behalf-of|marie-roy", 2, "a person"),
    ("committee join|groupe-aviseur|Inconnue", 4, "--create"),
    ("committee join|comite-vert|Solon|--since|2024-01-01", 5, "ended on"),
    ("committee leave|comite-logement|Solon", 5, "no seat"),
    ("committee leave|comite-logement|nadia-tremblay|--on|2025-08-31", 2, "2025"),
    ("committee show|comité inconnu", 4, "committee list"),
    # Themes.
    ("theme add|--fr|Logement|--en|dwellings", 5, "“habitation”"),
    ("theme add|--fr|abri|--en|Housing", 5, "“housing”"),
    ("theme add|--fr|abri", 2, "--en"),
    ("theme add|--fr|abri|--en|shelter|--alias|fr:transport", 5, "transport"),
    ("theme edit|transport|--fr|habitation", 5, "habitation"),
    ("theme edit|habitation|--broader|logement-social", 5, "already under"),
    ("theme remove|habitation|--yes", 5, "1 theme, 1 expertise"),
    ("theme remove|logement-social|--yes", 5, "1 theme of an interaction"),
    ("theme show|musique", 4, "theme list"),
    # Territories.
    ("territory add|rosemont|--kind|borough", 5, "with the code rosemont"),
    ("territory edit|rosemont|--parent|angus", 5, "already under"),
    ("territory edit|verdun|--name|Rosemont", 5, "rosemont"),
    ("territory remove|angus|--yes", 5, "1 committee"),
    ("territory remove|rosemont|--yes", 5, "1 territory"),
    # Interactions and dates.
    ("interaction show|99", 4, "interaction list"),
    ("interaction show|99999999999999999999999999", 4, "interaction list"),
    ("interaction show|deux", 2, "not a number"),
    ("interaction edit|99|--title|X", 4, "99"),
    ("interaction edit|1|--title| ", 2, "at least one letter"),
    ("interaction edit|1|--on|2026-02-30", 2, "2026-02-30"),
    ("interaction remove|0|--yes", 4, "0"),
    ("interaction list|--limit|-1", 2, "--limit"),
    ("interaction list|--since|jamais", 2, "jamais"),
    ("interaction list|--actor|Personne", 4, "Personne"),
)


@pytest.mark.parametrize(
    ("line", "code", "said"), REFUSED, ids=[it[0] for it in REFUSED]
)
def test_command_is_refused_with_its_reason(
    run: Run, sqlite_address: Address, line: str, code: int, said: str
) -> None:
    furnish_at(sqlite_address)
    command, *rest = line.split("|")
    answer = run(*command.split(), *rest, at=sqlite_address)
    assert (answer.code, answer.out) == (code, ""), answer.err
    assert said in answer.err


def test_refusals_write_nothing_on_either_database(run: Run, address: Address) -> None:
    furnish_at(address)
    before = dump(address)
    codes = []
    for line, _code, _said in REFUSED:
        command, *rest = line.split("|")
        codes.append(run(*command.split(), *rest, at=address).code)
    assert codes == [code for _line, code, _said in REFUSED]
    assert dump(address) == before

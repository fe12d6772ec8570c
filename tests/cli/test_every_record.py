"""Every record type: add, edit, list, show, export, import back, undo, by commands.

All people and organizations are invented.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reseau import i18n
from reseau.store.place.address import Address
from reseau.store.records.record_types import record_kind_names
from tests.support import Run

# Words of a command are parted by bars; {kind} is the number of the record of a kind.
CONTEXT = (
    "log|Rencontre|--with|École Nord|--on|2026-04-10|--create|organization",
    "person|add|Luc Gagnon",
    "theme|add|--fr|Cours ouvertes|--en|Open yards",
)


@dataclass(frozen=True, slots=True)
class Walk:
    """The commands of a kind; an edit, a list or a show that does not exist is empty."""

    add: str
    edit: str = ""
    listed: str = ""
    shown: str = ""


WALKS: dict[str, Walk] = {
    "territories": Walk(
        "territory|add|Pointe Nord|--kind|neighbourhood",
        "territory|edit|Pointe Nord|--code|PN1", "territory|list",
        "territory|show|Pointe Nord",
    ),
    "committees": Walk(
        "committee|add|Comité des cours|--kind|working",
        "committee|edit|Comité des cours|--mandate|Ouvrir", "committee|list",
        "committee|show|Comité des cours",
    ),
    "memberships": Walk(
        "committee|join|Comité des cours|Luc Gagnon|--since|2026-01-15",
        "committee|leave|Comité des cours|Luc Gagnon|--on|2026-11-01", "",
        "committee|show|Comité des cours",
    ),
    "affiliations": Walk(
        "person|join|Luc Gagnon|École Nord|--title|Concierge|--since|2026-01-01",
        "person|leave|Luc Gagnon|École Nord|--on|2026-11-01", "",
        "person|show|Luc Gagnon",
    ),
    "partnerships": Walk(
        "partner|add|École Nord|--status|active|--since|2026-01-01",
        "partner|edit|École Nord|--since|2026-02-01", "partner|list",
        "partner|show|École Nord",
    ),
    "expertise": Walk(
        "expert|declare|Luc Gagnon|Cours ouvertes|--level|reference",
        "expert|declare|Luc Gagnon|Cours ouvertes|--source|Annuaire", "expert|list",
        "expert|show|Luc Gagnon",
    ),
    "availability": Walk(
        "expert|declare|Luc Gagnon|--speaks|fr|--monthly-limit|2",
        "expert|declare|Luc Gagnon|--monthly-limit|3", "", "expert|show|Luc Gagnon",
    ),
    "collaborations": Walk(
        "actor|collaboration|add|École Nord|Luc Gagnon|--theme|Cours ouvertes|--since|"
        "2026-01-15",
        "actor|collaboration|edit|{collaborations}|--strength|3",
        "actor|collaboration|list", "actor|collaboration|show|{collaborations}",
    ),
    "changes": Walk(
        "actor|rename|École Nord|--was|École Sainte-Anne|--on|2025-10-01",
        "actor|change|edit|{changes}|--note|Charte", "actor|change|list",
        "actor|change|show|{changes}",
    ),
    "mandates": Walk(
        "committee|mandate|add|Comité des cours|--text|Ouvrir|--since|2026-01-01|--end|"
        "2027-01-01",
        "committee|mandate|edit|{mandates}|--text|Ouvrir le soir",
        "committee|mandate|list", "committee|mandate|show|{mandates}",
    ),
    "rules": Walk(
        "committee|rule|add|Comité des cours|consensus|--quorum|50%",
        "committee|rule|edit|{rules}|--note|Sauf urgence", "committee|rule|list",
        "committee|rule|show|{rules}",
    ),
    "reserved-seats": Walk(
        "committee|seats|add|Comité des cours|Santé|--seats|2",
        "committee|seats|edit|{reserved-seats}|--seats|3", "committee|seats|list",
        "committee|seats|show|{reserved-seats}",
    ),
    "spokespersons": Walk(
        "spokesperson|add|Luc Gagnon|--theme|Cours ouvertes|--since|2026-01-01",
        "spokesperson|edit|{spokespersons}|--note|Avec mesure", "spokesperson|list",
        "spokesperson|show|{spokespersons}",
    ),
    "signals": Walk(
        "signal|add|Une cour fermée|--by|Luc Gagnon|--theme|Cours ouvertes",
        "signal|edit|cour fermée|--summary|Le soir", "signal|list",
        "signal|show|cour fermée",
    ),
    "needs": Walk(
        "need|add|Qui a les clés ?|--priority|2|--signal|cour fermée|--on|2026-02-01",
        "need|edit|clés|--priority|1", "need|list", "need|show|clés",
    ),
    "validations": Walk(
        "need|validate|clés|--meeting|1|--votes|3|--voters|4",
        "need|validate|clés|--meeting|1|--note|De peu", "", "need|show|clés",
    ),
    "answerers": Walk(
        "need|edit|clés|--could-answer|Luc Gagnon=Il ouvre",
        "need|edit|clés|--could-answer|Luc Gagnon=Il ferme", "", "need|show|clés",
    ),
    "strategies": Walk(
        "strategy|add|Ouvrir la cour|--change|Elle ouvre|--target|École Nord|--start|"
        "2026-03-01",
        "strategy|edit|ouvrir-la-cour|--lesson|Tôt", "strategy|list",
        "strategy|show|ouvrir-la-cour",
    ),
    "steps": Walk(
        "strategy|step|ouvrir-la-cour|1|--note|Bon accueil",
        "strategy|step|ouvrir-la-cour|1|--note|Très bon", "",
        "strategy|show|ouvrir-la-cour",
    ),
    "pledges": Walk(
        "strategy|pledge|ouvrir-la-cour|Luc Gagnon|Appeler|--on|2026-05-01",
        "strategy|move|{pledges}|2026-12-01", "strategy|pledges",
        "strategy|show|ouvrir-la-cour",
    ),
    "markers": Walk(
        "marker|add|ouvrir-la-cour|Elle nous reçoit|--level|expect",
        "marker|edit|{markers}|--level|like", "marker|list", "marker|show|{markers}",
    ),
    "moves": Walk(
        "marker|see|{markers}|1|--evidence|Le procès-verbal",
        "marker|see|{markers}|1|--evidence|Une photo", "", "marker|show|{markers}",
    ),
    "products": Walk(
        "product|add|Carte des cours|--kind|map|--on|2026-06-01|--need|clés",
        "product|edit|carte-des-cours|--notes|Papier", "product|list",
        "product|show|carte-des-cours",
    ),
    "reaches": Walk(
        "product|reach|carte-des-cours|40|copies|--on|2026-07-01",
        "product|reach|carte-des-cours|45|copies|--on|2026-07-01", "",
        "product|show|carte-des-cours",
    ),
    "missions": Walk(
        "mission|add|Deux cours|--hypothesis|Deux ouvriraient|--start|2026-03-01",
        "mission|edit|deux-cours|--lesson|Essayer", "mission|list",
        "mission|show|deux-cours",
    ),
    "tests": Walk(
        "mission|test|deux-cours|1|--note|Peut-être",
        "mission|test|deux-cours|1|--note|Oui", "", "mission|show|deux-cours",
    ),
    "outcomes": Walk(
        "outcome|add|La cour est ouverte|--who|École Nord|--on|2026-11-10|"
        "--contribution|Trois rencontres|--others|La Ville|--marker|{markers}",
        "outcome|edit|{outcomes}|--evidence|Une photo", "outcome|list",
        "outcome|show|{outcomes}",
    ),
    "substantiations": Walk(
        "outcome|substantiate|{outcomes}|--degree|accepted|--by|Luc Gagnon",
        "outcome|substantiate|{outcomes}|--degree|partly|--by|Luc Gagnon", "",
        "outcome|show|{outcomes}",
    ),
    "follow-ups": Walk(
        "decision|add|Écrire|--committee|Comité des cours|--on|2026-05-01|--follow-up|"
        "Envoyer la carte|--due|2026-12-01",
        "follow-up|move|{follow-ups}|2026-12-15", "follow-up|list",
    ),
    "decisions": Walk(
        "decision|add|Ouvrir le soir|--committee|Comité des cours|--on|2026-05-01|"
        "--theme|Cours ouvertes",
        "decision|edit|{decisions}|--text|Dès mai", "decision|list",
        "decision|show|{decisions}",
    ),
}  # fmt: skip


@dataclass
class Walker:
    """Runs commands on a store and remembers the numbers of what they made."""

    run: Run
    at: Address
    folder: Path
    lang: str

    def __post_init__(self) -> None:
        self.numbers: dict[str, str] = {}

    def do(self, typed: str) -> str:
        words = [it.format(**self.numbers) for it in typed.split("|")]
        said = self.run(*words, at=self.at, lang=self.lang)
        assert said.code == 0, (typed, said.err)
        return said.out

    def records(self, kind: str) -> list[dict[str, Any]]:
        """Give the records of a kind as they are exported, without their numbers."""
        file = self.folder / f"{kind}.json"
        self.do(f"export|records|{kind}|{file}")
        found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["tables"][
            kind
        ]
        for it in found:
            self.numbers[kind] = str(it.pop("key"))
        return found

    def import_back(self, kind: str, file: Path) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(
            self.do(f"import|records|{kind}|{file}|--yes|--format|json")
        )
        assert told["problems"] == []
        return told


def test_every_kind_is_walked() -> None:
    assert WALKS.keys() == set(record_kind_names())


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_kind_is_kept_shown_and_comes_back(
    run: Run, address: Address, tmp_path: Path, lang: str
) -> None:
    walker = Walker(run, address, tmp_path, lang)
    for typed in CONTEXT:
        walker.do(typed)
    for kind, walk in WALKS.items():
        walked(walker, kind, walk)


def walked(walker: Walker, kind: str, walk: Walk) -> None:
    file = walker.folder / f"{kind}.csv"
    without = walker.records(kind)
    walker.do(walk.add)
    added = walker.records(kind)
    assert len(added) == len(without) + 1, kind
    for typed in (walk.listed, walk.shown):
        assert not typed or walker.do(typed), kind
    walker.do(f"export|records|{kind}|{file}")
    told = walker.import_back(kind, file)
    assert (told["new"], told["changed"]) == ([], []), kind
    if walk.edit:
        walker.do(walk.edit)
        assert walker.records(kind) != added, kind
        assert walker.import_back(kind, file)["changed"] == [], kind
        walker.do("undo")
        assert walker.records(kind) == added, kind
    walker.do("undo")
    assert walker.records(kind) == without, kind
    assert len(walker.import_back(kind, file)["new"]) == 1, kind
    assert walker.records(kind) == added, kind
    walker.do("undo")
    assert walker.records(kind) == without, kind
    walker.do("redo")
    assert walker.records(kind) == added, kind

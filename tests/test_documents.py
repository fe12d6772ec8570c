"""The other documents keep their word too."""

import json
import re
import shlex
from pathlib import Path

import pytest

from reseau.cli._words import COMMANDS, OPTIONS
from reseau.domain.vocabulary import Layer
from reseau.store.place.address import Address, address_of
from tests.support import Run

pytestmark = pytest.mark.checkout

HOUSE = Path(__file__).parents[1]
PAGES = sorted(
    [
        *HOUSE.glob("*.md"),
        *(HOUSE / ".github").glob("*.md"),
        *(HOUSE / "docs").glob("*.md"),
        *(HOUSE / "db").rglob("*.md"),
        *(HOUSE / "reports").glob("*.md"),
    ]
)
PAIRS = [
    "experts",
    "exports",
    "first-hour",
    "glossary",
    "import-profiles",
    "import-recipes",
    "index",
    "logging",
    "maps",
    "measures",
    "network",
    "plan",
    "postgresql",
    "privacy",
    "privacy-small-organization",
    "publications",
    "safekeeping",
    "security",
    "site",
    "tutorial",
    "watch",
]
# The three lines of the worked example of docs/network.md.
LOG = """
log June --on 2026-06-30 --with CDC --with "Comité logement" --with Ville
log January --on 2026-01-01 --with CDC --with "Comité logement"
log July --on 2025-07-05 --with CDC --with "Comité logement" --with Ville --with École --with Musée
"""


# The worked example of docs/experts.md.
EXPERT = """
init
person add "Nadia Tremblay"
expert declare nadia-tremblay habitation
log "Rencontre" --on 2026-11-03 --with nadia-tremblay=host --theme logement-social
log "Rencontre" --on 2024-11-24 --with nadia-tremblay --theme logement-social
"""


def names_of(pages: list[Path]) -> list[str]:
    return [str(it.relative_to(HOUSE)) for it in pages]


@pytest.mark.parametrize("page", PAGES, ids=names_of(PAGES))
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [it for it in links if not (page.parent / it).exists()] == []


@pytest.mark.parametrize("name", PAIRS)
def test_page_has_the_same_parts_in_both_languages(name: str) -> None:
    english, french = (
        (HOUSE / "docs" / f"{name}{ending}.md").read_text("utf-8")
        for ending in ("", ".fr")
    )
    shape = re.compile(r"^(?:#+ |- |\| |```)", re.MULTILINE)
    assert shape.findall(english) == shape.findall(french)


def test_both_glossaries_have_the_same_words() -> None:
    english, french = (
        re.findall(
            r"^\| ([^|]+) \| ([^|]+) \|",
            (HOUSE / "docs" / name).read_text("utf-8"),
            re.MULTILINE,
        )
        for name in ("glossary.md", "glossary.fr.md")
    )
    headings = [("English", "French"), ("---", "---")]
    assert sorted(it for it in english if it not in headings) == sorted(
        (other, own) for own, other in french if own not in {"français", "---"}
    )


SPOKEN = [
    "experts.md", "experts.fr.md", "network.md", "network.fr.md", "watch.md",
    "watch.fr.md",
]  # fmt: skip


def test_options_of_the_pages_exist() -> None:
    known = {*OPTIONS, *OPTIONS.values()}
    for name in SPOKEN:
        text = (HOUSE / "docs" / name).read_text("utf-8")
        assert set(re.findall(r"`(--[a-z-]+)", text)) <= known


def test_commands_of_the_page_on_the_network_exist() -> None:
    known = {*COMMANDS, *COMMANDS.values()}
    for name in ("network.md", "network.fr.md"):
        text = (HOUSE / "docs" / name).read_text("utf-8")
        typed = " ".join(re.findall(r"`reseau ([a-z -]+)", text)).split()
        assert set(typed) <= known


def test_score_worked_by_hand_is_what_the_program_finds(
    run: Run, tmp_path: Path
) -> None:
    """Each number of the table of docs/experts.md, and its sum."""
    page = (HOUSE / "docs" / "experts.md").read_text("utf-8")
    rows = re.findall(
        r"^\| [^|]+ \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| "
        r"(?:1/)?(\d) \| ([\d.]+) \|$",
        page,
        re.MULTILINE,
    )
    address = address_of(str(tmp_path / "example.sqlite"))
    for line in EXPERT.strip().splitlines():
        answer = run(*shlex.split(line), at=address)
        assert answer.code == 0, answer.err
    out = run("expert", "find", "logement social", "--format", "json", at=address).out
    (found,) = json.loads(out)["experts"]
    told = [
        (round(it["match"], 4), round(it["age"], 4), it["role_weight"],
         it["weight"] / 10_000, it["rank"], it["points"] / 10_000)
        for it in found["reasons"]
    ]  # fmt: skip
    assert told == [
        (float(match), float(age), float(part), float(weight), int(rank), float(adds))
        for _kind, match, age, part, weight, rank, adds in rows
    ]
    assert f"= {found['score'] / 10_000:.4f}." in page


def test_page_on_the_network_tells_every_layer() -> None:
    text = (HOUSE / "docs" / "network.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE) == list(Layer)


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        ("cdc", "comite-logement", 1.0625),
        ("cdc", "ville", 0.5625),
        ("cdc", "ecole", 0.0625),
    ],
)
def test_worked_example_is_what_the_program_finds(
    run: Run, sqlite_address: Address, one: str, other: str, weight: float
) -> None:
    # Worked by hand in docs/network.md.
    for line in LOG.strip().splitlines():
        answer = run(*shlex.split(line), "--create", "organization", at=sqlite_address)
        assert answer.code == 0, answer.err
    found = run(
        "network", "why", one, other, "--at", "2026-06-30", "--format", "json",
        at=sqlite_address,
    )  # fmt: skip
    (layer,) = json.loads(found.out)["layers"]
    assert layer["weight"] == pytest.approx(weight)

"""What the tutorial shows is what the program prints."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r"^```text\n\$ reseau (.*?)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"


def typed(words: list[str], *, lang: str, database: Path | None = None) -> str:
    """Run a command as the page says that it was run; give what it printed."""
    surroundings = {it: os.environ[it] for it in ("PATH", "HOME") if it in os.environ}
    surroundings |= {
        "RESEAU_NOW": "2026-11-24T15:00:00-05:00", "RESEAU_USER": "tester",
        "RESEAU_LANG": lang, "COLUMNS": "100",
    }  # fmt: skip
    if database is not None:
        surroundings["RESEAU_DATABASE"] = str(database)
        # Beside it are the drafts: those of whoever runs this are not shown.
        surroundings["RESEAU_CONFIG"] = str(database.with_name("config.toml"))
    done = subprocess.run(
        [sys.executable, "-m", "reseau", *words],
        env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a training store, told once."""
    out = tmp_path_factory.mktemp("tutorial") / "essai"
    words = ["demo", "--scenario", "quartier", "--out", str(out), "--format", "json"]
    typed(words, lang="fr")
    return out / "demo.sqlite"


@pytest.mark.parametrize(
    ("page", "lang"), [("tutorial.md", "en"), ("tutorial.fr.md", "fr")]
)
def test_every_command_prints_what_the_page_shows(
    told: Path, tmp_path: Path, page: str, lang: str
) -> None:
    database = tmp_path / "demo.sqlite"
    shutil.copy(told, database)
    database.chmod(0o600)
    shown = BLOCK.findall((DOCS / page).read_text("utf-8"))
    assert len(shown) == 14  # None is passed over.
    for command, output in shown:
        printed = typed(shlex.split(command), lang=lang, database=database)
        said = [it.rstrip() for it in printed.strip("\n").split("\n")]
        wanted = output.split("\n")
        if wanted[-1] == LEFT_OUT:
            assert len(said) >= len(wanted), command
            wanted.pop()
            del said[len(wanted) :]
        assert said == wanted, command

"""The training store is told whole, in the week when it is asked for."""

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from reseau import resources
from reseau.cli.safekeeping import scenario
from reseau.cli.safekeeping.scenario import DAY, BrokenStoryError, moved, play
from reseau.store.past import dump
from reseau.store.place.address import address_of
from reseau.store.session import open_store
from tests.support import Run

STORY_DAY = "2026-11-24T15:00:00-05:00"
# A story of one collective has no duplicates, files taken in nor accidents to tell.
UNTOLD = {
    "alias", "collaboration", "contact_field", "departure", "distinct_pair", "erasure",
    "import_source", "incident", "map_place", "retention_rule", "retention_run",
    "spokesperson",
}  # fmt: skip


def typed(*words: str, now: str = STORY_DAY, database: Path | None = None) -> str:
    """Run a command in a process of its own and give what it printed."""
    surroundings = {it: os.environ[it] for it in ("PATH", "HOME") if it in os.environ}
    surroundings |= {"RESEAU_NOW": now, "RESEAU_USER": "tester", "RESEAU_LANG": "en"}
    if database is not None:
        surroundings["RESEAU_DATABASE"] = str(database)
    done = subprocess.run(
        [sys.executable, "-m", "reseau", *words],
        env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a training store, told once."""
    out = tmp_path_factory.mktemp("story") / "essai"
    answer = json.loads(
        typed("demo", "--scenario", "quartier", "--out", str(out), "--format", "json")
    )
    assert answer["overview"]["interactions"] == 100  # The lines of journal.txt.
    assert answer["imported"] is None
    return out


def rows(told: Path) -> dict[str, list[dict[str, Any]]]:
    store = open_store(address_of(str(told / "demo.sqlite")))
    try:
        with store.reading() as session:
            return dump.dump(session)
    finally:
        store.dispose()


def test_story_has_something_for_every_table(told: Path) -> None:
    content = rows(told)
    assert {name for name, some in content.items() if not some} <= UNTOLD


def test_story_says_everywhere_that_it_is_invented(told: Path) -> None:
    content = rows(told)
    [name] = [it["value"] for it in content["setting"] if it["name"] == "organization"]
    assert "fiction" in name
    assert all("fictif" in it["notes"].lower() for it in content["actor"])
    assert "(fiction)" in (told / "map.html").read_text("utf-8")


def test_chain_goes_from_the_signal_to_the_outcome(told: Path) -> None:
    found = typed("impact", "signal", "1", database=told / "demo.sqlite")
    for step in ("Rénovictions", "Carte des logements", "Un règlement", "a adopté"):
        assert step in found


def test_who_may_be_shown_to_nobody_is_nowhere(told: Path, tmp_path: Path) -> None:
    database = told / "demo.sqlite"
    page = tmp_path / "carte.html"
    typed("map", "--out", str(page), database=database)
    table = tmp_path / "acteurs.csv"
    typed("export", "csv", "actors", str(table), database=database)
    found = typed("find", "Zagury", database=database)
    said = [page.read_text("utf-8"), table.read_text("utf-8-sig"), found]
    assert not [it for it in said if "zagury" in it.lower()]


def test_days_move_by_whole_weeks() -> None:
    text = "log 2026-11-24 Réunion suivi:2026-12-01 en 2026"
    assert (
        moved(text, by=timedelta(weeks=2))
        == "log 2026-12-08 Réunion suivi:2026-12-15 en 2026"
    )


@pytest.mark.parametrize(
    ("now", "by"),
    [
        ("2026-11-24", 0), ("2026-11-30", 0), ("2026-12-01", 1), ("2028-02-29", 66),
        ("2026-11-23", -1),
    ],
)  # fmt: skip
def test_story_ends_in_the_last_seven_days(now: str, by: int) -> None:
    today = date.fromisoformat(now)
    shift = scenario.whole_weeks(today)
    assert shift == timedelta(weeks=by)
    assert timedelta(0) <= today - (date(2026, 11, 24) + shift) < timedelta(days=7)


def test_line_that_is_refused_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tmp_path / "seeds" / "broken"
    story.mkdir(parents=True)
    (story / "histoire.txt").write_text(
        "# A title\nactor add Exeko\nactor show Nobody\n"
    )
    (story / "journal.txt").write_text("")
    monkeypatch.setattr(scenario, "folder", lambda _name: tmp_path)
    database = str(tmp_path / "store.sqlite")
    assert run("init", "--bare", "--database", database).code == 0
    with pytest.raises(BrokenStoryError, match=r"3.*Nobody"):
        play("broken", database, told=lambda _done, _all: None)


def test_no_line_of_the_story_says_a_year() -> None:
    seeds = resources.folder("db") / "seeds" / "quartier"
    for name in ("histoire.txt", "journal.txt"):
        for line in (seeds / name).read_text("utf-8").splitlines():
            if not line.startswith("#"):
                assert not re.search(r"\b20\d\d\b", DAY.sub("", line)), line

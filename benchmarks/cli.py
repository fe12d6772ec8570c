"""How long a command takes: whole processes, processor time, beside its peers.

``python -m benchmarks.cli`` makes a store of 20,000 actors and 100,000 interactions
the first time, then runs each command in turn with the imports it is compared with,
several times over; a ratio is the median of those of the rounds. A single time says
little on a shared machine; a ratio of one round does. ``find`` is not there yet.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import crowd

ROUNDS = 9
_BIN = Path(sys.executable).parent
_RESEAU, _COMPLETE = str(_BIN / "reseau"), str(_BIN / "reseau-complete")
_NOW = "2026-11-24T15:00:00+00:00"
_BASES = {
    "nothing": "pass",
    "sqlite3": "import sqlite3",
    "typer": "import typer, sqlite3",
    "orm": "import typer, sqlite3, sqlalchemy.orm",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A command, and at most how many times what it may take.

    Attributes:
        base: Which of the bare imports it is compared with.
        target: The most that the ratio should be; None for a peer.
    """

    name: str
    line: Sequence[str]
    base: str = ""
    target: float | None = None


_SLUG = "elise-belanger-belanger-10012"
_CASES = (
    Case("--help", (_RESEAU, "--help"), "typer", 1.3),
    Case("--version", (_RESEAU, "--version"), "typer", 1.3),
    Case("log --help", (_RESEAU, "log", "--help"), "typer", 1.3),
    Case("TAB on a command", (_COMPLETE, "bash", "act"), "sqlite3", 2),
    Case("TAB on a name", (_COMPLETE, "zsh", "actor", "show", "Éli"), "sqlite3", 2),
    *(
        Case(name, (_RESEAU, *line), "orm", 1.4)
        for name, line in (
            ("log", ("log", "Rencontre", "--on", "2026-11-20", "--with", _SLUG)),
            ("log, a quick line", ("log", "hier", "14h", "Rencontre", f"@{_SLUG}")),
            ("actor show", ("actor", "show", _SLUG)),
            ("actor list --name", ("actor", "list", "--name", "roy-roy 17")),
            ("interaction list", ("interaction", "list")),
            ("status", ("status",)),
            ("history", ("history",)),
            ("find", ("find", "logement")),
            ("expert find", ("expert", "find", "logement")),
        )
    ),
)
_PEERS = (
    ("task", ("task", "rc.confirmation=off", "add", "Rencontre", "project:logement")),
    ("khard", ("khard", "list")),
    ("jrnl", ("jrnl", "Rencontre")),
    ("hledger", ("hledger", "--version")),
)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "store.sqlite")
        shutil.copy(crowd(), file)
        surroundings = _surroundings(file)
        cases = [*_bases(), *_CASES, *_peers()]
        times = measured(cases, surroundings)
    for case in cases:
        print(_line(case, times))


def measured(
    cases: Sequence[Case], surroundings: Mapping[str, str]
) -> dict[str, list[float]]:
    """Run all commands in turn, round after round; milliseconds of processor time."""
    times: dict[str, list[float]] = {case.name: [] for case in cases}
    for turn in range(ROUNDS + 1):
        for case in cases:
            spent = _run(case.line, surroundings)
            if turn:  # The first round fills the caches of the disk.
                times[case.name].append(spent)
    return times


def _run(line: Sequence[str], surroundings: Mapping[str, str]) -> float:
    """Run a command and give its processor time, that of its children included."""
    with subprocess.Popen(
        line,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None  # noqa: S101  # It was asked for.
        said = process.stderr.read()
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(line)}: {said.decode()}")
    return 1000 * (used.ru_utime + used.ru_stime)


def _surroundings(file: Path) -> dict[str, str]:
    own = {name: it for name, it in os.environ.items() if name in {"PATH", "LANG"}}
    return own | {
        "HOME": str(file.parent),
        "RESEAU_CONFIG": str(file.with_name("none.toml")),
        "RESEAU_DATABASE": str(file),
        "RESEAU_LANG": "fr",
        "RESEAU_NOW": _NOW,
        "RESEAU_USER": "benchmark",
    }


def _bases() -> Iterator[Case]:
    for name, code in _BASES.items():
        yield Case(name, (sys.executable, "-c", code))


def _peers() -> Iterator[Case]:
    for program, line in _PEERS:
        if shutil.which(program) is None:
            print(f"{program} is not installed: left out")
        else:
            yield Case(" ".join(line), line)


def _line(case: Case, times: Mapping[str, Sequence[float]]) -> str:
    text = f"{case.name:<48}{statistics.median(times[case.name]):6.0f} ms"
    if case.target is None:
        return text
    ratio = statistics.median(
        own / bare for own, bare in zip(times[case.name], times[case.base], strict=True)
    )
    verdict = "kept" if ratio <= case.target else "MISSED"
    return f"{text}  {ratio:.2f} x {case.base} (at most {case.target}: {verdict})"


if __name__ == "__main__":
    main()

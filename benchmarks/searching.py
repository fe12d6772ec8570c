"""How long a search takes in the process, beside FTS5, on 100,000 notes.

``python -m benchmarks.searching`` gives each interaction of the store of
``benchmarks.cli`` a note of 8 to 40 words, a few of them in very many notes and most
in few, the first time (some minutes); then it searches it in turn with Réseau and with
an FTS5 table of the same titles and notes, made in the same file. Milliseconds of
processor time, medians of the rounds. FTS5 ranks notes and nothing else; Réseau also
looks at names, themes and territories, and at whom it may show.
"""

import gc
import random
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.crowd import crowd
from reseau.domain.vocabulary import Diffusion
from reseau.store.place.address import address_of
from reseau.store.search.search_index import rebuild
from reseau.store.session import Store, open_store
from reseau.usecases.experts.expert_answers import ExpertQuestion
from reseau.usecases.experts.experts import find_experts
from reseau.usecases.experts.searches import search

ROUNDS = 15
_MOST = 50
_RARE = 8_000
_COMMON = (
    "logement", "transport", "emploi", "culture", "jardin", "jeunesse", "famille",
    "accueil", "verdissement", "loisir", "ruelle", "parc", "concertation", "alphabet",
    "coopérative", "bibliothèque", "bénévolat", "cuisine", "vélo", "patrimoine",
)  # fmt: skip
_SYLLABLES = (
    "ba", "cho", "di", "ré", "lu", "mon", "tra", "per", "sé", "gni", "tou", "va",
    "que", "nel", "sio", "fra",
)  # fmt: skip
QUERIES = (
    ("a name", "élise bélanger"),
    ("a rare word", ""),
    ("a word of some notes", "patrimoine"),
    ("a word of many, a theme too", "logement"),
    ("two of them", "logement transport"),
    ("a phrase", '"logement transport"'),
    ("a word and a theme", "parc theme:logement"),
    ("a word since a day", "logement since:2026"),
    ("a word of all titles", "rencontre"),
    ("both", "rencontre logement"),
)


def main() -> None:
    """Print the figures."""
    gc.set_threshold(250_000)  # As the program does.
    file, rare = noted()
    store = open_store(address_of(str(file)))
    peer = sqlite3.connect(file)
    ways: list[tuple[str, Callable[[str], object]]] = [
        ("find", lambda text: search(store, text, lang="fr")),
        ("expert find", lambda text: _experts(store, text)),
        ("FTS5", lambda text: _fts5(peer, text)),
    ]
    print("| search | " + " | ".join(name for name, _way in ways) + " | at most |")
    print("| --- |" + " --- |" * (len(ways) + 1))
    for name, text in QUERIES:
        spent = timed([way for _name, way in ways], text or rare)
        cells = " | ".join(f"{it:,.0f}" for it in spent)
        print(f"| {name}: `{text or rare}` | {cells} | {_MOST} |", flush=True)


def timed(ways: Sequence[Callable[[str], object]], text: str) -> list[float]:
    """Give the median of some rounds of each way in turn, the first one aside."""
    times: list[list[float]] = [[] for _way in ways]
    for _round in range(ROUNDS + 1):
        for way, spent in zip(ways, times, strict=True):
            began = time.process_time()
            way(text)
            spent.append(1000 * (time.process_time() - began))
    return [statistics.median(it[1:]) for it in times]


def _experts(store: Store, text: str) -> None:
    question = ExpertQuestion(text=text, shown_to=Diffusion.INTERNAL)
    find_experts(store, question, lang="fr")


def _fts5(peer: sqlite3.Connection, text: str) -> None:
    words = " ".join(it for it in text.split() if ":" not in it)
    wanted = words if '"' in words else " OR ".join(words.split())
    peer.execute(
        "SELECT rowid FROM peer WHERE peer MATCH ? ORDER BY bm25(peer, 2, 1) LIMIT 10",
        (wanted,),
    ).fetchall()


def noted() -> tuple[Path, str]:
    """Give the file of the store with notes, made when it is not there; a rare word."""
    bare = crowd()
    file = bare.with_name(bare.name.replace("crowd", "notes"))
    chance = random.Random(22)  # noqa: S311  # A crowd, not a secret.
    rare = {
        "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))
        for _ in range(_RARE)
    }
    words = [*_COMMON, *sorted(rare)]
    if not file.is_file():
        draft = file.with_suffix(".draft")
        shutil.copy(bare, draft)
        _fill(draft, words, chance)
        draft.replace(file)
    return file, words[-1]


def _fill(file: Path, words: list[str], chance: random.Random) -> None:
    weights = [1 / (place + 3) for place in range(len(words))]
    with sqlite3.connect(file) as peer:
        keys = [it for (it,) in peer.execute("SELECT key FROM interaction")]
        notes = (
            (" ".join(chance.choices(words, weights, k=chance.randint(8, 40))), key)
            for key in keys
        )
        peer.executemany("UPDATE interaction SET notes = ? WHERE key = ?", notes)
        peer.execute(
            "CREATE VIRTUAL TABLE peer USING fts5(title, notes, "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        peer.execute(
            "INSERT INTO peer(rowid, title, notes) "
            "SELECT key, title, notes FROM interaction"
        )
    store = open_store(address_of(str(file)))
    with store.working("benchmark") as work:
        rebuild(work.session)
    store.dispose()


if __name__ == "__main__":
    main()

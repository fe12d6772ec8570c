"""``reseau log --editor``, with a small program for an editor."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reseau.store.place import drafts
from reseau.store.place.address import Address
from reseau.store.session import open_store
from tests.contents import rows_of
from tests.records import furnish
from tests.support import Answer, Run

# Its turns are files 1, 2, …: what it saves, or “exit” to fail; it keeps what it saw.
_EDITOR = """
import sys
from pathlib import Path
here, form = Path(__file__).parent, Path(sys.argv[1])
turn = len(list(here.glob("seen-*"))) + 1
(here / f"seen-{turn}").write_bytes(form.read_bytes())
wanted = here / f"turn-{turn}"
if wanted.exists():
    content = wanted.read_bytes()
    if content == b"exit":
        sys.exit(3)
    form.write_bytes(content)
"""
GOOD = "date: hier\ntitle: Suivi\nwith: solon; Nadia Tremblay=host\n::\nBelle salle\n"
Edited = Callable[..., Answer]


@pytest.fixture
def at(sqlite_address: Address) -> Address:
    store = open_store(sqlite_address)
    furnish(store)
    store.dispose()
    return sqlite_address


@pytest.fixture
def edited(
    run: Run, at: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Edited:
    """Give what runs ``reseau log -e`` with an editor that saves these texts."""
    folder = tmp_path / "an editor"
    folder.mkdir()
    script = folder / "editor.py"
    script.write_text(_EDITOR, encoding="utf-8")
    command = (
        f'"{sys.executable}" "{script}"'
        if sys.platform == "win32"
        else shlex.join([sys.executable, str(script)])
    )
    monkeypatch.setenv("RESEAU_EDITOR", command)

    def go(*texts: str, lang: str = "en", options: tuple[str, ...] = ()) -> Answer:
        for number, text in enumerate(texts, start=1):
            (folder / f"turn-{number}").write_text(text, encoding="utf-8")
        return run("log", "--editor", *options, lang=lang, at=at)

    return go


def seen(tmp_path: Path, turn: int) -> str:
    return (tmp_path / "an editor" / f"seen-{turn}").read_text(encoding="utf-8")


def logged(at: Address) -> list[dict[str, Any]]:
    store = open_store(at)
    found = [dict(it) for it in rows_of(store)["interaction"][3:]]
    store.dispose()
    return found


def test_form_becomes_an_interaction(edited: Edited, at: Address) -> None:
    done = edited(GOOD)
    [line] = logged(at)
    assert (done.code, line["title"], line["held_on"], line["notes"]) == (
        0,
        "Suivi",
        "2026-11-23",
        "Belle salle",
    )


def test_logged_form_leaves_no_draft(edited: Edited) -> None:
    edited(GOOD)
    assert drafts.drafts() == []


def test_french_form_is_read(run: Run, edited: Edited, at: Address) -> None:
    done = edited("date : hier\ntitre : Suivi\navec : solon\n", lang="fr")
    assert (done.code, logged(at)[0]["title"]) == (0, "Suivi")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "title:\nkind:\n"), ("fr", "titre:\ntype:\n")]
)
def test_form_is_in_the_readers_language(
    edited: Edited, tmp_path: Path, lang: str, words: str
) -> None:
    edited(lang=lang)
    assert words in seen(tmp_path, 1)


@pytest.mark.parametrize("text", ["", "#! Nothing\n", "\n\n::\n"])
def test_empty_form_writes_nothing(edited: Edited, at: Address, text: str) -> None:
    done = edited(text)
    assert (done.code, logged(at), drafts.drafts()) == (0, [], [])


def test_unchanged_form_writes_nothing(edited: Edited, at: Address) -> None:
    done = edited()
    assert (done.code, logged(at), drafts.drafts()) == (0, [], [])


def test_wrong_form_is_opened_again_with_its_errors(
    edited: Edited, at: Address, tmp_path: Path
) -> None:
    wrong = "date: 2026-02-30\ntitel: Suivi\nwith: solon\n"
    done = edited(wrong, GOOD)
    again = seen(tmp_path, 2)
    assert (done.code, len(logged(at))) == (0, 1)
    assert again.endswith(wrong)
    assert "#!! There is no such day as “2026-02-30”" in again
    assert "“titel: Suivi”: no such field. Is it “title:”?" in again


def test_unknown_name_opens_the_form_again(
    edited: Edited, at: Address, tmp_path: Path
) -> None:
    done = edited("title: Suivi\nwith: Zzyzx\n", GOOD)
    assert (done.code, "Zzyzx" in seen(tmp_path, 2).splitlines()[0]) == (0, True)


def test_new_actor_is_added(edited: Edited) -> None:
    done = edited("title: Suivi\nwith: Arpent\nnew: Arpent=organization\n")
    assert "Arpent: new organization, arpent" in done.err


def test_wrong_form_left_as_it_is_stays_as_a_draft(edited: Edited, at: Address) -> None:
    done = edited("title: Suivi\nwith: Zzyzx\n")
    [draft] = drafts.drafts()
    assert (done.code, logged(at), draft.form.title) == (4, [], "Suivi")
    assert str(draft.path) in done.err


def test_editor_that_fails_keeps_the_draft(edited: Edited, at: Address) -> None:
    done = edited("exit")
    [draft] = drafts.drafts()
    assert (done.code, logged(at), str(draft.path) in done.err) == (2, [], True)


def test_missing_editor_is_told(
    edited: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESEAU_EDITOR", "no-such-editor-here")
    assert "no-such-editor-here" in edited().err


def test_no_editor_at_all_is_told(
    edited: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RESEAU_EDITOR", "VISUAL", "EDITOR", "PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    done = edited()
    assert (done.code, "RESEAU_EDITOR" in done.err) == (2, True)


def test_dry_run_keeps_the_form(edited: Edited, at: Address) -> None:
    done = edited(GOOD, options=("--dry-run",))
    assert (done.code, logged(at), len(drafts.drafts())) == (0, [], 1)

"""Drafts are plain files that their owner alone can read."""

import os
import stat
from pathlib import Path

import pytest

from reseau import places
from reseau.domain.form import Form
from reseau.store.place import drafts

FORM = Form(title="Suivi", participants=("Solon", "Nadia Tremblay=absent"))


@pytest.fixture
def kept() -> Path:
    path = drafts.new_draft(drafts.ANSWERS)
    drafts.keep_answers(path, FORM, step=5)
    return path


def test_answers_are_found_as_they_were_kept(kept: Path) -> None:
    [draft] = drafts.drafts()
    assert (draft.path, draft.form, draft.step) == (kept, FORM, 5)
    assert draft.begun_on.isoformat() == "2026-11-24"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_can_read_a_draft(kept: Path) -> None:
    modes = [stat.S_IMODE(it.stat().st_mode) for it in (kept.parent, kept)]
    assert modes == [0o700, 0o600]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_open_folder_is_closed_to_others(kept: Path) -> None:
    kept.parent.chmod(0o755)
    drafts.new_draft(drafts.TEXT)
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"step": 1}',
        b'{"step": "x", "form": {}}',
        b'{"step": 1, "form": {"title": 3}}',
        b'{"step": 1, "form": {"participants": [1]}}',
        b'{"step": 1, "form": []}',
    ],
)
def test_file_that_cannot_be_read_is_passed(kept: Path, content: bytes) -> None:
    kept.with_name("2026-11-24-09h00-01.json").write_bytes(content)
    assert [it.path for it in drafts.drafts()] == [kept]


def test_other_files_are_passed(kept: Path) -> None:
    kept.with_name("2026-11-24-09h00-01.txt").write_text("title: Suivi")
    kept.with_name("notes.md").write_text("title: Suivi")
    assert [it.path for it in drafts.drafts()] == [kept]


def test_two_drafts_of_one_minute_have_two_files(kept: Path) -> None:
    assert drafts.new_draft(drafts.ANSWERS) != kept


def test_drafts_are_listed_by_their_sort(kept: Path) -> None:
    form = drafts.new_draft(drafts.TEXT)
    drafts.keep_text(form, "title: Forum\n")
    assert [it.form.title for it in drafts.drafts(drafts.TEXT)] == ["Forum"]
    assert [it.path for it in drafts.drafts(drafts.ANSWERS)] == [kept]


def test_dropped_draft_is_gone(kept: Path) -> None:
    drafts.drop(kept)
    drafts.drop(kept)
    assert drafts.drafts() == []


def test_no_folder_holds_no_draft() -> None:
    assert drafts.drafts() == []


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    Path(places.drafts_path()).write_text("a file")
    with pytest.raises(drafts.DraftError, match="cannot be kept"):
        drafts.new_draft(drafts.TEXT)

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reseau.errors import ExitCode
from reseau.exchange.atomic import (
    DiskFullError,
    ForbiddenTargetError,
    NoFolderError,
    NotAFileError,
    NotWrittenError,
    write_private,
)

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes or files")


def _failing(error: BaseException) -> Callable[..., None]:
    """Stand for a disk that fails: a full one cannot be had in a test."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_text_is_written_in_utf_8_with_its_line_ends_as_they_are(
    tmp_path: Path,
) -> None:
    write_private(tmp_path / "a.txt", "Éric\nL’Écuyer\r\n")
    assert (tmp_path / "a.txt").read_bytes() == (
        b"\xc3\x89ric\nL\xe2\x80\x99\xc3\x89cuyer\r\n"
    )


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_private(tmp_path / "a.bin", b"\x00\xff\n")
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\xff\n"


def test_lone_surrogate_becomes_a_question_mark(tmp_path: Path) -> None:
    write_private(tmp_path / "a.txt", "a\ud800b")
    assert (tmp_path / "a.txt").read_bytes() == b"a?b"


@posix
def test_only_the_owner_can_read(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_private(tmp_path / "a.txt", "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o600


@posix
def test_file_already_there_becomes_private(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o644)
    write_private(target, "new")
    assert target.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@posix
def test_symbolic_link_is_replaced_and_its_target_untouched(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "precious")
    write_private(tmp_path / "link", "new")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "link").is_symlink()


def test_relative_name_is_written_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_private("a.txt", "x")
    assert os.listdir(tmp_path) == ["a.txt"]  # noqa: PTH208  # The bare names.


def test_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(NotAFileError):
        write_private(tmp_path / "sub", "x")
    assert list(tmp_path.iterdir()) == [tmp_path / "sub"]


@posix
def test_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "sub")
    with pytest.raises(NotAFileError):
        write_private(tmp_path / "link", "x")


def test_empty_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotAFileError):
        write_private("", "x")


@posix
def test_pipe_is_refused_and_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAFileError):
        write_private(tmp_path / "pipe", "x")
    assert (tmp_path / "pipe").is_fifo()


@posix
def test_device_is_refused() -> None:
    with pytest.raises(NotAFileError):
        write_private("/dev/null", "x")


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoFolderError):
        write_private(tmp_path / "nowhere" / "a.txt", "x")


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NoFolderError):
        write_private(tmp_path / "file" / "a.txt", "x")


@pytest.mark.parametrize("name", ["a\0b", "é" * 300])
def test_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotWrittenError):
        write_private(tmp_path / name, "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="An administrator may write anywhere",
)
def test_read_only_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ForbiddenTargetError):
            write_private(tmp_path / "a.txt", "x")
    finally:
        tmp_path.chmod(0o700)


@posix
def test_write_cut_short_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(NotWrittenError):
            write_private(target, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EACCES, ForbiddenTargetError),
        (errno.EROFS, ForbiddenTargetError),
        (errno.EIO, NotWrittenError),
    ],
)
def test_failing_disk_is_told_plainly_and_cleaned_up(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    expected: type[NotWrittenError],
) -> None:
    monkeypatch.setattr(os, "fsync", _failing(OSError(number, "secret detail")))
    with pytest.raises(expected) as caught:
        write_private(tmp_path / "a.txt", "x")
    assert type(caught.value) is expected
    assert not list(tmp_path.iterdir())


def test_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", _failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_private(tmp_path / "a.txt", "x")
    assert not list(tmp_path.iterdir())


def test_error_names_only_the_path_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", _failing(OSError(errno.ENOSPC, "full")))
    with pytest.raises(NotWrittenError) as caught:
        write_private("carte.gexf", "x")
    shown = str(caught.value)
    assert "carte.gexf" in shown
    assert str(tmp_path) not in shown
    assert ".reseau-" not in shown


def test_every_refusal_is_an_error_of_usage() -> None:
    assert NotWrittenError(path="x").exit_code is ExitCode.USAGE

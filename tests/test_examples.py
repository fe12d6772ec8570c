"""Every example that a person may read can be typed, and does what it says."""

import csv
import shlex
import shutil
from pathlib import Path

import pytest

from reseau import i18n
from reseau.__main__ import main
from reseau.cli._base import click
from tests import examples
from tests.examples import Example
from tests.support import Answer, CopyStore, Run


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the store and the files that the examples speak of."""
    folder = tmp_path_factory.mktemp("examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        _surroundings(patch, folder)
        for name, text in examples.FILES.items():
            Path(name).write_bytes(text.encode("utf-8"))
        for name, same in examples.SAME.items():
            Path(name).parent.mkdir(exist_ok=True)
            shutil.copy(same, name)
        for name, table in examples.WORKBOOKS.items():
            _workbook(Path(name), Path(table))
        for words in examples.commands(examples.TOLD):
            assert main(words) == 0, words
        shutil.copy("store.json", "base.json")
        (made,) = folder.glob("*.backup.sqlite")
        for name in ("", ".sha256"):
            shutil.copy(f"{made}{name}", f"reseau-20261124T150000Z.backup.sqlite{name}")
        Path("usb").mkdir()
    return folder


def _surroundings(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setenv("RESEAU_DATABASE", str(folder / "store.sqlite"))
    patch.setenv("RESEAU_LANG", "en")
    patch.setenv("RESEAU_NOW", "2026-11-24T15:00:00-05:00")
    patch.setenv("RESEAU_USER", "tester")
    patch.setenv("RESEAU_CONFIG", str(folder / "none.toml"))


def _workbook(file: Path, table: Path) -> None:
    import xlsxwriter  # noqa: PLC0415  # Slow to import.

    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    with table.open(encoding="utf-8", newline="") as text:
        for place, row in enumerate(csv.reader(text)):
            sheet.write_row(place, 0, row)
    book.close()


@pytest.fixture
def here(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of that folder."""
    folder = tmp_path / "here"
    shutil.copytree(told, folder)
    monkeypatch.chdir(folder)
    _surroundings(monkeypatch, folder)
    return folder


def typed(run: Run, words: list[str], *, lang: str = "en") -> Answer:
    """Type a line as a person would, who says yes when asked."""
    answer = run(*examples.here(words), lang=lang)
    yes = YES[lang]
    if answer.code == 2 and yes in answer.err:
        answer = run(*examples.here(words), yes, lang=lang)
    return answer


YES = {"en": "--yes", "fr": "--oui"}
HELP = list(examples.of_the_help())


def test_every_command_has_an_example_in_both_languages() -> None:
    paths = {lang: [it.path for it in HELP if it.lang == lang] for lang in ("en", "fr")}
    assert paths["en"] == paths["fr"]
    assert len(paths["en"]) > 200


@pytest.mark.parametrize("it", HELP, ids=lambda it: f"{it.lang}-{it.path[7:]}")
def test_example_of_the_help_does_what_it_says(
    here: Path, run: Run, it: Example
) -> None:
    name = it.path.removeprefix("reseau ")
    before = examples.BEFORE.get(name)
    if before is not None:
        (here / "store.sqlite").unlink()
    for words in examples.commands(
        examples.AFTER.get(name, "") if before is None else before
    ):
        answer = run(*words)
        assert answer.code == 0, (words, answer.err)
    words = [*it.words, *examples.MORE.get(name, ())]
    answer = typed(run, words, lang=it.lang)
    assert answer.code == 0, answer.err


# ---- the documents --------------------------------------------------------------------

# Captured from the help itself, whose examples are typed above.
HELPS = {"commands", "commandes"}
# Pages that begin without a store; the others begin with the told one.
EMPTY = {"first-hour"}
# Lines that are not typed here, by their beginning, and why.
LEFT = {
    "reseau demo": "it has its own tests, and takes a minute",
    "reseau init\n": "the line above it names a server",
    "reseau creer\n": "the line above it names a server",
}
# Typed on a real server, in a test of its own.
SERVER = "db.example.org"


def pages() -> list[Path]:
    """Give the documents that have lines to type, other than the help itself."""
    found = [it for it in sorted(examples.DOCS.glob("*.md")) if it.stem not in HELPS]
    return [it for it in found if examples.of_the_blocks(it.read_text("utf-8"))]


@pytest.mark.checkout
@pytest.mark.parametrize("page", pages(), ids=lambda it: it.stem)
def test_lines_of_a_page_are_typed_one_after_the_other(
    here: Path, run: Run, page: Path
) -> None:
    text = page.read_text("utf-8")
    lang = "fr" if page.stem.endswith(".fr") else "en"
    if page.stem.removesuffix(".fr") in EMPTY:
        (here / "store.sqlite").unlink()
    for block in examples.profiles(text):
        (here / f"{block[0]}.toml").write_text(block[1], "utf-8")
    failed = []
    for line in examples.of_the_blocks(text):
        if SERVER in line or any(f"{line}\n".startswith(it) for it in LEFT):
            continue
        words = shlex.split(line)[1:]
        answer = typed(run, [*words, *examples.extra(words)], lang=lang)
        if answer.code:
            failed.append((line, answer.err))
    assert failed == []


@pytest.mark.checkout
@pytest.mark.postgresql
@pytest.mark.parametrize(
    "name", ["postgresql", "postgresql.fr", "safekeeping", "safekeeping.fr"]
)
def test_lines_that_name_a_server_do_what_they_say(
    here: Path, run: Run, copy_postgresql: CopyStore, name: str
) -> None:
    text = (examples.DOCS / f"{name}.md").read_text("utf-8")
    lang = "fr" if name.endswith(".fr") else "en"
    with copy_postgresql("template0") as server:
        for line in examples.of_the_blocks(text):
            if SERVER in line:
                words = [
                    server.url if SERVER in it else it for it in shlex.split(line)[1:]
                ]
                answer = typed(run, words, lang=lang)
                assert answer.code == 0, (line, answer.err)


@pytest.mark.checkout
@pytest.mark.parametrize(
    "page", sorted(examples.DOCS.glob("*.md")), ids=lambda it: it.stem
)
def test_commands_and_options_of_sentences_exist(page: Path) -> None:
    lang: i18n.Language = "fr" if page.stem.endswith((".fr", "commandes")) else "en"
    i18n.use(lang)
    wrong = []
    for line in examples.of_the_sentences(page.read_text("utf-8")):
        context, rest = examples.found(line)
        known = {name for it in context.command.get_params(context) for name in it.opts}
        options = {it for it in rest if it.startswith("--")}
        if not options <= known or (
            rest and not options and isinstance(context.command, click.Group)
        ):
            wrong.append(line)
    assert wrong == []

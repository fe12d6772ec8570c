"""Both READMEs keep their word: what they tell to type exists, and runs."""

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reseau import i18n
from reseau.cli._base import click
from reseau.cli._words import COMMANDS
from reseau.cli.reference import english_path
from reseau.cli.root import root
from reseau.cli.state import take_everywhere
from tests.support import Run

pytestmark = pytest.mark.checkout

HOUSE = Path(__file__).parents[1]
PAGES = {"en": HOUSE / "README.md", "fr": HOUSE / "README.fr.md"}
TEXTS = {lang: page.read_text("utf-8") for lang, page in PAGES.items()}
FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def lines_to_type(text: str) -> list[str]:
    """Give the commands of Réseau in the blocks, in their order."""
    blocks = "".join(FENCE.findall(text))
    pieces = [it.strip() for line in blocks.splitlines() for it in line.split("&&")]
    return [it for it in pieces if it.startswith("reseau ")]


def mentioned(text: str) -> list[str]:
    """Give the commands of Réseau that stand in a sentence or a table."""
    outside = FENCE.sub("", text)
    return re.findall(r"`(reseau [^`]+)`", outside)


def found(typed: Sequence[str]) -> tuple[click.Context, list[str]]:
    """Find the command that a line names, and what is left for it."""
    context, rest = click.Context(root(), info_name="reseau"), list(typed)
    while isinstance(context.command, click.Group) and rest:
        name, command, rest = context.command.resolve_command(context, rest)
        assert command is not None
        context = click.Context(command, context, info_name=name)
    return context, rest


def typed(line: str) -> list[str]:
    return take_everywhere(shlex.split(line)[1:])


def five(lang: str) -> list[str]:
    """Give the five commands to begin with: the block that creates a store."""
    block = next(it for it in FENCE.findall(TEXTS[lang]) if "quartiers" in it)
    return [line for line in block.splitlines() if line]


def table_rows(lang: str) -> list[tuple[str, str]]:
    return re.findall(
        r"^\| `reseau ([^`]+)` \| `reseau ([^`]+)` \|", TEXTS[lang], re.MULTILINE
    )


IN_BLOCKS = {(lang, it) for lang, text in TEXTS.items() for it in lines_to_type(text)}
IN_TEXT = {(lang, it) for lang, text in TEXTS.items() for it in mentioned(text)}


@pytest.fixture(autouse=True)
def _no_option_of_everywhere() -> Iterator[None]:
    """Forget the store that a line of the README names."""
    yield
    take_everywhere([])


@pytest.mark.parametrize(("lang", "line"), sorted(IN_BLOCKS))
def test_command_of_a_block_is_understood(lang: i18n.Language, line: str) -> None:
    i18n.use(lang)
    context, rest = found(typed(line))
    # Raises a UsageError for an unknown option and for a missing argument.
    context.command.make_context(context.info_name, rest, parent=context.parent)


@pytest.mark.parametrize(("lang", "line"), sorted(IN_TEXT))
def test_command_of_a_sentence_exists(lang: i18n.Language, line: str) -> None:
    i18n.use(lang)
    context, rest = found(typed(line))
    known = {name for it in context.command.get_params(context) for name in it.opts}
    assert {it for it in rest if it.startswith("-")} <= known


def test_both_languages_have_the_same_parts() -> None:
    parts = {lang: text.count("\n#") for lang, text in TEXTS.items()}
    assert parts["en"] == parts["fr"] > 8


def test_both_languages_give_the_same_commands() -> None:
    named = {
        lang: [english_path(found(typed(it))[0]) for it in lines_to_type(text)]
        for lang, text in TEXTS.items()
    }
    assert named["en"] == named["fr"]


def test_both_languages_mention_the_same_commands() -> None:
    named = {
        lang: [english_path(found(typed(it))[0]) for it in mentioned(text)]
        for lang, text in TEXTS.items()
    }
    assert named["en"] == named["fr"]


@pytest.mark.parametrize("lang", PAGES)
def test_table_has_every_command_with_both_names(lang: str) -> None:
    group = root()
    names = group.list_commands(click.Context(group))
    assert table_rows(lang) == [(it, COMMANDS.get(it, it)) for it in names]


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize(
    "line", ["pip install . && reseau demo", 'pip install -e ".[dev]" && pytest']
)
def test_the_two_promised_lines_are_there(lang: str, line: str) -> None:
    assert line in TEXTS[lang].splitlines()


@pytest.mark.parametrize("lang", PAGES)
def test_five_commands_run_as_written(
    lang: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RESEAU_DATABASE", str(tmp_path / "store.sqlite"))
    lines = five(lang)
    answers = [run(*shlex.split(line)[1:], lang=lang) for line in lines]
    assert [it.code for it in answers] == [0] * 5, answers[-1].err
    assert len(list(tmp_path.glob("*.html"))) == 1


@pytest.mark.parametrize("name", ["map.png", "carte.png"])
def test_picture_is_light(name: str) -> None:
    assert (HOUSE / "docs" / "images" / name).stat().st_size < 400_000

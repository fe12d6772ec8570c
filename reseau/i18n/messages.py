"""Bring the French catalogue up to the words in the code, and compile it.

``python -m reseau.i18n.messages`` rewrites fr.po and fr.mo; with ``--check`` it
writes nothing and fails when fr.po is not complete. The words of Click and Typer
are in the same catalogue, because a person reads them on the same screen. Pages
take all their words from Python, so templates are not read.

Babel is needed here only, never to run Réseau: it is imported where it is used.
"""

import ast
import importlib.util
import io
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog, Message

HERE = Path(__file__).parent
FRENCH = HERE / "fr.po"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "N_": None,
    "NN_": (1, 2),
}
LIBRARIES = ("click", "typer")

_PLURALS = "nplurals=2; plural=n > 1;"

# Written out rather than made by Babel: a date or a version in it would change the
# file, and the compiled one, when no word has changed.
_HEADER = """\
# What Réseau says, in the French of Québec.
msgid ""
msgstr ""
"Project-Id-Version: Réseau\\n"
"POT-Creation-Date: 2026-11-23 09:00-0500\\n"
"PO-Revision-Date: 2026-11-23 09:00-0500\\n"
"Language: fr\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def main(arguments: Sequence[str]) -> int:
    """Rewrite the catalogue, or only check it; 1 when it is not complete."""
    known = read_catalogue(FRENCH)
    wanted = merged(known, words_of_the_code())
    faults = list(wanting(wanted))
    if "--check" in arguments:
        present = FRENCH.read_bytes() if FRENCH.is_file() else b""
        if written(wanted) != present:
            faults.append("fr.po is not what the code says: run “poe messages”.")
    else:
        _replace(FRENCH, written(wanted))
        compile_catalogue()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def words_of_the_code() -> "Catalog":
    """Gather the words marked in Réseau, Click and Typer, without translations."""
    from babel.messages import Catalog  # noqa: PLC0415

    found = Catalog(fuzzy=False)
    _gather(HERE.parent, into=found)
    for file in sorted((HERE.parent / "exchange" / "profiles").glob("*.toml")):
        profile = tomllib.loads(file.read_text("utf-8"))
        found.add(profile["description"], locations=[(_place(file), 0)])
    models = HERE.parent / "store" / "models"
    for file in (HERE.parent / "store" / "base.py", *sorted(models.glob("*.py"))):
        for text in _definitions(ast.parse(file.read_text("utf-8"))):
            found.add(text, locations=[(_place(file), 0)])
    for name in LIBRARIES:
        _gather(_folder_of(name), into=found)
    return found


def _definitions(module: ast.Module) -> Iterator[str]:
    """Give what the tables and columns of a module mean, which a workbook says."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and any(
            isinstance(it, ast.Name) and it.id == "Base" for it in node.bases
        ):
            yield (ast.get_docstring(node) or "").split("\n", 1)[0]
        elif (
            isinstance(node, ast.keyword)
            and node.arg == "doc"
            and isinstance(node.value, ast.Constant)
        ):
            yield str(node.value.value)


def _folder_of(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def _gather(folder: Path, *, into: "Catalog") -> None:
    """Add the words of a package, with the files they are in."""
    from babel.messages.extract import extract_from_dir  # noqa: PLC0415

    for file, _line, message, _comments, context in extract_from_dir(
        folder, method_map=[("**.py", "python")], keywords=KEYWORDS,
        directory_filter=lambda it: Path(it).name != "__pycache__",
    ):  # fmt: skip
        if message:
            place = f"{folder.name}/{Path(file).as_posix()}"
            into.add(message, locations=[(place, 0)], context=context)


def _place(file: Path) -> str:
    return file.relative_to(HERE.parents[1]).as_posix()


def read_catalogue(file: Path) -> "Catalog":
    """Read a .po file; one that does not exist yet is empty."""
    from babel.messages import Catalog  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    if not file.is_file():
        return Catalog(locale="fr", fuzzy=False)
    with file.open("rb") as text:
        return read_po(text, locale=file.stem)


def merged(known: "Catalog", wanted: "Catalog") -> "Catalog":
    """Give the wanted words with the translations that are known.

    Words that the code no longer says are left out, but not those of Click and
    Typer: another version that is allowed may still say them.
    """
    for message in _messages(known):
        places = [place for place, _line in message.locations]
        ours = any(it.startswith(f"{HERE.parent.name}/") for it in places)
        if message.id not in wanted and places and not ours:
            wanted.add(message.id, locations=message.locations)
    for message in _messages(wanted):
        old = known.get(message.id)
        message.flags.clear()  # Which formats it guesses depends on Babel's version.
        if old is not None and old.pluralizable is message.pluralizable:
            # Babel counts a third form from 2.19, for millions; gettext asks for two.
            texts = old.string
            message.string = texts[:2] if isinstance(texts, tuple) else texts
            message.flags |= old.flags & {"fuzzy"}
    wanted.locale = "fr"
    wanted.mime_headers = [("Plural-Forms", _PLURALS)]
    return wanted


def wanting(catalogue: "Catalog") -> Iterator[str]:
    """Say which words have no translation, or one that nobody has confirmed."""
    for message in _messages(catalogue):
        texts = message.string or ""
        if not all([texts] if isinstance(texts, str) else texts):
            yield f"No French for: {message.id!r}"
        if message.fuzzy:
            yield f"To be confirmed: {message.id!r}"


def _messages(catalogue: "Catalog") -> "Iterator[Message]":
    """Go through a catalogue without its header."""
    return (it for it in catalogue if it.id)


def written(catalogue: "Catalog") -> bytes:
    """Write a catalogue, sorted by message, one file name a place, nothing dated."""
    from babel.messages.pofile import write_po  # noqa: PLC0415

    body = io.BytesIO()
    write_po(
        body, catalogue, width=0, sort_output=True, omit_header=True,
        include_lineno=False, ignore_obsolete=True,
    )  # fmt: skip
    return _HEADER.format(plurals=_PLURALS).encode() + body.getvalue()


def compile_catalogue() -> None:
    """Write fr.mo from fr.po."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415

    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(FRENCH))
    _replace(FRENCH.with_suffix(".mo"), compiled.getvalue())


def _replace(file: Path, content: bytes) -> None:
    """Write a file whole: somebody may be reading it."""
    draft = file.with_suffix(f"{file.suffix}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

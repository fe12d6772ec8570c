"""The reference of all commands, docs/commands.md and docs/commandes.md.

``python -m reseau.cli.reference`` captures the help of every command, in English and
in French, below the marker of each page; the introductions are written by hand. It
runs in a checkout, where the documents are, and with a compiled French catalogue.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reseau import i18n
from reseau.cli import completion_tree
from reseau.i18n import Language

if TYPE_CHECKING:
    from reseau.cli._base import click

MARKER = "<!-- Below this line: python -m reseau.cli.reference -->"
PAGES: dict[Language, str] = {"en": "commands.md", "fr": "commandes.md"}
_WIDTH = 80
_TOP_LEVEL = 1
# Said in the other language, to whom it is for.
_OTHER_NAME: dict[Language, str] = {
    "en": "Français : `{name}`",
    "fr": "English: `{name}`",
}


def reference(chosen: Language) -> str:
    """Write the help of every command as Markdown, in the order of ``--help``."""
    before = i18n.language()
    i18n.use(chosen)
    try:
        found = list(_contexts())
        return "\n\n".join([_contents(found), *map(_section, found)]) + "\n"
    finally:
        i18n.use(before)


def updated(text: str, chosen: Language) -> str:
    """Put today's reference below the marker of a page.

    Raises:
        ValueError: The text has no marker.
    """
    introduction, found, _old = text.partition(MARKER)
    if not found:
        raise ValueError(MARKER)
    return f"{introduction}{MARKER}\n\n{reference(chosen)}"


def folder() -> Path:
    """Tell where the pages are."""
    return Path(__file__).parents[2] / "docs"


def english_path(context: "click.Context") -> str:
    """Write the names of a command and of those above it in English."""
    names = []
    here: click.Context | None = context
    while here is not None and here.parent is not None:
        names.append(here.command.name or "")
        here = here.parent
    return " ".join(["reseau", *reversed(names)])


def _contexts() -> Iterator["click.Context"]:
    """Go through the commands, groups before what they hold."""
    from reseau.cli._base import click
    from reseau.cli.root import root

    yield from _below(click.Context(root(), info_name="reseau", terminal_width=_WIDTH))


def _below(context: "click.Context") -> Iterator["click.Context"]:
    from reseau.cli._base import click, shown_command

    yield context
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            shown = shown_command(name)
            yield from _below(click.Context(command, context, info_name=shown))


def _contents(found: Sequence["click.Context"]) -> str:
    """List the commands with links: a line for each of the top level."""
    lines: list[str] = []
    for context in found:
        link = f"(#{context.command_path.replace(' ', '-')})"
        if _depth(context) > _TOP_LEVEL:
            lines[-1] += f" · [{context.info_name}]{link}"
        elif context.parent is not None:
            lines.append(f"- [`{context.command_path}`]{link}")
    return "\n".join(lines)


def _depth(context: "click.Context") -> int:
    return context.command_path.count(" ")


def _section(context: "click.Context") -> str:
    """Give one command its heading, its name in the other language and its help."""
    marks = "###" if _depth(context) > _TOP_LEVEL else "##"
    parts = [f"{marks} {context.command_path}"]
    other = _in_other_language(context)
    if other != context.command_path:
        parts.append(_OTHER_NAME[i18n.language()].format(name=other))
    parts.append(f"```text\n{context.get_help()}\n```")
    return "\n\n".join(parts)


def _in_other_language(context: "click.Context") -> str:
    from reseau.cli._base import shown_command

    chosen = i18n.language()
    i18n.use("en" if chosen == "fr" else "fr")
    try:
        first, *names = english_path(context).split(" ")
        return " ".join([first, *map(shown_command, names)])
    finally:
        i18n.use(chosen)


def main() -> None:
    """Rewrite both pages in place."""
    i18n.install("en")  # Before Click is imported, which binds its words.
    for chosen, name in PAGES.items():
        page = folder() / name
        text = updated(page.read_text("utf-8"), chosen)
        page.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
    completion_tree.main()  # What completion knows of the same commands.

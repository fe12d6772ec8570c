"""Every command of Réseau, for tests that go through all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from reseau.cli._base import click
from reseau.cli._words import COMMANDS
from reseau.cli.root import root


@dataclass(frozen=True, slots=True)
class Known:
    """A command or a group, with its English names from the top level down."""

    path: tuple[str, ...]
    command: click.Command

    @property
    def french(self) -> tuple[str, ...]:
        """Give its French names."""
        return tuple(COMMANDS.get(it, it) for it in self.path)

    @property
    def options(self) -> list[str]:
        """Give every name that its options answer to."""
        context = click.Context(self.command)
        return [
            name
            for it in self.command.get_params(context)
            if isinstance(it, click.Option)
            for name in it.opts
            if name.startswith("--")
        ]


def known_commands() -> Iterator[Known]:
    """Go through the top level, the groups and the commands in them."""
    yield from _below((), root())


def _below(path: tuple[str, ...], command: click.Command) -> Iterator[Known]:
    yield Known(path, command)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _below((*path, name), found)


def english_words(text: str) -> set[str]:
    """Find words that only English has, so that French must not show them."""
    words = set(text.replace("’", " ").replace("'", " ").split())
    return {it.strip(".,;:!?()[]«»\N{NO-BREAK SPACE}") for it in words} & set(
        _ENGLISH.split()
    )


_ENGLISH = """
    Usage Missing Invalid Error Show Add Remove List Commands Name Try
    the The of and with from to is are was be not cannot this that which it its
    for by who what when where shown known names value number given file line
    nothing Nothing written changed unknown required default
"""

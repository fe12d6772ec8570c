"""Typer and Click as Réseau uses them: no other module imports them, but ``_page``.

Commands are declared in English only. Here they get their French names, their help
in the reader's language, plain and quick to print, and groups that load a module
when one of its commands is called.
"""

import importlib
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

import click
import typer
from typer.core import TyperCommand, TyperGroup

from reseau.cli._groups import one_by_one
from reseau.cli._page import (
    Page,
    add_french_names,
    example,
    rows_of,
    shown_command,
    shown_option,
    shown_parameter,
    shown_value,
)
from reseau.cli._words import COMMANDS, SYNONYMS
from reseau.domain.names import folded
from reseau.i18n import formats, gettext, language

_ = gettext


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of the top level, before its module is loaded."""

    name: str
    module: str
    summary: str


def option(
    *names: str, text: str, metavar: str | None = None, **more: Any
) -> Any:  # Any: Typer's own.
    """Declare an option by its English name, with its help to be translated."""
    return typer.Option(*names, help=text, metavar=metavar, **more)


class _Metavar(str):
    """The word for an argument, which also carries its help.

    Typer 0.25 sets the help of an argument before Click 8.5 clears it.
    """

    __slots__ = ("text",)
    text: str


def argument(*, text: str, metavar: str, **more: Any) -> Any:  # Any: Typer's own.
    """Declare an argument, with its help and the word that stands for it."""
    word = _Metavar(metavar)
    word.text = text
    return typer.Argument(metavar=word, **more)


class ReseauCommand(Page, TyperCommand):
    """A command that answers to both languages."""

    def __init__(self, *args: Any, **more: Any) -> None:  # Any: Typer's own.
        super().__init__(*args, **more)
        add_french_names(self.params)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; an error names options and arguments as the reader knows them."""
        try:
            return super().parse_args(ctx, self._forgiven(args))
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            if isinstance(error, click.BadParameter) and error.param is not None:
                error.param_hint = formats.quoted(shown_parameter(error.param))
            if isinstance(error, click.NoSuchOption):
                text = _("There is no option “{name}” here.")
                near = _near_options(error.option_name, self.params)
                raise _unknown(text, error.option_name, near, ctx) from error
            raise

    def _forgiven(self, args: list[str]) -> list[str]:
        """Write options without accents, capitals and underscores: --Thème, --thème."""
        known = {name for it in self.params for name in it.opts}
        ended = args.index("--") if "--" in args else len(args)
        return [
            _plain_option(it, known) if at < ended else it for at, it in enumerate(args)
        ]


def _plain_option(typed: str, known: Container[str]) -> str:
    name, equals, value = typed.partition("=")
    plain = folded(name).replace("_", "-").replace(" ", "-")
    long = typed.startswith("--") and name not in known and plain in known
    return f"{plain}{equals}{value}" if long else typed


def _unknown(
    text: str, typed: str, near: Sequence[str], ctx: click.Context
) -> click.UsageError:
    """Say that something does not exist, and what looks like it."""
    said = text.format(name=typed)
    if near:
        said += " " + _("Near: {names}.").format(names=", ".join(near))
    return click.UsageError(said, ctx)


def _near_options(typed: str, parameters: Sequence[click.Parameter]) -> list[str]:
    """Find the options whose name, in either language, looks like what was typed."""
    known = {
        name: shown_parameter(it)
        for it in parameters
        if isinstance(it, click.Option)
        for name in it.opts
    }
    from reseau.domain.nearest import nearest

    return nearest(typed, known, most=2, like=0.6)


class ReseauGroup(Page, TyperGroup):
    """A group of commands, each found by its English or its French name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which they were declared."""
        return [name for name in self.commands if not self.commands[name].hidden]

    def canonical(self, typed: str) -> str | None:
        """Find the English name of a command typed in either language."""
        wanted = folded(typed).replace(" ", "-").replace("_", "-")
        wanted = SYNONYMS.get(wanted, wanted)
        return next(
            (it for it in self.names() if wanted in {it, COMMANDS.get(it, it)}), None
        )

    def names(self) -> Sequence[str]:
        """Give the English names of the commands."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one is near."""
        typed = args[0]
        name = self.canonical(typed)
        command = None if name is None else self.get_command(ctx, name)
        if name is None or command is None:
            self._unknown(ctx, typed)
        return shown_command(name or typed), command, args[1:]

    def _unknown(self, ctx: click.Context, typed: str) -> None:
        from reseau.domain.nearest import nearest

        known = {it: it for it in self.names()}
        known |= {COMMANDS.get(it, it): it for it in self.names()}
        shown = {it: shown_command(at) for it, at in known.items()}
        close = nearest(folded(typed), shown, most=3, like=0.6)
        raise _unknown(_("There is no command “{name}” here."), typed, close, ctx)

    def sections(self, ctx: click.Context) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give the commands, then the options."""
        rows = [
            (shown_command(name), self.summary(ctx, name))
            for name in self.list_commands(ctx)
        ]
        return [(_("Commands"), rows), (_("Options"), rows_of(ctx, self, options=True))]

    def summary(self, ctx: click.Context, name: str) -> str:
        """Give the first line of a command's help."""
        command = self.get_command(ctx, name)
        return first_line(command.help or "") if command else ""


def first_line(text: str) -> str:
    """Give the first paragraph of a help text, translated."""
    return gettext(text).strip().split("\n\n")[0].replace("\n", " ")


class RootGroup(ReseauGroup):
    """The top level: it loads a command's module when that command is called."""

    entries: Mapping[str, Entry] = {}

    def names(self) -> Sequence[str]:
        """Give the English names of the commands, loaded or not."""
        return list(self.entries)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of the table."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command."""
        name = self.canonical(cmd_name)
        return None if name is None else load(self.entries[name])

    def summary(self, ctx: click.Context, name: str) -> str:
        """Give the summary of the table: no module is loaded for help."""
        return gettext(self.entries[name].summary)


def load(entry: Entry) -> click.Command:
    """Import the module of a command and build it, once a process and language."""
    return _built(entry, language())


@cache
def _built(entry: Entry, _language: str) -> click.Command:
    """Build a command, whose numbers are named in a language."""
    app = importlib.import_module(f"reseau.cli.{entry.module}").app
    command = typer.main.get_command(app)
    command.name = entry.name
    return command


def new_group(text: str) -> typer.Typer:
    """Begin a group of commands."""
    return typer.Typer(
        cls=ReseauGroup, help=text, add_completion=False, rich_markup_mode=None,
        no_args_is_help=True, pretty_exceptions_enable=False, suggest_commands=False,
    )  # fmt: skip


def new_single() -> typer.Typer:
    """Begin a module that holds one command of the top level."""
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )


def command(
    app: typer.Typer, name: str, *, text: str, example: str, dashes: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a command with its help and its example.

    A parameter may be a group of options: see ``_groups``. With ``dashes``,
    arguments may begin with a dash, as ``-word`` does in a search.
    """
    settings = {"ignore_unknown_options": True} if dashes else None
    declare = app.command(
        name, cls=ReseauCommand, help=text, epilog=example, context_settings=settings
    )
    return lambda function: declare(one_by_one(function))


def leave(code: int) -> NoReturn:
    """End a command with an exit code, everything having been said."""
    raise click.exceptions.Exit(code)


__all__ = [
    "Entry", "ReseauCommand", "ReseauGroup", "RootGroup", "argument", "click",
    "command", "example", "first_line", "leave", "load", "new_group", "new_single",
    "option", "shown_command", "shown_option", "shown_value",
]  # fmt: skip

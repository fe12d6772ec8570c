"""Typer and Click as Réseau uses them: the only module that imports them.

Commands are declared in English only. Here they get their French names, their help
in the reader's language, plain and quick to print, and groups that load a module
when one of its commands is called.
"""

import difflib
import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import click
import typer
from typer.core import TyperCommand, TyperGroup

from reseau.cli._words import COMMANDS, OPTIONS, VALUES
from reseau.domain.names import folded
from reseau.i18n import N_, formats, gettext, language

_ = gettext
Help = str


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


def shown_command(name: str) -> str:
    """Give the name of a command in the reader's language."""
    return COMMANDS.get(name, name) if language() == "fr" else name


def shown_value(value: str) -> str:
    """Give a listed value in the reader's language."""
    return VALUES.get(value, value) if language() == "fr" else value


def shown_option(names: Sequence[str]) -> list[str]:
    """Keep the names of an option that the reader's language uses."""
    french = set(OPTIONS.values())
    english = set(OPTIONS)
    other, own = (
        (english - french, french)
        if language() == "fr"
        else (french - english, english)
    )
    return [it for it in names if it in own or it not in other]


class _WholeNumber(click.types.IntParamType):
    """Click's whole number, with a name that can be read in both languages."""

    def __init__(self) -> None:
        self.name = _("whole number")


def _add_french_names(parameters: Sequence[click.Parameter]) -> None:
    for parameter in parameters:
        if isinstance(parameter.type, click.IntRange):  # It keeps its bounds.
            parameter.type.name = _("whole number")
        elif isinstance(parameter.type, click.types.IntParamType):
            parameter.type = _WholeNumber()
        if isinstance(parameter, click.Option):
            for name in tuple(parameter.opts):
                french = OPTIONS.get(name)
                if french is not None and french not in parameter.opts:
                    parameter.opts.append(french)


def _rows(
    context: click.Context, command: click.Command, *, options: bool
) -> list[tuple[str, str]]:
    """Describe the arguments or the options of a command, one row each."""
    rows = []
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option) is not options or getattr(
            parameter, "hidden", False
        ):
            continue
        rows.append((_left(parameter), _right(parameter)))
    return rows


def _left(parameter: click.Parameter) -> str:
    if not isinstance(parameter, click.Option):
        return _metavar(parameter)
    names = ", ".join(sorted(shown_option(parameter.opts), key=len))
    return names if parameter.is_flag else f"{names} {_metavar(parameter)}"


def _metavar(parameter: click.Parameter) -> str:
    if parameter.metavar:
        return gettext(parameter.metavar)
    return (
        _("NUMBER")
        if isinstance(parameter.type, click.types.IntParamType)
        else _("TEXT")
    )


def _right(parameter: click.Parameter) -> str:
    given: str = (
        getattr(parameter, "help", None)
        or getattr(parameter.metavar, "text", None)
        or ""
    )
    text = gettext(given)
    default = parameter.default
    if (
        isinstance(default, str | int)
        and not isinstance(default, bool)
        and default != ""
    ):
        shown = shown_value(str(default))
        text += " " + _("[default: {value}]").format(value=shown)
    if parameter.required and isinstance(parameter, click.Option):
        text += " " + _("[required]")
    return text.strip()


class _Page:
    """Help in the reader's language, drawn by Click's plain formatter.

    Rich would double the time that ``--help`` takes.
    """

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, purpose, arguments, options or commands, and an example."""
        assert isinstance(self, click.Command)  # noqa: S101  # Mixed in there only.
        _write_usage(self, ctx, formatter)
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(gettext(self.help))
        for title, rows in self.sections(ctx):
            if rows:
                with _section(formatter, title):
                    formatter.write_dl(rows, col_max=34)
        if self.epilog:
            with _section(formatter, _("Example")):
                for line in example(self.epilog).splitlines():
                    formatter.write(f"  {line}\n")

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Answer to --help and --aide."""
        return ["--help", "--aide", "-h"]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Describe the help option in the reader's language."""
        assert isinstance(self, click.Command)  # noqa: S101
        found = click.Command.get_help_option(self, ctx)
        if found is not None:
            found.help = N_("Show this help.")
        return found

    def sections(self, ctx: click.Context) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give the parts of the page, with their titles."""
        assert isinstance(self, click.Command)  # noqa: S101
        return [
            (_("Arguments"), _rows(ctx, self, options=False)),
            (_("Options"), _rows(ctx, self, options=True)),
        ]


def example(text: str) -> str:
    """Write an example with the names of the reader's language.

    Examples are English in the code. A whole translation in the catalogue wins,
    because names and titles change too.
    """
    return gettext(text)


@contextmanager
def _section(formatter: click.HelpFormatter, title: str) -> Iterator[None]:
    """Begin a part of the page; Click would put no space before a French colon."""
    formatter.write_paragraph()
    formatter.write(_("{title}:").format(title=title) + "\n")
    with formatter.indentation():
        yield


def _write_usage(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    pieces = [
        _metavar_usage(it)
        for it in command.get_params(ctx)
        if isinstance(it, click.Argument)
    ]
    if isinstance(command, click.Group):
        pieces.append(_("COMMAND …"))
    formatter.write_usage(
        ctx.command_path, " ".join([*pieces, _("[OPTIONS]")]), prefix=_("Usage:") + " "
    )


def _metavar_usage(parameter: click.Parameter) -> str:
    name = _metavar(parameter)
    many = "…" if parameter.nargs != 1 else ""
    return f"{name}{many}" if parameter.required else f"[{name}{many}]"


class ReseauCommand(_Page, TyperCommand):
    """A command that answers to both languages."""

    def __init__(self, *args: Any, **more: Any) -> None:  # Any: Typer's own.
        super().__init__(*args, **more)
        _add_french_names(self.params)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; an error names options and arguments as the reader knows them."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            if isinstance(error, click.BadParameter) and error.param is not None:
                error.param_hint = formats.quoted(_shown_parameter(error.param))
            if isinstance(error, click.NoSuchOption):
                text = _("There is no option “{name}” here.")
                near = _near_options(error.option_name, self.params)
                raise _unknown(text, error.option_name, near, ctx) from error
            raise


def _unknown(
    text: str, typed: str, near: Sequence[str], ctx: click.Context
) -> click.UsageError:
    """Say that something does not exist, and what looks like it."""
    said = text.format(name=typed)
    if near:
        said += " " + _("Near: {names}.").format(names=", ".join(near))
    return click.UsageError(said, ctx)


def _shown_parameter(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return max(shown_option(parameter.opts), key=len)
    return _metavar(parameter)


def _near_options(typed: str, parameters: Sequence[click.Parameter]) -> list[str]:
    """Find the options whose name, in either language, looks like what was typed."""
    known = {
        name: _shown_parameter(it)
        for it in parameters
        if isinstance(it, click.Option)
        for name in it.opts
    }
    close = difflib.get_close_matches(typed, known, n=2)
    return list(dict.fromkeys(known[it] for it in close))


class ReseauGroup(_Page, TyperGroup):
    """A group of commands, each found by its English or its French name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which they were declared."""
        return [name for name in self.commands if not self.commands[name].hidden]

    def canonical(self, typed: str) -> str | None:
        """Find the English name of a command typed in either language."""
        wanted = folded(typed).replace(" ", "-")
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
        known = {it: it for it in self.names()}
        known |= {COMMANDS.get(it, it): it for it in self.names()}
        near = difflib.get_close_matches(folded(typed), known, n=3, cutoff=0.6)
        close = list(dict.fromkeys(shown_command(known[it]) for it in near))
        raise _unknown(_("There is no command “{name}” here."), typed, close, ctx)

    def sections(self, ctx: click.Context) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give the commands, then the options."""
        rows = [
            (shown_command(name), self.summary(ctx, name))
            for name in self.list_commands(ctx)
        ]
        return [(_("Commands"), rows), (_("Options"), _rows(ctx, self, options=True))]

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
    """Import the module of a command and build it."""
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

    ``dashes`` lets arguments begin with a dash, as ``-word`` does in a search.
    """
    settings = {"ignore_unknown_options": True} if dashes else None
    return app.command(
        name, cls=ReseauCommand, help=text, epilog=example, context_settings=settings
    )


def leave(code: int) -> NoReturn:
    """End a command with an exit code, everything having been said."""
    raise click.exceptions.Exit(code)


__all__ = [
    "Entry", "Help", "ReseauCommand", "ReseauGroup", "RootGroup", "argument", "click",
    "command", "example", "first_line", "leave", "load", "new_group", "new_single",
    "option", "shown_command", "shown_option", "shown_value",
]  # fmt: skip

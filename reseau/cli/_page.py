"""A page of help, in the reader's language, plain and quick to draw.

Typer and Click are imported here and in ``_base``, which all others import.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from reseau.cli._words import COMMANDS, OPTIONS, VALUES, WHICH
from reseau.i18n import N_, gettext, language

_ = gettext


def shown_command(name: str) -> str:
    """Give the name of a command in the reader's language."""
    return COMMANDS.get(name, name) if language() == "fr" else name


def shown_value(value: str) -> str:
    """Give a listed value in the reader's language."""
    return VALUES.get(value, value) if language() == "fr" else value


def shown_option(names: Sequence[str]) -> list[str]:
    """Keep the names of an option that the reader's language uses."""
    french, english = {*OPTIONS.values(), *WHICH}, set(OPTIONS)
    replaced = {OPTIONS[WHICH[it]] for it in names if it in WHICH}
    other, own = (
        ((english - french) | replaced, french - replaced)
        if language() == "fr"
        else (french - english, english)
    )
    return [it for it in names if it in own or it not in other]


class _WholeNumber(click.types.IntParamType):
    """Click's whole number, with a name that can be read in both languages."""

    def __init__(self) -> None:
        self.name = _("whole number")


class _Number(click.types.FloatParamType):
    """Click's number, named in both languages, which also reads «10,5»."""

    def __init__(self) -> None:
        self.name = _("number, with or without decimals")

    def convert(
        self,
        value: Any,  # Any: Click's own; a text, or the number it is already.
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read a number, with a point or a comma."""
        plain: Any = value  # Any: as above.
        if isinstance(value, str):
            plain = value.strip().replace(",", ".")
        try:
            found: float = super().convert(plain, param, ctx)
        except click.BadParameter:
            found = super().convert(value, param, ctx)  # Told as it was typed.
        return found


def _named(
    kind: click.ParamType[Any],  # Any: Click's own.
) -> click.ParamType[Any]:
    """Give numbers a name that can be read in both languages."""
    if isinstance(kind, click.IntRange):  # It keeps its bounds.
        kind.name = _("whole number")
    elif isinstance(kind, click.FloatRange):
        kind.name = _("number, with or without decimals")
    elif isinstance(kind, click.types.IntParamType):
        return _WholeNumber()
    elif isinstance(kind, click.types.FloatParamType):
        return _Number()
    return kind


def add_french_names(parameters: Sequence[click.Parameter]) -> None:
    """Give options their French names, and numbers a name for errors."""
    for parameter in parameters:
        parameter.type = _named(parameter.type)
        if isinstance(parameter, click.Option):
            for name in tuple(parameter.opts):
                french = OPTIONS.get(name)
                if french is not None and french not in parameter.opts:
                    parameter.opts.append(french)


def rows_of(
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
        if isinstance(
            parameter.type, click.types.IntParamType | click.types.FloatParamType
        )
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


def shown_parameter(parameter: click.Parameter) -> str:
    """Give the name of an option or an argument in the reader's language."""
    if isinstance(parameter, click.Option):
        return max(shown_option(parameter.opts), key=len)
    return _metavar(parameter)


class Page:
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
            (_("Arguments"), rows_of(ctx, self, options=False)),
            (_("Options"), rows_of(ctx, self, options=True)),
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

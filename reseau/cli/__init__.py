"""The command line: what is typed and what is printed.

``run`` is the one place where an error becomes text.
"""

import os
import sys
import traceback
from collections.abc import Sequence

from reseau.cli import state
from reseau.errors import ExitCode, ReseauError
from reseau.i18n import gettext as _


def run(arguments: Sequence[str], *, unknown_language: str | None = None) -> int:
    """Run one command.

    Args:
        arguments: What was typed after ``reseau``.
        unknown_language: A value of RESEAU_LANG that is no language.

    Returns:
        The exit code: see ``ExitCode``.
    """
    _make_streams_safe()
    if unknown_language:
        _say(
            _(
                "RESEAU_LANG={value} is not a language of Réseau; French is used."
            ).format(value=unknown_language)
        )
    from reseau.cli._base import click
    from reseau.cli.root import root

    try:
        rest = state.take_everywhere([_read_again(it) for it in arguments])
        answer = root().main(args=rest, prog_name="reseau", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())  # noqa: T201  # Help, as if asked for.
        return int(ExitCode.USAGE)
    except click.ClickException as error:
        _say(_("Error: {text}").format(text=error.format_message()))
        _say(_hint(error))
        return int(ExitCode.USAGE)
    except SystemExit:  # What Typer and Rich make of a reader who has seen enough.
        return int(ExitCode.DONE)
    except (click.Abort, KeyboardInterrupt):
        answer = ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # The last door: no traceback for users.
        return _told(error)
    if answer == ExitCode.INTERRUPTED:  # Typer too answers so to Ctrl-C.
        _say("\n" + _("Interrupted: nothing was written."))
    return answer if isinstance(answer, int) else int(ExitCode.DONE)


def _read_again(argument: str) -> str:
    """Read an argument as UTF-8 where Python took the terminal for ASCII (LC_ALL=C)."""
    try:
        return argument.encode(errors="surrogateescape").decode()
    except UnicodeError:
        return argument


def _told(error: Exception) -> int:
    """Say what happened and give the exit code."""
    if isinstance(error, BrokenPipeError):  # The reader has seen enough.
        return int(ExitCode.DONE)
    if state.current().debug:
        traceback.print_exc()
    if isinstance(error, ReseauError):
        _say(_("Error: {text}").format(text=error))
        return int(error.exit_code)
    _say(
        _(
            "Error: something unexpected happened ({kind}). Nothing was half-written. "
            "Run the same command with --debug and send what it shows to the "
            "developers."
        ).format(kind=type(error).__name__)
    )
    return int(ExitCode.INTERNAL)


def _hint(error: object) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "reseau"
    return _("“{command} --help” shows how.").format(command=path)


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201  # The one place that reports an error.


def _make_streams_safe() -> None:
    """Never crash on «Œ» where the terminal cannot show it (Windows, LANG=C).

    Nor where a stream was closed, as by a scheduler: Python has None in its place.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    if os.name == "nt" and not sys.stdout.isatty():  # A file or a pipe: UTF-8.
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # As above.

"""Questions asked on a terminal, with completion and a check of each answer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.errors import ReseauError
from reseau.i18n import gettext as _
from reseau.usecases.log.forms import read_yes

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

Check = Callable[[str], object]
BACK = "<"
EMPTIED = "-"


class BackError(Exception):
    """The person asked for the question before."""


class StopError(Exception):
    """The person stopped, by Ctrl-C, by Ctrl-D or by saying no."""


class Asker:
    """Ask questions; a session of the terminal that remembers what was typed."""

    def __init__(self) -> None:
        """Take the terminal."""
        from prompt_toolkit import PromptSession

        self._session: PromptSession[str] = PromptSession()

    def ask(
        self,
        question: str,
        *,
        default: str = "",
        shown: str | None = None,
        completer: "Completer | None" = None,
        check: Check | None = None,
    ) -> str:
        """Ask until the answer is right.

        Args:
            question: Without its colon.
            default: What an empty answer stands for; ``EMPTIED`` answers nothing.
            shown: How the default is shown, when not as it is.
            completer: What is proposed while typing.
            check: Raises a ReseauError for a wrong answer: it is said, and the answer
                is there to be corrected.

        Returns:
            The answer without blanks around it; it may be empty.

        Raises:
            BackError: The answer is ``BACK``.
            StopError: Ctrl-C or Ctrl-D.
        """
        if default:
            question = f"{question} [{shown or default}]"
        text = _("{title}:").format(title=question)
        typed = self._typed(
            text, completer, lambda it: check and check(_meant(it, default))
        )
        return _meant(typed, default)

    def yes(self, question: str, *, default: bool) -> bool:
        """Ask a question that is answered by yes or no.

        Raises:
            BackError, StopError: As ``ask``.
        """
        choices = _("[Y/n]") if default else _("[y/N]")
        text = self._typed(
            f"{question} {choices}",
            None,
            lambda it: read_yes(it.strip()) if it.strip() else None,
        ).strip()
        return read_yes(text) if text else default

    def _typed(self, question: str, completer: "Completer | None", check: Check) -> str:
        """Ask until the answer is right; a wrong one is there to be corrected."""
        typed = ""
        while True:
            try:
                typed = self._session.prompt(
                    f"{question} ",
                    default=typed,
                    completer=completer,
                    complete_while_typing=completer is not None,
                )
            except (KeyboardInterrupt, EOFError) as error:
                raise StopError from error
            if typed.strip() == BACK:
                raise BackError
            try:
                check(typed)
            except ReseauError as error:
                output.note(f"  {error}")
            else:
                return typed


def _meant(typed: str, default: str) -> str:
    """Give what an answer stands for."""
    text = typed.strip()
    if text == EMPTIED and default:
        return ""
    return text or default

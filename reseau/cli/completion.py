"""``reseau completion``: the script that makes a shell complete commands and names."""

from pathlib import Path
from typing import Annotated

from reseau.cli import output
from reseau.cli._base import argument, command, new_single
from reseau.i18n import N_
from reseau.i18n import gettext as _

app = new_single()
SHELLS = ("bash", "zsh", "fish", "powershell")
_SCRIPTS = Path(__file__).with_name("completion_scripts")
_ENDINGS = {"powershell": "ps1"}


@command(
    app,
    "completion",
    text=N_(
        "Print the script that completes commands and names when TAB is pressed.\n\n"
        "In bash, add this line to the file .bashrc of your home folder, and in zsh "
        "to .zshrc, with zsh in place of bash: source <(reseau completion bash). In "
        "fish, save what is printed as .config/fish/completions/reseau.fish; in "
        "PowerShell, add it to the file that $PROFILE names. Then open another "
        "terminal."
    ),
    example=N_("reseau completion bash"),
)
def completion(
    shell: Annotated[
        str, argument(text=N_("bash, zsh, fish or powershell."), metavar=N_("SHELL"))
    ],
) -> None:
    from reseau.cli.words import one_of

    chosen = one_of(shell, SHELLS, option=_("SHELL"))
    script = _SCRIPTS / f"reseau.{_ENDINGS.get(chosen, chosen)}"
    output.line(script.read_text("utf-8").rstrip("\n"))

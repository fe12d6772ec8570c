"""The group ``reseau privacy``, and what its commands take alike."""

from typing import Annotated

from reseau.cli import output
from reseau.cli._base import argument, new_group, option
from reseau.i18n import N_
from reseau.i18n import gettext as _

app = new_group(
    N_(
        "People's rights over what is kept of them. Réseau helps; this is not legal "
        "advice."
    )
)

Person = Annotated[str, argument(text=N_("A person."), metavar=N_("PERSON"))]
Number = Annotated[
    int, argument(text=N_("Its number, as the list shows it."), metavar=N_("NUMBER"))
]
On = Annotated[
    str | None,
    option("--on", text=N_("The day; today by default."), metavar=N_("DATE")),
]


def say_held_open() -> None:
    """Say that what was removed may still be in the file, and what to do."""
    output.note(
        _(
            "Somebody else has the store open, so that its file could not be "
            "rewritten. Once they have closed it: reseau check --repair"
        )
    )

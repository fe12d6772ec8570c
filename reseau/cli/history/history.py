"""``reseau history``: what was done, when and by whom."""

from typing import Annotated

from reseau.cli import output
from reseau.cli._base import argument, command, new_single, option
from reseau.cli.options import FormatOption
from reseau.cli.state import store
from reseau.i18n import N_

app = new_single()


@command(
    app,
    "history",
    text=N_("What was done, when and by whom; with a number, what it changed."),
    example=N_("reseau history --limit 5"),
)
def history(
    number: Annotated[
        int | None,
        argument(text=N_("Show that operation field by field."), metavar=N_("NUMBER")),
    ] = None,
    limit: Annotated[int, option("--limit", text=N_("How many operations."))] = 20,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.history import past
    from reseau.usecases.log import memory

    chosen = output.read_format(form)
    if number is not None:
        past.print_operation(*memory.operation_detail(store(), number), form=chosen)
    else:
        past.print_history(memory.history(store(), limit=limit), form=chosen)

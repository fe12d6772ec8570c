"""``reseau impact``: from signal to outcome, both ways, and where the chain breaks."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_single
from reseau.cli.options import FormatOption, Since, Until
from reseau.cli.state import store
from reseau.errors import UsageError
from reseau.i18n import N_, language

app = new_single()


class PeriodOfRecordError(UsageError):
    """A period is asked for with one record."""

    message = N_(
        "One record is followed whole: leave --since and --until out, or leave the "
        "record out."
    )


@command(
    app,
    "impact",
    text=N_(
        "Follow the chain from signal to need, product, strategy, marker and outcome, "
        "both ways.\n\n"
        "Without a record: how many of each, what is confirmed, by actor and by theme, "
        "and where the chain breaks. No share of a change is ever attributed."
    ),
    example=N_("reseau impact strategy ouvrir-la-cour"),
)
def impact(
    record: Annotated[
        list[str] | None,
        argument(
            text=N_("What it is and its number or title: outcome 3, need 4, a title."),
            metavar=N_("RECORD"),
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.cycle.impact_pages import print_followed, print_impact
    from reseau.usecases.cycle.impact import follow
    from reseau.usecases.cycle.impact_figures import overview

    printed = output.read_format(form)
    if record:
        if since is not None or until is not None:
            raise PeriodOfRecordError
        print_followed(follow(store(), record), form=printed)
        return
    period = words.period(since, until)
    found = overview(store(), period=period, lang=language())
    print_impact(found, form=printed)

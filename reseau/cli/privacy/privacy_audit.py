"""What left the store: exports, maps, files of people, searches that listed them."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output
from reseau.cli._base import command, option
from reseau.cli.lists import print_list
from reseau.cli.options import FormatOption
from reseau.cli.privacy.privacy_group import app
from reseau.cli.state import store
from reseau.i18n import N_, formats
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reseau.usecases.common.leaving import DepartureLine


@command(
    app,
    "audit",
    text=N_(
        "List the files that left: exports, maps, files of people; and the searches "
        "that listed people. What was in them is not kept."
    ),
    example=N_("reseau privacy audit --person ana-bell"),
)
def audit(
    person: Annotated[
        str | None, option("--person", text=N_("Only what this person was in."))
    ] = None,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.common.leaving import list_departures

    chosen = output.read_format(form)
    _print(list_departures(store(), who=person), form=chosen)


def _print(lines: "Sequence[DepartureLine]", *, form: output.Format) -> None:
    import json
    from dataclasses import asdict

    from reseau.domain.vocabulary import Diffusion
    from reseau.usecases.common.leaving import DepartureLine

    if form is not output.Format.TABLE:
        print_list(lines, [], of=DepartureLine, form=form, empty="", total="")
        return
    output.rows(
        [
            output.Column("number", "#", right=True),
            output.Column("left_at", _("when")),
            output.Column("author", _("who")),
            output.Column("command", _("made by")),
            output.Column("audience", _("for whom")),
            output.Column("chosen", _("restricted to")),
            output.Column("count", _("records"), right=True),
            output.Column("sha256", _("sum of the file")),
        ],
        [
            {
                **asdict(it),
                "left_at": formats.full_moment(it.left_at),
                "audience": Diffusion(it.audience).label(),
                "chosen": ", ".join(json.loads(it.chosen).values()),
                "sha256": it.sha256[:12],
            }
            for it in lines
        ],
        form=form,
        empty=_("Nothing has left yet."),
    )

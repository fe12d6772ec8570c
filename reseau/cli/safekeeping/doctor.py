"""``reseau doctor``: what to send to whoever helps."""

from datetime import datetime
from typing import TYPE_CHECKING

from reseau.cli import output, state
from reseau.cli._base import command, new_single
from reseau.cli.options import FormatOption
from reseau.i18n import N_, formats, gettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.safekeeping.diagnosis import Fact

app = new_single()


@command(
    app,
    "doctor",
    text=N_(
        "Versions, places, rights, encoding: what to send to whoever helps. It holds "
        "no name of a person but that of your folders."
    ),
    example=N_("reseau doctor"),
)
def doctor(form: FormatOption = "table") -> None:
    from reseau.usecases.safekeeping.diagnosis import diagnosis

    chosen = output.read_format(form)
    facts = diagnosis(state.address())
    if chosen is not output.Format.TABLE:
        output.data({it.code: it.value for it in facts})
        return
    output.pairs([(gettext(it.label), _said(it)) for it in facts])
    advice = [it for it in facts if it.advice]
    output.line()
    for it in advice:
        output.line(f"! {gettext(it.label)} — {output.safe(it.advice)}")
    if not advice:
        output.line(_("Nothing wants attention here."))


def _said(fact: "Fact") -> str:
    if isinstance(fact.value, bool):
        return _("yes") if fact.value else _("no")
    if isinstance(fact.value, datetime):
        return formats.full_moment(fact.value)
    if isinstance(fact.value, int):
        return formats.number(fact.value)
    return "–" if fact.value is None else str(fact.value)

"""``reseau decrypt``: the file of the store in clear again."""

from reseau.cli import output, state
from reseau.cli._base import command, leave, new_single
from reseau.cli.options import DryRun, Yes
from reseau.errors import ExitCode
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

app = new_single()


@command(
    app,
    "decrypt",
    text=N_("Write the file of the store in clear again."),
    example=N_("reseau decrypt --dry-run"),
)
def decrypt(yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.safekeeping.encrypting import decrypt_store

    address = state.address()
    planned = decrypt_store(address, dry_run=True)
    if dry_run:
        output.line(_("The store can be decrypted."))
        output.note(_("Dry run: nothing was written."))
        return
    question = _("Decrypt {place}? Whoever has the file will be able to read it.")
    if not output.confirm(question.format(place=planned.place), yes=yes):
        output.note(_("Nothing was changed."))
        leave(ExitCode.DONE)
    done = decrypt_store(address)
    output.line(_("The store is in clear: {place}").format(place=done.place))
    output.note(_("Its key is kept where it was."))
    if done.others:
        text = ngettext(
            "{n} encrypted backup still needs it.",
            "{n} encrypted backups still need it.",
            len(done.others),
        )
        output.note(text.format(n=formats.number(len(done.others))))

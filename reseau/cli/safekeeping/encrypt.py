"""``reseau encrypt``: the file of the store under a key."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, state
from reseau.cli._base import command, leave, new_single, option
from reseau.cli.options import DryRun, Yes
from reseau.errors import ExitCode
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.safekeeping.encrypting import Encryption

app = new_single()


@command(
    app,
    "encrypt",
    text=N_(
        "Encrypt the file of the store. The key goes to the keyring of this account, "
        "or to a file."
    ),
    example=N_("reseau encrypt --key-copy /media/usb/reseau.key"),
)
def encrypt(
    key_file: Annotated[
        str | None,
        option(
            "--key-file",
            text=N_("Keep the key in this file rather than in the keyring."),
            metavar=N_("FILE"),
        ),
    ] = None,
    key_copy: Annotated[
        str | None,
        option(
            "--key-copy",
            text=N_("Write a copy of the key there too, to be kept elsewhere."),
            metavar=N_("FILE"),
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.safekeeping import encrypting

    address = state.address()
    copy = None if key_copy is None else Path(key_copy)
    if copy is not None and key_file is None and encrypting.is_encrypted(address):
        _tell_copy(encrypting.copy_key(address, copy))
        return
    encrypting.check_encryptable(address, key_copy=copy)
    question = _(
        "Encrypt {place}? Whoever loses the key loses the store: keep a copy of it "
        "elsewhere."
    ).format(place=address.place)
    if not dry_run and not output.confirm(question, yes=yes):
        output.note(_("Nothing was changed."))
        leave(ExitCode.DONE)
    done = encrypting.encrypt_store(
        address,
        key_file=None if key_file is None else Path(key_file),
        key_copy=copy,
        dry_run=dry_run,
    )
    if dry_run:
        output.line(_("The store can be encrypted."))
        output.note(_("Dry run: nothing was written."))
    else:
        output.line(_("The store is encrypted: {place}").format(place=done.place))
        _tell_key(done)
    _tell_backups(done)


def _tell_key(done: "Encryption") -> None:
    """Say where the key is, and how not to lose it."""
    if done.kept_in is None:
        output.note(_("Its key is in the keyring of this account."))
    else:
        output.note(_("Its key is in {file}.").format(file=done.kept_in))
    if not done.named:
        output.note(
            _("So that each command finds it: RESEAU_KEY_FILE={file}").format(
                file=done.kept_in
            )
        )
    if done.copy is not None:
        _tell_copy(done)
    else:
        output.note(
            _(
                "Without the key, nobody can read the store. For a copy to keep "
                "elsewhere: reseau encrypt --key-copy FILE"
            )
        )


def _tell_copy(done: "Encryption") -> None:
    output.line(_("A copy of the key is in {file}.").format(file=done.copy))
    output.note(_("Keep it apart from the computer: who has it reads the store."))


def _tell_backups(done: "Encryption") -> None:
    if not done.others:
        return
    text = ngettext(
        "{n} backup made before is in clear: remove it once there is a new one.",
        "{n} backups made before are in clear: remove them once there is a new one.",
        len(done.others),
    )
    output.note(text.format(n=formats.number(len(done.others))))
    for it in done.others:
        output.note(f"  {it}")

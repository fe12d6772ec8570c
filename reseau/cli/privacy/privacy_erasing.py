"""Ask before a person is erased, and say what was done, without their name."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli._base import leave
from reseau.cli.privacy.privacy_group import say_held_open
from reseau.errors import ExitCode, UsageError
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _
from reseau.store.past.dependents import counted, noun
from reseau.store.past.field_words import field_word

if TYPE_CHECKING:
    from reseau.store.privacy.erasure import Mention
    from reseau.usecases.privacy.erasing import ErasureReport


class MentionsError(UsageError):
    """What to do of mentions is neither of two words."""

    message = N_("--mentions is replace or keep, not “{text}”.")


_ANSWERS = {"replace": True, "remplacer": True, "keep": False, "garder": False}


def read_mentions(text: str | None) -> bool | None:
    """Read ``--mentions``.

    Raises:
        MentionsError: It is neither.
    """
    if text is None:
        return None
    if text.casefold() not in _ANSWERS:
        raise MentionsError(text=text)
    return _ANSWERS[text.casefold()]


def confirmed() -> bool:
    """Ask, once what would be erased was shown; nothing brings it back."""
    sure = output.confirm(_("Erase this person for good?"), yes=False)
    if not sure:
        output.note(_("Nothing was changed."))
    return sure


def print_erasure(done: "ErasureReport", *, dry_run: bool) -> None:
    """Say what is removed, where the person was mentioned, and what is left."""
    _tell_what_goes(done)
    _tell_what_left(done)
    if done.in_charge:
        text = _(
            "- in charge of personal information: name somebody else with “reseau "
            "privacy responsible”"
        )
        output.line(text)
    if dry_run:
        output.note(_("Dry run: nothing was written."))
        return
    output.line(_("Erasure {number} is done.").format(number=done.number))
    _tell_the_rest(done)
    _tell_what_was_found(done)


def _tell_what_goes(done: "ErasureReport") -> None:
    for table, number in done.removed.items():
        output.line(f"- {counted(table, number)}")
    for it in done.mentions:
        output.line("- " + _where(_("mentioned: {what} #{number}, {column}"), it))
    history = ngettext(
        "{n} operation of the history is rewritten",
        "{n} operations of the history are rewritten",
        done.operations,
    )
    output.line("- " + history.format(n=formats.number(done.operations)))


def _tell_what_was_found(done: "ErasureReport") -> None:
    """Say what still names the person, and leave with the code of it."""
    for it in done.called:
        told = _("kept, as it is called so: {what} #{number}, {column}")
        output.line("- " + _where(told, it))
    if not done.left and done.called:
        output.note(_("Looked for everywhere: nothing else names the person."))
        return
    if not done.left:
        output.note(_("Looked for everywhere: nothing names the person any more."))
        return
    for place in done.left:
        output.line(f"! {output.safe(place)}")
    if done.rewritten:
        output.note(_("This still names the person: correct it by hand."))
    else:
        say_held_open()
    leave(ExitCode.INTEGRITY)


def _where(text: str, it: "Mention") -> str:
    return text.format(what=noun(it.table), number=it.key, column=field_word(it.column))


_FEW = 5


def _tell_what_left(done: "ErasureReport") -> None:
    """Say which files left with the person in them: whoever has them is to be told."""
    if not done.departures:
        return
    text = ngettext(
        "{n} file that left held the person; ask whoever has it:",
        "{n} files that left held the person; ask whoever has them:",
        len(done.departures),
    )
    output.line("- " + text.format(n=formats.number(len(done.departures))))
    for it in done.departures[:_FEW]:
        day = formats.full_date(it.left_on)
        audience = it.audience.label()
        output.line(f"  #{it.number} · {day} · {it.command} · {audience}")
    left = len(done.departures) - _FEW
    if left > 0:
        more = ngettext("  … and {n} other", "  … and {n} others", left)
        output.line(more.format(n=formats.number(left)))


def _tell_the_rest(done: "ErasureReport") -> None:
    if done.drafts:
        text = ngettext(
            "{n} draft was removed.", "{n} drafts were removed.", done.drafts
        )
        output.note(text.format(n=formats.number(done.drafts)))
    if done.backups:
        text = ngettext(
            "{n} backup still holds the person; a restoration erases them again.",
            "{n} backups still hold the person; a restoration erases them again.",
            len(done.backups),
        )
        output.note(text.format(n=formats.number(len(done.backups))))

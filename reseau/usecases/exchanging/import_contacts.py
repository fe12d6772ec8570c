"""Import contacts: cards (.vcf), and the exports of Google and Outlook."""

from collections.abc import Sequence
from pathlib import Path

from reseau.errors import ReseauError
from reseau.exchange.cards.contacts import read_contacts
from reseau.exchange.found import ReadFile
from reseau.exchange.profiles.profile import load_profile
from reseau.exchange.profiles.profile_model import Profile
from reseau.exchange.rows.reading import read_file
from reseau.exchange.rows.recognition import recognized_profile
from reseau.exchange.text.refusals import FileRefusedError
from reseau.i18n import N_
from reseau.usecases.exchanging.importing import (
    Progress,
    Refused,
    Sources,
    expanded_paths,
)

_PROFILE = Profile(name="contacts", kind="actors")
_CARDS = frozenset({".vcf", ".vcard"})


class UnknownContactsError(FileRefusedError):
    """A table is no known export of contacts."""

    message = N_(
        "{file} is not an export of contacts that is known. Export the contacts as "
        "vCard (.vcf), or use “reseau import actors” with a profile."
    )


def read_contact_files(
    paths: Sequence[str], *, progress: Progress = lambda _done, _all, _name: None
) -> Sources:
    """Read contacts; a file refused as a whole does not stop the others.

    Args:
        paths: Of cards, and of exports of Google or Outlook, which need no profile.
        progress: Told how many files are done, of how many, and the next one.

    Returns:
        What ``run_import`` takes.
    """
    files, refused = [], []
    expanded = expanded_paths(paths)
    for position, path in enumerate(expanded):
        progress(position, len(expanded), Path(path).name)
        try:
            is_cards = Path(path).suffix.casefold() in _CARDS
            files.append(_cards(path) if is_cards else _table(path))
        except ReseauError as error:
            refused.append(Refused(Path(path).name, error))
    progress(len(expanded), len(expanded), "")
    return Sources(_PROFILE, tuple(files), tuple(refused))


def _cards(path: str) -> ReadFile:
    """Describe a file of cards as other imports do."""
    found = read_contacts(path)
    return ReadFile(
        name=found.name,
        sha256=found.sha256,
        rows_read=found.cards_read,
        records=found.records,
        problems=found.problems,
        warnings=found.warnings,
        repeats=(),
        skipped=(),
    )


def _table(path: str) -> ReadFile:
    """Read an export by its profile.

    Raises:
        UnknownContactsError: It is of no known layout, or of no contacts.
    """
    name = recognized_profile(path)
    profile = None if name is None else load_profile(name)
    if profile is None or profile.kind != _PROFILE.kind:
        raise UnknownContactsError(file=Path(path).name)
    return read_file(path, profile=profile)

"""The whole store as one JSON file: a neutral copy that any database takes back."""

import json
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import exc

from reseau.errors import UsageError, system_reason
from reseau.exchange.geojson import is_outline
from reseau.exchange.text.cells import shown
from reseau.i18n import N_
from reseau.store.past import dump
from reseau.store.past.dump import PlainRow, WrongRowError
from reseau.store.place import unfinished
from reseau.store.place.schema import HEAD, KNOWN
from reseau.store.place.unfinished import Removal
from reseau.store.privacy.departures import Leaving
from reseau.store.session import Store
from reseau.usecases.common.leaving import hand_over
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.privacy.removing_again import remove_again

FORMAT = "reseau-store"
_LARGEST = 512 * 1024 * 1024


class NotAStoreFileError(UsageError):
    """The file is not a whole store."""

    message = N_(
        "{file} is not a whole store, as “reseau export json” writes it: {reason}."
    )


class NewerFileError(UsageError):
    """A later version of the program wrote the file."""

    message = N_("{file} was written by a newer version of Réseau. Update the program.")


class InconsistentFileError(UsageError):
    """The rows of the file do not hold together."""

    message = N_(
        "The rows of {file} do not hold together: a record they name is missing, or "
        "one is there twice. Nothing was written."
    )


def store_text(store: Store) -> str:
    """Write the whole store as JSON; the same store gives the same text."""
    with store.reading() as session:
        content = dump.dump(session)
    head = {"format": FORMAT, "schema": HEAD, "tables": content}
    return json.dumps(head, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def export_store(store: Store, out: Path) -> int:
    """Write the whole store to a file; give how many records.

    Raises:
        NotWrittenError: The file cannot be written.
    """
    text = store_text(store)
    content = json.loads(text)["tables"]
    count = sum(len(rows) for rows in content.values())
    actors = [it["key"] for it in content["actor"]]
    hand_over(store, out, Leaving("export json", text, count, actors))
    return count


def import_store(store: Store, file: str, *, dry_run: bool = False) -> Outcome:
    """Put a whole store back into an empty one, as one operation.

    Whoever was erased here since it was exported is erased again.

    Raises:
        NotAStoreFileError, NewerFileError, InconsistentFileError, WrongRowError
        StoreNotEmptyError: There is something in the store already.
    """
    content = _content(file)
    _check_outlines(content.get("territory", []))
    if not dry_run:
        unfinished.begin(store.address, Removal())
    try:
        with store.working("import store", dry_run=dry_run) as work:
            dump.load(work.session, content)
    except exc.IntegrityError as error:
        raise InconsistentFileError(file=file) from error
    if not dry_run:
        remove_again(store.address)
    return outcome(work, slug="", name=Path(file).name)


def _check_outlines(rows: Sequence[object]) -> None:
    """See that what atlases draw is what they can: the database takes any text.

    Raises:
        WrongRowError: One is no outline.
    """
    for number, row in enumerate(rows, start=1):
        text = row.get("geometry") if isinstance(row, dict) else None
        if isinstance(text, str) and not is_outline(text):
            reason = f"geometry {shown(text)}"
            raise WrongRowError(table="territory", row=number, reason=reason)


def _content(file: str) -> dict[str, list[PlainRow]]:
    try:
        path = Path(file)
        if path.stat().st_size > _LARGEST:
            raise NotAStoreFileError(file=file, reason="> 512 MB")
        head = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise NotAStoreFileError(file=file, reason=system_reason(error)) from error
    except (ValueError, RecursionError) as error:
        raise NotAStoreFileError(file=file, reason="JSON") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise NotAStoreFileError(file=file, reason=f"format ≠ {FORMAT}")
    if head.get("schema") not in KNOWN:
        raise NewerFileError(file=file)
    found = head.get("tables")
    if not isinstance(found, dict) or not all(
        isinstance(it, list) for it in found.values()
    ):
        raise NotAStoreFileError(file=file, reason="tables")
    return found

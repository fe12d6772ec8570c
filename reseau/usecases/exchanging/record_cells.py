"""Cells of exchanged records: a value as a person writes it, and back."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reseau.domain.closed_words import Word
from reseau.domain.folding import lettered
from reseau.domain.links import read_link
from reseau.errors import UsageError
from reseau.exchange.profiles.profile_model import DateOrder
from reseau.exchange.rows.cell_dates import read_date
from reseau.exchange.text.cells import Cell, shown
from reseau.i18n import LANGUAGES, N_, gettext, gettext_in
from reseau.store.base import LARGEST_KEY
from reseau.store.models import table_named
from reseau.store.past.dependents import noun
from reseau.store.past.field_words import field_word
from reseau.store.past.texts import check_characters
from reseau.store.records.record_labels import LIST_SIGN
from reseau.store.records.record_rows import RecordBook, RecordRow, written
from reseau.store.records.record_types import Field, RecordKind, record_kinds
from reseau.usecases.experts.expert_declaring import language_code

NUMBER, CODE, UID, MARK = "key", "slug", "uid", "mark"
OWN = (NUMBER, CODE, UID, MARK)
"""Columns that are no field: the number, the short code, the UUID, the mark."""

_HEADINGS = {UID: N_("UUID"), MARK: N_("mark (leave it as it is)")}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"-?\d{1,9}")
_PLAIN: Mapping[str, Callable[[str], str]] = {
    "link": read_link,
    "languages": lambda text: ",".join(
        dict.fromkeys(language_code(it) for it in text.split(",") if it.strip())
    ),
}
_BETWEEN = f" {LIST_SIGN} "


class NotOneDayError(UsageError):
    """A cell tells a month or a year where a day is needed."""

    message = N_("“{text}” is not one day. Write it like 2026-11-24.")


class NotWholeError(UsageError):
    """A cell holds no whole number."""

    message = N_("“{text}” is not a whole number.")


class NotUuidError(UsageError):
    """A cell of the column of UUIDs holds something else."""

    message = N_(
        "“{text}” is not a UUID. Leave what the export wrote, or empty the cell to add "
        "a record."
    )


class NotSharedError(UsageError):
    """Records of a kind that stays within the team would leave it."""

    message = N_(
        "The {kind} stay within the team: nothing of them is written for another "
        "audience. Kinds that can be: {choices}."
    )


@dataclass(frozen=True, slots=True)
class Unresolved:
    """What a cell says of other records, by name, one or several."""

    names: tuple[str, ...]


def heading(name: str) -> str:
    """Give the heading of a column that is no field, in the reader's language."""
    text = gettext(_HEADINGS[name]) if name in _HEADINGS else field_word(name)
    return text[:1].upper() + text[1:]


def headings_read(kind: RecordKind) -> dict[str, str]:
    """Give each heading that is read, folded, and what it stands for.

    A code, or a word of either language.
    """
    found: dict[str, str] = {}
    for name in (*OWN, *(it.name for it in kind.fields)):
        own = _HEADINGS.get(name)
        words = {
            field_word(name, lang=it) if own is None else gettext_in(it)(own)
            for it in LANGUAGES
        }
        for word in (name, *sorted(words)):
            found.setdefault(lettered(word), name)
    return found


def cell(book: RecordBook, each: Field, value: Any) -> Any:  # Any: what a cell takes.
    """Write a value for a person: words in their language, names, days."""
    if each.of_any:
        return (
            _BETWEEN.join(
                f"{noun(table)}: {book.labels(table_named(table))[key]}"
                for table, key in value
            )
            or None
        )
    if each.target is not None:
        called = book.labels(each.target)
        if each.link is not None:
            return _BETWEEN.join(called[it] for it in value) or None
        return None if value is None else called[value]
    return value.label() if isinstance(value, Word) else value


def plain_cell(book: RecordBook, each: Field, value: Any) -> Any:
    """Write a value for JSON: codes, dates in ISO 8601, lists."""
    if each.of_any:
        return [
            f"{table}: {book.labels(table_named(table))[key]}" for table, key in value
        ]
    if each.target is not None:
        called = book.labels(each.target)
        if each.link is not None:
            return [called[it] for it in value]
        return None if value is None else called[value]
    return book.plain(each, value)


def read_cell(each: Field, found: Any, *, order: DateOrder) -> Any:  # Any: as above.
    """Read a cell; names stay to be found.

    Raises:
        NotADateError, NotOneDayError, NotWholeError, UnknownWordError
        NoTextError: JSON can say half a character, that no database takes.
    """
    if each.target is not None or each.of_any:
        return Unresolved(_names(each, found))
    text = str(found).strip() if found is not None else ""
    check_characters(text)
    if not text:
        return None
    if each.is_day:
        return read_day(found if isinstance(found, date) else text, order=order)
    if each.is_number:
        return _whole(text)
    if each.word is not None:
        return each.word.read(text)
    plain = _PLAIN.get(each.name)
    return written(each, text) if plain is None else plain(text)


def read_day(found: Cell, *, order: DateOrder) -> date:
    """Read one day, however far when it is written as 1899-12-31.

    Raises:
        NotADateError, NoSuchDayError, FarDateError, NotOneDayError
    """
    if isinstance(found, str) and _ISO.fullmatch(found):
        try:
            return date.fromisoformat(found)
        except ValueError:
            pass  # Told by what reads all other dates.
    day = read_date(found, order=order)
    if day.first != day.last:
        raise NotOneDayError(text=shown(str(found)))
    return day.first


def _names(each: Field, found: Any) -> tuple[str, ...]:
    if isinstance(found, Sequence) and not isinstance(found, str):
        names = [str(it) for it in found]
    elif each.link is not None:
        names = str(found or "").split(LIST_SIGN)
    else:
        names = ["" if found is None else str(found)]
    for one in names:
        check_characters(one)
    return tuple(it for it in (one.strip() for one in names) if it)


def _whole(text: str) -> int:
    digits = re.sub(r"[\s\u00a0\u202f]", "", text).removesuffix("%")
    if not _WHOLE.fullmatch(digits) or abs(int(digits)) > LARGEST_KEY:
        raise NotWholeError(text=shown(text))
    return int(digits)


def shared_fields(kind: RecordKind, *, team: bool) -> tuple[Field, ...]:
    """Give the fields that are written for the team, or for others.

    Raises:
        NotSharedError: None is for others.
    """
    if team:
        return kind.fields
    found = tuple(it for it in kind.fields if it.name in kind.shared)
    if not found:
        raise NotSharedError(kind=kind.label(), choices=_shared_kinds())
    return found


def _shared_kinds() -> str:
    return ", ".join(it.label() for it in record_kinds().values() if it.shared)


def own_cells(kind: RecordKind, row: RecordRow) -> dict[str, Any]:
    """Give the cells of a record that are no field."""
    own: dict[str, Any] = {NUMBER: row.key}
    if "slug" in kind.table.columns:
        own[CODE] = row.slug
    return own | {UID: row.uid, MARK: row.mark}

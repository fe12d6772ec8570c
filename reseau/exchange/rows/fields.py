"""The fields of a profile, each as a function that reads it in a row."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from reseau.domain.closed_words import UnknownWordError, Word
from reseau.domain.names import folded
from reseau.errors import UsageError
from reseau.exchange.found import FoundActor
from reseau.exchange.profiles.profile_model import DateOrder, Profile, Source
from reseau.exchange.rows import columns
from reseau.exchange.rows.actors import Actors
from reseau.exchange.rows.cell_dates import CellDate, day_after, read_date
from reseau.exchange.rows.columns import Layout
from reseau.exchange.rows.findings import Reader
from reseau.exchange.rows.values import short
from reseau.exchange.text.cells import cleaned, cleaned_lines, listed, shown
from reseau.exchange.text.tables import Row
from reseau.i18n import N_

W = TypeVar("W", bound=Word)

_NOWHERE = Source()


class UnknownValueError(UsageError):
    """A cell holds none of the words of a closed list."""

    message = N_(
        "“{value}” is not one of: {choices}. Correct the cell, or add it to "
        "[values.{field}] in the profile."
    )


class Fields:
    """Makes the readers of one file; it keeps the file's layout, dates and actors.

    Args:
        profile: How the file is read.
        layout: Where its columns are.
        order: Of its dates, once found out.
    """

    def __init__(self, profile: Profile, layout: Layout, *, order: DateOrder) -> None:
        self.profile = profile
        self.layout = layout
        self.order = order
        self.actors = Actors(profile.aliases, profile.kinds)

    def source(self, field: str) -> Source:
        """Give the source of a field; one that gives nothing when it has none."""
        return self.profile.columns.get(field, _NOWHERE)

    def raw(self, source: Source) -> Callable[[Row], str]:
        """Read a source as it is."""
        return columns.reader(source, self.layout)

    def text(self, field: str) -> Reader[str]:
        """Read a text of one line, at most 200 characters."""
        whole = self.line(field)
        return Reader(whole.column, lambda row: short(whole.read(row)))

    def line(self, field: str) -> Reader[str]:
        """Read a text of one line, as long as it is."""
        source, values = self.source(field), self.profile.values.get(field, {})
        raw = self.raw(source)

        def read(row: Row) -> str:
            text = cleaned(raw(row))
            return values.get(folded(text), text) if values else text

        return Reader(source.label, read)

    def prose(self, field: str) -> Reader[str]:
        """Read a text of several lines."""
        source = self.source(field)
        raw = self.raw(source)
        return Reader(source.label, lambda row: cleaned_lines(raw(row)))

    def labels(
        self, field: str, *, check: Callable[[str], str] = short
    ) -> Reader[tuple[str, ...]]:
        """Read a list of short texts, each once and checked."""
        source, values = self.source(field), self.profile.values.get(field, {})
        raw = columns.whole_reader(source, self.layout)

        def read(row: Row) -> tuple[str, ...]:
            members = listed(raw(row), source.split)
            parts = [columns.part(member, source) for member in members]
            found = [values.get(folded(it), it) for it in parts] or [source.default]
            return tuple(dict.fromkeys(check(it) for it in found if it))

        return Reader(source.label, read)

    def word(
        self, field: str, words: type[W], *, source: Source | None = None
    ) -> Reader[W | None]:
        """Read a word of a closed list; None when there is none.

        Args:
            field: Whose map of values applies.
            words: The list.
            source: Where it is read, when that is not the field of [columns].
        """
        source = source or self.source(field)
        raw = columns.whole_reader(source, self.layout)
        values = self.profile.values.get(field, {})
        picked = [words.read(code) for code in source.pick]
        known: dict[str, W | None] = {}

        def worked_out(text: str) -> W | None:
            parts = listed(text, source.split)
            members = [columns.part(it, source) for it in parts]
            codes = [values.get(folded(member), member) for member in members]
            found = [_word(code, words, field=field) for code in codes if code]
            if not found:
                return words.read(source.default) if source.default else None
            return next((code for code in picked if code in found), found[0])

        def read(row: Row) -> W | None:
            text = raw(row)
            if text not in known:
                known[text] = worked_out(text)
            return known[text]

        return Reader(source.label, read)

    def actor(self, field: str) -> Reader[FoundActor | None]:
        """Read an actor; None when the cell names nobody."""
        source, naming = self.source(field), self.profile.namings.get(field)
        if naming is None:
            return Reader("", lambda _row: None)
        raw = self.raw(source)
        return Reader(
            source.label,
            lambda row: self.actors.with_organization(raw(row), naming)[0],
        )

    def cell_date(self, source: Source) -> Reader[CellDate | None]:
        """Read a date; None for an empty cell."""
        cell = columns.cell_reader(source, self.layout)

        def read(row: Row) -> CellDate | None:
            value = cell(row)
            if not value:
                return None
            return read_date(value, order=self.order, year=self.profile.year)

        return Reader(source.label, read)

    def since(self) -> Reader[date | None]:
        """Read the first day of a period."""
        whole = self.cell_date(self.source("since"))

        def read(row: Row) -> date | None:
            found = whole.read(row)
            return found.first if found else None

        return Reader(whole.column, read)

    def until(self) -> Reader[date | None]:
        """Read the end of a period, as the first day that is left out."""
        last_day = self.last_day(self.source("until"))

        def read(row: Row) -> date | None:
            found = last_day.read(row)
            return day_after(found) if found else None

        return Reader(last_day.column, read)

    def last_day(self, source: Source) -> Reader[date | None]:
        """Read an end, as the last day that is included."""
        whole = self.cell_date(source)

        def read(row: Row) -> date | None:
            found = whole.read(row)
            if found is None:
                return None
            included = self.profile.last_day_included
            return found.last if included else found.first - timedelta(days=1)

        return Reader(whole.column, read)


def _word(code: str, words: type[W], *, field: str) -> W:
    """Read a word, or say how to make it known."""
    try:
        return words.read(code)
    except UnknownWordError as error:
        choices = ", ".join(word.value for word in words)
        raise UnknownValueError(
            value=shown(code), choices=choices, field=field
        ) from error

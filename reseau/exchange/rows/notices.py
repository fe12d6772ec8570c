"""What is odd about a file without being wrong: said, and nothing is changed."""

from reseau.domain.names import folded
from reseau.errors import ReseauError
from reseau.exchange.rows.columns import references
from reseau.exchange.rows.fields import Fields
from reseau.exchange.rows.findings import Findings
from reseau.exchange.text.cells import shown
from reseau.exchange.text.encoding import mojibake
from reseau.exchange.text.tables import Row, Table
from reseau.i18n import N_, formats


class MojibakeError(ReseauError):
    """Accents look as though they had been read the wrong way before."""

    message = N_(
        "The accents of {rows} rows look spoilt: “{text}” may be “{repaired}”. Nothing "
        "was changed; save the original file again as CSV UTF-8 if so."
    )


class GuessedEncodingError(ReseauError):
    """The encoding of a file was not marked and not UTF-8."""

    message = N_(
        "The file does not say how its accents are written; it was read as {encoding}."
    )


class UnreadColumnsError(ReseauError):
    """The file has columns that the profile does not read."""

    message = N_("These columns are not read: {columns}.")


def note_oddities(
    table: Table, rows: list[Row], *, fields: Fields, findings: Findings
) -> None:
    """Note spoilt accents, a guessed encoding, columns that nothing reads."""
    if table.encoding not in {"", "utf-8", "utf-16", "utf-32", fields.profile.encoding}:
        findings.warn(GuessedEncodingError(encoding=table.encoding))
    read = {folded(name) for names in references(fields.profile) for name in names}
    unread = [it for it in fields.layout.names if it and folded(it) not in read]
    if unread:
        names = ", ".join(formats.quoted(shown(name)) for name in unread)
        findings.warn(UnreadColumnsError(columns=names))
    spoilt = [
        (row.number, shown(cell), shown(repaired))
        for row in rows
        for cell in row.cells
        if isinstance(cell, str) and not cell.isascii() and (repaired := mojibake(cell))
    ]
    if spoilt:
        row, text, repaired = spoilt[0]
        count = len({number for number, _text, _repaired in spoilt})
        findings.warn(MojibakeError(rows=count, text=text, repaired=repaired), row=row)

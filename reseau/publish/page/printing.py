"""A page turned into a PDF without a browser."""

import io
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from reseau.errors import ReseauError, UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    from plutoprint import ResourceData, ResourceFetcher

# Letters that come with matplotlib, which draws the charts: every machine prints the
# same, even one that has no font.
_FONTS = {
    "reseau:regular": "DejaVuSans.ttf",
    "reseau:bold": "DejaVuSans-Bold.ttf",
    "reseau:slanted": "DejaVuSans-Oblique.ttf",
}
_HERE = "reseau:page"
_FACE = '@font-face {{ font-family: "Réseau"; {}src: url("reseau:{}"); }}\n'
_PRINTED = (
    _FACE.format("", "regular")
    + _FACE.format("font-weight: bold; ", "bold")
    + _FACE.format("font-style: italic; ", "slanted")
    + 'body { font-family: "Réseau", "DejaVu Sans", sans-serif !important; }'
)


class PrinterMissingError(UsageError):
    """The library that writes PDF pages is not installed."""

    message = N_(
        "A PDF needs the library plutoprint, or open the page in a browser and print "
        'it there. Install it with: pip install "reseau[pdf]"'
    )


class NotPrintedError(ReseauError):
    """The library that writes PDF pages refused one of ours."""

    message = N_("The page could not be turned into a PDF: {reason}")


def check_printer() -> None:
    """Say at once, before long work, that PDF pages cannot be written here.

    Raises:
        PrinterMissingError: The extra ``pdf`` is not installed.
    """
    if find_spec("plutoprint") is None:
        raise PrinterMissingError


def page_pdf(html: str, *, title: str, made_at: datetime) -> tuple[bytes, int]:
    """Print a page on Letter sheets.

    Nothing is read from the disk or asked of the network, whatever the page says.

    Args:
        html: A whole page of ours; its style for print is followed.
        title: Of the document, in the list of files and the window of its reader.
        made_at: Written in the file, which is the same for the same page and moment.

    Returns:
        The bytes of the file, and the number of its pages.

    Raises:
        PrinterMissingError: The extra ``pdf`` is not installed.
        NotPrintedError: The page cannot be printed.
    """
    check_printer()
    import plutoprint

    book = plutoprint.Book(
        plutoprint.PAGE_SIZE_LETTER,
        plutoprint.PAGE_MARGINS_NORMAL,
        plutoprint.MEDIA_TYPE_PRINT,
    )
    book.custom_resource_fetcher = _closed()
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    written = io.BytesIO()
    try:
        # With a place of its own, links within the page lead within the PDF.
        book.load_html(html, user_style=_PRINTED, base_url=_HERE)
        book.set_metadata(plutoprint.PDF_METADATA_TITLE, title)
        book.set_metadata(plutoprint.PDF_METADATA_CREATION_DATE, moment)
        book.set_metadata(plutoprint.PDF_METADATA_MODIFICATION_DATE, moment)
        book.write_to_pdf_stream(written)
    except plutoprint.Error as error:
        raise NotPrintedError(reason=str(error)) from error
    return written.getvalue(), book.get_page_count()


@cache
def _closed() -> "ResourceFetcher":
    """Make the reader of resources that knows our fonts and nothing else."""
    import plutoprint
    from matplotlib import get_data_path

    class OurFontsOnly(plutoprint.ResourceFetcher):
        """Refuses every address but those of the fonts."""

        def fetch_url(self, url: str) -> "ResourceData":
            if url not in _FONTS:
                return plutoprint.ResourceData(b"", "text/plain")
            font = Path(get_data_path()) / "fonts" / "ttf" / _FONTS[url]
            # Read by the library: it frees its fonts after Python is gone, and would
            # crash there on bytes of ours.
            return plutoprint.default_resource_fetcher.fetch_url(font.as_uri())

    return OurFontsOnly()

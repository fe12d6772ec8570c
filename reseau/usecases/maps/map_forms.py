"""The files a map can be: a page, a still picture, or both packed for an e-mail."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reseau.errors import UsageError
from reseau.i18n import N_, gettext_in
from reseau.publish.map.map import map_html
from reseau.publish.map.map_page import MapPage
from reseau.publish.map.map_paper import map_pdf, map_png
from reseau.publish.map.map_picture import map_svg

FORMATS = ("html", "svg", "png", "pdf", "zip")
_README = "LISEZMOI.txt"
_FIRST_YEAR = 1980  # The earliest that an archive can say.


class UnknownEndingError(UsageError):
    """The file's ending is none that a map has."""

    message = N_("A map is written as .html, .svg, .png, .pdf or .zip, not {name}.")


def form_of(out: Path, asked: str | None) -> str:
    """Tell in which form a map is written: as asked, else by the ending of its file.

    Raises:
        UnknownEndingError: The ending is none of a map's.
    """
    form = asked or out.suffix.casefold().removeprefix(".")
    form = "html" if form == "htm" else form
    if form not in FORMATS:
        raise UnknownEndingError(name=out.name)
    return form


def file_content(form: str, pages: Sequence[MapPage], stem: str) -> str | bytes:
    """Give a map in one of its forms.

    Args:
        form: One of `FORMATS`.
        pages: The page in its language, then in the other one.
        stem: Name, without ending, of the files in an archive.
    """
    page, other = pages
    if form == "html":
        return map_html(page, other=other)
    if form == "svg":
        return map_svg(page, facts=True)
    if form == "zip":
        return _packed(pages, stem)
    return map_pdf(page) if form == "pdf" else map_png(page)


def _packed(pages: Sequence[MapPage], stem: str) -> bytes:
    """Pack the page, its twin on paper and two lines that say what to open."""
    page, other = pages
    said = "".join(f"{_line(it, stem)}\r\n" for it in pages)
    files: dict[str, bytes] = {
        # Marked as UTF-8 for the editors that would not guess it.
        _README: said.encode("utf-8-sig"),
        f"{stem}.html": map_html(page, other=other).encode("utf-8"),
        f"{stem}.pdf": map_pdf(page),
    }
    day = page.made_on or date(_FIRST_YEAR, 1, 1)
    when = (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, when)
            entry.create_system = 3  # The same bytes on every system.
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _line(page: MapPage, stem: str) -> str:
    gettext = gettext_in(page.language)
    text = gettext(
        "Take {page} out of this archive and open it in a web browser, without a "
        "network; {paper} is the same map on paper."
    )
    return text.format(page=f"{stem}.html", paper=f"{stem}.pdf")

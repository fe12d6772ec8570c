"""Hand the atlas over: the page, its PDF, or its figures for programs."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reseau.domain import clock
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.publish.page.printing import check_printer, page_pdf
from reseau.publish.portrait.atlas import Atlas
from reseau.publish.portrait.atlas_page import atlas_html, no_territory, title_of
from reseau.store.privacy.departures import Leaving
from reseau.store.session import Store
from reseau.usecases.atlas.atlas import AtlasWish, atlas_of
from reseau.usecases.common.leaving import hand_over

_PAGES = frozenset({".html", ".htm"})
_PDF = ".pdf"


class AtlasEndingError(UsageError):
    """The file is neither a page nor a PDF."""

    message = N_("An atlas is a .html or a .pdf file, not {file}.")


@dataclass(frozen=True, slots=True)
class Made:
    """An atlas that was written.

    Attributes:
        portraits: How many territories have a portrait in full.
        territories: How many there are.
        nowhere: Organizations of none of them.
        remarks: What a layer from a file calls for.
    """

    files: tuple[Path, ...]
    portraits: int
    territories: int
    nowhere: int
    remarks: tuple[str, ...]
    dry_run: bool


def make_atlas(
    store: Store, out: Path, wish: AtlasWish, *, pdf: bool, dry_run: bool
) -> Made:
    """Write the atlas, and note that it left.

    Args:
        store: Where it comes from.
        out: The page, or the PDF alone when the name ends so.
        wish: What it holds.
        pdf: Whether a PDF is written beside the page.
        dry_run: Gather everything, write nothing.

    Raises:
        AtlasEndingError, PrinterMissingError: Before anything is read.
        NotWrittenError: A file cannot be written.
    """
    ending = out.suffix.casefold()
    if ending not in {*_PAGES, _PDF}:
        raise AtlasEndingError(file=out.name)
    if pdf or ending == _PDF:
        check_printer()
    atlas = atlas_of(store, wish)
    html = atlas_html(atlas)
    contents: dict[Path, bytes | str] = {} if ending == _PDF else {out: html}
    if pdf or ending == _PDF:
        printed, _pages = page_pdf(html, title=title_of(atlas), made_at=clock.now())
        contents[out.with_suffix(_PDF)] = printed
    if not dry_run:
        for file, content in contents.items():
            hand_over(store, file, _leaving(atlas, content))
    return Made(
        files=tuple(contents),
        portraits=len(atlas.shown),
        territories=len(atlas.portraits),
        nowhere=atlas.sums.organizations.outside or 0,
        remarks=_remarks(atlas),
        dry_run=dry_run,
    )


def _remarks(atlas: Atlas) -> tuple[str, ...]:
    refused = () if atlas.layer is None else atlas.layer.refused
    return tuple(it for it in (no_territory(atlas), *refused) if it)


def _leaving(atlas: Atlas, content: bytes | str) -> Leaving:
    codes = {
        "at": atlas.day.isoformat(),
        "compare": atlas.before.isoformat(),
        "territory": atlas.chosen or "",
    }
    return Leaving(
        "atlas",
        content,
        len(atlas.shown),
        atlas.actors,
        atlas.audience,
        {name: code for name, code in codes.items() if code},
    )


def atlas_data(store: Store, wish: AtlasWish) -> dict[str, Any]:
    """Give the figures of an atlas for programs: codes, numbers, dates.

    A number of people that is not shown is null.
    """
    atlas = atlas_of(store, wish)
    found = asdict(atlas)
    for name in ("outlines", "small", "language", "portraits", "actors"):
        del found[name]
    shown = (*atlas.shown, *atlas.bare)
    return found | {
        "portraits": [asdict(it) for it in shown],
        "sources": list(atlas.attributions),
    }


COLUMNS = (
    "territory", "name", "organizations", "alone", "people", "committees",
    "interactions", "inside", "across", "themes",
)  # fmt: skip
"""Of the figures as rows, one a territory."""


def atlas_rows(store: Store, wish: AtlasWish) -> list[dict[str, str | int | None]]:
    """Give the figures of each territory, by the names of ``COLUMNS``."""
    atlas = atlas_of(store, wish)
    shown = atlas.portraits if atlas.chosen is None else atlas.shown
    return [{"territory": it.slug, "name": it.name, **asdict(it.now)} for it in shown]

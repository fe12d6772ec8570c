"""Write the user guide in a folder, to read in a browser."""

from pathlib import Path

from reseau.errors import UsageError
from reseau.exchange.atomic import not_written
from reseau.i18n import N_, Language

_OURS = '<meta name="generator" content="reseau guide">'


class GuideFolderTakenError(UsageError):
    """The folder holds something else than a guide."""

    message = N_(
        "{folder} already holds other files. Nothing was written: name another folder "
        "with --out."
    )


def write_guide(out: Path, *, language: Language) -> tuple[Path, int]:
    """Write every page of the guide, in both languages.

    Args:
        out: A folder that does not exist, is empty, or holds a former guide, whose
            pages are replaced.
        language: Of the page to open first.

    Returns:
        The page to open first, and how many pages there are.

    Raises:
        GuideFolderTakenError: The folder holds something else.
        NotWrittenError: The folder cannot be made or written.
    """
    from reseau.publish.guide.guide import first_page, guide

    try:
        former = _former(out)
        pages = guide().pages
        out.mkdir(parents=True, exist_ok=True)
        for name, html in pages.items():
            (out / name).write_text(html, "utf-8", newline="\n")
        for name in former - set(pages):
            (out / name).unlink()
    except OSError as error:
        raise not_written(out, error) from error
    return out / first_page(language), len(pages)


def _former(out: Path) -> set[str]:
    """List the pages of a former guide; refuse a folder that holds anything else."""
    if out.exists() and not out.is_dir():
        raise GuideFolderTakenError(folder=out)
    present = list(out.iterdir()) if out.is_dir() else []
    for it in present:
        if it.suffix != ".html" or _OURS not in it.read_text("utf-8", "replace"):
            raise GuideFolderTakenError(folder=out)
    return {it.name for it in present}

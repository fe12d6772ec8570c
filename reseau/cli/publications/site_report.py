"""What is said when the site is built: what is on it, and what is not."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.i18n import formats
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.site.site import SiteBuilt

_MEGABYTE, _KILOBYTE = 1_000_000, 1_000


def print_built(
    built: "SiteBuilt", *, folder: str, report: str | None, form: output.Format
) -> None:
    """Print what was built; never a name, for the screen may be shared."""
    if form is output.Format.JSON:
        output.data(_json(built))
        return
    if form is output.Format.CSV:
        _left_out(built, form)
        return
    if built.dry_run:
        output.note(_("Dry run: nothing was written."))
    output.line(
        _("{folder}: {files} files, of which {pages} pages; {size}.").format(
            folder=output.safe(folder), files=formats.number(built.files),
            pages=formats.number(built.pages), size=_size(built.size),
        )
    )  # fmt: skip
    output.pairs([(word, formats.number(n)) for word, n in _counts(built)])
    if built.removed:
        output.note(
            _("Gone since the last building: {n}.").format(
                n=formats.number(built.removed)
            )
        )
    if built.left_out:
        output.line()
        output.heading(_("Left out"))
        _left_out(built, form)
    if report is None and built.left_out:
        output.note(_("To know which ones: add --report FILE, which is for the team."))
    if report is not None and not built.dry_run:
        output.note(
            _("{file} holds names: keep it private.").format(file=output.safe(report))
        )


def _left_out(built: "SiteBuilt", form: output.Format) -> None:
    from reseau.usecases.site.site import kind_word

    table = form is output.Format.TABLE
    columns = [
        output.Column("kind", _("Kind")),
        output.Column("reason", _("Why")),
        output.Column("count", _("How many"), right=True),
    ]
    values: list[dict[str, output.Cell]] = [
        {
            "kind": kind_word(kind) if table else kind,
            "reason": reason.label() if table else reason.value,
            "count": n,
        }
        for (kind, reason), n in built.left_out.items()
    ]
    output.rows(columns, values, form=form, empty=_("Nothing was left out."))


def _counts(built: "SiteBuilt") -> list[tuple[str, int]]:
    words = {
        "experts": _("Experts"),
        "organizations": _("Organizations"),
        "committees": _("Committees"),
        "events": _("Events"),
        "news": _("News"),
        "experiences": _("Local experiences"),
    }
    return [(words[name], n) for name, n in built.counts.items()]


def _size(n: int) -> str:
    """Write a size in bytes: “1.2 MB”, «340 ko»."""
    if n >= _MEGABYTE:
        return _("{n} MB").format(n=formats.number(n / _MEGABYTE, decimals=1))
    return _("{n} kB").format(n=formats.number(n / _KILOBYTE, decimals=0))


def _json(built: "SiteBuilt") -> dict[str, object]:
    return {
        "dry_run": built.dry_run,
        "files": built.files,
        "pages": built.pages,
        "bytes": built.size,
        "removed": built.removed,
        "on_it": dict(built.counts),
        "left_out": [
            {"kind": kind, "reason": reason.value, "count": n}
            for (kind, reason), n in built.left_out.items()
        ],
    }

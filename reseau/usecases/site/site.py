"""Build the public site: what is public, and a report of what is not on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reseau.domain.links import read_link
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.errors import UsageError
from reseau.exchange.site_folder import check_folder, manifest, replace_folder
from reseau.exchange.text.csvfile import Cell, csv_text
from reseau.i18n import N_
from reseau.i18n import gettext as _
from reseau.publish.site.site import PostKind, Site
from reseau.publish.site.site_files import site_files
from reseau.store.past.dependents import noun
from reseau.store.privacy.departures import Leaving, depart
from reseau.store.session import Store
from reseau.usecases.common.leaving import hand_over
from reseau.usecases.site.site_content import site_of
from reseau.usecases.site.site_rules import LeftOut, Reason, counted


class ReportInsideError(UsageError):
    """The private report would stand in the public folder."""

    message = N_(
        "The report may hold names: it cannot be in {path}, which is public. Choose "
        "another place."
    )


@dataclass(frozen=True, slots=True)
class SiteBuilt:
    """What was built.

    Attributes:
        counts: What is on the site, by section.
        pages: How many pages, in both languages; ``files``, feeds and calendars too.
        size: Bytes in all.
        left_out: What is not on it, counted by kind and reason.
        removed: How many files of the former site are gone.
    """

    counts: Mapping[str, int]
    pages: int
    files: int
    size: int
    left_out: Mapping[tuple[str, Reason], int]
    removed: int
    dry_run: bool


def build_site(
    store: Store,
    out: Path,
    *,
    contact: str = "",
    base: str = "",
    report: Path | None = None,
    dry_run: bool = False,
) -> SiteBuilt:
    """Build the site in a folder, in the place of a former one.

    Args:
        store: The store.
        out: The folder: absent, empty, or built before.
        contact: How to write to the collective, as the site says it.
        base: Address where it will stand; feeds then have whole links.
        report: Where to write what was left out and why, for the team only.
        dry_run: Do all of it, then write nothing.

    Raises:
        NotASiteError, ForeignFilesError, NotAFolderError: The folder is not ours.
        ReportInsideError, NotALinkError, NotWrittenError
    """
    if report is not None and _inside(report, out):
        raise ReportInsideError(path=out)
    former = check_folder(out)
    base = read_link(base).rstrip("/") + "/" if base else ""
    with store.reading() as session:
        site, rules, actors = site_of(session, contact=contact, base=base)
    files = site_files(site)
    if not dry_run:
        leaving = Leaving(
            "site build", manifest(files), sum(_counts(site).values()), actors,
            Diffusion.PUBLIC,
        )  # fmt: skip
        depart(store, leaving, lambda: replace_folder(out, files))
        if report is not None:
            _write_report(store, report, rules.left_out)
    return SiteBuilt(
        counts=_counts(site),
        pages=sum(it.endswith(".html") for it in files),
        files=len(files),
        size=sum(map(len, files.values())),
        left_out=counted(rules.left_out),
        removed=len(former - files.keys()),
        dry_run=dry_run,
    )


def _inside(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder.resolve())


def _counts(site: Site) -> dict[str, int]:
    return {
        "experts": len(site.experts),
        "organizations": len(site.organizations),
        "committees": len(site.committees),
        "events": len(site.events),
        "news": sum(it.kind is PostKind.NEWS for it in site.posts),
        "experiences": sum(it.kind is PostKind.EXPERIENCE for it in site.posts),
    }


def _write_report(store: Store, out: Path, left: list[LeftOut]) -> None:
    """Write what was left out and why; those shown to nobody have no name in it."""
    heads = [_("Kind"), "#", _("Name"), _("Why")]
    rows: list[list[Cell]] = [
        [kind_word(it.kind), it.number, it.name, it.reason.label()] for it in left
    ]
    people = {it.number for it in left if it.name and it.kind in _ACTORS}
    hand_over(
        store, out, Leaving("site build", csv_text(heads, rows), len(rows), people)
    )


def kind_word(kind: str) -> str:
    """Name what was left out: “signal”, “person”."""
    if kind in {ActorKind.PERSON.value, ActorKind.ORGANIZATION.value}:
        return ActorKind(kind).label()
    return _("expert") if kind == "expert" else noun(kind)


_ACTORS = ("person", "organization", "expert")

"""Import files: read, plan, confirm, and one operation.

The plan is the import itself, rolled back: what is told is what would be done.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.errors import ReseauError, UsageError
from reseau.exchange.found import (
    Found,
    FoundInteraction,
    FoundMembership,
    FoundRecord,
    FoundTie,
    Problem,
    ReadFile,
)
from reseau.exchange.profiles.profile import load_profile, shipped_profiles
from reseau.exchange.profiles.profile_model import DateOrder, Profile
from reseau.exchange.rows.reading import read_file
from reseau.exchange.rows.recognition import recognized_profile
from reseau.i18n import N_, gettext
from reseau.store.models import ImportSource
from reseau.store.session import Store
from reseau.usecases.exchanging.import_interactions import Interactions
from reseau.usecases.exchanging.import_matching import Matcher
from reseau.usecases.exchanging.import_records import Records

Progress = Callable[[int, int, str], None]
# What a profile may read; also the names of the commands that import it.
KINDS: dict[str, str] = {
    "interactions": N_("interactions"),
    "memberships": N_("memberships"),
    "actors": N_("actors"),
    "ties": N_("ties"),
}


class OtherKindError(UsageError):
    """A profile reads something else than what was asked for."""

    message = N_(
        "The profile {profile} reads {kind}: use “reseau import {kind}”, or another "
        "profile."
    )


DATE_ORDERS: dict[str, DateOrder] = {"ymd": "ymd", "dmy": "dmy", "mdy": "mdy"}


class _BlockedError(Exception):
    """Leave the work without writing; it never leaves this module."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file refused as a whole, and why."""

    file: str
    error: ReseauError


@dataclass(frozen=True, slots=True)
class Sources:
    """What the files gave, before the store is asked anything."""

    profile: Profile
    files: tuple[ReadFile, ...]
    refused: tuple[Refused, ...]

    @property
    def rows_read(self) -> int:
        """Count the rows of data that were read."""
        return sum(it.rows_read for it in self.files)

    @property
    def repeats(self) -> int:
        """Count the rows that say exactly what an earlier one of their file says."""
        return sum(len(it.repeats) for it in self.files)


@dataclass
class ImportReport:
    """What an import did, or would do.

    Attributes:
        created: Records that become new.
        changed: Records that change something known.
        known: Records that the store has already.
        linked: How many actors were recognized.
        added_actors: Name and short code of the actors that are added.
        problems: Every row that is refused, with the reason.
        operation: Number of the operation; None when nothing was written.
    """

    sources: Sources
    created: list[Found] = field(default_factory=list)
    changed: list[Found] = field(default_factory=list)
    known: list[Found] = field(default_factory=list)
    linked: int = 0
    added_actors: list[tuple[str, str]] = field(default_factory=list)
    added_themes: list[str] = field(default_factory=list)
    added_committees: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    operation: int | None = None
    dry_run: bool = False
    blocked: bool = False

    @property
    def wrong(self) -> int:
        """Count the files and rows that are refused."""
        return len(self.problems) + len(self.sources.refused)

    @property
    def warnings(self) -> list[Problem]:
        """List what is odd in the files without being wrong."""
        return [it for file in self.sources.files for it in file.warnings]

    @property
    def changes_nothing(self) -> bool:
        """Tell whether there is nothing to confirm."""
        return not (self.created or self.changed)

    def worth_writing(self, *, partial: bool) -> bool:
        """Tell whether this plan can be carried out."""
        return partial or not self.wrong

    def refuse(self, record: Found, error: ReseauError) -> None:
        """Note that a record is refused, at its row."""
        self.problems.append(Problem(record.file, record.rows[0], "", error))

    def count(self, taken: Interactions | Records) -> None:
        """Note what became of records."""
        self.created += taken.created
        self.changed += taken.changed
        self.known += taken.known

    def tell_names(self, matcher: Matcher) -> None:
        """Note which names were recognized and which were added."""
        self.linked = len(matcher.linked)
        self.added_actors = [(it.name, it.slug) for it in matcher.added]
        self.added_themes = matcher.added_themes
        self.added_committees = matcher.added_committees

    def as_json(self) -> dict[str, object]:
        """Give the report as JSON takes it; names are a promise."""
        return {
            "profile": self.sources.profile.name,
            "dry_run": self.dry_run,
            "operation": self.operation,
            "files_read": len(self.sources.files),
            "rows_read": self.sources.rows_read,
            "repeats": self.sources.repeats,
            "repeats_kept": self.sources.profile.keeps_repeats,
            "new": _places(self.created),
            "changed": _places(self.changed),
            "known": len(self.known),
            "actors_recognized": self.linked,
            "actors_added": [slug for _name, slug in self.added_actors],
            "themes_added": self.added_themes,
            "committees_added": self.added_committees,
            "refused_files": [
                {"file": it.file, "reason": str(it.error)}
                for it in self.sources.refused
            ],
            "problems": [_told(it) for it in self.problems],
            "warnings": [_told(it) for it in self.warnings],
        }


def _places(records: Sequence[Found]) -> dict[str, object]:
    """Count records and give the rows of each file."""
    rows: dict[str, list[int]] = {}
    for record in records:
        rows.setdefault(record.file, []).extend(record.rows)
    return {"count": len(records), "rows": rows}


def _told(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "reason": str(problem.error),
    }


def known_profiles() -> list[Profile]:
    """Load the profiles that come with Réseau."""
    return [load_profile(name) for name in shipped_profiles()]


def read_sources(
    paths: Sequence[str],
    *,
    profile: str | None,
    kind: str,
    date_order: DateOrder | None = None,
    progress: Progress = lambda _done, _all, _name: None,
) -> Sources:
    """Read files by a profile; a file refused as a whole does not stop the others.

    Args:
        paths: Of the files, all of one layout.
        profile: Name or path of the profile; None for the one whose export the first
            file is known to be, else for the shipped one of that kind.
        kind: Of records, see ``KINDS``.
        date_order: In place of the profile's.
        progress: Told how many files are done, of how many, and the next one.

    Raises:
        ProfileError: The profile has faults.
        OtherKindError: The profile is not for that kind of record.
    """
    expanded = expanded_paths(paths)
    chosen = load_profile(profile or _recognized(expanded) or kind)
    if chosen.kind != kind:
        raise OtherKindError(profile=profile, kind=gettext(KINDS[chosen.kind]))
    files, refused = [], []
    for position, path in enumerate(expanded):
        progress(position, len(expanded), Path(path).name)
        try:
            files.append(read_file(path, profile=chosen, date_order=date_order))
        except ReseauError as error:
            refused.append(Refused(Path(path).name, error))
    progress(len(expanded), len(expanded), "")
    return Sources(chosen, tuple(files), tuple(refused))


def _recognized(paths: Sequence[str]) -> str | None:
    """Tell which profile reads the first file; None when its layout is not known."""
    with suppress(ReseauError):  # What is wrong with the file is told by its reading.
        return recognized_profile(paths[0])
    return None


def expanded_paths(paths: Sequence[str]) -> list[str]:
    """Expand ``*.csv`` where the shell does not: on Windows."""
    found: list[str] = []
    for path in paths:
        matches: list[str] = []
        if not Path(path).exists() and "*" in Path(path).name:
            folder, pattern = Path(path).parent, Path(path).name
            matches = sorted(str(it) for it in folder.glob(pattern))
        found += matches or [path]
    return found


def run_import(
    store: Store, sources: Sources, *, partial: bool = False, dry_run: bool = False
) -> ImportReport:
    """Write what the files gave, as one operation.

    Args:
        store: The store.
        sources: See ``read_sources``.
        partial: Whether good rows are written although others are refused.
        dry_run: Do all of it, then roll back.

    Returns:
        What was done; ``blocked`` when something is refused and the import is not
        partial: then nothing is written.
    """
    report = ImportReport(sources, dry_run=dry_run)
    carry_out(
        store,
        report,
        write=lambda session: _write(session, sources, report),
        partial=partial,
    )
    return report


def carry_out(
    store: Store,
    report: ImportReport,
    *,
    write: Callable[[Session], None],
    partial: bool,
) -> None:
    """Write as one operation, unless something is refused; complete the report.

    Args:
        store: The store.
        report: What the files gave; ``write`` notes in it what becomes of that.
        write: Writes all of it, and refuses in the report what cannot be.
        partial: Whether good rows are written although others are refused.
    """
    report.problems += [it for file in report.sources.files for it in file.problems]
    try:
        with store.working("import", dry_run=report.dry_run) as work:
            write(work.session)
            _check(report, partial=partial or report.dry_run)
    except _BlockedError:
        report.blocked = True
        return
    if work.operation is not None and not report.dry_run:
        report.operation = work.operation.key


def _check(report: ImportReport, *, partial: bool) -> None:
    if not report.worth_writing(partial=partial):
        raise _BlockedError


def _write(session: Session, sources: Sources, report: ImportReport) -> None:
    profile = sources.profile
    matcher = Matcher(session, profile.language, profile.origin, profile.diffusion)
    records = [record for file in sources.files for record in file.records]
    interactions = [it for it in records if isinstance(it, FoundInteraction)]
    others = [
        it for it in records if isinstance(it, FoundMembership | FoundRecord | FoundTie)
    ]
    if interactions:
        source, is_new = import_source(session, profile)
        lines = Interactions(session, source, matcher, report.refuse)
        lines.take(interactions)
        if is_new and not lines.created:
            session.delete(source)
        report.count(lines)
    if others:
        rows = Records(session, matcher, report.refuse)
        rows.take(others)
        report.count(rows)
    report.tell_names(matcher)


def import_source(session: Session, profile: Profile) -> tuple[ImportSource, bool]:
    """Find where the lines come from, or note it; tell whether that is new."""
    known = session.scalars(
        select(ImportSource).where(ImportSource.name == profile.name)
    ).one_or_none()
    if known is not None:
        return known, False
    new = ImportSource(name=profile.name, attribution=profile.source or None)
    session.add(new)
    session.flush()
    return new, True

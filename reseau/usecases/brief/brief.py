"""The brief for an advisory meeting: what changed, what is asked, where we stand."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path

from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.i18n import NN_, formats
from reseau.i18n import gettext as _
from reseau.publish.brief.brief import Brief, Said, Section
from reseau.publish.brief.brief_page import brief_html
from reseau.store.privacy.departures import Leaving
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.brief.brief_basis import (
    Basis,
    BriefWish,
    basis_of,
    count,
    day,
    evidence_of,
)
from reseau.usecases.brief.brief_cycle import (
    Cycle,
    cycle,
    matrix_section,
    moves_said,
    needs_table,
    signals_said,
    signals_section,
    strategies_section,
)
from reseau.usecases.brief.brief_experts import experts, experts_section
from reseau.usecases.brief.brief_governance import (
    Governance,
    decided_said,
    decisions_section,
    ended_said,
    governance,
    promised_table,
)
from reseau.usecases.brief.brief_map import Mapped, map_section, mapped, ties_said
from reseau.usecases.brief.brief_mobilization import (
    Mobilizations,
    met,
    mobilization_section,
    mobilizations,
)
from reseau.usecases.brief.brief_partners import load_of, load_section, partners_section
from reseau.usecases.brief.brief_words import definitions
from reseau.usecases.common.leaving import hand_over
from reseau.usecases.maps.mapping import AUDIENCES

SECTIONS = (
    "changed", "asked", "map", "mobilization", "partners", "load", "matrix",
    "strategies", "signals", "decisions", "experts",
)  # fmt: skip
"""Codes of the sections, in the order of the brief."""
_FOR_THE_GROUP = frozenset({"asked", "load", "strategies", "decisions", "experts"})
MOST_PAGES = 4
"""How many a brief is printed on."""
_PRINTED = (5, 4, 3)


@dataclass(frozen=True, slots=True)
class BriefMade:
    """What was written.

    Attributes:
        files: In the order in which they were written.
        pages: How many are printed; None when that cannot be told here.
    """

    brief: Brief
    files: tuple[Path, ...]
    pages: int | None


def make_brief(
    store: Store, wish: BriefWish, *, out: Path | None, pdf: bool = False
) -> BriefMade:
    """Make the brief, and write it as a page, as a PDF, or as both.

    Args:
        store: The store.
        wish: What is asked.
        out: The file; a PDF alone when it ends with .pdf. None writes nothing.
        pdf: Whether a PDF is written beside the page.

    Raises:
        LaterStartError: It is asked from a later day than its own.
        PrinterMissingError: A PDF is wanted and cannot be made here.
        NotWrittenError: A file cannot be written.
    """
    alone = out is not None and out.suffix.casefold() == ".pdf"
    from reseau.publish.page.printing import PrinterMissingError, check_printer

    if alone or pdf:
        check_printer()
    brief, names = brief_of(store, wish)
    if out is None:
        return BriefMade(brief, (), None)
    files: list[Path] = []
    page, printed = brief_html(brief), None
    with suppress(PrinterMissingError):  # Then four rows of each table are printed.
        brief, page, printed = _fitted(brief)
    if not alone:
        _leave(store, wish, brief, (out, page), page, names)
        files.append(out)
    if printed is not None and (alone or pdf):
        paper = out.with_suffix(".pdf")
        _leave(store, wish, brief, (paper, printed[0]), page, names)
        files.append(paper)
    return BriefMade(brief, tuple(files), printed and printed[1])


def _fitted(brief: Brief) -> tuple[Brief, str, tuple[bytes, int]]:
    """Print a brief, with as many rows of each table as four pages hold."""
    from reseau.publish.page.printing import page_pdf

    made_at = datetime.combine(brief.until, time(12), UTC)

    def printed(rows: int) -> tuple[Brief, str, tuple[bytes, int]]:
        fewer = replace(brief, printed=rows)
        page = brief_html(fewer)
        return fewer, page, page_pdf(page, title=brief.title, made_at=made_at)

    made = printed(_PRINTED[0])
    for rows in _PRINTED[1:]:
        if made[2][1] <= MOST_PAGES or brief.full:
            break
        made = printed(rows)
    return made


def _leave(
    store: Store, wish: BriefWish, brief: Brief, file: tuple[Path, str | bytes],
    page: str, names: dict[int, str],
) -> None:  # fmt: skip
    """Write a file, and note that it left with the actors whom it names."""
    out, content = file
    named = [key for key, name in names.items() if escape(name) in page]
    chosen = {"since": str(brief.since), "until": str(brief.until)}
    hand_over(store, out, Leaving("brief", content, len(named), named, wish.shown_to,
                                  chosen))  # fmt: skip


def brief_of(store: Store, wish: BriefWish) -> tuple[Brief, dict[int, str]]:
    """Gather the contents of a brief; nothing is measured here that is not elsewhere.

    Returns:
        The brief, and the names of the actors whom its audience may be shown.
    """
    with store.reading() as session:
        today = settings.today(session)
        with clock.as_of(min(wish.until or today, today)):
            basis = replace(basis_of(session, store, wish), today=today)
            sections = tuple(_sections(session, basis))
            evidence, unlisted = evidence_of(session, basis)
    brief = Brief(
        title=wish.title or _title(basis),
        subtitle=_subtitle(basis),
        audience=_(AUDIENCES[wish.shown_to]),
        language=wish.language,
        shown_to=wish.shown_to,
        since=basis.since,
        until=basis.until,
        meeting=None if basis.meeting is None else basis.meeting.number,
        sections=sections,
        missing=tuple(_missing(basis)),
        definitions=(),
        evidence=evidence,
        made_on=today,
        unlisted=_unlisted(unlisted),
        full=wish.full,
    )
    names = {key: it.name for key, it in basis.log.actors.items()}
    return replace(brief, definitions=definitions(brief.cited())), names


def _sections(session: Session, basis: Basis) -> Iterable[Section]:
    """Make the sections wanted, in order; each source is read once."""
    met_ = mobilizations(session, basis)
    cycle_, governed = cycle(basis), governance(basis)
    wanted = {it for it in SECTIONS if basis.wish.wants(it)}
    drawn = mapped(basis) if wanted & {"map", "changed"} else None
    make: dict[str, Callable[[], Section]] = {
        "changed": lambda: _changed(basis, met_, drawn, cycle_, governed),
        "asked": lambda: _asked(basis, cycle_, governed),
        "map": lambda: map_section(basis, drawn or mapped(basis)),
        "mobilization": lambda: mobilization_section(basis, met_),
        "partners": lambda: partners_section(basis, met_),
        "load": lambda: load_section(basis, load_of(basis)),
        "matrix": lambda: matrix_section(basis, cycle_),
        "strategies": lambda: strategies_section(basis, cycle_),
        "signals": lambda: signals_section(basis, cycle_),
        "decisions": lambda: decisions_section(basis, governed),
        "experts": lambda: experts_section(basis, experts(basis), _seen(met_)),
    }
    for code in SECTIONS:
        if code in wanted and not (basis.public and code in _FOR_THE_GROUP):
            yield make[code]()


def _seen(found: Mobilizations) -> frozenset[str]:
    """Give the codes of the actors who came in the year."""
    year = found.year
    return frozenset(year.actors[it].slug for it in year.figures.active)


def _changed(
    basis: Basis, met_: Mobilizations, drawn: Mapped | None, cycle_: Cycle,
    governed: Governance,
) -> Section:  # fmt: skip
    """Say in five sentences what changed since the meeting."""
    said: list[Said | None] = [met(basis, met_)]
    said.append(None if drawn is None else ties_said(drawn))
    if not basis.public:
        said.append(decided_said(governed))
    said.append(signals_said(cycle_))
    if not basis.public:
        said.append(moves_said(basis, cycle_))
    title = (
        _("What changed since the last meeting")
        if basis.meeting
        else _("What changed since {since}").format(since=day(basis.since))
    )
    return Section("changed", title, tuple(it for it in said if it is not None))


def _asked(basis: Basis, cycle_: Cycle, governed: Governance) -> Section:
    """List what is asked of the reader today."""
    return Section(
        "asked",
        _("What is asked of you today"),
        tuple(ended_said(governed)),
        tables=(needs_table(basis, cycle_), promised_table(basis, governed)),
    )


def _title(basis: Basis) -> str:
    name = basis.collective
    return _("Brief – {name}").format(name=name) if name else _("Brief for the meeting")


def _subtitle(basis: Basis) -> str:
    """Say which days are looked at, from which meeting, and where."""
    if basis.meeting is not None:
        text = _(
            "From the meeting of {since} ({title}), that day included, to {until}."
        ).format(
            since=day(basis.since), until=day(basis.until),
            title=f"#{basis.meeting.number}, {basis.meeting.title}",
        )  # fmt: skip
    else:
        text = _("From {since} to {until}.").format(
            since=day(basis.since), until=day(basis.until)
        )
    return f"{basis.wish.place} · {text}" if basis.wish.place else text


def _missing(basis: Basis) -> Iterable[str]:
    """Say what the figures do not see."""
    if basis.meeting is None and basis.wish.since is None:
        yield _(
            "No meeting of an advisory group is logged: the last 90 days are looked at."
        )
    if basis.log.hidden:
        hidden = NN_(
            "{n} actor may not be shown here.", "{n} actors may not be shown here."
        )
        yield count(hidden, basis.log.hidden)
    if basis.until < basis.today:
        yield _(
            "Told as of {day}: what was changed or erased since then is seen as it is "
            "now."
        ).format(day=formats.full_date(basis.until))
    if basis.public:
        yield _("Requests, load, strategies, decisions and experts are for the group.")
    yield _("What nobody logged is not seen.")


def _unlisted(n: int) -> str:
    if not n:
        return ""
    older = NN_(
        "{n} older line is not in this file; the team has it.",
        "{n} older lines are not in this file; the team has them.",
    )
    return count(older, n)

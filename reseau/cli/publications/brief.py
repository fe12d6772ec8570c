"""``reseau brief``: what an advisory group reads before and during its meeting."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import command, new_single, option
from reseau.cli.options import AudienceOption, FormatOption
from reseau.cli.state import store
from reseau.errors import UsageError
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.brief.brief import BriefMade
    from reseau.usecases.brief.brief_basis import BriefWish

app = new_single()


class NotABriefFileError(UsageError):
    """The file's ending is none that a brief has."""

    message = N_("A brief is written as .html or .pdf, not {name}.")


Since = Annotated[
    str | None,
    option(
        "--since",
        text=N_("First day of what changed; by default, the last advisory meeting."),
        metavar=N_("DATE"),
    ),
]
Until = Annotated[
    str | None,
    option(
        "--until",
        text=N_("Day as of which all is told; today by default."),
        metavar=N_("DATE"),
    ),
]
Out = Annotated[
    str | None,
    option(
        "--out",
        "-o",
        text=N_("The file: .html, or .pdf for the printed pages alone."),
        metavar=N_("FILE"),
    ),
]
Pdf = Annotated[
    bool, option("--pdf", text=N_("Write the printed pages too, as a PDF beside it."))
]
Full = Annotated[
    bool, option("--full", text=N_("Print the lines behind the figures too."))
]
Only = Annotated[
    str | None,
    option(
        "--sections",
        text=N_(
            "Only these, with commas: changed, asked, map, mobilization, partners, "
            "load, matrix, strategies, signals, decisions, experts."
        ),
        metavar=N_("CODES"),
    ),
]
Without = Annotated[
    str | None,
    option("--without", text=N_("All but these sections."), metavar=N_("CODES")),
]
Title = Annotated[str, option("--title", text=N_("Title of the page."))]
Place = Annotated[str, option("--place", text=N_("Where the meeting is held."))]
WithTitles = Annotated[
    bool,
    option(
        "--with-titles",
        text=N_("Show the titles of the log to others than the team: read them first."),
    ),
]
Open = Annotated[bool, option("--open", text=N_("Open it in the browser."))]


@command(
    app,
    "brief",
    text=N_(
        "The brief for an advisory meeting: one file, offline, four printed pages.\n\n"
        "What changed since the last meeting, what is asked of its members, the map, "
        "who came and who did not, load, the matrix, strategies, signals, decisions, "
        "experts. Each figure leads to what it means and to its lines. With --format "
        "json and no --out, only the numbers are given."
    ),
    example=N_("reseau brief --since 2026-09-15 --pdf --out brief.html"),
)
def brief(
    since: Since = None, until: Until = None, out: Out = None, pdf: Pdf = False,
    full: Full = False, sections: Only = None, without: Without = None,
    title: Title = "", place: Place = "", audience: AudienceOption = "group",
    with_titles: WithTitles = False, form: FormatOption = "table", open_: Open = False,
) -> None:  # fmt: skip
    from reseau.domain.vocabulary import Diffusion
    from reseau.usecases.brief.brief import make_brief
    from reseau.usecases.brief.brief_basis import BriefWish

    chosen = output.read_format(form)
    wish = BriefWish(
        language(),
        words.audience(Diffusion.read(audience)),
        words.day(since),
        words.day(until),
        title,
        place,
        _codes(sections, "--sections"),
        _codes(without, "--without"),
        full,
        with_titles,
    )
    numbers = chosen is not output.Format.TABLE
    file = None if numbers and out is None else _file(out)
    made = make_brief(store(), wish, out=file, pdf=pdf)
    if numbers:
        from reseau.publish.brief.brief_page import brief_json

        output.data(brief_json(made.brief))
        return
    _tell(made, wish)
    if open_:
        import webbrowser

        webbrowser.open(made.files[0].resolve().as_uri())


def _codes(typed: str | None, option: str) -> tuple[str, ...]:
    """Read codes of sections around commas."""
    from reseau.usecases.brief.brief import SECTIONS

    given = [it for it in (typed or "").split(",") if it.strip()]
    return tuple(words.one_of(it, SECTIONS, option=option) for it in given)


def _file(out: str | None) -> Path:
    """Name the file, in the reader's language when nobody did.

    Raises:
        NotABriefFileError: Its ending is none of a brief's.
    """
    path = Path(out or _("brief.html"))
    if not path.suffix:
        path = path.with_suffix(".html")
    if path.suffix.casefold() not in {".html", ".htm", ".pdf"}:
        raise NotABriefFileError(name=path.name)
    return path


def _tell(made: "BriefMade", wish: "BriefWish") -> None:
    """Say what was written, from which day, and whether it is long."""
    from reseau.usecases.brief.brief import MOST_PAGES

    for file in made.files:
        output.line(output.safe(str(file)))
    output.line(output.safe(made.brief.subtitle))
    output.note(made.brief.audience)
    if made.pages is not None:
        pages = ngettext("{n} printed page.", "{n} printed pages.", made.pages)
        output.note(pages.format(n=formats.number(made.pages)))
        if made.pages > MOST_PAGES and not wish.full:
            output.note(_("That is long to read in a meeting: --without shortens it."))

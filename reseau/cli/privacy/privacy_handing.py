"""What is handed to people: their file, and the notice."""

from pathlib import Path
from typing import Annotated

from reseau.cli import output
from reseau.cli._base import command, option
from reseau.cli.privacy.privacy_group import Person, app
from reseau.cli.state import store
from reseau.i18n import LANGUAGES, N_, formats, language, ngettext
from reseau.i18n import gettext as _


@command(
    app,
    "file",
    text=N_(
        "Write all that is held on a person, to hand it to them: a page, and an "
        "archive of what they gave."
    ),
    example=N_("reseau privacy file ana-bell --out requests"),
)
def file_(
    person: Person,
    out: Annotated[
        str, option("--out", "-o", text=N_("The folder."), metavar=N_("FOLDER"))
    ] = ".",
    withhold: Annotated[
        bool,
        option(
            "--withhold",
            text=N_("Leave out texts that name others, instead of hiding the names."),
        ),
    ] = False,
) -> None:
    from reseau.usecases.privacy.privacy_file import write_person_file

    done = write_person_file(store(), person, Path(out), withhold=withhold)
    text = ngettext("{file}: {n} line.", "{file}: {n} lines.", done.lines)
    output.line(
        text.format(file=output.safe(str(done.page)), n=formats.number(done.lines))
    )
    text = ngettext(
        "{file}: {n} record that came from the person.",
        "{file}: {n} records that came from the person.",
        done.own,
    )
    output.line(
        text.format(file=output.safe(str(done.archive)), n=formats.number(done.own))
    )
    if done.hidden:
        text = ngettext(
            "Somebody else’s name was hidden in {n} place.",
            "Other people’s names were hidden in {n} places.",
            done.hidden,
        )
        output.note(text.format(n=formats.number(done.hidden)))
    output.note(
        _(
            "Read it before handing it over: people who are not in the store are not "
            "recognized."
        )
    )


@command(
    app,
    "notice",
    text=N_("The notice to give to people when something about them is kept."),
    example=N_("reseau privacy notice --both"),
)
def notice(
    both: Annotated[bool, option("--both", text=N_("In both languages."))] = False,
    kept_for: Annotated[
        str | None, option("--kept-for", text=N_("How long it is kept, in your words."))
    ] = None,
) -> None:
    from reseau.usecases.privacy import privacy_notice

    chosen = LANGUAGES if both else (language(),)
    wanting = False
    for lang in chosen:
        found = privacy_notice.notice(store(), lang=lang, kept_for=kept_for)
        output.line(found.title)
        for heading, text in found.paragraphs:
            output.line()
            output.line(heading)
            output.line(output.safe(text))
        output.line()
        wanting = found.wanting
    if wanting:
        output.note(_("! Nobody is named as in charge: reseau privacy responsible"))
    output.note(
        _("Have it read by somebody who knows the law; this is not legal advice.")
    )


@command(
    app,
    "assessment",
    text=N_(
        "Write the privacy impact assessment in both languages, filled in with what "
        "the store says; what is to be judged is left to you."
    ),
    example=N_("reseau privacy assessment --out privacy"),
)
def assessment(
    out: Annotated[
        str, option("--out", "-o", text=N_("The folder."), metavar=N_("FOLDER"))
    ] = ".",
    hosted: Annotated[
        str | None,
        option(
            "--hosted",
            text=N_("Where the store and its backups are kept; it is remembered."),
        ),
    ] = None,
) -> None:
    from reseau.usecases.privacy.assessment import say_where, write_assessment

    opened = store()
    if hosted is not None:
        say_where(opened, hosted)
    done = write_assessment(opened, Path(out))
    for file in done.files:
        output.line(output.safe(str(file)))
    text = ngettext(
        "{n} answer is left to whoever knows.",
        "{n} answers are left to whoever knows.",
        done.empty,
    )
    output.note(text.format(n=formats.number(done.empty)))
    if done.wanting:
        output.note(
            _(
                "! It is still to be said who is in charge (privacy responsible), or "
                "where it is kept (--hosted)."
            )
        )

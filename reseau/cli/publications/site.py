"""``reseau site``: the public site, and what the team says is public."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.options import DryRun, FormatOption
from reseau.cli.state import store
from reseau.i18n import N_, formats
from reseau.i18n import gettext as _

app = new_group(N_("The public site: build it, say what is on it."))

Kind = Annotated[
    str,
    argument(
        text=N_("committee, interaction, signal, product, outcome or mission."),
        metavar=N_("KIND"),
    ),
]
Which = Annotated[
    list[str],
    argument(text=N_("Numbers, short codes or titles."), metavar=N_("RECORD")),
]


@command(
    app,
    "build",
    text=N_(
        "Build the public site in a folder: static, in French and in English, with "
        "neither tracker nor request to another site."
    ),
    example=N_("reseau site build site --report left-out.csv"),
)
def build(
    folder: Annotated[
        str, argument(text=N_("The folder to build."), metavar=N_("FOLDER"))
    ],
    contact: Annotated[
        str,
        option("--contact", text=N_("How to write to you, as the site says it.")),
    ] = "",
    base_url: Annotated[
        str,
        option(
            "--base-url",
            text=N_("Where it will stand; feeds then have whole addresses."),
            metavar=N_("ADDRESS"),
        ),
    ] = "",
    report_file: Annotated[
        str | None,
        option(
            "--report",
            text=N_("Write what was left out, with names, for the team only (.csv)."),
            metavar=N_("FILE"),
        ),
    ] = None,
    dry_run: DryRun = False,
    form: FormatOption = "table",
) -> None:
    from pathlib import Path

    from reseau.cli.publications.site_report import print_built
    from reseau.usecases.site.site import build_site

    printed = output.read_format(form)
    private = None if report_file is None else Path(report_file)
    built = build_site(
        store(), Path(folder), contact=contact, base=base_url, report=private,
        dry_run=dry_run,
    )  # fmt: skip
    print_built(built, folder=folder, report=report_file, form=printed)


@command(
    app,
    "show",
    text=N_("Say that records are public: the next building puts them on the site."),
    example=N_(
        'reseau site show signal 4 --fr "Le plan sera revu." --en "Plan under review."'
    ),
)
def show(
    kind: Kind,
    which: Which,
    fr: Annotated[
        str | None, option("--fr", text=N_("What the site says of it in French."))
    ] = None,
    en: Annotated[
        str | None, option("--en", text=N_("What the site says of it in English."))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.site import publications

    done = publications.show_records(
        store(), publications.read_kind(kind), which,
        text_fr=words.text_change(fr), text_en=words.text_change(en), dry_run=dry_run,
    )  # fmt: skip
    report(done, _("For the site: {slug}, {name}."))


@command(
    app,
    "hide",
    text=N_("Take records off the site: they are gone the next time that it is built."),
    example=N_("reseau site hide signal 4"),
)
def hide(kind: Kind, which: Which, dry_run: DryRun = False) -> None:
    from reseau.usecases.site import publications

    done = publications.hide_records(
        store(), publications.read_kind(kind), which, dry_run=dry_run
    )
    report(done, _("No longer for the site: {slug}, {name}."))


@command(
    app,
    "list",
    text=N_("List the records that the team said are public."),
    example=N_("reseau site list"),
)
def listed(
    kind: Annotated[
        str | None, option("--kind", text=N_("Only those of that kind."))
    ] = None,
    form: FormatOption = "table",
) -> None:
    from reseau.store.past.dependents import noun
    from reseau.usecases.site import publications

    printed = output.read_format(form)
    only = None if kind is None else publications.read_kind(kind)
    found = publications.list_shown(store(), kind=only)
    as_table = printed is output.Format.TABLE
    columns = [
        output.Column("kind", _("Kind")),
        output.Column("number", "#", right=True),
        output.Column("name", _("Name")),
        output.Column("shown_on", _("Shown since")),
        output.Column("text_fr", _("In French")),
        output.Column("text_en", _("In English")),
    ]
    values = [
        {
            "kind": noun(it.kind) if as_table else it.kind,
            "number": it.number,
            "name": it.name or (_("no longer there") if as_table else ""),
            "shown_on": formats.full_date(it.shown_on) if as_table else it.shown_on,
            "text_fr": it.text_fr,
            "text_en": it.text_en,
        }
        for it in found
    ]
    output.rows(
        columns, values, form=printed,
        empty=_("Nothing was said to be public yet: see “reseau site show”."),
    )  # fmt: skip

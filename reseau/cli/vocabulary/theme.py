"""``reseau theme``: the thesaurus, in French and English."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, DryRun, FormatOption, Yes
from reseau.cli.state import store, store_to_show
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.i18n import Language
    from reseau.usecases.vocabulary.theme_lists import ThemeLine

app = new_group(N_("Themes of the thesaurus, in French and English."))

Which = Annotated[str, argument(text=N_("Label or short code."), metavar=N_("THEME"))]
Broader = Annotated[str | None, option("--broader", text=N_("The theme above it."))]
Aliases = Annotated[
    list[str] | None,
    option(
        "--alias",
        text=N_(
            "Another label, in your language unless it starts with fr: or en:; may be "
            "repeated."
        ),
    ),
]
Hidden = Annotated[
    list[str] | None,
    option(
        "--hidden",
        text=N_("A word understood and never shown, such as an acronym; likewise."),
    ),
]
Dropped = Annotated[
    list[str] | None,
    option("--drop-label", text=N_("Another label to take off; may be repeated.")),
]
Related = Annotated[
    list[str] | None,
    option("--related", text=N_("A related theme; may be repeated.")),
]
Match = Annotated[
    str | None,
    option("--exact-match", text=N_("Address of the same concept elsewhere.")),
]
Note = Annotated[
    str | None, option("--note", text=N_("What it covers, and what it does not."))
]


@command(
    app,
    "add",
    text=N_("Add a theme, with a label in each language."),
    example=N_(
        'reseau theme add --fr "toits verts" --en "green roofs" '
        '--broader environnement --alias "fr:toiture végétale"'
    ),
)
def add(
    fr: Annotated[str, option("--fr", text=N_("Label in French."))],
    en: Annotated[str, option("--en", text=N_("Label in English."))],
    broader: Broader = None,
    alias: Aliases = None,
    note: Note = None,
    hidden: Hidden = None,
    related: Related = None,
    exact_match: Match = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.vocabulary import themes

    changes = themes.ThemeChanges(
        aliases=_aliases(alias),
        broader=words.text_change(broader),
        note=words.text_change(note),
        hidden=_aliases(hidden),
        related=words.listed(related),
        exact_match=words.text_change(exact_match),
    )
    done = themes.add_theme(store(), fr, en, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” is added, as {slug}."))


@command(
    app,
    "edit",
    text=N_(
        "Change a theme. A former label stays as another label; an empty text clears "
        "--broader or --note."
    ),
    example=N_('reseau theme edit toits-verts --alias "en:living roofs"'),
)
def edit(
    which: Which,
    fr: Annotated[str | None, option("--fr", text=N_("Label in French."))] = None,
    en: Annotated[str | None, option("--en", text=N_("Label in English."))] = None,
    broader: Broader = None,
    alias: Aliases = None,
    note: Note = None,
    hidden: Hidden = None,
    related: Related = None,
    exact_match: Match = None,
    drop_label: Dropped = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.vocabulary import themes

    changes = themes.ThemeChanges(
        fr=fr,
        en=en,
        aliases=_aliases(alias),
        broader=words.text_change(broader),
        note=words.text_change(note),
        hidden=_aliases(hidden),
        related=words.listed(related),
        exact_match=words.text_change(exact_match),
        dropped=drop_label or (),
    )
    done = themes.edit_theme(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” ({slug}) is changed."))


def _aliases(texts: Sequence[str] | None) -> "list[tuple[Language, str]]":
    from reseau.usecases.vocabulary.themes import read_alias

    return [read_alias(it, lang=language()) for it in texts or ()]


@command(
    app,
    "remove",
    text=N_("Remove a theme that nothing is about."),
    example=N_("reseau theme remove toits-verts"),
)
def remove(which: Which, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.vocabulary import themes

    question = _("Remove {name}?").format(name=which)
    if dry_run or output.confirm(question, yes=yes):
        done = themes.remove_theme(store(), which, dry_run=dry_run)
        report(done, _("“{name}” ({slug}) is removed."))


@command(
    app,
    "list",
    text=N_("List themes as a tree: each one, then the narrower ones."),
    example=N_("reseau theme list"),
)
def list_(at: At = None, form: FormatOption = "table") -> None:
    from reseau.usecases.vocabulary.theme_lists import ThemeLine, list_themes

    found = list_themes(store(), lang=language(), at=words.day(at))
    printed = output.read_format(form)
    if printed is output.Format.TABLE:
        _print_tree(found)
    else:
        print_list(found, [], of=ThemeLine, form=printed, empty="", total="")


def _print_tree(found: "Sequence[ThemeLine]") -> None:
    own = language()
    other = output.Column("other", _("in English") if own == "fr" else _("in French"))
    output.rows(
        [
            output.Column("label", _("theme")),
            *([] if output.is_narrow() else [other]),
            output.Column("slug", _("code")),
            output.Column("actors", _("actors"), right=True),
            output.Column("interactions", _("interactions"), right=True),
        ],
        [
            {
                "label": "· " * it.depth + (it.fr if own == "fr" else it.en),
                "other": it.en if own == "fr" else it.fr,
                "slug": it.slug,
                "actors": it.actors,
                "interactions": it.interactions,
            }
            for it in found
        ],
        form=output.Format.TABLE,
        empty=_("No theme. “reseau theme add” adds one."),
    )
    if found:
        total = ngettext("{n} theme", "{n} themes", len(found))
        output.note(total.format(n=len(found)))


@command(
    app,
    "show",
    text=N_("Show a theme: labels, themes around it, who knows it."),
    example=N_("reseau theme show habitation"),
)
def show(which: Which, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.vocabulary.theme_card import print_theme
    from reseau.usecases.vocabulary.theme_lists import theme_card

    printed = output.read_format(form)
    card = theme_card(store_to_show(), which, lang=language(), at=words.day(at))
    print_theme(card, form=printed)


@command(
    app,
    "tree",
    text=N_("The theme and those under it, or the whole tree, with their labels."),
    example=N_("reseau theme tree habitation"),
)
def tree(
    which: Annotated[
        str | None, argument(text=N_("Label or short code."), metavar=N_("THEME"))
    ] = None,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.vocabulary.theme_lists import ThemeLine, list_themes

    found = list_themes(store(), lang=language(), under=which, at=words.day(at))
    printed = output.read_format(form)
    if printed is output.Format.TABLE:
        _print_tree(found)
    else:
        print_list(found, [], of=ThemeLine, form=printed, empty="", total="")


@command(
    app,
    "merge",
    text=N_(
        "Make one theme of two: the second one's labels, lines and declarations move."
    ),
    example=N_("reseau theme merge habitation logement-abordable"),
)
def merge(
    keep: Annotated[
        str, argument(text=N_("The theme that is kept."), metavar=N_("THEME"))
    ],
    lose: Annotated[
        str, argument(text=N_("The one that becomes it."), metavar=N_("OTHER"))
    ],
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.vocabulary.theme_tending import merge_themes

    question = _("Make {lose} a part of {keep}?").format(lose=lose, keep=keep)
    if dry_run or output.confirm(question, yes=yes):
        done = merge_themes(store(), keep, lose, dry_run=dry_run)
        report(done, _("“{name}” ({slug}) is the two themes now."))


@command(
    app,
    "suggest",
    text=N_(
        "Propose words that the team uses for a theme and that are no label of it yet."
    ),
    example=N_("reseau theme suggest habitation"),
)
def suggest(
    which: Annotated[
        str | None, argument(text=N_("Label or short code."), metavar=N_("THEME"))
    ] = None,
    limit: Annotated[
        int, option("--limit", text=N_("How many words of each theme."), min=1)
    ] = 6,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.vocabulary.theme_tending import Proposal, proposals

    found = proposals(store(), lang=language(), theme=which, most=limit)
    print_list(
        found,
        [
            output.Column("theme", _("theme")),
            output.Column("word", _("word")),
            output.Column("texts", _("lines of the theme"), right=True),
            output.Column("everywhere", _("lines in all"), right=True),
            output.Column("actors", _("actors"), right=True),
        ],
        of=Proposal,
        form=output.read_format(form),
        empty=_("No word stands out: more lines with themes are needed."),
        total=_("To accept one: reseau theme edit THEME --hidden WORD"),
    )


@command(
    app,
    "import",
    text=N_("Bring a thesaurus in: a table (.csv), or SKOS (.ttl, .rdf, .jsonld)."),
    example=N_("reseau theme import thesaurus.ttl --dry-run"),
)
def import_(
    file: Annotated[str, argument(text=N_("The file."), metavar=N_("FILE"))],
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.vocabulary.theme_exchange import import_thesaurus

    done = import_thesaurus(store(), file, dry_run=dry_run)
    report(done, _("{name} is brought in."))


@command(
    app,
    "export",
    text=N_("Write the thesaurus: a table (.csv), or SKOS (.ttl, .rdf, .jsonld)."),
    example=N_("reseau theme export thesaurus.csv"),
)
def export(
    file: Annotated[str, argument(text=N_("The file."), metavar=N_("FILE"))],
) -> None:
    from reseau.usecases.vocabulary.theme_exchange import export_thesaurus

    count = export_thesaurus(store(), file)
    text = ngettext(
        "{n} theme written to {file}", "{n} themes written to {file}", count
    )
    output.note(output.safe(text.format(n=count, file=file)))

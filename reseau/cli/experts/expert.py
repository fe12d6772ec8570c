"""``reseau expert``: who knows about a theme, and why."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, AudienceOption, DryRun, FormatOption
from reseau.cli.state import store, store_to_show
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

app = new_group(N_("Experts: who knows about a theme, why, and who can introduce you."))

Theme = Annotated[
    list[str],
    argument(
        text=N_("A theme, or words; theme:, territory:, since: as in a search."),
        metavar=N_("THEME"),
    ),
]
Near = Annotated[
    str | None,
    option("--near", text=N_("Only those whom something ties to this territory.")),
]
From = Annotated[
    str | None,
    option("--from", text=N_("Who asks: the shortest introduction is given.")),
]
Home = Annotated[
    str | None,
    option("--organization", text=N_("Only this organization and its people.")),
]
Kind = Annotated[
    str | None, option("--kind", text=N_("Only people, or only organizations."))
]
Available = Annotated[
    bool, option("--available", text=N_("Only those who may be asked now."))
]
Speaks = Annotated[
    str | None, option("--speaks", text=N_("Only those who speak it: fr, en…"))
]
Limit = Annotated[
    int, option("--limit", text=N_("How many experts; 0 for all."), min=0)
]
Least = Annotated[
    int,
    option(
        "--least",
        text=N_("Lines of evidence needed of those who declared nothing."),
        min=1,
    ),
]
Explain = Annotated[
    bool,
    option(
        "--explain",
        text=N_("What each score is made of; with --limit 0, term by term."),
    ),
]
Neighbours = Annotated[
    bool, option("--neighbours", text=N_("Count related themes too, for half."))
]


@command(
    app,
    "find",
    text=N_("Who knows about a theme: the best evidence, the load, an introduction."),
    example=N_(
        "reseau expert find logement social --near rosemont --from nadia-tremblay"
    ),
    dashes=True,
)
def find(
    theme: Theme,
    near: Near = None,
    asker: From = None,
    organization: Home = None,
    kind: Kind = None,
    available: Available = False,
    speaks: Speaks = None,
    limit: Limit = 5,
    least: Least = 2,
    explain: Explain = False,
    neighbours: Neighbours = False,
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.cli.experts.expert_page import print_experts
    from reseau.cli.experts.find import joined
    from reseau.domain.vocabulary import ActorKind, Diffusion
    from reseau.usecases.experts.expert_answers import ALL, ExpertQuestion
    from reseau.usecases.experts.experts import find_experts
    from reseau.usecases.log.looking_up import note_listed

    chosen = output.read_format(form)
    question = ExpertQuestion(
        text=joined(theme),
        near=near,
        asker=asker,
        organization=organization,
        kind=words.read_word(ActorKind, kind),
        available=available,
        language=None if speaks is None else speaks.strip().casefold(),
        limit=limit or ALL,
        least=least,
        neighbours=neighbours,
        shown_to=words.audience(Diffusion.read(audience)),
    )
    opened = store()
    found = find_experts(opened, question, lang=language())
    print_experts(found, form=chosen, explain=explain, every_term=not limit)
    listed = [it.slug for it in found.experts]
    note_listed(
        opened, "expert find", question.text, listed, shown_to=question.shown_to
    )


Who = Annotated[str, argument(text=N_("Name or short code."), metavar=N_("ACTOR"))]
Labels = Annotated[
    list[str] | None,
    argument(text=N_("Labels or short codes of themes."), metavar=N_("THEMES")),
]
Level = Annotated[
    str | None,
    option("--level", text=N_("How well: basic, confirmed or reference.")),
]
Known = Annotated[
    str | None,
    option("--since", text=N_("Day since which it is declared."), metavar=N_("DATE")),
]
Source = Annotated[
    str | None, option("--source", text=N_("Where it was said: a page, a talk…"))
]
From_ = Annotated[
    str | None,
    option("--origin", text=N_("Who says so: person, third-party, public, inferred.")),
]
Availability = Annotated[
    str | None,
    option("--availability", text=N_("Whether to ask: open, limited or closed.")),
]
Away = Annotated[
    str | None,
    option(
        "--away-until",
        text=N_("First day on which they may be asked again; empty clears it."),
        metavar=N_("DATE"),
    ),
]
Spoken = Annotated[
    list[str] | None,
    option("--speaks", text=N_("A language: fr, en…; may be repeated; replaces all.")),
]
Monthly = Annotated[
    str | None,
    option(
        "--monthly-limit",
        text=N_("How many times in 30 days they accept; empty clears it."),
        metavar=N_("NUMBER"),
    ),
]
Note = Annotated[str | None, option("--note", text=N_("How to ask them."))]


@command(
    app,
    "declare",
    text=N_("Declare what an actor knows, and how they may be asked."),
    example=N_(
        "reseau expert declare nadia-tremblay logement-social --level reference "
        "--speaks fr --speaks en --monthly-limit 2"
    ),
)
def declare(
    who: Who,
    themes: Labels = None,
    level: Level = None,
    since: Known = None,
    source: Source = None,
    origin: From_ = None,
    availability: Availability = None,
    away_until: Away = None,
    speaks: Spoken = None,
    monthly_limit: Monthly = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain import vocabulary
    from reseau.usecases.experts import expert_declaring

    declaration = expert_declaring.Declaration(
        themes=themes or (),
        level=words.read_word(vocabulary.ExpertiseLevel, level),
        since=words.period(since, None).since,
        source=words.text_change(source),
        origin=words.read_word(vocabulary.Origin, origin),
        availability=words.read_word(vocabulary.Availability, availability),
        away_until=words.day_change(away_until, prefer="next"),
        languages=words.listed(speaks),
        monthly_limit=words.number_change(monthly_limit),
        note=words.text_change(note),
    )
    done = expert_declaring.declare(store(), who, declaration, dry_run=dry_run)
    report(done, _("What {name} ({slug}) knows is noted."))


@command(
    app,
    "withdraw",
    text=N_("Take back the declaration of a theme."),
    example=N_("reseau expert withdraw nadia-tremblay logement-social"),
)
def withdraw(
    who: Who,
    theme: Annotated[
        str, argument(text=N_("Label or short code."), metavar=N_("THEME"))
    ],
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.experts import expert_declaring

    done = expert_declaring.withdraw(store(), who, theme, dry_run=dry_run)
    report(done, _("{name} ({slug}) does not declare it any more."))


@command(
    app,
    "list",
    text=N_("List the experts who are declared, with how they may be asked."),
    example=N_("reseau expert list --theme habitation --available"),
)
def list_(
    theme: Annotated[
        str | None, option("--theme", text=N_("Only this theme, or a narrower one."))
    ] = None,
    available: Available = False,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.experts.expert_lists import ExpertLine, list_experts

    found = list_experts(
        store(), lang=language(), theme=theme, available=available, at=words.day(at)
    )
    total = ngettext("{n} expert", "{n} experts", len(found)).format(n=len(found))
    more = [
        output.Column("languages", _("languages")),
        output.Column("lately", _("asked in 30 days"), right=True),
        output.Column("limit", _("accepts"), right=True),
    ]
    print_list(
        found,
        [
            output.Column("slug", _("code")),
            output.Column("name", _("name")),
            output.Column("themes", _("themes")),
            *([] if output.is_narrow() else more),
            output.Column("free", _("may be asked")),
            output.Column("last", _("last")),
        ],
        of=ExpertLine,
        form=output.read_format(form),
        empty=_("No declared expert. “reseau expert declare” notes one."),
        total=total,
    )


@command(
    app,
    "show",
    text=N_("What an actor knows: declared, then seen in the log, theme by theme."),
    example=N_("reseau expert show nadia-tremblay"),
)
def show(who: Who, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.experts.expert_card import print_card
    from reseau.usecases.experts.expert_cards import expert_card

    printed = output.read_format(form)
    card = expert_card(store_to_show(), who, lang=language(), at=words.day(at))
    print_card(card, form=printed)


@command(
    app,
    "gaps",
    text=N_(
        "Themes, territories and needs without an expert; experts never asked or "
        "over-asked."
    ),
    example=N_("reseau expert gaps --territory rosemont"),
)
def gaps(
    territory: Annotated[
        str | None,
        option("--territory", text=N_("Only this territory, and those in it.")),
    ] = None,
    limit: Annotated[
        int, option("--limit", text=N_("How many lines of each part."), min=1)
    ] = 10,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.experts.expert_card import print_gaps
    from reseau.usecases.experts.expert_gaps import gaps as find_gaps

    printed = output.read_format(form)
    found = find_gaps(store(), lang=language(), territory=territory)
    print_gaps(found, form=printed, limit=limit)

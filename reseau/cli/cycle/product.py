"""``reseau product``: what was made, for whom, and whom it reached."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import cards, output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.cycle import cycle_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, DryRun, FormatOption, Since, Until, Yes
from reseau.cli.state import store
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.cycle.products import ProductChanges

app = new_group(N_("Products: notes, maps, portraits, conferences, and their reach."))

Which = Annotated[
    str,
    argument(
        text=N_("Number, short code or words of the title."), metavar=N_("PRODUCT")
    ),
]
_KINDS = N_("note, map, portrait, conference, report, tool, media or other.")
_MOST = 2**31 - 1  # What an Integer holds on PostgreSQL.
On = Annotated[
    str | None,
    option(
        "--on", text=N_("The day it was out; today by default."), metavar=N_("DATE")
    ),
]
Audience = Annotated[str | None, option("--audience", text=N_("Whom it is for."))]
Place = Annotated[
    str | None, option("--place", text=N_("Where it is kept: an address, a folder."))
]
Notes = Annotated[str | None, option("--notes", text=N_("Free text."))]
Needs = Annotated[
    list[str] | None,
    option(
        "--need",
        text=N_("A need it answers, by its number or its words; may be repeated."),
    ),
]
Strategies = Annotated[
    list[str] | None,
    option("--strategy", text=N_("A strategy it serves; may be repeated.")),
]


@dataclass(frozen=True, slots=True)
class Told:
    """What “add” and “edit” say of a product, in the order of their help."""

    on: On = None
    audience: Audience = None
    need: Needs = None
    strategy: Strategies = None
    theme: of.Themes = None
    place: Place = None
    notes: Notes = None
    function: of.FunctionOption = None
    carrier: of.CarrierOption = None

    def changes(
        self, *, name: str | None = None, kind: str | None = None
    ) -> "ProductChanges":
        """Gather what changes."""
        from reseau.domain.dissemination import ProductKind
        from reseau.domain.vocabulary import Carrier, Function
        from reseau.usecases.cycle.products import ProductChanges

        return ProductChanges(
            name=name,
            kind=words.read_word(ProductKind, kind),
            made_on=words.day(self.on),
            audience=words.text_change(self.audience),
            place=words.text_change(self.place),
            notes=words.text_change(self.notes),
            themes=words.listed(self.theme),
            needs=words.listed(self.need),
            strategies=words.listed(self.strategy),
            function=words.word_change(Function, self.function),
            carrier=words.word_change(Carrier, self.carrier),
        )


@command(
    app,
    "add",
    text=N_("Add a product, with the needs it answers and the strategies it serves."),
    example=N_(
        'reseau product add "Portrait des cours" --kind portrait --need 4 --strategy '
        "ouvrir-la-cour --on 2026-04-01"
    ),
)
def add(
    name: of.NewTitle,
    kind: Annotated[str, option("--kind", text=_KINDS)],
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.dissemination import ProductKind
    from reseau.usecases.cycle import products

    changes = told.changes()
    done = products.add_product(
        store(), name, kind=ProductKind.read(kind), changes=changes, dry_run=dry_run
    )
    report(done, _("“{name}” is added, as {slug}."))


@command(
    app,
    "edit",
    text=N_("Change a product. Lists are replaced; an empty text clears an option."),
    example=N_("reseau product edit portrait-des-cours --need 4 --need 5"),
)
def edit(
    *,
    which: Which,
    name: of.Renamed = None,
    kind: Annotated[str | None, option("--kind", text=_KINDS)] = None,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import products

    changes = told.changes(name=name, kind=kind)
    done = products.edit_product(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” ({slug}) is changed."))


@command(
    app,
    "reach",
    text=N_("Note how many a product reached, and what was counted."),
    example=N_('reseau product reach portrait-des-cours 120 "copies handed out"'),
)
def reach(
    which: Which,
    number: Annotated[
        int, argument(text=N_("How many."), metavar=N_("HOW MANY"), min=0, max=_MOST)
    ],
    counted: Annotated[
        str, argument(text=N_("What was counted."), metavar=N_("COUNTED"))
    ],
    on: Annotated[
        str, option("--on", text=N_("The day it was counted."), metavar=N_("DATE"))
    ] = "today",
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.cycle import products

    day = words.required_day(on)
    counts = products.Count(number, counted, day)
    done = products.count_reach(store(), which, count=counts, dry_run=dry_run)
    report(done, _("The reach of “{name}” ({slug}) is noted."))


@command(
    app,
    "remove",
    text=N_("Remove a product, with its counts."),
    example=N_("reseau product remove portrait-des-cours"),
)
def remove(which: Which, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.cycle import products

    question = _("Remove {name}?").format(name=which)
    if dry_run or output.confirm(question, yes=yes):
        done = products.remove_product(store(), which, dry_run=dry_run)
        report(done, _("“{name}” ({slug}) is removed."))


@command(
    app,
    "list",
    text=N_("List products, newest first, with the last count of each thing counted."),
    example=N_("reseau product list --since 2026 --strategy ouvrir-la-cour"),
)
def list_(
    since: Since = None,
    until: Until = None,
    kind: Annotated[str | None, option("--kind", text=_KINDS)] = None,
    theme: of.OnlyTheme = None,
    strategy: of.OnlyStrategy = None,
    need: Annotated[
        str | None, option("--need", text=N_("Only those that answer this need."))
    ] = None,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.domain.dissemination import ProductKind
    from reseau.usecases.cycle import product_cards

    wanted = product_cards.ProductFilter(
        period=words.period(since, until),
        kind=words.read_word(ProductKind, kind),
        theme=theme,
        strategy=strategy,
        need=need,
        at=words.day(at),
    )
    printed = output.read_format(form)
    found = product_cards.list_products(store(), wanted, lang=language())
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("made_on", _("day")),
            output.Column("kind", _("kind")),
            output.Column("name", _("title")),
            output.Column("reach", _("reach")),
            output.Column("needs", _("needs"), right=True),
            output.Column("strategies", _("strategies"), right=True),
        ],
        of=product_cards.ProductLine,
        form=printed,
        empty=_("No product. “reseau product add” adds one."),
        total=ngettext("{n} product", "{n} products", len(found)).format(n=len(found)),
    )


@command(
    app,
    "show",
    text=N_("Show a product: reach, needs it answers, strategies it serves."),
    example=N_("reseau product show portrait-des-cours"),
)
def show(which: Which, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.cycle.cycle_words import cell_words
    from reseau.usecases.cycle.product_cards import product_card

    printed = output.read_format(form)
    card = product_card(store(), which, lang=language(), at=words.day(at))
    if cards.printed_as_data(card, printed):
        return
    function, carrier = cell_words(card.cell)
    output.heading(f"{card.name} ({card.slug})")
    output.pairs(
        [
            (_("kind"), card.kind.label()),
            (_("day"), formats.full_date(card.made_on)),
            (_("for whom"), card.audience or ""),
            (_("place"), card.place or ""),
            (_("themes"), ", ".join(card.themes)),
            (_("function"), function),
            (_("carrier"), carrier),
            (_("notes"), card.notes or ""),
        ]
    )
    cards.section(
        _("Reach, never added up"),
        [
            cards.labelled(
                formats.full_date(it.counted_on),
                f"{formats.number(it.number)} {it.counted}",
            )
            for it in card.reach
        ],
    )
    cards.section(
        _("Needs it answers"), [f"#{it.number} {it.question}" for it in card.needs]
    )
    cards.section(
        _("Strategies it serves"), [f"{it.name} ({it.slug})" for it in card.strategies]
    )

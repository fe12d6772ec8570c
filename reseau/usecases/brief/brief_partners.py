"""Partners in a brief: whom nobody has seen, who is new, whom to spare."""

from collections.abc import Iterable, Sequence
from datetime import date

from reseau.domain.vocabulary import PartnerStatus
from reseau.i18n import NN_, formats
from reseau.i18n import gettext as _
from reseau.publish.brief.brief import Row, Said, Section, Table
from reseau.usecases.brief.brief_basis import MOST_ROWS, Basis, count, day, listed
from reseau.usecases.brief.brief_mobilization import Mobilizations, silent_log
from reseau.usecases.network.load import LoadLine, Loads, network_load
from reseau.usecases.network.mobilization import Seen


def partners_section(basis: Basis, found: Mobilizations) -> Section:
    """Tell whom nobody has seen, and who is new."""
    year = found.year
    unlogged = silent_log(basis, year)
    quiet = [] if unlogged else list(year.named(year.silent))
    quiet.sort(key=lambda it: -it.silence.days)
    if basis.public:
        quiet = []
    expected = bool(year.figures.roster)
    if not expected:
        unlogged = [*unlogged, Said(_("Nobody has a seat or a partnership yet: who "
        "is expected is not known."), "quiet")]  # fmt: skip
        quiet = []
    return Section(
        "partners",
        _("Whom we have not seen, and who is new"),
        (*unlogged, *_new(basis, found)),
        tables=(_quiet(basis, quiet),) if expected and not basis.public else (),
    )


def _quiet(basis: Basis, quiet: Sequence[Seen]) -> Table:
    rows = [
        Row(
            (
                it.actor.name,
                day(it.last) or _("never seen"),
                count(NN_("{n} day", "{n} days"), it.silence.days),
                ""
                if it.silence.usual is None
                else count(NN_("{n} day", "{n} days"), it.silence.usual),
            ),
            {
                "actor": it.actor.slug, "name": it.actor.name, "last": it.last,
                "silent_days": it.silence.days, "usual_gap_days": it.silence.usual,
            },
            basis.cite(it.lines[-1:]),
        )
        for it in quiet[:MOST_ROWS]
    ]  # fmt: skip
    return Table(
        "quiet",
        _("Not seen for longer than usual"),
        (_("member or partner"), _("last seen"), _("silent for"), _("usual gap")),
        tuple(rows),
        _("Every member and active partner was seen as often as usual."),
        max(0, len(quiet) - len(rows)),
        "quiet",
        (1, 2, 3),
    )


def _new(basis: Basis, found: Mobilizations) -> Iterable[Said]:
    """Name the partners who joined in the year, those since the meeting first."""
    start = found.year.figures.since or basis.since
    joined: list[tuple[date, str, int]] = []
    for key, it in found.partners.items():
        actor = basis.log.actors.get(key)
        begun = it.since is not None and min(start, basis.since) <= it.since
        if actor and begun and it.since and it.status is not PartnerStatus.FORMER:
            joined.append((it.since, actor.name, key))
    joined.sort(key=lambda it: (-it[0].toordinal(), it[2]))
    if joined:
        names = listed([f"{name} ({day(on)})" for on, name, _key in joined], most=4)
        text = _("New partners in twelve months: {names}.").format(names=names)
        yield Said(text, "partner")
    else:
        yield Said(_("No new partner in twelve months."), "partner")
    new = found.year.named(found.year.figures.newcomers)
    if new and found.before is not None:
        text = count(
            NN_(
                "{n} actor came for the first time in twelve months: {names}.",
                "{n} actors came for the first time in twelve months: {names}.",
            ),
            len(new),
            names=listed([it.actor.name for it in new]),
        )
        yield Said(text, "new", basis.cite(line for it in new for line in it.lines[:1]))


def load_of(basis: Basis) -> Loads:
    """Count how often each actor was asked in the last thirty days."""
    return network_load(basis.store, at=basis.until, shown_to=basis.shown_to)


def load_section(basis: Basis, found: Loads) -> Section:
    """Tell whom to spare, in words that blame nobody."""
    over = [it for it in found.lines if it.over]
    said: tuple[Said, ...] = ()
    if over:
        said = (
            Said(_("Let us ask somebody else this month, or ask together."), "load"),
        )
    empty = (
        _("Nobody was asked in the last 30 days, as far as is logged.")
        if not found.lines
        else _("Nobody was asked much more than usual in the last 30 days.")
    )
    return Section(
        "load",
        _("Whom to spare"),
        said,
        tables=(
            Table(
                "over",
                _("Asked much more than usual"),
                (_("actor"), _("in 30 days"), _("usually")),
                tuple(_loaded(basis, it) for it in over[:MOST_ROWS]),
                empty,
                max(0, len(over) - MOST_ROWS),
                "load",
                (1, 2),
            ),
        ),
    )


def _loaded(basis: Basis, it: LoadLine) -> Row:
    return Row(
        (
            it.actor.name, formats.number(it.lately),
            formats.number(it.usual, decimals=1),
        ),
        {
            "actor": it.actor.slug, "name": it.actor.name, "asked": it.lately,
            "usual": it.usual, "limit": it.limit,
        },
        basis.cite(it.lines),
    )  # fmt: skip

"""Signals, needs, strategies and the matrix in a brief."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reseau.domain.dissemination import MarkerState
from reseau.domain.matrix import Cell, Place
from reseau.domain.vocabulary import Carrier, Function, SignalState
from reseau.i18n import NN_, formats
from reseau.i18n import gettext as _
from reseau.publish.brief.brief import Row, Said, Section, Table
from reseau.publish.page.charts import shortened
from reseau.usecases.brief.brief_basis import MOST_ROWS, Basis, count, day, listed
from reseau.usecases.cycle.marker_lists import MarkerLine, MoveLine, list_markers
from reseau.usecases.cycle.matrix import Filled, matrix
from reseau.usecases.cycle.need_lists import NeedFilter, NeedLine, list_needs
from reseau.usecases.cycle.signal_digest import Digest, digest
from reseau.usecases.cycle.signal_lists import SignalLine
from reseau.usecases.cycle.strategy_cards import StrategyLine, list_strategies

_SOON = 30
_SIGN = 70  # Letters of a sign within a sentence.


@dataclass(frozen=True, slots=True)
class Cycle:
    """What the cycle holds on the day.

    Attributes:
        signals: Of those since the meeting, kept ones first.
        needs: That are not closed.
        strategies: That are not closed.
        moves: What was seen of the markers since the meeting, oldest first.
    """

    digest: Digest
    signals: tuple[SignalLine, ...]
    needs: tuple[NeedLine, ...]
    strategies: tuple[StrategyLine, ...]
    moves: tuple[tuple[MarkerLine, MoveLine], ...]
    filled: Filled


def cycle(basis: Basis) -> Cycle:
    """Read signals, needs, strategies and the matrix."""
    lang, store = basis.wish.language, basis.store
    found = digest(store, lang=lang, since=basis.since, shown_to=basis.shown_to)
    wanted = NeedFilter(at=basis.until)
    needs = list_needs(store, wanted, lang=lang, shown_to=basis.shown_to)
    moves = [
        (marker, move)
        for marker in list_markers(store)
        for move in marker.moves
        if move.seen_on in basis.period
    ]
    moves.sort(key=lambda it: (it[1].seen_on, it[0].number, it[1].interaction))
    return Cycle(
        found,
        tuple(it for it in found.signals if it.seen_on <= basis.until),
        tuple(needs),
        tuple(
            it
            for it in list_strategies(store, lang=lang)
            if it.started_on <= basis.until
        ),
        tuple(moves),
        matrix(store, basis.period).filled,
    )


def signals_said(found: Cycle) -> Said:
    """Say what came of the watch since the meeting."""
    kept = sum(it.state is SignalState.KEPT for it in found.signals)
    n = len(found.signals) + found.digest.left_out
    if not n:
        return Said(_("No signal came."), "signal", see="signals")
    text = count(NN_("{n} signal came", "{n} signals came"), n)
    themes = dict.fromkeys(theme for it in found.signals for theme in it.themes)
    if themes:
        text += _(", on {themes}").format(themes=listed(themes, most=3))
    if kept:
        sorted_ = count(NN_("{n} is kept", "{n} are kept"), kept)
    else:
        sorted_ = _("none is kept yet")
    return Said(f"{formats.apart((text, sorted_))}.", "signal", see="signals")


def moves_said(basis: Basis, found: Cycle) -> Said | None:
    """Say which markers moved since the meeting; nothing without a strategy."""
    if not found.strategies and not found.moves:
        return None
    if not found.moves:
        text = _("No sign of change was noted in the strategies.")
        return Said(text, "marker", see="strategies")
    told = [_move(basis, *it) for it in found.moves[-2:]]
    text = count(
        NN_(
            "{n} sign of change was noted: {signs}.",
            "{n} signs of change were noted; the latest: {signs}.",
        ),
        len(found.moves),
        signs=formats.apart(told),
    )
    lines = basis.cite(it.interaction for _marker, it in found.moves)
    return Said(text, "marker", lines, "strategies")


def _move(basis: Basis, marker: MarkerLine, move: MoveLine) -> str:
    sign = formats.quoted(shortened(basis.over.over(marker.sign), _SIGN))
    return f"{sign} ({move.state.label()})"


def needs_table(basis: Basis, found: Cycle) -> Table:
    """List the needs past their validation, or due within a month."""
    due = [it for it in found.needs if _due(it, basis.until)]
    rows = [
        Row(
            (
                it.question,
                "" if it.priority is None else formats.number(it.priority),
                day(it.validate_by),
            ),
            {
                "number": it.number, "question": it.question,
                "priority": it.priority, "validate_by": it.validate_by,
                "days_late": it.late,
            },
            late=it.late is not None,
        )
        for it in due[:MOST_ROWS]
    ]  # fmt: skip
    empty = (
        _("No need waits for validation.") if found.needs else _("No question is open.")
    )
    return Table(
        "needs",
        _("To validate: do we still need to know?"),
        (_("question"), _("priority"), _("validate by")),
        tuple(rows),
        empty,
        max(0, len(due) - len(rows)),
        "need",
        (1, 2),
    )


def _due(it: NeedLine, on: date) -> bool:
    by = it.validate_by
    return it.late is not None or (by is not None and (by - on).days <= _SOON)


def signals_section(basis: Basis, found: Cycle) -> Section:
    """List the signals since the meeting, kept ones first, and who brought them."""
    some, who = found.signals[:MOST_ROWS], found.digest
    rows = [
        Row(
            (
                it.title,
                ", ".join(it.themes),
                it.brought_by or "",
                it.state.label(),
            ),
            {
                "number": it.number, "title": it.title, "state": it.state.value,
                "themes": list(it.themes), "brought_by": it.brought_by,
                "seen_on": it.seen_on, "link": it.link,
            },
        )
        for it in some
    ]  # fmt: skip
    said = [*_themes(found), *_backlog(found)]
    if who.silent and not basis.public:
        text = _("The floor is to those who brought nothing yet: {names}.")
        said.append(Said(text.format(names=listed(who.silent, most=3))))
    return Section(
        "signals",
        _("What the watch brought"),
        tuple(said),
        tables=(
            Table(
                "signals",
                _("Signals kept, then new ones"),
                (_("signal"), _("themes"), _("brought by"), _("state")),
                tuple(rows),
                _("No signal came since {since}.").format(since=day(basis.since)),
                max(0, len(found.signals) + who.left_out - len(rows)),
                "signal",
            ),
        ),
    )


def _themes(found: Cycle) -> Iterable[Said]:
    who = found.digest
    if who.silent_themes and found.signals:
        text = _("Nothing came on {n} of {all} top themes: {names}.").format(
            n=formats.number(len(who.silent_themes)),
            all=formats.number(who.themes),
            names=listed(who.silent_themes, most=4),
        )
        yield Said(text)


def _backlog(found: Cycle) -> Iterable[Said]:
    waiting = found.digest.backlog
    if waiting.waiting:
        text = count(
            NN_("{n} signal waits to be sorted.", "{n} signals wait to be sorted."),
            waiting.waiting,
        )
        yield Said(text)


def strategies_section(basis: Basis, found: Cycle) -> Section:
    """Tell how the strategies stand, level by level, and what moved."""
    title = _("Strategies and signs of change")
    if not found.strategies:
        text = _("No strategy is open.")
        return Section("strategies", title, (Said(text, "strategy"),))
    some = found.strategies[:MOST_ROWS]
    moved = found.moves[-MOST_ROWS:]
    return Section(
        "strategies",
        title,
        tables=(
            Table(
                "strategies",
                _("Signs reached, of those that we look for"),
                (
                    _("strategy"), _("to move"), _("expected"), _("liked"),
                    _("loved"), _("deadline"),
                ),
                tuple(_strategy(basis, it) for it in some),
                "",
                max(0, len(found.strategies) - len(some)),
                "marker",
                (2, 3, 4, 5),
            ),
            Table(
                "moves",
                _("Seen since {since}").format(since=day(basis.since)),
                (_("sign"), _("level"), _("seen as"), _("day")),
                tuple(_moved(basis, *it) for it in moved),
                _("No sign of change was noted."),
                max(0, len(found.moves) - len(moved)),
                "marker",
                (3,),
            ),
        ),
    )  # fmt: skip


def _strategy(basis: Basis, it: StrategyLine) -> Row:
    targets = [name for name in map(basis.name, it.targets) if name]
    name = basis.over.over(it.name)
    return Row(
        (
            name, listed(targets, most=3), _of(it.expect, it.expect_markers),
            _of(it.like, it.like_markers), _of(it.love, it.love_markers),
            day(it.due_on),
        ),
        {
            "strategy": it.number, "name": name, "targets": targets,
            "expect": it.expect, "expect_markers": it.expect_markers,
            "like": it.like, "like_markers": it.like_markers, "love": it.love,
            "love_markers": it.love_markers, "due_on": it.due_on,
            "days_late": it.late,
        },
        late=it.late is not None,
    )  # fmt: skip


def _of(reached: int, markers: int) -> str:
    if not markers:
        return "–"
    return _("{n} of {all}").format(
        n=formats.number(reached), all=formats.number(markers)
    )


def _moved(basis: Basis, marker: MarkerLine, move: MoveLine) -> Row:
    sign = basis.over.over(marker.sign)
    return Row(
        (sign, marker.level.label(), move.state.label(), day(move.seen_on)),
        {
            "marker": marker.number, "strategy": marker.slug, "sign": sign,
            "level": marker.level.value, "state": move.state.value,
            "seen_on": move.seen_on,
        },
        basis.cite([move.interaction]),
        late=move.state is MarkerState.LOST,
    )  # fmt: skip


def matrix_section(basis: Basis, found: Cycle) -> Section:
    """Fill the nine cells, and say in words those that are empty."""
    filled = found.filled
    rows = [
        Row(
            (
                function.label(),
                *(_cell(filled.cells[function, it]) for it in Carrier),
            ),
            {
                "function": function.value,
                **{it.value: filled.cells[function, it].count for it in Carrier},
            },
        )
        for function in Function
    ]
    return Section(
        "matrix",
        _("Who did what: the matrix"),
        tuple(_empty(filled)),
        tables=(
            Table(
                "matrix",
                _("Actions from {since} to {until}").format(
                    since=day(basis.since), until=day(basis.until)
                ),
                (_("what for"), *(it.label() for it in Carrier)),
                tuple(rows),
                "",
                0,
                "matrix",
                note=_inferred(filled),
            ),
        ),
    )


def _cell(cell: Cell) -> str:
    return formats.number(cell.count) if cell.count else _("nothing")


def _inferred(filled: Filled) -> str:
    total = filled.total
    if not total.inferred:
        return ""
    return count(
        NN_(
            "{n} cell of {all} actions is inferred, nobody having said it.",
            "The cells of {n} of {all} actions are inferred, nobody having said them.",
        ),
        total.inferred,
        all=formats.number(total.count),
    )


def _empty(filled: Filled) -> Iterable[Said]:
    """Say in words what is empty: whole rows and columns first, then cells."""
    if not filled.total.count:
        yield Said(_("Nothing was done in that period that anybody logged."), "matrix")
        return
    empty = {place for place, cell in filled.cells.items() if not cell.count}
    rows = [it for it in Function if all((it, of) in empty for of in Carrier)]
    columns = [it for it in Carrier if all((of, it) in empty for of in Function)]
    if rows:
        names = ", ".join(it.label() for it in rows)
        yield Said(_("Nobody did any: {functions}.").format(functions=names), "matrix")
    if columns:
        names = ", ".join(it.label() for it in columns)
        text = _("Nothing was carried by: {carriers}.").format(carriers=names)
        yield Said(text, "matrix")
    alone = [it for it in filled.cells if _alone(it, empty, rows, columns)]
    if alone:
        names = ", ".join(f"{one.label()} × {other.label()}" for one, other in alone)
        yield Said(_("Empty: {cells}.").format(cells=names), "matrix")


def _alone(
    place: Place,
    empty: set[Place],
    rows: Sequence[Function],
    columns: Sequence[Carrier],
) -> bool:
    return place in empty and place[0] not in rows and place[1] not in columns

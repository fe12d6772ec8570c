"""The sentences that stand beside figures on mobilization."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.domain.calendar import CalendarUnit
    from reseau.usecases.network.mobilization import Mobilized

_RARE = 0.05
_UNLOGGED = 31  # Days without a line after which silences are the log's own.


def nothing_logged(last: date | None) -> str:
    """Say that a period is empty, and when the log ends."""
    if last is None:
        return _("Nothing was logged.")
    return _(
        "Nothing was logged in this period. The last interaction is of {day}: ask with "
        "--at {iso}, or --since."
    ).format(day=formats.full_date(last), iso=last.isoformat())


def silent_log(last: date | None, until: date) -> list[str]:
    """Say until which day the log goes, where it is long before a day looked at."""
    if last is None or until - last <= timedelta(days=_UNLOGGED):
        return []
    text = _(
        "Nothing was logged after {day}: a silence since then says nothing of an actor."
    )
    return [text.format(day=formats.full_date(last))]


def period_title(since: date, until: date, unit: "CalendarUnit") -> str:
    """Name a period of the calendar, with a mark when it is not whole."""
    from reseau.domain.calendar import CalendarUnit

    if unit is CalendarUnit.YEAR:
        name = str(since.year)
    elif unit is CalendarUnit.QUARTER:
        quarter = (since.month - 1) // 3 + 1
        name = _("{year} Q{n}").format(n=quarter, year=since.year)
    else:
        name = f"{since:%Y-%m}"
    return name if is_whole(since, until, unit) else f"{name}*"


def is_whole(since: date, until: date, unit: "CalendarUnit") -> bool:
    """Tell whether days make a whole period of the calendar."""
    return since == unit.first_day(since) and until == unit.last_day(since)


def whole_note(steps: "Iterable[tuple[date, date]]", unit: "CalendarUnit") -> str:
    """Say what the mark means, when a period bears it."""
    if all(is_whole(since, until, unit) for since, until in steps):
        return ""
    return _("* Not a whole period: the days asked for, or logged, end there.")


def _silences(found: "Mobilized") -> list[str]:
    """Say up to which day silences run, when it is not the as-of day alone."""
    figures, last = found.figures, found.last
    if figures.until is None or figures.as_of is None or last is None:
        return []
    if figures.until < figures.as_of:
        text = _("Silences are counted up to {day}, the end of the period.")
        return [text.format(day=formats.full_date(figures.until))]
    return silent_log(last, figures.until)


def method(found: "Mobilized") -> list[str]:
    """Say how the figures were obtained."""
    figures = found.figures
    sentences = []
    if figures.previous is not None:
        sentences.append(
            _("The period before: {since} to {until}.").format(
                since=formats.full_date(figures.previous[0]),
                until=formats.full_date(figures.previous[1]),
            )
        )
    sentences.append(
        _(
            "A presence is one actor at one interaction, not weighted; an organization "
            "is present when somebody is there on its behalf."
        )
    )
    if figures.as_of is not None:
        sentences.append(_("As of {day}.").format(day=formats.full_date(figures.as_of)))
    sentences += _silences(found)
    if figures.reach is None:
        sentences.append(
            _(
                "Nobody has a seat or an active partnership: reach and participation "
                "cannot be counted. “reseau committee join” and “reseau partner add” "
                "say who is expected."
            )
        )
    if figures.meetings and not found.enough:
        sentences.append(
            _("Fewer than 5 interactions: how the effort is shared is not told.")
        )
    return sentences


def mixing_sentences(found: "Mobilized") -> list[str]:
    """Say whether those who met are of the same sector, or why it is not told."""
    from reseau.usecases.network.mixing import Unmixed

    mixing = found.mixing
    why = {
        Unmixed.FEW_EVENTS: _("Fewer than 5 interactions: mixing is not told."),
        Unmixed.FEW_ACTORS: _(
            "Fewer than 5 actors of a known sector met: mixing is not told."
        ),
        Unmixed.ONE_SECTOR: _(
            "All those who met and whose sector is known are of one sector: mixing is "
            "not told."
        ),
    }
    if mixing.reason is not None:
        return [why[mixing.reason]] if mixing.reason in why else []
    test = mixing.test
    if test is None or test.value is None or test.expected is None or test.p is None:
        return []
    sentences = [
        _(
            "Between sectors: E–I {value} over {n} actors of a known sector (−1 when "
            "ties stay inside sectors, 1 when all cross them; {expected} if sectors "
            "did not matter; p = {p} on {times} random deals)."
        ).format(
            value=_signed(test.value),
            n=formats.number(test.nodes),
            expected=_signed(test.expected),
            p=formats.number(test.p, decimals=3),
            times=formats.number(test.permutations),
        )
    ]
    if test.p >= _RARE:
        sentences.append(_("Chance alone would often give as much."))
    elif test.value < test.expected:
        sentences.append(_("Sectors keep more to themselves than chance would have."))
    else:
        sentences.append(_("Sectors meet each other more than chance would have."))
    return sentences


def _signed(value: float) -> str:
    return formats.number(value, decimals=2).replace("-", "−")


def missing_sentences(found: "Mobilized") -> list[str]:
    """Say what the figures do not see; what is zero is not said."""
    from reseau.usecases.common.facts import counted_with_heirs, nobody_present

    missing = found.missing
    counted = (
        (
            missing.nobody,
            nobody_present(missing.nobody, hidden=missing.hidden),
        ),
        (
            missing.later,
            ngettext(
                "{n} interaction is later than the as-of day: it is left out.",
                "{n} interactions are later than the as-of day: they are left out.",
                missing.later,
            ),
        ),
        (
            missing.hidden,
            ngettext(
                "{n} actor may not be shown here.",
                "{n} actors may not be shown here.",
                missing.hidden,
            ),
        ),
        (
            missing.without_sector,
            ngettext(
                "{n} actor who came has no known sector.",
                "{n} actors who came have no known sector.",
                missing.without_sector,
            ),
        ),
    )
    sentences = [text.format(n=formats.number(n)) for n, text in counted if n]
    if missing.followed:
        sentences.append(counted_with_heirs(missing.followed))
    if missing.rejected:
        lines = ", ".join(f"#{it.interaction}" for it in missing.rejected)
        text = ngettext(
            "{n} line says that somebody was brought by one who came later, or whom "
            "they had brought: left out ({lines}).",
            "{n} lines say that somebody was brought by one who came later, or whom "
            "they had brought: left out ({lines}).",
            len(missing.rejected),
        )
        sentences.append(
            text.format(n=formats.number(len(missing.rejected)), lines=lines)
        )
    sentences.append(_("What nobody logged is not seen."))
    return sentences

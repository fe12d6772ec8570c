"""Print what one expert knows, and where nobody does."""

from collections.abc import Sequence

from reseau.cli import cards, output
from reseau.cli.experts.expert_words import load_words, points
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _
from reseau.usecases.experts.expert_cards import ExpertCard, Known
from reseau.usecases.experts.expert_gaps import Asked, Gaps, Idle, Silent, Unanswered


def print_card(card: ExpertCard, *, form: output.Format) -> None:
    """Print an expert's card."""
    if cards.printed_as_data(card, form):
        return
    output.heading(f"{card.name} ({card.slug})")
    last = ""
    if card.last is not None:
        last = f"{formats.full_date(card.last)}, #{card.last_line}"
    output.pairs(
        [
            (_("kind"), card.kind.label()),
            (_("last seen"), last),
            (_("load"), load_words(card.load, free=card.free)),
            (_("how to ask"), card.load.note),
        ]
    )
    cards.section(
        _("Declares"),
        [
            cards.dated(
                it.theme,
                ", ".join(
                    text
                    for text in (
                        it.level.label() if it.level else "",
                        it.origin.label(),
                        it.source,
                    )
                    if text
                ),
                cards.span(it.since, None),
            )
            for it in card.declared
        ],
    )
    cards.section(_("Themes, by evidence"), [_known(it) for it in card.known])
    if not (card.declared or card.known):
        output.line(_("Nothing shows what they know: “reseau expert declare” says it."))


def _known(it: Known) -> str:
    text = ngettext(
        "{theme}: score {score}, {n} line of evidence",
        "{theme}: score {score}, {n} lines of evidence",
        it.lines,
    ).format(theme=it.theme, score=points(it.score), n=it.lines)
    if it.last is None:
        return text
    last = _("the latest on {day}").format(day=formats.full_date(it.last))
    return f"{text}, {last}"


def print_gaps(found: Gaps, *, form: output.Format, limit: int) -> None:
    """Print where expertise is missing, unused or over-used."""
    if form is not output.Format.TABLE:
        cards.printed_as_data(found, form)
        return
    output.heading(
        _("Gaps in expertise, {day}").format(day=formats.full_date(found.today))
    )
    parts: tuple[tuple[str, Sequence[str]], ...] = (
        (_("Themes without a declared expert"), [_silent(it) for it in found.themes]),
        (
            _("Themes without a declared expert who serves the territory"),
            [_silent(it) for it in found.places],
        ),
        (
            _("Needs that nobody is known to be able to answer"),
            [_unanswered(it) for it in found.needs],
        ),
        (_("Experts not seen for a year"), [_idle(it) for it in found.never]),
        (_("Experts asked too often"), [_asked(it) for it in found.over]),
    )
    for title, lines in parts:
        shown = list(lines[:limit])
        if len(lines) > limit:
            more = ngettext("… and {n} other", "… and {n} others", len(lines) - limit)
            shown.append(more.format(n=len(lines) - limit))
        cards.section(title, shown)
    if not any(lines for _title, lines in parts):
        output.line(_("No gap: every theme of the log has a declared expert."))
    output.line()
    output.line(
        _(
            "A theme is one that lines of the log are about; an expert of a broader "
            "theme or territory covers the narrower ones."
        )
    )


def _silent(it: Silent) -> str:
    text = ngettext(
        "{theme}: {n} line, the latest on {day}",
        "{theme}: {n} lines, the latest on {day}",
        it.lines,
    )
    name = f"{it.theme} — {it.place}" if it.place else it.theme
    return text.format(theme=name, n=it.lines, day=formats.full_date(it.last))


def _unanswered(it: Unanswered) -> str:
    asked = _("asked on {day}").format(day=formats.full_date(it.asked_on))
    about = f" ({', '.join(it.themes)})" if it.themes else ""
    return f"#{it.number} {it.question}{about}, {asked}"


def _idle(it: Idle) -> str:
    when = _("never seen")
    if it.last is not None:
        when = _("last seen on {day}").format(day=formats.full_date(it.last))
    return f"{it.name} ({', '.join(it.themes)}), {when}"


def _asked(it: Asked) -> str:
    count = ngettext(
        "asked {n} time in 30 days", "asked {n} times in 30 days", it.lately
    )
    said = f"{it.name}, {count.format(n=it.lately)}"
    if it.limit is not None:
        limit = ngettext("accepts {n}", "accepts {n}", it.limit)
        return formats.apart([said, limit.format(n=it.limit)])
    usual = _("usually {n}").format(n=formats.number(it.usual, decimals=1))
    return formats.apart([said, usual])

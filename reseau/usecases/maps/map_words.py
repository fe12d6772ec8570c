"""The sentences of a map: what it is restricted to, what changed."""

from collections import Counter
from datetime import timedelta

from reseau.analysis.ties.projection import TieRule
from reseau.domain.vocabulary import Layer
from reseau.i18n import Language, gettext_in, ngettext_in
from reseau.i18n.formats import full_date, number
from reseau.publish.map.map_page import Change
from reseau.usecases.common.question import Question
from reseau.usecases.maps.map_network import WINDOW, Drawable, Narrowing


def subtitle(
    question: Question, narrowing: Narrowing, shown: Drawable, lang: Language
) -> str:
    """Say what a map is restricted to."""
    gettext, ngettext = gettext_in(lang), ngettext_in(lang)
    parts = [
        question.layer.label(lang),
        question.theme,
        question.territory,
        question.committee,
        None if question.kind is None else question.kind.label(lang),
    ]
    if shown.focus is not None:
        name = str(shown.network.nodes[shown.focus]["name"])
        text = ngettext(
            "at most {n} tie from {name}",
            "at most {n} ties from {name}",
            narrowing.steps,
        )
        parts.append(text.format(n=narrowing.steps, name=name))
    if narrowing.without_staff:
        parts.append(gettext("without the staff"))
    if narrowing.compare is not None:
        day = full_date(narrowing.compare, lang=lang)
        parts.append(gettext("what changed since {day}").format(day=day))
    text = " · ".join(it for it in parts if it)
    return text[:1].upper() + text[1:]


def comparison(
    shown: Drawable, narrowing: Narrowing, rule: TieRule, lang: Language
) -> list[str]:
    """Say who is gathered or left out; which days are compared, and what changed."""
    gettext = gettext_in(lang)
    said = []
    ngettext = ngettext_in(lang)
    gathered = sum(n for _, n in shown.groups)
    if gathered:
        text = ngettext(
            "{n} person who may not be named is drawn under an organization’s name.",
            "{n} people who may not be named are drawn under an organization’s name.",
            gathered,
        )
        said.append(text.format(n=number(gathered, lang=lang)))
    if narrowing.without_staff:
        text = ngettext(
            "{n} member of the collective’s own staff is left out.",
            "{n} members of the collective’s own staff are left out.",
            shown.staff,
        )
        said.append(text.format(n=number(shown.staff, lang=lang)))
    if narrowing.compare is None:
        return said
    before = full_date(narrowing.compare, lang=lang)
    after = full_date(rule.as_of, lang=lang)
    count = Counter(shown.changes.values())
    start = narrowing.compare
    values = {it.name.lower(): number(count[it], lang=lang) for it in Change}
    if shown.layer is Layer.COPRESENCE:
        length = WINDOW
        if rule.period.since is not None:
            length = rule.as_of - rule.period.since + timedelta(days=1)
        start = narrowing.compare - length + timedelta(days=1)
        said.append(
            gettext(
                "Compared: the {n} days until {after} and the {n} days until {before}, "
                "old and new counting alike."
            ).format(n=number(length.days, lang=lang), before=before, after=after)
        )
    else:
        said.append(
            gettext("Compared: what there was on {after} and on {before}.").format(
                before=before, after=after
            )
        )
    first = min(shown.days, default=None)
    if shown.layer is Layer.COPRESENCE and first and first > start:
        said.append(
            gettext(
                "The log begins on {day}, within the earlier of the two: more seems to "
                "have appeared than did."
            ).format(day=full_date(first, lang=lang))
        )
    said.append(
        gettext(
            "Ties: {appeared} appeared, {vanished} vanished, {stronger} strengthened "
            "(by half or more), {weaker} weakened (by a third or more), {same} "
            "unchanged."
        ).format(**values)
    )
    return said

"""Who carries a plan, why it stops, and what it takes for granted, in words."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.planning.plan_answers import Plan

_MANY = 3  # Contacts carried by one: fewer are no burden.


def standing_of(found: "Plan") -> str:
    """Say who carries the messages, and why they."""
    from reseau.usecases.planning.plan_answers import Carriers

    n = len(found.members)
    count = formats.number(n)
    if found.carriers is Carriers.NAMED:
        text = ngettext(
            "Carried by {n} actor, as asked:", "Carried by {n} actors, as asked:", n
        )
    elif found.carriers is Carriers.GROUP and found.question.without_staff:
        text = ngettext(
            "Carried by the advisory group without the staff, {n} actor:",
            "Carried by the advisory group without the staff, {n} actors:",
            n,
        )
    elif found.carriers is Carriers.GROUP:
        text = ngettext(
            "Carried by the advisory group and the staff, {n} actor:",
            "Carried by the advisory group and the staff, {n} actors:",
            n,
        )
    elif found.carriers is Carriers.PARTNERS:
        text = ngettext(
            "No advisory group and no staff team is recorded: carried by the active "
            "partners, {n} actor:",
            "No advisory group and no staff team is recorded: carried by the active "
            "partners, {n} actors:",
            n,
        )
    elif found.question.without_staff and found.staff:
        return _(
            "Without the staff, no advisory group and no active partner is left: each "
            "contact goes through whoever shares most with the target, whether they "
            "are of yours or not. --through names who carries."
        )
    else:
        return _(
            "No advisory group, staff team or active partner is recorded: each contact "
            "goes through whoever shares most with the target, whether they are of "
            "yours or not. --through names who carries."
        )
    return text.format(n=count)


def shortfall(found: "Plan") -> str:
    """Say why there is no plan, or why it stops before the budget is spent."""
    from reseau.usecases.planning.plan_answers import Shortfall

    if found.shortfall is None:
        return ""
    left = found.question.budget - (found.reach.cost if found.reach else 0.0)
    return {
        Shortfall.NO_ACTORS: _(
            "There is nobody to reach: no actor is in this store, or none took part in "
            "the period. “reseau log” notes a first meeting."
        ),
        Shortfall.NO_TIES: _(
            "Nothing ties these actors: no way through which a message would go is "
            "known. Log interactions with “reseau log”."
        ),
        Shortfall.NOBODY_CONCERNED: _(
            "Nobody is known to be concerned by {theme}: no line of the log has that "
            "theme, and nobody declares it. Put it on interactions, or plan without "
            "--theme."
        ).format(theme=formats.quoted(found.theme)),
        Shortfall.NO_CARRIER: _(
            "Nobody is left to carry the message: --through names who does."
        ),
        Shortfall.NO_TARGET: _(
            "Nobody is left to reach: those who could be are asked as often as they "
            "accept, or already carry the message. --capacity says otherwise for this "
            "plan."
        ),
        Shortfall.NOTHING_MORE: _(
            "{n} of the budget is not spent: nobody else adds anything, accepts one "
            "more contact, or costs so little."
        ).format(n=formats.number(left, decimals=0 if left.is_integer() else 1)),
    }[found.shortfall]


def burdened(found: "Plan") -> str:
    """Say who carries most of the contacts alone, when others could share them."""
    counts = Counter(it.member.name for it in found.contacts)
    name, n = counts.most_common(1)[0]
    whole = len(found.contacts)
    if n < _MANY or 2 * n <= whole or len(found.members) == 1:
        return ""
    return _(
        "{member} carries {n} of the {whole} contacts: --each-carries shares them out."
    ).format(member=name, n=formats.number(n), whole=formats.number(whole))


def silent(found: "Plan") -> str:
    """Say that the log is old, so that nobody looks less asked than they are."""
    from reseau.analysis.mobilizing.load import LOAD_DAYS

    last, today = found.frame.last, found.frame.figures.rule.as_of
    if last is None or (today - last).days <= LOAD_DAYS:
        return ""
    return _(
        "Nothing is logged since {day}: who was asked since then is not known, and "
        "ties have faded. --at {iso} plans as of that day."
    ).format(day=formats.full_date(last), iso=last.isoformat())


def assumptions(found: "Plan") -> Iterator[str]:
    """Say what a plan takes for granted."""
    from reseau.usecases.planning.plan_answers import OVERLAP_DAYS, SUREST

    question = found.question
    if found.theme:
        text = ngettext(
            "{n} actor is concerned by the theme; an actor counts for 1 − 2^−score, "
            "with the score of “expert find”.",
            "{n} actors are concerned by the theme; an actor counts for 1 − 2^−score, "
            "with the score of “expert find”.",
            found.concerned,
        )
        yield text.format(n=formats.number(found.concerned))
    if found.theme and found.full:
        text = ngettext(
            "{n} of them may not be asked more now.",
            "{n} of them may not be asked more now.",
            found.full,
        )
        yield text.format(n=formats.number(found.full))
    yield _(
        "Taken for granted, not measured: a first contact is heard {heard} of the "
        "time, and each recent meeting is one more chance, {surest} at most; one "
        "recent meeting passes a message on {passed} of the time. --heard and "
        "--passed-on change it."
    ).format(
        heard=formats.percent(question.heard, decimals=0),
        surest=formats.percent(SUREST, decimals=0),
        passed=formats.percent(question.passed_on, decimals=0),
    )
    if found.theme:
        yield _(
            "Each passes on as often as the theme concerns it: one concerned at 30% "
            "passes on 3 times of 10 what it would pass on of its own theme; one whom "
            "no line ties to the theme passes nothing on."
        )
    if question.steps is not None:
        text = ngettext(
            "What goes through more than {n} pair of hands is not counted (--steps).",
            "What goes through more than {n} pairs of hands is not counted (--steps).",
            question.steps,
        )
        yield text.format(n=formats.number(question.steps))
    yield _(
        "{runs} draws to choose by and as many others to judge by (--seed {seed})."
    ).format(
        runs=formats.number(0 if found.reach is None else found.reach.runs),
        seed=question.seed,
    )
    yield _(
        "Who did not say accepts 3 contacts in 30 days, or twice the usual of the year "
        "before if that is more; “reseau expert declare ACTOR --monthly-limit N” notes "
        "what they accept."
    )
    if found.theme:
        yield _("Overlaps: what was held on the theme in the last {days} days.").format(
            days=OVERLAP_DAYS
        )
    if found.capped:
        yield _("Only the latest lines on the theme were looked at.")

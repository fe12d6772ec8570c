"""What each figure of a brief means, in a sentence or two."""

from reseau.i18n import N_
from reseau.i18n import gettext as _
from reseau.publish.brief.brief import Definition

_MEANINGS: dict[str, tuple[str, str]] = {
    "interaction": (
        N_("Interaction"),
        N_("A meeting, a call, a message, a visit or an event that somebody logged."),
    ),
    "came": (
        N_("Actor who came"),
        N_(
            "A person who was there, or an organization for which somebody was there; "
            "each counts once, however often they came."
        ),
    ),
    "reach": (
        N_("Members and partners seen"),
        N_(
            "Of those who have a seat or an active partnership at the end of the "
            "period, the share who came at least once."
        ),
    ),
    "participation": (
        N_("Seats filled"),
        N_(
            "Of the presences expected of the members at the meetings of their "
            "committees, the share that happened."
        ),
    ),
    "retention": (
        N_("Came again"),
        N_("Of those who came in the twelve months before, the share who still came."),
    ),
    "new": (
        N_("First time"),
        N_("Never present in the log before; the log may have begun after they did."),
    ),
    "quiet": (
        N_("Not seen for longer than usual"),
        N_(
            "A member or active partner silent for more than 90 days and over twice "
            "their usual gap, the median of days between two presences."
        ),
    ),
    "partner": (
        N_("Partner"),
        N_("An actor with a partnership that is not over; the day is its first."),
    ),
    "load": (
        N_("Asked much more than usual"),
        N_(
            "Asked four times or more in 30 days, invitations included, and over twice "
            "the mean of the year before. It says nothing of what they gave."
        ),
    ),
    "tie": (
        N_("New tie"),
        N_(
            "Two actors who took part in one same interaction in the 365 days until "
            "this brief, and in none of the 365 days until the last meeting. In one "
            "with N present, each tie weighs 1/(N−1)."
        ),
    ),
    "matrix": (
        N_("Matrix"),
        N_(
            "Interactions, signals, products, strategies and missions, by what they "
            "are for and who carries them; what nobody said is inferred from the "
            "committee that met and the kind of action."
        ),
    ),
    "strategy": (
        N_("Strategy"),
        N_("A series of meetings meant to make an actor act differently."),
    ),
    "marker": (
        N_("Sign of change"),
        N_(
            "What one expects, would like or would love to see a target do; an "
            "interaction shows it in part, reached or lost. Three levels, never added."
        ),
    ),
    "signal": (
        N_("Signal"),
        N_("One piece of watch that somebody brought: kept, new, or set aside."),
    ),
    "need": (
        N_("Question to validate"),
        N_(
            "A question that the collective needs answered; by the day said, the group "
            "says whether it still does."
        ),
    ),
    "decision": (
        N_("Decision"),
        N_("What a committee decided; “to do” counts promises that are not kept yet."),
    ),
    "follow-up": (
        N_("Promise"),
        N_("Who does what by when; late when the day is over and it is not done."),
    ),
    "mandate": (
        N_("Mandate over"),
        N_("A committee past the last day of its mandate where seats are still open."),
    ),
    "expert": (
        N_("Expert"),
        N_(
            "An actor who declares knowing a theme; “times” counts requests of 30 "
            "days, beside how many they accept."
        ),
    ),
    "never-asked": (
        N_("Not seen for a year"),
        N_(
            "An expert who was in no interaction of the last 365 days, nor anybody on "
            "their behalf."
        ),
    ),
}


def definitions(codes: frozenset[str]) -> tuple[Definition, ...]:
    """Give the definitions that something leads to, in one order for all briefs."""
    return tuple(
        Definition(code, _(term), _(text))
        for code, (term, text) in _MEANINGS.items()
        if code in codes
    )

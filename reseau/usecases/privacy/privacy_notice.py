"""What people are told when something about them is written down."""

from dataclasses import dataclass

from reseau.i18n import Language, gettext_in
from reseau.store.rows import settings
from reseau.store.session import Store


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in one language.

    Attributes:
        title: Its heading.
        paragraphs: Heading and text of each part, in order.
        wanting: Whether somebody in charge is still to be named.
    """

    language: Language
    title: str
    paragraphs: tuple[tuple[str, str], ...]
    wanting: bool


def notice(store: Store, *, lang: Language, kept_for: str | None = None) -> Notice:
    """Write the notice in a language.

    Args:
        store: The store, for the organization and the person in charge.
        lang: Language of the notice, the reader's or not.
        kept_for: How long, in the organization's words; None says until it is no
            longer useful.
    """
    _ = gettext_in(lang)
    with store.reading() as session:
        name = settings.setting(session, settings.NAME)
        responsible = settings.setting(session, settings.RESPONSIBLE)
    organization = name or _("[name of the organization]")
    parts = (
        (
            _("Who keeps it"),
            _(
                "{organization} keeps the memory of who works with whom on its "
                "subjects."
            ).format(organization=organization),
        ),
        (
            _("What is kept"),
            _(
                "Your name, your functions and how to reach you there; the meetings, "
                "calls and events you took part in, and what was noted of them; the "
                "committees you sit on; the themes you know."
            ),
        ),
        (
            _("What for"),
            _(
                "Memory: to remember what was done with whom. Advisory group: to show "
                "its members who works with whom. Public: to publish a map or a list "
                "of experts. Invitations: to invite you. You say yes or no to each of "
                "them, and may change your mind."
            ),
        ),
        (
            _("Where it comes from"),
            _("From you, from people who met you, or from public sources."),
        ),
        (
            _("Who sees it"),
            _(
                "The team only, unless you accept to be shown to the advisory group "
                "or to the public. It is given to nobody else."
            ),
        ),
        (
            _("How long"),
            kept_for
            or _("Until it is no longer useful to these ends, or until you ask."),
        ),
        (
            _("Your rights"),
            _(
                "You may see what is held on you and have a copy, have it corrected, "
                "withdraw a consent, ask that you no longer be shown, or be erased. "
                "The answer comes within 30 days. You may then turn to the Commission "
                "d’accès à l’information du Québec."
            ),
        ),
        (
            _("Whom to write to"),
            responsible or _("[name, title and address of the person in charge]"),
        ),
    )
    title = _("Notice on personal information")
    return Notice(lang, title, parts, not responsible)

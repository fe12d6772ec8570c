"""What the figures of a portrait mean."""

from collections.abc import Collection

from reseau.i18n import N_, Language, gettext_in

Meanings = tuple[tuple[tuple[str, ...], str, str], ...]


_MEANINGS: Meanings = (
    (
        ("organizations",),
        N_("Organizations"),
        N_(
            "Those to which the territory was given in the store. One of two "
            "territories is in both."
        ),
    ),
    (
        ("people",),
        N_("People"),
        N_(
            "Those who may be shown, of their own territory or of that of the "
            "organizations where they have a role, and of no other. Nobody is named."
        ),
    ),
    (
        ("committees",),
        N_("Committees"),
        N_(
            "Those of the territory, and those in which one of its organizations sits, "
            "that had begun and were not over on the day."
        ),
    ),
    (
        ("interactions",),
        N_("Interactions"),
        N_(
            "Those of the twelve months up to the day that are said to be about the "
            "territory, or at which one of its organizations was or was represented."
        ),
    ),
    (
        ("inside", "across"),
        N_("Ties"),
        N_(
            "Two organizations are tied when both were, or were represented, at the "
            "same interaction in the twelve months: inside when both are of the "
            "territory, across when one is."
        ),
    ),
    (
        (),
        N_("Ways across in two steps"),
        N_(
            "Pairs of organizations, one of here and one from elsewhere, that are not "
            "tied but are both tied with a third, which could introduce them (Gould "
            "and Fernandez, 1989)."
        ),
    ),
    (
        ("themes",),
        N_("Themes"),
        N_(
            "Of the themes at the top of the thesaurus, those of the interactions, or "
            "declared by an organization; a narrower theme counts for the one above."
        ),
    ),
)


SMALL_NUMBERS = N_(
    "A number of people below five is not shown: {mark} stands in its place. So that "
    "it cannot be found by subtraction, other numbers are hidden as well, until what "
    "is shown leaves at least four possible values for each. 0 is shown."
)


def meanings(lang: Language, *, figures: Collection[str] | None = None) -> Meanings:
    """Say what figures mean, in a language.

    Args:
        lang: The language.
        figures: Their codes; None for all, and for what has no figure.

    Returns:
        For each meaning the codes that it is of, the term, and a sentence.
    """
    _ = gettext_in(lang)
    return tuple(
        (codes, _(term), _(text))
        for codes, term, text in _MEANINGS
        if figures is None or any(it in figures for it in codes)
    )

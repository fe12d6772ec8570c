"""What somebody may have meant who typed what is not known."""

from collections.abc import Mapping, Sequence

from reseau.i18n import formats, gettext

LIKE_ENOUGH = 0.65
"""Of two texts as difflib compares them, from 0 to 1."""


def nearest(
    wanted: str, known: Mapping[str, str], *, most: int, like: float = LIKE_ENOUGH
) -> list[str]:
    """Find the known words that look like one that is not known.

    Args:
        wanted: Folded as the known ones are.
        known: Folded, to the word to propose.
        most: How many at most.
        like: How alike they have to be, from 0 to 1.

    Returns:
        The words to propose, the likeliest first, each once.
    """
    import difflib  # noqa: PLC0415 - for errors only

    close = difflib.get_close_matches(wanted, known, n=2 * most, cutoff=like)
    return list(dict.fromkeys(known[it] for it in close))[:most]


def did_you_mean(words: Sequence[str]) -> str:
    """Propose words, in a sentence with a blank before it; nothing without a word."""
    if not words:
        return ""
    listed = ", ".join(formats.quoted(it) for it in words)
    return " " + gettext("Did you mean {names}?").format(names=listed)

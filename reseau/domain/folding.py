"""Folding: how texts are compared, whatever their accents, their case, their dashes.

Nothing is imported here but ``unicodedata``, so that completion answers at once.
"""

import unicodedata

_LIGATURES = str.maketrans(
    {
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
    }
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′", "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def folded(text: str) -> str:
    """Fold a text for comparison: no accents, no case, one kind of quote and dash.

    The same on both databases and in both languages, and a fixed point: folding
    twice changes nothing.
    """
    if text.isascii():  # The same, five times as quick: most words of names.
        return " ".join(text.replace("`", "'").lower().split())
    plain = text.translate(_LIGATURES).translate(_APOSTROPHES).translate(_DASHES)
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    marks_off = "".join(it for it in decomposed if not unicodedata.combining(it))
    return " ".join(marks_off.translate(_APOSTROPHES).casefold().split())


def spaced(text: str) -> str:
    """Fold a text to its words alone, so that a hyphen, a quote or a dot is a blank."""
    plain = folded(text)
    for mark in "-'.":
        plain = plain.replace(mark, " ")
    return " ".join(plain.split())


def lettered(text: str) -> str:
    """Fold a text to its letters and figures alone, one after the other.

    “groupe-aviseur”, “Groupe_Aviseur” and “groupe aviseur” are one word of a closed
    list, however it is typed. A sign alone, such as a separator, stays as it is.
    """
    plain = folded(text)
    return "".join(it for it in plain if it.isalnum()) or plain

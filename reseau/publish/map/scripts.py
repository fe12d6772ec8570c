"""Write any script from left to right, for paper that lays letters one by one.

A browser joins Arabic letters and turns what is read from right to left; a sheet of
paper is given the letters in the order and the form in which they are seen.
"""

import functools
import unicodedata
from collections.abc import Iterator

_TATWEEL = "\u0640"
_FORMS = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}
_RIGHT = frozenset({"R", "AL"})
_NUMBER = frozenset({"EN", "AN"})
_TURNED = _RIGHT | {"AN"}
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def seen(text: str) -> str:
    """Give the letters of a text in the order and the form in which they are seen.

    Args:
        text: One line, as it is typed; marks that cannot be seen become spaces or go.

    Returns:
        The same text where nothing is read from right to left. Else Arabic letters
        are joined and the line is turned as Unicode says, without its rarer cases:
        no more than one text inside another.

    References:
        Unicode Standard Annex 9, Unicode Bidirectional Algorithm; The Unicode
        Standard, chapter 9, for the forms of Arabic letters.
    """
    shown = "".join(map(_visible, unicodedata.normalize("NFC", text)))
    if not any(unicodedata.bidirectional(it) in _TURNED for it in shown):
        return shown
    return _turned(_joined(shown))


def _visible(letter: str) -> str:
    """Drop what only tells a screen how to draw; a control leaves a space."""
    if letter.isprintable():
        return letter
    return "" if unicodedata.category(letter) == "Cf" else " "


@functools.cache
def _forms() -> dict[str, dict[int, str]]:
    """List the forms of each Arabic letter, and of a lam with the alef after it."""
    found: dict[str, dict[int, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD)):
        form, *bases = unicodedata.decomposition(chr(code)).split()[:3] or [""]
        base = "".join(chr(int(it, 16)) for it in bases)
        # Only a lam and its alef must be one; other pairs are ornament.
        if (
            form in _FORMS
            and base[:1] != " "
            and (len(base) == 1 or _is_lam_alef(base))
        ):
            found.setdefault(base, {}).setdefault(_FORMS[form], chr(code))
    return found


def _is_lam_alef(pair: str) -> bool:
    return pair[0] == "\u0644" and pair[1] in "\u0622\u0623\u0625\u0627"


def _joined(text: str) -> str:
    """Give each Arabic letter the form that its neighbours call for."""
    letters = list(_pairs(text))
    forms = [_forms().get(it, {}) for it in letters]
    before = False  # Whether the letter before reaches for this one.
    made = []
    for at, letter in enumerate(letters):
        if unicodedata.combining(letter[0]):
            made.append(letter)
            continue
        own = forms[at]
        back = before and (1 in own or letter == _TATWEEL)
        on = _reaches(letter, own) and _reached(letters, forms, at)
        made.append(own.get(back + 2 * on, letter))
        before = _reaches(letter, own)
    return "".join(made)


def _pairs(text: str) -> Iterator[str]:
    """Read letters one by one, a lam with the alef that follows it as one."""
    at = 0
    while at < len(text):
        size = 2 if at + 1 < len(text) and _is_lam_alef(text[at : at + 2]) else 1
        yield text[at : at + size]
        at += size


def _reaches(letter: str, own: dict[int, str]) -> bool:
    """Tell whether a letter can be joined to the one after it."""
    return 2 in own or letter == _TATWEEL  # noqa: PLR2004  # The initial form.


def _reached(letters: list[str], forms: list[dict[int, str]], at: int) -> bool:
    """Tell whether the next letter can be joined to this one; marks do not part."""
    for letter, own in zip(letters[at + 1 :], forms[at + 1 :], strict=True):
        if not unicodedata.combining(letter[0]):
            return 1 in own or letter == _TATWEEL
    return False


def _turned(text: str) -> str:
    """Turn what is read from right to left."""
    kinds = [unicodedata.bidirectional(it) for it in text]
    strong = [it for it in kinds if it == "L" or it in _RIGHT]
    base = 1 if strong and strong[0] in _RIGHT else 0
    levels = _levels(kinds, base)
    letters = [
        it.translate(_MIRRORED) if level % 2 else it
        for it, level in zip(text, levels, strict=True)
    ]
    order = list(range(len(letters)))
    for least in (2, 1):
        order = [at for run in _runs(order, levels, least) for at in run]
    return "".join(letters[at] for at in order)


def _levels(kinds: list[str], base: int) -> list[int]:
    """Say of each letter in which direction it is read: even from the left."""
    plain = ["R" if it in _RIGHT or it in _NUMBER else it for it in kinds]
    levels, last = [], "R" if base else "L"
    for at, kind in enumerate(kinds):
        if kind in _RIGHT:
            levels.append(1)
            last = "R"
        elif kind == "L" or kind in _NUMBER:
            # A number after a word from the left belongs to it.
            left = kind == "L" or (kind == "EN" and last == "L")
            levels.append(2 * base if left else 2)
            last = "L" if left else last
            plain[at] = "L" if left else "R"
        else:
            levels.append(-1)
    return [
        _neutral(plain, at, base) if level < 0 else level
        for at, level in enumerate(levels)
    ]


def _neutral(plain: list[str], at: int, base: int) -> int:
    """Give a space or a sign the direction of both its sides, else that of the line."""
    outside = "R" if base else "L"
    before = next((it for it in reversed(plain[:at]) if it in {"L", "R"}), outside)
    after = next((it for it in plain[at:] if it in {"L", "R"}), outside)
    if before != after:
        return base
    return 1 if before == "R" else 2 * base


def _runs(order: list[int], levels: list[int], least: int) -> Iterator[list[int]]:
    """Cut a line into runs, those of at least a level turned."""
    run: list[int] = []
    high = False
    for at in order:
        if run and (levels[at] >= least) != high:
            yield run[::-1] if high else run
            run = []
        high = levels[at] >= least
        run.append(at)
    yield run[::-1] if high else run

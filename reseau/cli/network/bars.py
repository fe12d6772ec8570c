"""Bars of text, which show a trend without a picture."""

from reseau.cli import output

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = 8


def bar(value: float, most: float, *, width: int = 16) -> str:
    """Draw a value as a bar; the largest value takes the whole width.

    Anything above nothing shows; nothing is empty. Plain characters where the output
    cannot show blocks.
    """
    if value <= 0 or most <= 0:
        return ""
    share = min(1.0, value / most) * width
    if not output.can_draw():
        return "#" * max(1, round(share))
    whole, rest = divmod(max(1, round(share * _FULL)), _FULL)
    return ("█" * whole + (_EIGHTHS[rest] if rest else "")).strip()

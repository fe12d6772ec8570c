"""Named views of a map, that its page offers as buttons."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

from reseau.errors import UsageError
from reseau.i18n import N_

KNOWN = frozenset(
    {
        "lang", "view", "colour", "size", "ties", "changes", "layers", "kinds",
        "themes", "territories", "committee", "from", "to", "actor", "focus", "path",
        "why", "at", "together", "inside",
    }
)  # fmt: skip
"""What the code of a view may say; the page's script writes and reads the same."""
MOST = 12
ACTORS = ("actor", "inside", "path", "why")
"""What in a code names actors."""
_LONGEST_NAME = 60
_LONGEST_CODE = 8_000


class SavedView(NamedTuple):
    """A view that has a name.

    Attributes:
        name: As it is written on the button, in the words of who made the map.
        code: What the page's “Copy the code of this view” gives, without its ``#``.
    """

    name: str
    code: str

    def told(self, *keys: str) -> frozenset[str]:
        """Give the numbers that the view names under any of these keys."""
        said = parse_qsl(self.code, keep_blank_values=True)
        numbers = (
            number for key, value in said if key in keys for number in value.split(".")
        )
        return frozenset(numbers) - {"", "-1"}


class BadViewError(UsageError):
    """What was given as a view is not a name and a code."""

    message = N_(
        "“{text}” is not a view: write NAME=CODE, the code being the one that the "
        "page copies, such as “Housing=#themes=3”."
    )


class TooManyViewsError(UsageError):
    """More buttons than anybody reads."""

    message = N_("{n} views are too many for one page (at most {most}).")


def saved_view(text: str) -> SavedView:
    """Read a view as it is typed: ``NAME=#CODE``.

    Raises:
        BadViewError: There is no name, it is longer than 60 letters, or the code says
            something that no page copies.
    """
    name, _, code = text.partition("=")
    code = code.strip().partition("#")[2] if "#" in code else code.strip()
    said = parse_qsl(code, keep_blank_values=True)
    whole = not code or len(said) == code.count("&") + 1
    known = whole and all(key in KNOWN for key, _ in said)
    name = " ".join(name.split())
    fits = 0 < len(name) <= _LONGEST_NAME and len(code) <= _LONGEST_CODE
    if not known or not fits or "=" not in text:
        raise BadViewError(text=text[:_LONGEST_NAME])
    return SavedView(name, code)


def on_map(
    view: SavedView, *, actors: Iterable[int], others: Mapping[str, Iterable[object]]
) -> bool:
    """Tell whether a map has all that a view is about.

    Args:
        view: A view, perhaps copied from another map.
        actors: Keys of the actors drawn.
        others: Of ``themes``, ``territories`` and ``committee``, the keys on the map.
    """
    kept = {name: {str(it) for it in keys} for name, keys in others.items()}
    return view.told(*ACTORS) <= {str(it) for it in actors} and all(
        view.told(name) <= keys for name, keys in kept.items()
    )


def saved_views(texts: Collection[str]) -> tuple[SavedView, ...]:
    """Read the views of a page, in their order.

    Raises:
        BadViewError: One of them is none.
        TooManyViewsError: There are more than twelve.
    """
    if len(texts) > MOST:
        raise TooManyViewsError(n=len(texts), most=MOST)
    return tuple(map(saved_view, texts))

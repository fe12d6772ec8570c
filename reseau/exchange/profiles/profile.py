"""Import profiles: a TOML file says how a table is read, and no code is touched.

The keys and what they mean are in docs/import-profiles.md; what each may hold is in
``profile_keys``. Every fault of a profile is told at once.
"""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reseau.errors import ExitCode, ReseauError, UsageError
from reseau.exchange.profiles.profile_building import built
from reseau.exchange.profiles.profile_faults import MissingKeyError
from reseau.exchange.profiles.profile_keys import KINDS, schema
from reseau.exchange.profiles.profile_model import DateOrder, Profile
from reseau.exchange.profiles.profile_rules import choice
from reseau.exchange.text.cells import shown
from reseau.i18n import N_

_SHIPPED = Path(__file__).parent
_MAX_BYTES = 1_000_000
_MOST_PARTS = 2_000  # Of a key, “a.b.c”, which is read in the square of their number.


class ProfileError(UsageError):
    """A profile has faults; all of them are told."""

    message = N_("The profile {profile} cannot be used:\n{problems}")


class ProfileNotTomlError(UsageError):
    """A profile is not written in TOML."""

    message = N_(
        "The profile {profile} cannot be understood at line {line}, column {column}. "
        "Check the quotation marks, the equals signs and the brackets there."
    )


class ProfileBeyondError(UsageError):
    """A profile holds what no profile needs."""

    message = N_(
        "The profile {profile} holds a number of thousands of digits, a line of as "
        "many points, or lists in one another without end. Take them out: no key "
        "needs any."
    )


class ProfileUnreadableError(UsageError):
    """A profile cannot be read as a text."""

    message = N_(
        "The profile {profile} cannot be read. It should be a text saved in UTF-8."
    )


class ProfileNotFoundError(UsageError):
    """No profile of that name is shipped, and no such file is there."""

    message = N_(
        "There is no profile {profile}. Name a .toml file, or one of: {shipped}."
    )
    exit_code = ExitCode.NOT_FOUND


class Problems:
    """Several errors in one message, each on its line, in the reader's language."""

    def __init__(self, errors: Sequence[ReseauError]) -> None:
        self.errors = tuple(errors)

    def __str__(self) -> str:
        """Write one line an error."""
        return "\n".join(f"- {error}" for error in self.errors)


def shipped_profiles() -> list[str]:
    """List the names of the profiles that come with Réseau, in alphabetical order."""
    return sorted(path.stem for path in _SHIPPED.glob("*.toml"))


def load_profile(name_or_path: str | Path) -> Profile:
    """Read a profile.

    Args:
        name_or_path: The name of a shipped one, or the path of a TOML file.

    Raises:
        ProfileNotFoundError: There is no such profile.
        ProfileUnreadableError: It is not a text.
        ProfileNotTomlError: It is not written in TOML.
        ProfileError: Some keys are wrong; all faults are listed.
    """
    given = str(name_or_path)
    path = _SHIPPED / f"{given}.toml" if given in shipped_profiles() else Path(given)
    try:
        if not path.is_file():
            shipped = ", ".join(shipped_profiles())
            raise ProfileNotFoundError(profile=shown(given), shipped=shipped)
        with path.open("rb") as opened:
            text = opened.read(_MAX_BYTES).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise ProfileUnreadableError(profile=shown(given)) from error
    return profile_from(text, name=given)


def profile_from(text: str, *, name: str) -> Profile:
    """Read a profile from the text of its file.

    Raises:
        ProfileNotTomlError: It is not written in TOML.
        ProfileBeyondError: It is, and cannot be held.
        ProfileError: Some keys are wrong; all faults are listed.
    """
    if any(line.count(".") > _MOST_PARTS for line in text.splitlines()):
        raise ProfileBeyondError(profile=shown(name))
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        column = int(place[2]) if place else 1
        raise ProfileNotTomlError(
            profile=shown(name), line=line, column=column
        ) from error
    except (ValueError, RecursionError) as error:  # A number, or lists, without end.
        raise ProfileBeyondError(profile=shown(name)) from error
    problems = list(_faults(content))
    if problems:
        raise ProfileError(profile=shown(name), problems=Problems(problems))
    return built(content)


def _faults(content: dict[str, Any]) -> list[ReseauError]:
    """List every fault; without a known kind, nothing else can be checked."""
    if "kind" not in content:
        return [MissingKeyError(path="kind")]
    faults = list(choice(*KINDS)(content["kind"], "kind"))
    return faults or list(schema(content["kind"])(content, ""))


__all__ = [
    "DateOrder",
    "Problems",
    "Profile",
    "ProfileError",
    "ProfileNotFoundError",
    "ProfileNotTomlError",
    "ProfileUnreadableError",
    "load_profile",
    "profile_from",
    "shipped_profiles",
]

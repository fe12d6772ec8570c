"""The person's own preferences: a small TOML file in the platform's folder.

language = "fr"
database = "/home/…/reseau.sqlite"
"""

from functools import cache

from reseau.places import preferences_path


@cache
def _preferences() -> dict[str, str]:
    try:
        with open(preferences_path(), "rb") as file:  # noqa: PTH123  # pathlib: 7 ms.
            import tomllib  # noqa: PLC0415  # 17 ms, for those who have the file only.

            content = tomllib.load(file)
    # A broken file must not close every command.
    except (OSError, ValueError, RecursionError):
        return {}
    return {name: value for name, value in content.items() if isinstance(value, str)}


def configured(name: str) -> str | None:
    """Give a preference, or None when it was not stated."""
    return _preferences().get(name)

"""The person's own preferences: a small TOML file in the platform's folder.

language = "fr"
database = "/home/…/reseau.sqlite"
"""

import functools
import os
from pathlib import Path


@functools.cache
def _preferences() -> dict[str, str]:
    file = preferences_file()
    if not file.is_file():
        return {}
    import tomllib  # noqa: PLC0415  # 17 ms, for those who have the file only.

    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):  # A broken file must not close every command.
        return {}
    return {name: value for name, value in content.items() if isinstance(value, str)}


def preferences_file() -> Path:
    """Tell where the preferences are kept; RESEAU_CONFIG names another file."""
    named = os.environ.get("RESEAU_CONFIG")
    if named:
        return Path(named)
    from platformdirs import user_config_path  # noqa: PLC0415

    return user_config_path("reseau", appauthor=False) / "config.toml"


def configured(name: str) -> str | None:
    """Give a preference, or None when it was not stated."""
    return _preferences().get(name)

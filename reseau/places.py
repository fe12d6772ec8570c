"""Where a person's own files are: the platform's folders.

On Linux, the two rules of the XDG Base Directory Specification that matter here,
because platformdirs takes 25 ms to import; elsewhere, platformdirs.
"""

import os
import sys
import zlib

_XDG = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}


def user_folder(kind: str) -> str:
    """Give the folder of Réseau for “config”, “data” or “cache”; it may not exist."""
    if sys.platform != "linux":
        import platformdirs  # noqa: PLC0415  # It knows Windows and macOS.

        return str(getattr(platformdirs, f"user_{kind}_dir")("reseau", appauthor=False))
    variable, usual = _XDG[kind]
    named = os.environ.get(variable, "")
    if not os.path.isabs(named):  # noqa: PTH117  # pathlib takes 7 ms; the same below.
        named = os.path.join(os.path.expanduser("~"), usual)  # noqa: PTH111, PTH118
    return os.path.join(named, "reseau")  # noqa: PTH118


def at_home(path: str) -> str:
    """Give a path whose “~” is the person's folder; a stranger's is left as typed."""
    return os.path.expanduser(path)  # noqa: PTH111  # pathlib raises on a stranger.


def preferences_path() -> str:
    """Tell where the preferences are kept; RESEAU_CONFIG names another file."""
    named = os.environ.get("RESEAU_CONFIG")
    return named or os.path.join(user_folder("config"), "config.toml")  # noqa: PTH118


def store_path() -> str:
    """Tell where the store is when nothing names another place."""
    return os.path.join(user_folder("data"), "reseau.sqlite")  # noqa: PTH118


def drafts_path() -> str:
    """Tell where drafts of the log are kept: beside the data.

    Beside the file that RESEAU_CONFIG names, when it names one.
    """
    named = os.environ.get("RESEAU_CONFIG")
    folder = os.path.dirname(named) if named else user_folder("data")  # noqa: PTH120
    return os.path.join(folder, "drafts")  # noqa: PTH118


def completion_path(server: str) -> str:
    """Tell where what completion offers for a server's store is kept.

    Args:
        server: The address without its scheme.

    Returns:
        A file of the cache folder, or beside the file that RESEAU_CONFIG names.
    """
    named = os.environ.get("RESEAU_CONFIG")
    folder = os.path.dirname(named) if named else user_folder("cache")  # noqa: PTH120
    number = zlib.crc32(server.encode(errors="surrogateescape"))
    return os.path.join(folder, f"completion-{number:08x}.tsv")  # noqa: PTH118

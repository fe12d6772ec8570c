"""Whether what travels to a server must be encrypted: always, unless it is here."""

import ipaddress
import os
from pathlib import Path

from sqlalchemy import URL


def wanted_mode(url: URL) -> str | None:
    """Give the ``sslmode`` to ask for: ``require`` to go elsewhere, unless one is said.

    Args:
        url: Address of the server; a mode in it, or PGSSLMODE, is obeyed.

    Returns:
        None where the mode is said already, or the server is on this computer: no
        host, a socket's folder, localhost, 127.0.0.0/8 or ::1.
    """
    if "sslmode" in url.query or os.environ.get("PGSSLMODE"):
        return None
    named = url.query.get("host") or url.host or os.environ.get("PGHOST", "")
    # A number given beside the name is where the connection really goes.
    asked = url.query.get("hostaddr") or os.environ.get("PGHOSTADDR") or named
    hosts = [asked] if isinstance(asked, str) else list(asked)
    every = [name for it in hosts for name in it.split(",")]
    return None if all(_is_here(it.partition("%")[0]) for it in every) else "require"


def authorities(url: URL) -> str | None:
    """Give the ``sslrootcert`` to verify a server with, when nobody said any.

    The library looks for one file of the person's own and nowhere else; the list of
    this computer is what recognizes the certificate that a host buys.

    Args:
        url: Address of the server.

    Returns:
        The list that Python uses; None where the certificate is not to be verified,
        or a list is named, or is in the person's own file, or none is known.
    """
    mode = url.query.get("sslmode") or os.environ.get("PGSSLMODE") or ""
    named = "sslrootcert" in url.query or os.environ.get("PGSSLROOTCERT")
    if not str(mode).startswith("verify-") or named or _own_list().is_file():
        return None
    import ssl  # noqa: PLC0415  # 10 ms that few need.

    return ssl.get_default_verify_paths().cafile


def transport(url: URL) -> dict[str, str]:
    """Give what the library has to be told of encryption, by its own names."""
    found = {"sslmode": wanted_mode(url), "sslrootcert": authorities(url)}
    return {name: value for name, value in found.items() if value}


def _own_list() -> Path:
    """Say where the library looks (PostgreSQL, 34.19.1)."""
    folder = os.environ.get("APPDATA") if os.name == "nt" else None
    return (
        Path(folder, "postgresql", "root.crt")
        if folder
        else Path.home() / ".postgresql" / "root.crt"
    )


def _is_here(host: str) -> bool:
    plain = host.strip("[]")
    if not plain or plain.startswith(("/", "@")) or plain == "localhost":
        return True
    try:
        return ipaddress.ip_address(plain).is_loopback
    except ValueError:
        return False

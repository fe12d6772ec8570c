"""Whether what travels to a server must be encrypted: always, unless it is here."""

import ipaddress
import os

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
    asked = url.query.get("host") or url.host or os.environ.get("PGHOST", "")
    hosts = [asked] if isinstance(asked, str) else list(asked)
    every = [name for it in hosts for name in it.split(",")]
    return None if all(_is_here(it.partition("%")[0]) for it in every) else "require"


def _is_here(host: str) -> bool:
    plain = host.strip("[]")
    if not plain or plain.startswith(("/", "@")) or plain == "localhost":
        return True
    try:
        return ipaddress.ip_address(plain).is_loopback
    except ValueError:
        return False

"""Whether what travels to a server must be encrypted: always, unless it is here."""

import contextlib
import ipaddress
import os
from pathlib import Path

from sqlalchemy import URL


def wanted_mode(url: URL) -> str | None:
    """Give the ``sslmode`` to ask for: ``require`` to go elsewhere, unless one is said.

    Args:
        url: Address of the server; a mode in it, in the service that it names, or in
            PGSSLMODE, is obeyed.

    Returns:
        None where the mode is said already, or the server is on this computer: no
        host, a socket's folder, localhost, 127.0.0.0/8 or ::1.
    """
    if "sslmode" in url.query or os.environ.get("PGSSLMODE"):
        return None
    service = _service(url)
    if "sslmode" in service:
        return None
    named = url.query.get("host") or url.host or service.get("host")
    named = named or os.environ.get("PGHOST", "")
    # A number given beside the name is where the connection really goes.
    number = url.query.get("hostaddr") or service.get("hostaddr")
    asked = number or os.environ.get("PGHOSTADDR") or named
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


def _service(url: URL) -> dict[str, str]:
    """Read what a service of that name says: “pg_service.conf” (PostgreSQL, 34.17).

    Returns:
        Its options; empty without a service. One that cannot be found here leads
        anywhere, so its host is not this computer.
    """
    name = url.query.get("service") or os.environ.get("PGSERVICE")
    if not name:
        return {}
    import configparser  # noqa: PLC0415  # Few need it.

    found = configparser.RawConfigParser(
        delimiters=("=",), comment_prefixes=("#",), strict=False
    )
    with contextlib.suppress(OSError, configparser.Error, UnicodeError):
        found.read_string(_services().read_text("utf-8"))
    name = str(name)
    return dict(found[name]) if found.has_section(name) else {"host": "?"}


def _services() -> Path:
    """Say where the library looks for services first (PostgreSQL, 34.17)."""
    if named := os.environ.get("PGSERVICEFILE"):
        return Path(named)
    return (
        _own_folder() / "pg_service.conf"
        if os.name == "nt"
        else (Path.home() / ".pg_service.conf")
    )


def _own_folder() -> Path:
    folder = os.environ.get("APPDATA") if os.name == "nt" else None
    return Path(folder, "postgresql") if folder else Path.home() / ".postgresql"


def _own_list() -> Path:
    """Say where the library looks (PostgreSQL, 34.19.1)."""
    return _own_folder() / "root.crt"


def _is_here(host: str) -> bool:
    plain = host.strip("[]")
    if not plain or plain.startswith(("/", "@")) or plain == "localhost":
        return True
    try:
        return ipaddress.ip_address(plain).is_loopback
    except ValueError:
        return False

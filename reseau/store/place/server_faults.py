"""What a server refuses, in words that a person can act upon.

A server says before anything else in which language it speaks, its own: what is known
of its sentences in English and in French is looked for, and no more.
"""

import re

from sqlalchemy.exc import DBAPIError

from reseau.errors import ExitCode, ReseauError
from reseau.i18n import N_, gettext
from reseau.store.place.address import (
    Address,
    DiskFullError,
    FolderError,
    StoreError,
    WrongAddressError,
)

_BUSY = {"55P03", "40001", "40P01"}  # No lock in time, or each waits for the other.

_REASONS = (
    (
        r"no password supplied|fe_sendauth",
        N_("it asks for a password, and none is in the address, PGPASSWORD or pgpass"),
    ),
    (
        r"password authentication failed|authentification par mot de passe",
        N_("the name of the user or the password is refused"),
    ),
    (
        r"Connection refused|on socket .* No such file",
        N_("no server listens there, or it is stopped"),
    ),
    (
        r"resolve host|translate host name|Name or service not known",
        N_("no computer of that name is known"),
    ),
    (r"timeout expired|timed out", N_("it said nothing for too long")),
    (
        r"invalid response to SSL|expected authentication request|lost synchron",
        N_("what answers there is not a PostgreSQL server"),
    ),
    (r"unreachable|No route to host", N_("the network does not lead there")),
    (
        r"root certificate file .* does not exist",
        N_(
            "no list of authorities is here to verify its certificate; put theirs in "
            "the file root.crt of PostgreSQL's folder, or name it with sslrootcert"
        ),
    ),
    (
        r"does not match host name",
        N_("its certificate is that of another name"),
    ),
    (r"certificate verify failed", N_("its certificate is not recognized")),
    (
        r"role .* does not exist|le rôle .* n'existe pas",
        N_("it has no user of that name"),
    ),
    (
        r"database .* does not exist|la base de données .* n'existe pas",
        N_("it has no database of that name"),
    ),
    (
        r"for database|not permitted to log in|pg_hba\.conf|pour la base",
        N_("this user may not connect to this database"),
    ),
    (
        r"too many (clients|connections)|connection slots|trop de (clients|connexions)",
        N_("it has too many connections already"),
    ),
    (
        r"starting up|shutting down|recovery mode|en cours (de démarrage|d'arrêt)",
        N_("it is starting or stopping"),
    ),
    (
        (
            r"terminating conn|closed the conn|(is|was) lost|"
            r"consuming input|arrêt des conn|a fermé la"
        ),
        N_("it was stopped, or the network was cut; nothing was half-written"),
    ),
)


class UnreachableError(StoreError):
    """The server does not answer, or not as it should."""

    message = N_(
        "The database at {place} cannot be reached: {reason}. Check the address, the "
        "network and the password, then try again."
    )


class PlainConnectionError(StoreError):
    """The server does not encrypt, and what goes there is personal."""

    message = N_(
        "The database at {place} does not encrypt the connection. Have TLS switched on "
        "at the server; on a network that you trust, add sslmode=prefer to the address."
    )


class NoRightError(StoreError):
    """The user of the database may not do what the command needs."""

    message = N_(
        "The user of the database at {place} has not the right to do this. Have "
        "whoever keeps the server make them a member of the role that the store "
        "belongs to, as docs/postgresql.md says. Nothing was changed."
    )
    exit_code = ExitCode.USAGE


def is_busy(error: DBAPIError) -> bool:
    """Tell whether a server refused because somebody else was there for too long."""
    return getattr(error.orig, "sqlstate", None) in _BUSY


def server_fault(error: DBAPIError, address: Address) -> ReseauError | None:
    """Say what a server or its library refused.

    Args:
        error: What SQLAlchemy raised.
        address: Of the store.

    Returns:
        None when it is nothing that a person can act upon.
    """
    said = str(error.orig)
    match getattr(error.orig, "sqlstate", None):  # PostgreSQL, appendix A.
        case "42501":
            return NoRightError(place=address.place)
        case "53100":
            return DiskFullError()
        case "25006":
            reason = gettext("this place can only be read")
            return FolderError(place=address.place, reason=reason)
        case _:
            pass
    if "invalid connection" in said:
        return WrongAddressError(place=address.place)
    if "does not support SSL" in said:
        return PlainConnectionError(place=address.place)
    return None


def unreachable(said: str, address: Address) -> UnreachableError:
    """Say why a server cannot be reached.

    Args:
        said: What its library says, in any language.
        address: Of the store.
    """
    for pattern, reason in _REASONS:
        if re.search(pattern, said, re.IGNORECASE):
            return UnreachableError(place=address.place, reason=gettext(reason))
    first = next(iter(said.splitlines()), "")
    return UnreachableError(place=address.place, reason=first.rstrip(". "))

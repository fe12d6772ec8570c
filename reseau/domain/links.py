"""Addresses of pages and of people, as people paste them."""

import re
from urllib.parse import urljoin, urlsplit

from reseau.domain.names import tidy
from reseau.errors import UsageError
from reseau.i18n import N_

LONGEST = 2000
"""How many characters the address of a page may have."""
LONGEST_EMAIL = 254
"""How many characters an e-mail address may have (RFC 5321, as corrected)."""
_SHOWN = 60
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]|$)", re.IGNORECASE)


class NotALinkError(UsageError):
    """Something given as the address of a page is none."""

    message = N_(
        "“{text}” is not the address of a page: it must begin with http:// or https://."
    )


class LongLinkError(UsageError):
    """An address is too long to be one."""

    message = N_("The address is longer than {limit} characters.")


class NotAnEmailError(UsageError):
    """Something given as an e-mail address is none."""

    message = N_("“{text}” is not an e-mail address.")


def read_email(text: str) -> str:
    """Read an e-mail address, without ``mailto:``.

    Raises:
        NotAnEmailError: It is none.
    """
    written = tidy(text)
    address = re.sub(r"^mailto:", "", written, flags=re.IGNORECASE)
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        cut = f"{written[: _SHOWN - 1]}…" if len(written) > _SHOWN else written
        raise NotAnEmailError(text=cut)
    return address


def read_link(text: str, *, base: str = "") -> str:
    """Read the address of a page, http or https only.

    Args:
        text: As pasted; “exemple.org/page” is completed with https.
        base: What an address without its site is completed with; empty for none.

    Returns:
        The address, without blanks.

    Raises:
        NotALinkError: It is none, or of another kind, or carries a password.
        LongLinkError
    """
    typed = tidy(text).replace(" ", "%20")
    if len(typed) > LONGEST:
        raise LongLinkError(limit=LONGEST)
    if _BARE.match(typed):
        typed = f"https://{typed}"
    try:
        address = urljoin(base, typed) if base else typed
        parts = urlsplit(address)
        named = parts.hostname and not (parts.username or parts.password)
    except ValueError as error:
        raise NotALinkError(text=tidy(text)) from error
    if parts.scheme.lower() not in {"http", "https"} or not named:
        raise NotALinkError(text=tidy(text))
    return address

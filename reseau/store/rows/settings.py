"""Settings of the organization, kept in the store with the rest."""

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.store import models
from reseau.store.rows.narrow_tables import setting as _setting

if TYPE_CHECKING:
    pass

NAME = "organization"
ZONE = "zone"
RESPONSIBLE = "privacy_responsible"
"""Who is in charge of personal information, with how to reach them."""
HOSTED = "privacy_hosted"
"""Where the store and its backups are kept."""


def setting(session: Session, name: str, default: str = "") -> str:
    """Give a setting, or the default when it was never set."""
    found = session.scalar(select(_setting.value).where(_setting.name == name))
    return default if found is None else found


def put_setting(session: Session, name: str, value: str) -> None:
    """Set a setting."""
    kept = models.Setting
    found = session.scalars(select(kept).where(kept.name == name)).one_or_none()
    if found is None:
        session.add(kept(name=name, value=value))
    else:
        found.value = value


def today(session: Session) -> date:
    """Give today's date where the organization is."""
    return clock.today(setting(session, ZONE, clock.DEFAULT_ZONE))


def zone_of(session: Session) -> ZoneInfo:
    """Give the organization's time zone."""
    return ZoneInfo(setting(session, ZONE, clock.DEFAULT_ZONE))

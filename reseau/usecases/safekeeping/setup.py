"""Create a store: the schema, the starter themes, Montréal's territories."""

import json
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.names import folded
from reseau.domain.seeds import TerritorySeed, ThemeSeed, territory_seeds, theme_seeds
from reseau.domain.vocabulary import TerritoryKind
from reseau.errors import ReseauError
from reseau.store.models import Territory, Theme, ThemeLabel, ThemeRelation
from reseau.store.place import unfinished
from reseau.store.place.address import Address, OlderStoreError
from reseau.store.place.unfinished import Removal, UnfinishedError
from reseau.store.rows import settings
from reseau.store.safety.upgrade import create_store, try_upgrade, upgrade_store
from reseau.store.search import search_index
from reseau.store.session import Store, open_store
from reseau.usecases.common.backup_places import backup_folder
from reseau.usecases.privacy.removing_again import remove_again

ATTRIBUTION = "Ville de Montréal, données ouvertes, CC BY 4.0"


def init_store(
    address: Address, *, organization: str = "", seeds: bool = True
) -> Store:
    """Create a store and fill it with what every collective needs.

    Args:
        address: Where.
        organization: The collective's name.
        seeds: Whether the starter themes and Montréal's territories are added.

    Raises:
        StoreExistsError: There is one already.
    """
    store = create_store(address)
    with store.working("init") as work:
        settings.put_setting(work.session, settings.ZONE, clock.DEFAULT_ZONE)
        if organization:
            settings.put_setting(work.session, settings.NAME, organization)
        if seeds:
            _add_themes(work.session, theme_seeds())
            _add_territories(work.session, territory_seeds())
    return store


def bring_up_to_date(
    address: Address,
    *,
    without_backup: Callable[[ReseauError], object] = lambda _reason: None,
) -> Path | None:
    """Bring a store up to this version of the program, after a backup of it.

    Args:
        address: Of the store.
        without_backup: Called with the reason when a server's programs, which make
            the backup, cannot be used; the upgrade is one transaction all the same.

    Returns:
        The backup's file; None when nothing was to be done, or none could be made.

    Raises:
        NewerStoreError: A later version made it.
    """
    try:
        open_store(address).dispose()
    except OlderStoreError:
        # It may be an older backup, put back, with what was removed for good since.
        unfinished.begin(address, Removal())
        saved = _saved_from_server(address, without_backup)
        backup = upgrade_store(address) or saved
        _index(address)
        remove_again(address)
        return backup
    except UnfinishedError:
        remove_again(address)
    return None


def try_to_bring_up_to_date(address: Address) -> bool:
    """Bring a store up to date, then write nothing; give whether there was anything.

    Raises:
        NewerStoreError: A later version made it.
        StoreError: It would fail.
    """
    try:
        open_store(address, unfinished_too=True).dispose()
    except OlderStoreError:
        try_upgrade(address)
        return True
    return False


def _saved_from_server(
    address: Address, without_backup: Callable[[ReseauError], object]
) -> Path | None:
    if address.file is not None:
        return None
    from reseau.store.safety import server_backup  # A server's only.

    try:
        folder = backup_folder(address, None)
        return server_backup.back_up_server(address, folder).path
    except (server_backup.NoProgramError, server_backup.OlderProgramError) as reason:
        without_backup(reason)
        return None


def _index(address: Address) -> None:
    """Make the search index, which no migration can: they import no analyser."""
    store = open_store(address, unfinished_too=True)
    with store.working("index") as work:
        search_index.rebuild(work.session)
    store.dispose()


def _add_themes(session: Session, seeds: list[ThemeSeed]) -> None:
    themes: dict[str, Theme] = {}
    for seed in seeds:  # Broader ones come first.
        theme = Theme(
            slug=seed.id,
            broader=themes[seed.broader] if seed.broader else None,
            note=seed.note or None,
            exact_match=seed.exact_match[0] if seed.exact_match else None,
        )
        theme.labels = [
            ThemeLabel(language=lang, kind=kind, label=label, label_key=folded(label))
            for lang, kind, label in _labels(seed)
        ]
        themes[seed.id] = theme
        session.add(theme)
    session.flush()
    pairs = {
        tuple(sorted((themes[seed.id].key, themes[other].key)))
        for seed in seeds
        for other in seed.related
    }
    session.add_all(ThemeRelation(theme_key=a, related_key=b) for a, b in sorted(pairs))


def _labels(seed: ThemeSeed) -> list[tuple[str, str, str]]:
    return [
        ("fr", "pref", seed.pref_fr),
        ("en", "pref", seed.pref_en),
        *(("fr", "alt", it) for it in seed.alt_fr),
        *(("en", "alt", it) for it in seed.alt_en),
        *(("fr", "hidden", it) for it in seed.hidden),
    ]


def _add_territories(session: Session, seeds: list[TerritorySeed]) -> None:
    territories: dict[str, Territory] = {}
    for seed in seeds:  # Boroughs and cities come before their neighbourhoods.
        geometry = None if seed.geometry is None else json.dumps(seed.geometry)
        territories[seed.id] = Territory(
            slug=seed.id,
            name=seed.name,
            name_key=folded(seed.name),
            kind=TerritoryKind(seed.kind),
            parent=territories[seed.parent] if seed.parent else None,
            official_code=seed.official_code or None,
            geometry=geometry,
            attribution=ATTRIBUTION,
        )
        session.add(territories[seed.id])

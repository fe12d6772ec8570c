"""Say of a record that it names somebody who may be shown to nobody."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from reseau.cli import cards, output, state
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def note_card(card: "DataclassInstance") -> None:
    """Say it of a card, wherever in it somebody is named."""
    found = list(cards.flat(asdict(card)))
    slugs = {str(it) for path, it in found if path.split(".")[-1] == "slug"}
    _note(slugs, (it for _path, it in found if isinstance(it, str)))


def note_actors(slugs: Iterable[str]) -> None:
    """Say it of a list of actors."""
    _note(set(slugs), ())


def note_texts(texts: Iterable[str | None]) -> None:
    """Say it of the titles of a list."""
    _note(set(), (it for it in texts if it))


def _note(slugs: set[str], texts: Iterable[str]) -> None:
    from reseau.usecases.common.team_only import names_somebody_forbidden

    if names_somebody_forbidden(state.store(), slugs=slugs, texts=texts):
        output.note(
            _(
                "Somebody named here may be shown to nobody: this is for the team, do "
                "not hand it over."
            )
        )

"""Options that say something of an actor."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import words
from reseau.cli._base import argument, option
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.usecases.actors.actors import ActorChanges

Many = list[str]

Who = Annotated[str, argument(text=N_("Name or short code."), metavar=N_("ACTOR"))]
NewName = Annotated[
    str, argument(text=N_("The name, as it is written."), metavar=N_("NAME"))
]
Renamed = Annotated[str | None, option("--name", text=N_("The new name."))]
Sector = Annotated[str | None, option("--sector", text=N_("Sector of activity."))]
Territories = Annotated[
    Many | None, option("--territory", text=N_("Where it is active; may be repeated."))
]
NewTerritories = Annotated[
    Many | None,
    option("--territory", text=N_("Where it is active; replaces the list.")),
]
Aliases = Annotated[
    Many | None,
    option("--alias", text=N_("Another name or acronym; may be repeated.")),
]
Themes = Annotated[
    Many | None, option("--theme", text=N_("A theme it knows; may be repeated."))
]
Emails = Annotated[Many | None, option("--email", text=N_("Professional e-mail."))]
Phones = Annotated[Many | None, option("--phone", text=N_("Professional telephone."))]
Pages = Annotated[Many | None, option("--web", text=N_("Web page."))]
ShownTo = Annotated[
    str | None,
    option(
        "--diffusion",
        text=N_("Who may be shown it: internal, group, public, forbidden."),
    ),
]
Notes = Annotated[str | None, option("--notes", text=N_("Notes, never shown on maps."))]
Apart = Annotated[
    str, option("--apart", text=N_("What tells it apart from a homonym."))
]
Title = Annotated[str | None, option("--title", text=N_("Title of the role."))]
ActiveIn = Annotated[
    str | None,
    option("--territory", text=N_("Only those active there, or in a part of it.")),
]
Containing = Annotated[str, option("--name", text=N_("Only names that contain this."))]
SortActors = Annotated[str, option("--sort", text=N_("name, interactions or last."))]


@dataclass(frozen=True, slots=True)
class Told:
    """What “add” and “edit” say of any actor, in the order of their help."""

    alias: Aliases = None
    theme: Themes = None
    email: Emails = None
    phone: Phones = None
    web: Pages = None
    diffusion: ShownTo = None
    notes: Notes = None

    def changes(
        self,
        *,
        territory: Many | None,
        name: str | None = None,
        sector: str | None = None,
    ) -> "ActorChanges":
        """Gather what changes."""
        from reseau.domain.vocabulary import ContactKind, Diffusion
        from reseau.usecases.actors.actors import ActorChanges

        contacts = {
            ContactKind.EMAIL: tuple(self.email or ()),
            ContactKind.PHONE: tuple(self.phone or ()),
            ContactKind.WEB: tuple(self.web or ()),
        }
        return ActorChanges(
            name=name,
            sector=sector,
            diffusion=words.read_word(Diffusion, self.diffusion),
            notes=self.notes,
            territories=words.listed(territory),
            expertises=tuple(self.theme or ()),
            aliases=tuple(self.alias or ()),
            contacts=contacts,
        )

"""Actors as cells name them: people and organizations, aliases, two in one cell."""

from collections.abc import Mapping

from reseau.domain.names import folded, person_name
from reseau.domain.vocabulary import ActorKind
from reseau.errors import UsageError
from reseau.exchange.found import FoundActor
from reseau.exchange.profiles.profile_model import Naming
from reseau.exchange.text.cells import cleaned, shown
from reseau.i18n import N_

MAX_NAME = 200
ORGANIZATION = Naming(kind=ActorKind.ORGANIZATION)


class LongNameError(UsageError):
    """A name, or another short text, is too long to be one."""

    message = N_(
        "“{name}” is too long ({limit} characters at most). Check the separator of the "
        "list, or the column."
    )


class Actors:
    """Reads the names of one file; the same name is worked out once, hence a state.

    Args:
        aliases: Folded spelling to the canonical name, or to ``@slug``.
        kinds: Folded name to its kind, whatever the column says.
    """

    def __init__(
        self, aliases: Mapping[str, str], kinds: Mapping[str, ActorKind]
    ) -> None:
        self._aliases = aliases
        self._kinds = kinds
        self._known: dict[tuple[str, Naming], FoundActor | None] = {}

    def named(self, text: str, naming: Naming) -> FoundActor | None:
        """Read one name.

        Returns:
            The actor; None when the text is blank or names nobody.

        Raises:
            LongNameError: The name is longer than a name can be.
        """
        key = text, naming
        if key not in self._known:
            self._known[key] = self._worked_out(text, naming)
        return self._known[key]

    def with_organization(
        self, text: str, naming: Naming
    ) -> tuple[FoundActor | None, FoundActor | None]:
        """Read a cell that may name a person and an organization.

        Returns:
            The actor, and the organization that the cell says the person belongs to.
            Without a pattern, or when it does not fit, the cell is one name. An
            organization alone is the actor.
        """
        match = naming.pattern.search(text) if naming.pattern else None
        if match is None:
            return self.named(text, naming), None
        groups = match.groupdict()
        organization = self.named(groups.get("organization") or "", ORGANIZATION)
        person = self.named(groups.get("person") or "", naming)
        return (person, organization) if person else (organization, None)

    def _worked_out(self, text: str, naming: Naming) -> FoundActor | None:
        """Work out one name: alias first, then kind, then the parts of a person's."""
        plain = cleaned(text).strip(", ")
        if not plain or folded(plain) in naming.ignore:
            return None
        if len(plain) > MAX_NAME:
            raise LongNameError(name=shown(plain), limit=MAX_NAME)
        kind = self._kind(plain, naming)
        person = person_name(plain, naming.order)
        spoken = person.full if kind is ActorKind.PERSON else plain
        alias = self._aliases.get(folded(plain)) or self._aliases.get(folded(spoken))
        if alias and not alias.startswith("@"):
            kind = self._kinds.get(folded(alias), kind)
            person, spoken = person_name(alias), alias
        if not any(map(str.isalnum, spoken)):
            return None
        slug = alias[1:] if alias and alias.startswith("@") else None
        if kind is ActorKind.ORGANIZATION:
            return FoundActor(name=spoken, kind=kind, slug=slug)
        return FoundActor(
            name=person.full,
            kind=kind,
            given=person.given,
            family=person.family,
            slug=slug,
        )

    def _kind(self, name: str, naming: Naming) -> ActorKind:
        """Tell the kind of a name: the profile's list, what betrays it, the column."""
        known = self._kinds.get(folded(name))
        if known is not None:
            return known
        if any(pattern.search(name) for pattern in naming.organizations):
            return ActorKind.ORGANIZATION
        return naming.kind

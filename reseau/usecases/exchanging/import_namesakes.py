"""Which of several namesakes a row of a file means: its organization may tell."""

from dataclasses import replace

from sqlalchemy import select

from reseau.domain.vocabulary import ActorKind
from reseau.errors import AmbiguousError
from reseau.exchange.found import FoundActor
from reseau.i18n import N_
from reseau.store.models import Affiliation
from reseau.usecases.exchanging.import_matching import Matcher


class WhichNamesakeError(AmbiguousError):
    """Several people have a name, and their organizations do not tell which it is."""

    message = N_(
        "“{name}” can be: {slugs}, and the organization of this row does not tell "
        "which. If it is somebody else, add them with “reseau person add”, --apart and "
        "--organization; if not, say which in the profile, under [aliases], as "
        "“{name}” = “@{first}”."
    )


def told_apart(
    matcher: Matcher, person: FoundActor, home: FoundActor | None
) -> FoundActor:
    """Tell which of several known people a row means: the one with a role there.

    Args:
        matcher: Knows who has that name.
        person: Given back as it is unless several known people are so named.
        home: The organization that the row gives them.

    Raises:
        WhichNamesakeError: None of them, or several, have a role there today.
    """
    stated = person.slug is not None or person.separate_by is not None
    known = [] if stated else matcher.namesakes(person)
    if person.kind is not ActorKind.PERSON or len(known) < 2:  # noqa: PLR2004  # Several.
        return person
    homes = [] if home is None else matcher.namesakes(home)
    there = matcher.session.scalars(
        select(Affiliation.person_key)
        .where(Affiliation.person_key.in_([it.key for it in known]))
        .where(Affiliation.organization_key.in_([it.key for it in homes]))
        .where(Affiliation.until.is_(None))
        .distinct()
    ).all()
    meant = [it.slug for it in known if it.key in there]
    if len(meant) == 1:
        return replace(person, slug=meant[0])
    slugs = [it.slug for it in known]
    raise WhichNamesakeError(name=person.name, slugs=", ".join(slugs), first=slugs[0])

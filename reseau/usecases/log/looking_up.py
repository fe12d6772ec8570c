"""Note the searches that listed people, once they are shown."""

from collections.abc import Collection
from contextlib import suppress

from reseau.domain.search_query import read_query
from reseau.domain.vocabulary import Diffusion
from reseau.errors import ReseauError
from reseau.store.privacy.looked_up import note_search
from reseau.store.rows import settings
from reseau.store.session import Store


def note_listed(
    store: Store,
    command: str,
    text: str,
    slugs: Collection[str],
    *,
    shown_to: Diffusion,
) -> None:
    """Note a search: who, when, for whom, its filters, who was listed; not its words.

    What cannot be noted was looked at all the same: the store may only be read, or
    be busy, and a search never fails for that.

    Args:
        store: Where it was searched.
        command: The command's name.
        text: What was typed: of it, only the filters are kept.
        slugs: Short codes of the actors that were listed.
        shown_to: For whom.
    """
    if not slugs:
        return
    with suppress(ReseauError):
        with store.reading() as session:
            query = read_query(text, today=settings.today(session))
        since, until = query.period.since, query.period.until
        codes = {
            "theme": query.theme,
            "territory": query.territory,
            "type": ",".join(query.kinds),
            "since": since and since.isoformat(),
            "until": until and until.isoformat(),
        }
        chosen = {name: code for name, code in codes.items() if code}
        note_search(store, command, slugs=slugs, audience=shown_to, chosen=chosen)

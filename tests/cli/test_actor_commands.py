"""``reseau actor``, on both databases and in both languages."""

import json

from reseau.store.address import Address
from tests.support import Run


def test_actor_added_is_listed(run: Run, address: Address) -> None:
    assert run("actor", "add", "CDC de Rosemont", at=address).code == 0
    listed = json.loads(run("actor", "list", "--format", "json", at=address).out)
    assert [it["name"] for it in listed] == ["CDC de Rosemont"]

"""Correcting who was there: added, removed, in another part; never the last one."""

import json

import pytest

from reseau.domain.vocabulary import Role
from reseau.store.models import Interaction
from reseau.store.place.address import Address
from reseau.store.session import Store
from reseau.usecases.log.doubts import presence_doubts
from reseau.usecases.log.interactions import InteractionChanges, edit_interaction
from reseau.usecases.log.logging import NamedTwiceError, OneselfError
from reseau.usecases.log.presence_changes import (
    AlreadyThereError,
    LastOneError,
    NotAtError,
    PresenceChanges,
)
from tests.records import dump, furnish, furnish_at
from tests.support import Run


@pytest.fixture
def furnished(address: Address) -> Address:
    furnish_at(address)
    return address


@pytest.fixture
def known(sqlite_store: Store) -> Store:
    furnish(sqlite_store)
    return sqlite_store


def there(run: Run, at: Address, number: int = 1) -> dict[str, str]:
    shown = run("interaction", "show", str(number), "--format", "json", at=at)
    return {it["slug"]: it["role"] for it in json.loads(shown.out)["participants"]}


def edit(store: Store, **said: object) -> None:
    changes = PresenceChanges(**said)  # type: ignore[arg-type]  # Of a test.
    edit_interaction(store, 1, changes=InteractionChanges(presences=changes))


def names(store: Store) -> set[str]:
    with store.reading() as session:
        found = session.get_one(Interaction, 1)
        return {it.actor.slug for it in found.participations}


def test_who_was_there_is_corrected_told_and_undone(
    run: Run, furnished: Address
) -> None:
    before = there(run, furnished)
    gone = next(iter(before))
    done = run(
        "interaction", "edit", "1", "--remove", gone, "--add", "marie-roy=host",
        at=furnished,
    )  # fmt: skip
    after = there(run, furnished)
    assert (done.code, after["marie-roy"]) == (0, "host")
    assert set(before) - set(after) == {gone}
    assert "Added: Marie Roy (marie-roy), host" in done.err
    assert f"({gone})" in done.err
    run("undo", at=furnished)
    assert there(run, furnished) == before


def test_dry_run_tells_and_writes_nothing(run: Run, furnished: Address) -> None:
    before = dump(furnished)
    done = run(
        "interaction", "edit", "1", "--add", "marie-roy", "--dry-run", at=furnished
    )
    assert "Added: Marie Roy" in done.err
    assert dump(furnished) == before


def test_role_changed_by_two_is_told_to_the_second(
    run: Run, furnished: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = next(iter(there(run, furnished)))
    typed = ("interaction", "edit", "1", "--role")
    run(*typed, f"{who}=host", at=furnished)
    seen = json.loads(
        run("interaction", "show", "1", "--format", "json", at=furnished).out
    )["seen"]
    monkeypatch.setenv("RESEAU_USER", "Léa")
    run(*typed, f"{who}=speaker", at=furnished)
    refused = run(*typed, f"{who}=absent", "--seen", str(seen), at=furnished)
    assert refused.code == 5
    assert "now: speaker (Léa," in refused.err


def test_homonym_who_was_not_there_is_not_asked_about(known: Store) -> None:
    edit(known, added=[("@marie-roy-2", Role.HOST)])
    edit(known, roles=[("Marie Roy", Role.ABSENT)])
    edit(known, removed=["marie roy"])
    assert "marie-roy-2" not in names(known)


def test_two_homonyms_there_are_asked_about(known: Store) -> None:
    edit(known, added=[("@marie-roy", Role.HOST), ("@marie-roy-2", Role.HOST)])
    [doubt] = presence_doubts(known, 1, PresenceChanges(removed=["Marie Roy"]))
    assert [it.entry.slug for it in doubt.candidates] == ["marie-roy", "marie-roy-2"]


def test_homonyms_to_add_are_refused_with_what_tells_them_apart(
    run: Run, furnished: Address
) -> None:
    run("person", "join", "marie-roy-2", "Solon", "--title", "Bénévole", at=furnished)
    refused = run("interaction", "edit", "1", "--add", "Marie Roy", at=furnished)
    assert refused.code == 3
    assert "marie-roy-2 (“Marie Roy”, Solon)" in refused.err


def test_last_one_is_not_removed(known: Store) -> None:
    before = names(known)
    with pytest.raises(LastOneError):
        edit(known, removed=[f"@{it}" for it in before])
    assert names(known) == before


def test_last_one_is_replaced(known: Store) -> None:
    edit(known, removed=[f"@{it}" for it in names(known)], added=[("Solon", Role.HOST)])
    assert names(known) == {"solon"}


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"removed": ["Zoé Nulle"]}, NotAtError),
        ({"roles": [("@marie-roy", Role.HOST)]}, NotAtError),
        ({"brought_by": {"@marie-roy": "Solon"}}, NotAtError),
        ({"added": [("@marie-roy", Role.HOST)] * 2}, NamedTwiceError),
    ],
)
def test_what_cannot_be_is_refused(
    known: Store, said: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        edit(known, **said)


def test_one_already_there_is_not_added_again(known: Store) -> None:
    who = next(iter(names(known)))
    with pytest.raises(AlreadyThereError):
        edit(known, added=[(f"@{who}", Role.HOST)])


def test_who_brought_whom_is_said_and_cleared(run: Run, furnished: Address) -> None:
    run(
        "interaction", "edit", "1", "--add", "marie-roy", "--brought-by",
        "marie-roy=etienne-belanger", at=furnished,
    )  # fmt: skip
    shown = run("interaction", "show", "1", at=furnished).out
    assert "brought by Étienne Bélanger" in shown
    run("interaction", "edit", "1", "--brought-by", "marie-roy=", at=furnished)
    assert "brought by É" not in run("interaction", "show", "1", at=furnished).out


def test_nobody_comes_with_themselves(known: Store) -> None:
    with pytest.raises(OneselfError):
        edit(
            known,
            added=[("@marie-roy", Role.HOST)],
            on_behalf_of={"@marie-roy": "@marie-roy"},
        )


def test_history_names_who_and_says_roles_in_words(
    run: Run, furnished: Address
) -> None:
    who = next(iter(there(run, furnished)))
    run("interaction", "edit", "1", "--role", f"{who}=absent", at=furnished)
    [last, *_] = json.loads(run("history", "--format", "json", at=furnished).out)
    said = run("history", str(last["number"]), lang="fr", at=furnished).out
    assert "→ absence)" in said
    assert "participation #" in said
    assert "(" in said.split("participation #", 1)[1].split(":", maxsplit=1)[0]

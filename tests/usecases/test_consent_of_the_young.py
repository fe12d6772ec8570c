"""Somebody younger than 14: a parent or a tutor consents, and it is said everywhere."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reseau.domain.vocabulary import (
    ActorKind,
    ConsentState,
    Diffusion,
    Guardian,
    Purpose,
)
from reseau.errors import ExitCode
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.consents import (
    FarFourteenError,
    GuardianError,
    Statement,
    TooYoungError,
    list_consents,
    state_consent,
)
from reseau.usecases.exchanging.whole_store import store_text
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.privacy.privacy_file import write_person_file
from reseau.usecases.privacy.privacy_status import privacy_status
from tests.contents import show_to
from tests.support import Run

PUBLIC = Statement(Purpose.PUBLIC, ConsentState.GIVEN)
BY_PARENT = Statement(
    Purpose.PUBLIC, ConsentState.GIVEN, given_by=Guardian.PARENT,
    guardian="Quentine Pelchat", fourteen_on=date(2030, 5, 6),
)  # fmt: skip


@pytest.fixture
def known(store: Store) -> Store:
    add_actor(store, "Ana Bell", kind=ActorKind.PERSON, changes=ActorChanges())
    return store


def test_parent_consents_for_somebody_younger_than_14(known: Store) -> None:
    state_consent(known, "ana-bell", BY_PARENT)
    (line,) = list_consents(known)
    assert (line.by, line.fourteen_on) == (
        "Quentine Pelchat (parent)",
        date(2030, 5, 6),
    )
    assert line.holds


@pytest.mark.parametrize("said_before", [True, False])
def test_younger_than_14_does_not_consent_alone(
    known: Store,
    said_before: bool,  # noqa: FBT001  # A case.
) -> None:
    """The age is said with this consent, or was with another purpose's."""
    alone = Statement(Purpose.GROUP, ConsentState.GIVEN, fourteen_on=date(2030, 5, 6))
    if said_before:
        state_consent(known, "ana-bell", BY_PARENT)
        alone = replace(alone, fourteen_on=None)
    with pytest.raises(TooYoungError, match="May 6, 2030") as refused:
        state_consent(known, "ana-bell", alone)
    assert refused.value.exit_code is ExitCode.PRIVACY


def test_younger_than_14_refuses_alone(known: Store) -> None:
    state_consent(known, "ana-bell", BY_PARENT)
    refused = Statement(Purpose.PUBLIC, ConsentState.WITHDRAWN)
    state_consent(known, "ana-bell", refused)
    assert [it.holds for it in list_consents(known)] == [False, False]


def test_from_14_on_one_consents_alone(known: Store) -> None:
    said = Statement(Purpose.PUBLIC, ConsentState.GIVEN, fourteen_on=date(2026, 11, 24))
    state_consent(known, "ana-bell", said)
    assert [it.by for it in list_consents(known)] == ["the person"]


@pytest.mark.parametrize(
    "half", [{"given_by": Guardian.TUTOR}, {"guardian": "Q. Pelchat"}]
)
def test_who_spoke_for_somebody_is_said_whole(
    known: Store, half: dict[str, Any]
) -> None:
    with pytest.raises(GuardianError):
        state_consent(known, "ana-bell", replace(PUBLIC, **half))


def test_nobody_turns_14_in_more_than_14_years(known: Store) -> None:
    with pytest.raises(FarFourteenError):
        state_consent(
            known, "ana-bell", replace(BY_PARENT, fourteen_on=date(2041, 1, 1))
        )


def test_card_and_list_say_who_spoke_for_somebody(known: Store, run: Run) -> None:
    at = known.address
    said = run(
        "vie-privee", "consentement", "ana-bell", "public", "donne", "--par", "parent",
        "--titulaire", "Quentine Pelchat", "--quatorze-ans", "2030-05-06",
        at=at, lang="fr",
    )  # fmt: skip
    assert said.code == 0, said.err
    card = run("personne", "montrer", "ana-bell", at=at, lang="fr").out
    assert "par Quentine Pelchat (parent)" in card
    listed = run("vie-privee", "consentements", at=at, lang="fr").out
    assert "Quentine Pelchat (parent)" in listed


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-24", "! Ana Bell a eu 14 ans le 24 novembre 2026"),
        ("2026-12-24", "Ana Bell aura 14 ans le 24 décembre 2026"),
        ("2027-11-24", ""),
    ],
)
def test_who_turns_14_is_to_be_asked_themselves(
    known: Store, run: Run, day: str, said: str
) -> None:
    turning = replace(BY_PARENT, fourteen_on=date.fromisoformat(day))
    state_consent(known, "ana-bell", turning)
    for command in (("vie-privee", "etat"), ("etat",)):
        out = run(*command, at=known.address, lang="fr").out
        assert said in out
        assert ("14 ans" in out) == bool(said)


def test_status_of_the_day_asks_nobody_by_name_who_is_shown_to_nobody(
    known: Store, run: Run
) -> None:
    state_consent(known, "ana-bell", replace(BY_PARENT, fourteen_on=date(2026, 11, 24)))
    show_to(known, "Ana Bell", Diffusion.FORBIDDEN)
    out = run("status", at=known.address).out
    assert "Ana Bell" not in out
    assert "! Somebody turned 14 on November 24, 2026" in out


def test_who_was_asked_at_14_is_not_asked_again(known: Store) -> None:
    state_consent(known, "ana-bell", replace(BY_PARENT, fourteen_on=date(2026, 11, 24)))
    state_consent(known, "ana-bell", PUBLIC)
    assert privacy_status(known).fourteen == ()


def test_file_of_the_person_says_who_spoke_for_them(
    known: Store, tmp_path: Path
) -> None:
    state_consent(known, "ana-bell", BY_PARENT)
    done = write_person_file(known, "ana-bell", tmp_path)
    assert "Quentine Pelchat (parent)" in done.page.read_text("utf-8")
    with zipfile.ZipFile(done.archive) as archive:
        own = b"".join(archive.read(it) for it in archive.namelist())
    assert b"Quentine Pelchat" in own


def test_who_spoke_for_somebody_is_erased_with_them(known: Store) -> None:
    state_consent(known, "ana-bell", BY_PARENT)
    erase_person(known, "ana-bell", mentions=True)
    assert "Pelchat" not in store_text(known)
    if known.address.file is not None:
        assert b"Pelchat" not in known.address.file.read_bytes()

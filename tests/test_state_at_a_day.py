"""Every list and every card tells how things were on any day, or why it has none.

What is expected comes from the promise “state at any date (--at) in every list and
map”; a record that stays out has its reason here.
"""

import pytest

from tests.commands import Known, known_commands

DATED = "it is an event: its own day never changes, and --until says up to when"
NO_STATE = {
    "actor change list": DATED,
    "actor change show": DATED,
    "interaction list": DATED,
    "interaction show": DATED,
    "site show": "it says that a record is public; it shows none",
    "site list": "what the next building publishes; its past is in the history",
    "privacy retention list": "a rule is what holds now; its past is in the history",
}
LISTS = {"list", "show", "tree", "positions", "pledges", "map", "overview"}


def _lists() -> list[Known]:
    return [it for it in known_commands() if it.path and it.path[-1] in LISTS]


@pytest.mark.parametrize("known", _lists(), ids=lambda it: " ".join(it.path))
def test_list_and_card_tell_the_state_at_a_day(known: Known) -> None:
    name = " ".join(known.path)
    assert ("--at" in known.options) is (name not in NO_STATE), NO_STATE.get(name)


def test_what_has_no_state_still_exists() -> None:
    assert set(NO_STATE) <= {" ".join(it.path) for it in known_commands()}

"""Views with a name, as they are typed and as they stand on the page."""

import pytest

from reseau.publish.map.map_views import (
    BadViewError,
    SavedView,
    TooManyViewsError,
    on_map,
    saved_view,
    saved_views,
)


@pytest.mark.parametrize(
    ("typed", "name", "code"),
    [
        ("Logement=#themes=3&ties=all", "Logement", "themes=3&ties=all"),
        ("Logement=themes=3", "Logement", "themes=3"),
        ("  Deux   mots =#actor=5&focus=1 ", "Deux mots", "actor=5&focus=1"),
        ("Tout=#", "Tout", ""),
        (
            "D’un fichier=file:///c/carte.html#view=list",
            "D’un fichier",
            "view=list",
        ),
    ],
)
def test_view_is_a_name_and_a_code(typed: str, name: str, code: str) -> None:
    assert saved_view(typed) == SavedView(name, code)


@pytest.mark.parametrize(
    "typed",
    ["", "Logement", "=#themes=3", "x=#zut=1", "x=bonjour", "x" * 61 + "=#actor=1"],
)
def test_what_is_no_view_is_refused(typed: str) -> None:
    with pytest.raises(BadViewError):
        saved_view(typed)


def test_thirteen_views_are_refused() -> None:
    with pytest.raises(TooManyViewsError):
        saved_views(["x=#actor=1"] * 13)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("actor=1", True),
        ("actor=9", False),
        ("path=1.2", True),
        ("path=1.9", False),
        ("inside=9", False),
        ("themes=7.-1", True),
        ("themes=8", False),
        ("committee=3", True),
        ("committee=4", False),
        ("ties=all", True),
    ],
)
def test_view_of_something_absent_is_not_on_the_map(code: str, *, shown: bool) -> None:
    keys: dict[str, list[object]] = {"themes": [7], "committee": [3]}
    assert on_map(SavedView("x", code), actors=[1, 2], others=keys) is shown

"""What a notebook may import."""

import pkgutil

import pytest

from reseau import analysis


@pytest.mark.parametrize("name", dir(analysis))
def test_public_name_is_documented(name: str) -> None:
    assert getattr(analysis, name).__doc__


def test_no_public_name_is_that_of_a_module() -> None:
    # Importing the module would put it in the place of the function.
    modules = {it.name for it in pkgutil.iter_modules(analysis.__path__)}
    assert modules & set(dir(analysis)) == set()

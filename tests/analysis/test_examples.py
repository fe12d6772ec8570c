"""The examples of the public functions run as written."""

import doctest
import importlib

import pytest

from reseau import analysis

MODULES = sorted({getattr(analysis, name).__module__ for name in dir(analysis)})


@pytest.mark.parametrize("module", MODULES)
def test_examples_run_as_written(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0

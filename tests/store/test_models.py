"""Each module of mapped classes is whole without the others."""

import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from reseau.store import models

MODULES = sorted(
    Path(it.name).stem
    for it in resources.files(models).iterdir()
    if it.name.endswith(".py") and it.name != "__init__.py"
)
ALONE = """
import importlib, sys
from sqlalchemy.orm import configure_mappers
from reseau.store.base import Base
importlib.import_module(f"reseau.store.models.{sys.argv[1]}")
configure_mappers()
for table in Base.metadata.sorted_tables:
    for key in table.foreign_keys:
        key.column
"""


@pytest.mark.parametrize("module", MODULES)
def test_a_module_loaded_alone_finds_what_it_refers_to(module: str) -> None:
    subprocess.run([sys.executable, "-c", ALONE, module], check=True)


def test_every_class_is_found_by_its_name() -> None:
    missing = [name for name in models.__all__ if not hasattr(models, name)]
    assert missing == []


def test_every_module_is_loaded_when_every_table_is_asked_for() -> None:
    asked = "from reseau.store.models import every_table; every_table()"
    told = f"{asked}; import sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", told], check=True, capture_output=True, text=True
    ).stdout.split()
    assert {f"reseau.store.models.{it}" for it in MODULES} <= set(loaded)


def test_a_class_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        models.Nobody  # noqa: B018

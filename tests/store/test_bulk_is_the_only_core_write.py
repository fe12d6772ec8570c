"""What is written past the session is not in the history, unless it says so itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import reseau

HERE = Path(reseau.__file__).parent
# These tell the recorder of each row, or keep no row that undoing would bring back.
ALLOWED = {
    "store/past/bulk.py",
    "store/place/engine.py",
    "store/privacy/looked_up.py",
    "store/rows/places.py",
    "store/past/reversal.py",
    "store/search/search_index.py",
    "store/safety/upgrade.py",
}
CORE = {"insert", "update", "delete"}
VERBS = ("insert", "update", "delete", "replace", "drop", "alter", "create")


def modules(*written: str) -> Iterator[tuple[str, ast.Module]]:
    """Read the modules where one of these is written: parsing them all takes long."""
    for file in sorted(HERE.rglob("*.py")):
        name = file.relative_to(HERE).as_posix()
        if name not in ALLOWED and not name.startswith("_shipped"):
            text = file.read_text("utf-8")
            if any(it in text for it in written):
                yield name, ast.parse(text)


def test_no_other_module_imports_a_core_statement() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules("sqlalchemy")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("sqlalchemy")
        and CORE & {it.name for it in node.names}
    ]
    assert found == []


def test_no_other_module_calls_a_core_statement_through_a_table() -> None:
    """As in ``Actor.__table__.insert()`` or ``sqlalchemy.delete(Actor)``."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules("sqlalchemy", "__table__")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CORE
        and ast.unparse(node.func.value).split(".")[-1] in {"sqlalchemy", "__table__"}
    ]
    assert found == []


def test_no_other_module_uses_the_bulk_methods_of_a_session() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules("bulk_")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr.startswith("bulk_")
    ]
    assert found == []


def test_no_other_module_writes_in_plain_sql() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules("text(", "exec_driver_sql(")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in {"text", "exec_driver_sql"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and str(node.args[0].value).lower().lstrip().startswith(VERBS)
    ]
    assert found == []


def test_the_modules_that_may_are_there() -> None:
    assert all((HERE / name).is_file() for name in ALLOWED)

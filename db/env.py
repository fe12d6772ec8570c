"""Run the migrations: on the connection Réseau gives, or for “alembic revision”."""

import tempfile
from pathlib import Path
from typing import Any, Literal

from alembic import context
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, TypeDecorator, create_engine

from reseau.store.models import load_every_model


def _plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write the SQL type underneath a type of ours, so that no migration imports it."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=load_every_model().metadata,
        render_as_batch=True,
        render_item=_plain_type,
        transactional_ddl=False,  # The transaction is the caller's.
    )
    context.run_migrations()


def _bring_to_head(connection: Connection) -> None:
    """Run every migration, so that only what is new since is written."""
    scripts = ScriptDirectory.from_config(context.config)
    steps = MigrationContext.configure(
        connection,
        opts={
            # Alembic does the same inside its own “upgrade” command.
            "fn": lambda revision, _: scripts._upgrade_revs("head", revision)  # noqa: SLF001
        },
    )
    with Operations.context(steps):
        steps.run_migrations()


def _main() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        _run(given)
        return
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder, 'blank.sqlite').as_posix()}"
        engine = create_engine(address, poolclass=NullPool)
        with engine.connect() as connection:
            _bring_to_head(connection)
            _run(connection)
            connection.commit()


_main()

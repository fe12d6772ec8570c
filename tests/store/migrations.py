"""Migrations that might come one day, to see that a store survives them."""

from reseau.store.place.schema import HEAD

NEXT = f"{int(HEAD) + 1:04}"

_HEAD = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"
branch_labels = None
depends_on = None


def upgrade() -> None:
"""

FAILING = f"""{_HEAD}
    op.add_column("actor", sa.Column("nickname", sa.String(40), nullable=True))
    op.execute("UPDATE actor SET name = 'lost'")
    1 / 0
"""

REMAKING = f"""{_HEAD}
    with op.batch_alter_table("actor", recreate="auto") as batch:
        batch.alter_column("sector", type_=sa.String(500))
    with op.batch_alter_table("operation", recreate="auto") as batch:
        batch.alter_column("command", type_=sa.String(500))
"""

BROKEN = f"""{_HEAD}
    op.execute("DELETE FROM theme")
"""

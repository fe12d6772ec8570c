"""Who consents for somebody younger than 14."""

from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Both databases add a column in place with its check; SQLite copies no table.
    for column in (
        "given_by VARCHAR(40) CONSTRAINT ck_consent_guardian "
        "CHECK (given_by IN ('parent', 'tutor'))",
        "guardian VARCHAR(400) CONSTRAINT ck_consent_guardian_is_named "
        "CHECK ((given_by IS NULL) = (guardian IS NULL))",
        "fourteen_on DATE",
    ):
        op.execute(f"ALTER TABLE consent ADD COLUMN {column}")


def downgrade() -> None:
    for column in ("fourteen_on", "guardian", "given_by"):
        op.execute(f"ALTER TABLE consent DROP COLUMN {column}")

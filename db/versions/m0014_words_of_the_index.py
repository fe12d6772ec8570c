"""How many texts of the search index have each word."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('indexed_term',
    sa.Column('term', sa.String(length=80), nullable=False),
    sa.Column('part', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('texts', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('term', 'part', name=op.f('pk_indexed_term')),
    sqlite_with_rowid=False
    )
    # The index is there: its words are counted, and no text is read again.
    op.execute(
        "INSERT INTO indexed_term (term, part, texts) "
        "SELECT term, part, count(*) FROM posting GROUP BY term, part"
    )


def downgrade() -> None:
    op.drop_table('indexed_term')

"""What the team said is for the public site."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('publication',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('record_kind', sa.String(length=60), nullable=False),
    sa.Column('record_uid', sa.Uuid(), nullable=False),
    sa.Column('shown_on', sa.Date(), nullable=False),
    sa.Column('text_fr', sa.Text(), nullable=True),
    sa.Column('text_en', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_publication')),
    sa.UniqueConstraint('record_kind', 'record_uid', name=op.f('uq_publication_record_kind_record_uid')),
    sqlite_autoincrement=True
    )


def downgrade() -> None:
    op.drop_table('publication')

"""How long data are kept, and when that was applied."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

KINDS = (
    'person', 'personal-contact', 'interaction', 'notes', 'follow-up', 'assertion',
    'request', 'incident', 'departure', 'history',
)


def upgrade() -> None:
    op.create_table('retention_rule',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum(*KINDS, name='datakind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('fate', sa.Enum('erase', 'anonymize', name='fate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('purpose', sa.String(length=400), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('months > 0', name=op.f('ck_retention_rule_months_positive')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_retention_rule')),
    sa.UniqueConstraint('kind', name=op.f('uq_retention_rule_kind')),
    sqlite_autoincrement=True
    )
    op.create_table('retention_run',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum(*KINDS, name='datakind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('fate', sa.Enum('erase', 'anonymize', name='fate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('cutoff', sa.Date(), nullable=False),
    sa.Column('purpose', sa.String(length=400), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('author', sa.String(length=400), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('figures', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('count >= 0', name=op.f('ck_retention_run_counted')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_retention_run')),
    sa.UniqueConstraint('uid', name=op.f('uq_retention_run_uid')),
    sqlite_autoincrement=True
    )


def downgrade() -> None:
    op.drop_table('retention_run')
    op.drop_table('retention_rule')

"""experts and search."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('expert',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('availability', sa.Enum('open', 'limited', 'closed', name='availability', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('away_until', sa.Date(), nullable=True),
    sa.Column('languages', sa.String(length=400), nullable=True),
    sa.Column('monthly_limit', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('origin', sa.Enum('person', 'third-party', 'public', 'inferred', name='origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('monthly_limit >= 0', name=op.f('ck_expert_limit_not_negative')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_expert_actor_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_expert')),
    sa.UniqueConstraint('actor_key', name=op.f('uq_expert_actor_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('expertise', schema=None) as batch_op:
        batch_op.add_column(sa.Column('source', sa.String(length=400), nullable=True))

    # Derived from the texts: the program fills them after the migration.
    op.create_table('posting',
    sa.Column('term', sa.String(length=80), nullable=False),
    sa.Column('part', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('record', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('places', sa.Text(), nullable=False),
    sa.Column('words', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('term', 'part', 'record', name=op.f('pk_posting')),
    sqlite_with_rowid=False
    )
    op.create_table('indexed_text',
    sa.Column('part', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('record', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('words', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('part', 'record', name=op.f('pk_indexed_text')),
    sqlite_with_rowid=False
    )
    op.create_table('index_state',
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('value', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_index_state'))
    )


def downgrade() -> None:

    op.drop_table('index_state')
    op.drop_table('indexed_text')
    op.drop_table('posting')
    with op.batch_alter_table('expertise', schema=None) as batch_op:
        batch_op.drop_column('source')

    op.drop_table('expert')

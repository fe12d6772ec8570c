"""distinct actors."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('distinct_pair',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('first_key', sa.Integer(), nullable=False),
    sa.Column('second_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('first_key < second_key', name=op.f('ck_distinct_pair_smaller_first')),
    sa.ForeignKeyConstraint(['first_key'], ['actor.key'], name=op.f('fk_distinct_pair_first_key_actor')),
    sa.ForeignKeyConstraint(['second_key'], ['actor.key'], name=op.f('fk_distinct_pair_second_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_distinct_pair')),
    sa.UniqueConstraint('first_key', 'second_key', name=op.f('uq_distinct_pair_first_key_second_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('distinct_pair', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_distinct_pair_second_key'), ['second_key'], unique=False)


def downgrade() -> None:

    with op.batch_alter_table('distinct_pair', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_distinct_pair_second_key'))

    op.drop_table('distinct_pair')

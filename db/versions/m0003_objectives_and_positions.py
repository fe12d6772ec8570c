"""objectives and positions."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('objective',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=400), nullable=False),
    sa.Column('name_key', sa.String(length=400), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_objective_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_objective')),
    sa.UniqueConstraint('slug', name=op.f('uq_objective_slug')),
    sa.UniqueConstraint('uid', name=op.f('uq_objective_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('objective', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objective_name_key'), ['name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_objective_theme_key'), ['theme_key'], unique=False)

    op.create_table('position',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('objective_key', sa.Integer(), nullable=False),
    sa.Column('stance', sa.Integer(), nullable=False),
    sa.Column('priority', sa.Integer(), nullable=True),
    sa.Column('asserted_by_key', sa.Integer(), nullable=True),
    sa.Column('asserted_on', sa.Date(), nullable=True),
    sa.Column('evidence', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('priority BETWEEN 1 AND 4', name=op.f('ck_position_priority_1_to_4')),
    sa.CheckConstraint('stance BETWEEN -4 AND 4', name=op.f('ck_position_stance_4_to_4')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_position_actor_key_actor')),
    sa.ForeignKeyConstraint(['asserted_by_key'], ['actor.key'], name=op.f('fk_position_asserted_by_key_actor')),
    sa.ForeignKeyConstraint(['objective_key'], ['objective.key'], name=op.f('fk_position_objective_key_objective')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_position')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('position', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_position_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_position_asserted_by_key'), ['asserted_by_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_position_objective_key'), ['objective_key'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('position', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_position_objective_key'))
        batch_op.drop_index(batch_op.f('ix_position_asserted_by_key'))
        batch_op.drop_index(batch_op.f('ix_position_actor_key'))

    op.drop_table('position')
    with op.batch_alter_table('objective', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_objective_theme_key'))
        batch_op.drop_index(batch_op.f('ix_objective_name_key'))

    op.drop_table('objective')

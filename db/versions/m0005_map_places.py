"""places on the maps."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('map_place',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('view', sa.String(length=120), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('x', sa.Integer(), nullable=False),
    sa.Column('y', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_map_place_actor_key_actor'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_map_place')),
    sa.UniqueConstraint('view', 'actor_key', name=op.f('uq_map_place_view_actor_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('map_place', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_map_place_actor_key'), ['actor_key'], unique=False)


def downgrade() -> None:

    with op.batch_alter_table('map_place', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_map_place_actor_key'))

    op.drop_table('map_place')

"""files that left the store."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('departure',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('author', sa.String(length=400), nullable=False),
    sa.Column('command', sa.String(length=400), nullable=False),
    sa.Column('audience', sa.Enum('internal', 'group', 'public', 'forbidden', name='diffusion', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('chosen', sa.Text(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('actors', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('count >= 0', name=op.f('ck_departure_counted')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_departure')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('departure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_departure_left_at'), ['left_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('departure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_departure_left_at'))

    op.drop_table('departure')

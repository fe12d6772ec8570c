"""signals and needs."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('need',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('question', sa.String(length=400), nullable=False),
    sa.Column('context', sa.Text(), nullable=True),
    sa.Column('asked_by_key', sa.Integer(), nullable=True),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('priority', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('open', 'in-hand', 'answered', 'dropped', name='needstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('validate_by', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('territory_key', sa.Integer(), nullable=True),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('closed_on >= asked_on', name=op.f('ck_need_asked_on_before_closed_on')),
    sa.CheckConstraint('priority BETWEEN 1 AND 4', name=op.f('ck_need_priority_1_to_4')),
    sa.ForeignKeyConstraint(['asked_by_key'], ['actor.key'], name=op.f('fk_need_asked_by_key_actor')),
    sa.ForeignKeyConstraint(['territory_key'], ['territory.key'], name=op.f('fk_need_territory_key_territory')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_need')),
    sa.UniqueConstraint('uid', name=op.f('uq_need_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_asked_by_key'), ['asked_by_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_need_asked_on'), ['asked_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_need_territory_key'), ['territory_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_need_validate_by'), ['validate_by'], unique=False)

    op.create_table('signal',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(length=400), nullable=False),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('link', sa.Text(), nullable=True),
    sa.Column('source', sa.String(length=400), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('seen_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('new', 'kept', 'set-aside', 'expired', name='signalstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('triaged_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('function', sa.Enum('watch', 'analysis', 'dissemination', name='function', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('carrier', sa.Enum('advisory-group', 'members', 'staff', name='carrier', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('brought_by_key', sa.Integer(), nullable=True),
    sa.Column('territory_key', sa.Integer(), nullable=True),
    sa.Column('fingerprint', sa.String(length=64), nullable=True),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('expires_on >= seen_on', name=op.f('ck_signal_seen_on_before_expires_on')),
    sa.ForeignKeyConstraint(['brought_by_key'], ['actor.key'], name=op.f('fk_signal_brought_by_key_actor')),
    sa.ForeignKeyConstraint(['territory_key'], ['territory.key'], name=op.f('fk_signal_territory_key_territory')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_signal')),
    sa.UniqueConstraint('fingerprint', name=op.f('uq_signal_fingerprint')),
    sa.UniqueConstraint('uid', name=op.f('uq_signal_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('signal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signal_brought_by_key'), ['brought_by_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_signal_seen_on'), ['seen_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_signal_territory_key'), ['territory_key'], unique=False)

    op.create_table('need_expert',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('need_key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_need_expert_actor_key_actor')),
    sa.ForeignKeyConstraint(['need_key'], ['need.key'], name=op.f('fk_need_expert_need_key_need')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_need_expert')),
    sa.UniqueConstraint('need_key', 'actor_key', name=op.f('uq_need_expert_need_key_actor_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('need_expert', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_expert_actor_key'), ['actor_key'], unique=False)

    op.create_table('need_signal',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('need_key', sa.Integer(), nullable=False),
    sa.Column('signal_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['need_key'], ['need.key'], name=op.f('fk_need_signal_need_key_need')),
    sa.ForeignKeyConstraint(['signal_key'], ['signal.key'], name=op.f('fk_need_signal_signal_key_signal')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_need_signal')),
    sa.UniqueConstraint('need_key', 'signal_key', name=op.f('uq_need_signal_need_key_signal_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('need_signal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_signal_signal_key'), ['signal_key'], unique=False)

    op.create_table('need_theme',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('need_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['need_key'], ['need.key'], name=op.f('fk_need_theme_need_key_need')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_need_theme_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_need_theme')),
    sa.UniqueConstraint('need_key', 'theme_key', name=op.f('uq_need_theme_need_key_theme_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('need_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_theme_theme_key'), ['theme_key'], unique=False)

    op.create_table('signal_theme',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('signal_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['signal_key'], ['signal.key'], name=op.f('fk_signal_theme_signal_key_signal')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_signal_theme_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_signal_theme')),
    sa.UniqueConstraint('signal_key', 'theme_key', name=op.f('uq_signal_theme_signal_key_theme_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('signal_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signal_theme_theme_key'), ['theme_key'], unique=False)

    op.create_table('need_round',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('need_key', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('interaction_key', sa.Integer(), nullable=True),
    sa.Column('committee_key', sa.Integer(), nullable=True),
    sa.Column('priority', sa.Integer(), nullable=True),
    sa.Column('votes', sa.Integer(), nullable=True),
    sa.Column('voters', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('priority BETWEEN 1 AND 4', name=op.f('ck_need_round_priority_1_to_4')),
    sa.CheckConstraint('voters >= votes', name=op.f('ck_need_round_votes_of_voters')),
    sa.CheckConstraint('votes >= 0', name=op.f('ck_need_round_votes_counted')),
    sa.ForeignKeyConstraint(['committee_key'], ['committee.key'], name=op.f('fk_need_round_committee_key_committee')),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_need_round_interaction_key_interaction')),
    sa.ForeignKeyConstraint(['need_key'], ['need.key'], name=op.f('fk_need_round_need_key_need')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_need_round')),
    sa.UniqueConstraint('need_key', 'held_on', name=op.f('uq_need_round_need_key_held_on')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('need_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_round_committee_key'), ['committee_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_need_round_held_on'), ['held_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_need_round_interaction_key'), ['interaction_key'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('need_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_round_interaction_key'))
        batch_op.drop_index(batch_op.f('ix_need_round_held_on'))
        batch_op.drop_index(batch_op.f('ix_need_round_committee_key'))

    op.drop_table('need_round')
    with op.batch_alter_table('signal_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signal_theme_theme_key'))

    op.drop_table('signal_theme')
    with op.batch_alter_table('need_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_theme_theme_key'))

    op.drop_table('need_theme')
    with op.batch_alter_table('need_signal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_signal_signal_key'))

    op.drop_table('need_signal')
    with op.batch_alter_table('need_expert', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_expert_actor_key'))

    op.drop_table('need_expert')
    with op.batch_alter_table('signal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signal_territory_key'))
        batch_op.drop_index(batch_op.f('ix_signal_seen_on'))
        batch_op.drop_index(batch_op.f('ix_signal_brought_by_key'))

    op.drop_table('signal')
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_validate_by'))
        batch_op.drop_index(batch_op.f('ix_need_territory_key'))
        batch_op.drop_index(batch_op.f('ix_need_asked_on'))
        batch_op.drop_index(batch_op.f('ix_need_asked_by_key'))

    op.drop_table('need')

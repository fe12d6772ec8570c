"""dissemination and impact."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('product',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=400), nullable=False),
    sa.Column('name_key', sa.String(length=400), nullable=False),
    sa.Column('kind', sa.Enum('note', 'map', 'portrait', 'conference', 'report', 'tool', 'media', 'other', name='productkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('audience', sa.String(length=400), nullable=True),
    sa.Column('place', sa.String(length=400), nullable=True),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('function', sa.Enum('watch', 'analysis', 'dissemination', name='function', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('carrier', sa.Enum('advisory-group', 'members', 'staff', name='carrier', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_product')),
    sa.UniqueConstraint('slug', name=op.f('uq_product_slug')),
    sa.UniqueConstraint('uid', name=op.f('uq_product_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('product', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_product_made_on'), ['made_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_product_name_key'), ['name_key'], unique=False)

    op.create_table('strategy',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=400), nullable=False),
    sa.Column('name_key', sa.String(length=400), nullable=False),
    sa.Column('intended', sa.Text(), nullable=False),
    sa.Column('messages', sa.Text(), nullable=True),
    sa.Column('means', sa.Text(), nullable=True),
    sa.Column('state', sa.Enum('planned', 'running', 'reached', 'dropped', 'ended', name='strategystate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('lesson', sa.Text(), nullable=True),
    sa.Column('function', sa.Enum('watch', 'analysis', 'dissemination', name='function', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('carrier', sa.Enum('advisory-group', 'members', 'staff', name='carrier', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('closed_on >= started_on', name=op.f('ck_strategy_started_on_before_closed_on')),
    sa.CheckConstraint('due_on >= started_on', name=op.f('ck_strategy_started_on_before_due_on')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_strategy')),
    sa.UniqueConstraint('slug', name=op.f('uq_strategy_slug')),
    sa.UniqueConstraint('uid', name=op.f('uq_strategy_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('strategy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_strategy_name_key'), ['name_key'], unique=False)

    op.create_table('marker',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('strategy_key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=True),
    sa.Column('level', sa.Enum('expect', 'like', 'love', name='markerlevel', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('sign', sa.String(length=400), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_marker_actor_key_actor')),
    sa.ForeignKeyConstraint(['strategy_key'], ['strategy.key'], name=op.f('fk_marker_strategy_key_strategy')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_marker')),
    sa.UniqueConstraint('uid', name=op.f('uq_marker_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('marker', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_marker_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_marker_strategy_key'), ['strategy_key'], unique=False)

    op.create_table('mission',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=400), nullable=False),
    sa.Column('name_key', sa.String(length=400), nullable=False),
    sa.Column('hypothesis', sa.Text(), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('verdict', sa.Enum('go', 'no-go', 'again', name='verdict', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('lesson', sa.Text(), nullable=True),
    sa.Column('strategy_key', sa.Integer(), nullable=True),
    sa.Column('function', sa.Enum('watch', 'analysis', 'dissemination', name='function', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('carrier', sa.Enum('advisory-group', 'members', 'staff', name='carrier', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(verdict IS NULL) = (decided_on IS NULL)', name=op.f('ck_mission_verdict_has_a_day')),
    sa.CheckConstraint('decided_on >= started_on', name=op.f('ck_mission_started_on_before_decided_on')),
    sa.CheckConstraint('due_on >= started_on', name=op.f('ck_mission_started_on_before_due_on')),
    sa.ForeignKeyConstraint(['strategy_key'], ['strategy.key'], name=op.f('fk_mission_strategy_key_strategy')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_mission')),
    sa.UniqueConstraint('slug', name=op.f('uq_mission_slug')),
    sa.UniqueConstraint('uid', name=op.f('uq_mission_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mission', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mission_name_key'), ['name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_mission_strategy_key'), ['strategy_key'], unique=False)

    op.create_table('outcome',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('what', sa.String(length=400), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('territory_key', sa.Integer(), nullable=True),
    sa.Column('significance', sa.Text(), nullable=True),
    sa.Column('contribution', sa.Text(), nullable=False),
    sa.Column('others', sa.Text(), nullable=True),
    sa.Column('evidence', sa.Text(), nullable=True),
    sa.Column('noted_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['territory_key'], ['territory.key'], name=op.f('fk_outcome_territory_key_territory')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_outcome')),
    sa.UniqueConstraint('uid', name=op.f('uq_outcome_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_happened_on'), ['happened_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_outcome_territory_key'), ['territory_key'], unique=False)

    op.create_table('pledge',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('strategy_key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=400), nullable=False),
    sa.Column('pledged_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('kept_on', sa.Date(), nullable=True),
    sa.Column('dropped_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('dropped_on >= pledged_on', name=op.f('ck_pledge_pledged_on_before_dropped_on')),
    sa.CheckConstraint('due_on >= pledged_on', name=op.f('ck_pledge_pledged_on_before_due_on')),
    sa.CheckConstraint('kept_on >= pledged_on', name=op.f('ck_pledge_pledged_on_before_kept_on')),
    sa.CheckConstraint('kept_on IS NULL OR dropped_on IS NULL', name=op.f('ck_pledge_one_end')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_pledge_actor_key_actor')),
    sa.ForeignKeyConstraint(['strategy_key'], ['strategy.key'], name=op.f('fk_pledge_strategy_key_strategy')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_pledge')),
    sa.UniqueConstraint('uid', name=op.f('uq_pledge_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('pledge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pledge_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_pledge_strategy_key'), ['strategy_key'], unique=False)

    op.create_table('product_reach',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('product_key', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('counted', sa.String(length=400), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('number >= 0', name=op.f('ck_product_reach_number_positive')),
    sa.ForeignKeyConstraint(['product_key'], ['product.key'], name=op.f('fk_product_reach_product_key_product')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_product_reach')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('product_reach', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_product_reach_product_key'), ['product_key'], unique=False)

    op.create_table('product_strategy',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('product_key', sa.Integer(), nullable=False),
    sa.Column('strategy_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['product_key'], ['product.key'], name=op.f('fk_product_strategy_product_key_product')),
    sa.ForeignKeyConstraint(['strategy_key'], ['strategy.key'], name=op.f('fk_product_strategy_strategy_key_strategy')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_product_strategy')),
    sa.UniqueConstraint('product_key', 'strategy_key', name=op.f('uq_product_strategy_product_key_strategy_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('product_strategy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_product_strategy_strategy_key'), ['strategy_key'], unique=False)

    op.create_table('product_theme',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('product_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['product_key'], ['product.key'], name=op.f('fk_product_theme_product_key_product')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_product_theme_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_product_theme')),
    sa.UniqueConstraint('product_key', 'theme_key', name=op.f('uq_product_theme_product_key_theme_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('product_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_product_theme_theme_key'), ['theme_key'], unique=False)

    op.create_table('strategy_target',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('strategy_key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_strategy_target_actor_key_actor')),
    sa.ForeignKeyConstraint(['strategy_key'], ['strategy.key'], name=op.f('fk_strategy_target_strategy_key_strategy')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_strategy_target')),
    sa.UniqueConstraint('strategy_key', 'actor_key', name=op.f('uq_strategy_target_strategy_key_actor_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('strategy_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_strategy_target_actor_key'), ['actor_key'], unique=False)

    op.create_table('strategy_theme',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('strategy_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['strategy_key'], ['strategy.key'], name=op.f('fk_strategy_theme_strategy_key_strategy')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_strategy_theme_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_strategy_theme')),
    sa.UniqueConstraint('strategy_key', 'theme_key', name=op.f('uq_strategy_theme_strategy_key_theme_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('strategy_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_strategy_theme_theme_key'), ['theme_key'], unique=False)

    op.create_table('mission_theme',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('mission_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['mission_key'], ['mission.key'], name=op.f('fk_mission_theme_mission_key_mission')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_mission_theme_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_mission_theme')),
    sa.UniqueConstraint('mission_key', 'theme_key', name=op.f('uq_mission_theme_mission_key_theme_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mission_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mission_theme_theme_key'), ['theme_key'], unique=False)

    op.create_table('outcome_actor',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('outcome_key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('changed', 'contributed', name='outcomepart', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_outcome_actor_actor_key_actor')),
    sa.ForeignKeyConstraint(['outcome_key'], ['outcome.key'], name=op.f('fk_outcome_actor_outcome_key_outcome')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_outcome_actor')),
    sa.UniqueConstraint('outcome_key', 'actor_key', name=op.f('uq_outcome_actor_outcome_key_actor_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('outcome_actor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_actor_actor_key'), ['actor_key'], unique=False)

    op.create_table('outcome_marker',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('outcome_key', sa.Integer(), nullable=False),
    sa.Column('marker_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['marker_key'], ['marker.key'], name=op.f('fk_outcome_marker_marker_key_marker')),
    sa.ForeignKeyConstraint(['outcome_key'], ['outcome.key'], name=op.f('fk_outcome_marker_outcome_key_outcome')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_outcome_marker')),
    sa.UniqueConstraint('outcome_key', 'marker_key', name=op.f('uq_outcome_marker_outcome_key_marker_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('outcome_marker', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_marker_marker_key'), ['marker_key'], unique=False)

    op.create_table('outcome_strategy',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('outcome_key', sa.Integer(), nullable=False),
    sa.Column('strategy_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['outcome_key'], ['outcome.key'], name=op.f('fk_outcome_strategy_outcome_key_outcome')),
    sa.ForeignKeyConstraint(['strategy_key'], ['strategy.key'], name=op.f('fk_outcome_strategy_strategy_key_strategy')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_outcome_strategy')),
    sa.UniqueConstraint('outcome_key', 'strategy_key', name=op.f('uq_outcome_strategy_outcome_key_strategy_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('outcome_strategy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_strategy_strategy_key'), ['strategy_key'], unique=False)

    op.create_table('outcome_theme',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('outcome_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['outcome_key'], ['outcome.key'], name=op.f('fk_outcome_theme_outcome_key_outcome')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_outcome_theme_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_outcome_theme')),
    sa.UniqueConstraint('outcome_key', 'theme_key', name=op.f('uq_outcome_theme_outcome_key_theme_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('outcome_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_theme_theme_key'), ['theme_key'], unique=False)

    op.create_table('product_need',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('product_key', sa.Integer(), nullable=False),
    sa.Column('need_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['need_key'], ['need.key'], name=op.f('fk_product_need_need_key_need')),
    sa.ForeignKeyConstraint(['product_key'], ['product.key'], name=op.f('fk_product_need_product_key_product')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_product_need')),
    sa.UniqueConstraint('product_key', 'need_key', name=op.f('uq_product_need_product_key_need_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('product_need', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_product_need_need_key'), ['need_key'], unique=False)

    op.create_table('substantiation',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('outcome_key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=400), nullable=True),
    sa.Column('degree', sa.Enum('accepted', 'partly', 'not', name='degree', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('stated_on', sa.Date(), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('actor_key IS NOT NULL OR source IS NOT NULL', name=op.f('ck_substantiation_somebody_says_so')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_substantiation_actor_key_actor')),
    sa.ForeignKeyConstraint(['outcome_key'], ['outcome.key'], name=op.f('fk_substantiation_outcome_key_outcome')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_substantiation')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('substantiation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_substantiation_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_substantiation_outcome_key'), ['outcome_key'], unique=False)

    op.create_table('marker_move',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('marker_key', sa.Integer(), nullable=False),
    sa.Column('interaction_key', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('partly', 'reached', 'lost', name='markerstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('seen_on', sa.Date(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_marker_move_interaction_key_interaction')),
    sa.ForeignKeyConstraint(['marker_key'], ['marker.key'], name=op.f('fk_marker_move_marker_key_marker')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_marker_move')),
    sa.UniqueConstraint('marker_key', 'interaction_key', 'seen_on', name=op.f('uq_marker_move_marker_key_interaction_key_seen_on')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('marker_move', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_marker_move_interaction_key'), ['interaction_key'], unique=False)

    op.create_table('mission_test',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('mission_key', sa.Integer(), nullable=False),
    sa.Column('interaction_key', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_mission_test_interaction_key_interaction')),
    sa.ForeignKeyConstraint(['mission_key'], ['mission.key'], name=op.f('fk_mission_test_mission_key_mission')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_mission_test')),
    sa.UniqueConstraint('mission_key', 'interaction_key', name=op.f('uq_mission_test_mission_key_interaction_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mission_test', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mission_test_interaction_key'), ['interaction_key'], unique=False)

    op.create_table('strategy_step',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('strategy_key', sa.Integer(), nullable=False),
    sa.Column('interaction_key', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_strategy_step_interaction_key_interaction')),
    sa.ForeignKeyConstraint(['strategy_key'], ['strategy.key'], name=op.f('fk_strategy_step_strategy_key_strategy')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_strategy_step')),
    sa.UniqueConstraint('strategy_key', 'interaction_key', name=op.f('uq_strategy_step_strategy_key_interaction_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('strategy_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_strategy_step_interaction_key'), ['interaction_key'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('strategy_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_strategy_step_interaction_key'))

    op.drop_table('strategy_step')
    with op.batch_alter_table('mission_test', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mission_test_interaction_key'))

    op.drop_table('mission_test')
    with op.batch_alter_table('marker_move', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_marker_move_interaction_key'))

    op.drop_table('marker_move')
    with op.batch_alter_table('substantiation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_substantiation_outcome_key'))
        batch_op.drop_index(batch_op.f('ix_substantiation_actor_key'))

    op.drop_table('substantiation')
    with op.batch_alter_table('product_need', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_product_need_need_key'))

    op.drop_table('product_need')
    with op.batch_alter_table('outcome_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_theme_theme_key'))

    op.drop_table('outcome_theme')
    with op.batch_alter_table('outcome_strategy', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_strategy_strategy_key'))

    op.drop_table('outcome_strategy')
    with op.batch_alter_table('outcome_marker', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_marker_marker_key'))

    op.drop_table('outcome_marker')
    with op.batch_alter_table('outcome_actor', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_actor_actor_key'))

    op.drop_table('outcome_actor')
    with op.batch_alter_table('mission_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mission_theme_theme_key'))

    op.drop_table('mission_theme')
    with op.batch_alter_table('strategy_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_strategy_theme_theme_key'))

    op.drop_table('strategy_theme')
    with op.batch_alter_table('strategy_target', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_strategy_target_actor_key'))

    op.drop_table('strategy_target')
    with op.batch_alter_table('product_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_product_theme_theme_key'))

    op.drop_table('product_theme')
    with op.batch_alter_table('product_strategy', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_product_strategy_strategy_key'))

    op.drop_table('product_strategy')
    with op.batch_alter_table('product_reach', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_product_reach_product_key'))

    op.drop_table('product_reach')
    with op.batch_alter_table('pledge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pledge_strategy_key'))
        batch_op.drop_index(batch_op.f('ix_pledge_actor_key'))

    op.drop_table('pledge')
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_territory_key'))
        batch_op.drop_index(batch_op.f('ix_outcome_happened_on'))

    op.drop_table('outcome')
    with op.batch_alter_table('mission', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mission_strategy_key'))
        batch_op.drop_index(batch_op.f('ix_mission_name_key'))

    op.drop_table('mission')
    with op.batch_alter_table('marker', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_marker_strategy_key'))
        batch_op.drop_index(batch_op.f('ix_marker_actor_key'))

    op.drop_table('marker')
    with op.batch_alter_table('strategy', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_strategy_name_key'))

    op.drop_table('strategy')
    with op.batch_alter_table('product', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_product_name_key'))
        batch_op.drop_index(batch_op.f('ix_product_made_on'))

    op.drop_table('product')

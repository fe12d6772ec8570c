"""governance and successions."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('succession',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('predecessor_key', sa.Integer(), nullable=False),
    sa.Column('successor_key', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Enum('merger', 'split', 'spin-off', 'rename', 'end', name='successionkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('successor_since', sa.Date(), nullable=True),
    sa.Column('former_name', sa.String(length=400), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(kind = 'rename') = (former_name IS NOT NULL)", name=op.f('ck_succession_former_name_when_renamed')),
    sa.CheckConstraint("(kind IN ('merger', 'split', 'spin-off')) = (successor_key IS NOT NULL)", name=op.f('ck_succession_successor_when_there_is_one')),
    sa.CheckConstraint('predecessor_key <> successor_key', name=op.f('ck_succession_two_actors')),
    sa.CheckConstraint('successor_key IS NOT NULL OR successor_since IS NULL', name=op.f('ck_succession_since_of_a_successor')),
    sa.ForeignKeyConstraint(['predecessor_key'], ['actor.key'], name=op.f('fk_succession_predecessor_key_actor')),
    sa.ForeignKeyConstraint(['successor_key'], ['actor.key'], name=op.f('fk_succession_successor_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_succession')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('succession', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_succession_happened_on'), ['happened_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_succession_predecessor_key'), ['predecessor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_succession_successor_key'), ['successor_key'], unique=False)

    op.create_table('committee_rule',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('committee_key', sa.Integer(), nullable=False),
    sa.Column('rule', sa.Enum('consensus', 'consent', 'majority', 'two-thirds', 'unanimity', 'other', name='decisionrule', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('quorum', sa.Integer(), nullable=True),
    sa.Column('quorum_percent', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('quorum > 0', name=op.f('ck_committee_rule_quorum_positive')),
    sa.CheckConstraint('quorum IS NULL OR quorum_percent IS NULL', name=op.f('ck_committee_rule_one_quorum_at_most')),
    sa.CheckConstraint('quorum_percent BETWEEN 1 AND 100', name=op.f('ck_committee_rule_percent_1_to_100')),
    sa.CheckConstraint('until >= since', name=op.f('ck_committee_rule_since_before_until')),
    sa.ForeignKeyConstraint(['committee_key'], ['committee.key'], name=op.f('fk_committee_rule_committee_key_committee')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_committee_rule')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('committee_rule', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_committee_rule_committee_key'), ['committee_key'], unique=False)

    op.create_table('reserved_seat',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('committee_key', sa.Integer(), nullable=False),
    sa.Column('sector', sa.String(length=400), nullable=False),
    sa.Column('sector_key', sa.String(length=400), nullable=False),
    sa.Column('seats', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('seats > 0', name=op.f('ck_reserved_seat_seats_positive')),
    sa.CheckConstraint('until >= since', name=op.f('ck_reserved_seat_since_before_until')),
    sa.ForeignKeyConstraint(['committee_key'], ['committee.key'], name=op.f('fk_reserved_seat_committee_key_committee')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_reserved_seat')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('reserved_seat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reserved_seat_committee_key'), ['committee_key'], unique=False)

    op.create_table('spokesperson',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('committee_key', sa.Integer(), nullable=True),
    sa.Column('theme_key', sa.Integer(), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('until >= since', name=op.f('ck_spokesperson_since_before_until')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_spokesperson_actor_key_actor')),
    sa.ForeignKeyConstraint(['committee_key'], ['committee.key'], name=op.f('fk_spokesperson_committee_key_committee')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_spokesperson_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_spokesperson')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('spokesperson', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_spokesperson_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_spokesperson_committee_key'), ['committee_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_spokesperson_theme_key'), ['theme_key'], unique=False)

    op.create_table('decision',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(length=400), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('committee_key', sa.Integer(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('interaction_key', sa.Integer(), nullable=True),
    sa.Column('rule', sa.Enum('consensus', 'consent', 'majority', 'two-thirds', 'unanimity', 'other', name='decisionrule', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('recorded_in', sa.String(length=400), nullable=True),
    sa.Column('replaces_key', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('replaces_key <> key', name=op.f('ck_decision_not_replacing_itself')),
    sa.ForeignKeyConstraint(['committee_key'], ['committee.key'], name=op.f('fk_decision_committee_key_committee')),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_decision_interaction_key_interaction')),
    sa.ForeignKeyConstraint(['replaces_key'], ['decision.key'], name=op.f('fk_decision_replaces_key_decision')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_decision')),
    sa.UniqueConstraint('uid', name=op.f('uq_decision_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_committee_key'), ['committee_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_decided_on'), ['decided_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_interaction_key'), ['interaction_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_replaces_key'), ['replaces_key'], unique=False)

    op.create_table('mandate',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('committee_key', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('interaction_key', sa.Integer(), nullable=True),
    sa.Column('recorded_in', sa.String(length=400), nullable=True),
    sa.Column('renews_key', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('renews_key <> key', name=op.f('ck_mandate_not_renewing_itself')),
    sa.CheckConstraint('until >= since', name=op.f('ck_mandate_since_before_until')),
    sa.ForeignKeyConstraint(['committee_key'], ['committee.key'], name=op.f('fk_mandate_committee_key_committee')),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_mandate_interaction_key_interaction')),
    sa.ForeignKeyConstraint(['renews_key'], ['mandate.key'], name=op.f('fk_mandate_renews_key_mandate')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_mandate')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mandate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mandate_committee_key'), ['committee_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_mandate_interaction_key'), ['interaction_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_mandate_renews_key'), ['renews_key'], unique=False)

    op.create_table('decision_follow_up',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('decision_key', sa.Integer(), nullable=False),
    sa.Column('follow_up_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decision_key'], ['decision.key'], name=op.f('fk_decision_follow_up_decision_key_decision')),
    sa.ForeignKeyConstraint(['follow_up_key'], ['follow_up.key'], name=op.f('fk_decision_follow_up_follow_up_key_follow_up')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_decision_follow_up')),
    sa.UniqueConstraint('follow_up_key', name=op.f('uq_decision_follow_up_follow_up_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('decision_follow_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_follow_up_decision_key'), ['decision_key'], unique=False)

    op.create_table('decision_subject',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('decision_key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=True),
    sa.Column('theme_key', sa.Integer(), nullable=True),
    sa.Column('territory_key', sa.Integer(), nullable=True),
    sa.Column('record_kind', sa.String(length=60), nullable=True),
    sa.Column('record_uid', sa.Uuid(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(record_kind IS NULL) = (record_uid IS NULL)', name=op.f('ck_decision_subject_kind_with_uid')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_decision_subject_actor_key_actor')),
    sa.ForeignKeyConstraint(['decision_key'], ['decision.key'], name=op.f('fk_decision_subject_decision_key_decision')),
    sa.ForeignKeyConstraint(['territory_key'], ['territory.key'], name=op.f('fk_decision_subject_territory_key_territory')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_decision_subject_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_decision_subject')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('decision_subject', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_subject_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_subject_decision_key'), ['decision_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_subject_territory_key'), ['territory_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_subject_theme_key'), ['theme_key'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('decision_subject', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_subject_theme_key'))
        batch_op.drop_index(batch_op.f('ix_decision_subject_territory_key'))
        batch_op.drop_index(batch_op.f('ix_decision_subject_decision_key'))
        batch_op.drop_index(batch_op.f('ix_decision_subject_actor_key'))

    op.drop_table('decision_subject')
    with op.batch_alter_table('decision_follow_up', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_follow_up_decision_key'))

    op.drop_table('decision_follow_up')
    with op.batch_alter_table('mandate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mandate_renews_key'))
        batch_op.drop_index(batch_op.f('ix_mandate_interaction_key'))
        batch_op.drop_index(batch_op.f('ix_mandate_committee_key'))

    op.drop_table('mandate')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_replaces_key'))
        batch_op.drop_index(batch_op.f('ix_decision_interaction_key'))
        batch_op.drop_index(batch_op.f('ix_decision_decided_on'))
        batch_op.drop_index(batch_op.f('ix_decision_committee_key'))

    op.drop_table('decision')
    with op.batch_alter_table('spokesperson', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_spokesperson_theme_key'))
        batch_op.drop_index(batch_op.f('ix_spokesperson_committee_key'))
        batch_op.drop_index(batch_op.f('ix_spokesperson_actor_key'))

    op.drop_table('spokesperson')
    with op.batch_alter_table('reserved_seat', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reserved_seat_committee_key'))

    op.drop_table('reserved_seat')
    with op.batch_alter_table('committee_rule', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_committee_rule_committee_key'))

    op.drop_table('committee_rule')
    with op.batch_alter_table('succession', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_succession_successor_key'))
        batch_op.drop_index(batch_op.f('ix_succession_predecessor_key'))
        batch_op.drop_index(batch_op.f('ix_succession_happened_on'))

    op.drop_table('succession')

"""first tables."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('actor',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.Enum('organization', 'person', name='actorkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('name', sa.String(length=400), nullable=False),
    sa.Column('name_key', sa.String(length=400), nullable=False),
    sa.Column('given_name', sa.String(length=400), nullable=True),
    sa.Column('family_name', sa.String(length=400), nullable=True),
    sa.Column('apart', sa.String(length=400), nullable=False),
    sa.Column('sector', sa.String(length=400), nullable=True),
    sa.Column('diffusion', sa.Enum('internal', 'group', 'public', 'forbidden', name='diffusion', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('origin', sa.Enum('person', 'third-party', 'public', 'inferred', name='origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('merged_into', sa.Integer(), nullable=True),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind = 'person' OR (given_name IS NULL AND family_name IS NULL)", name=op.f('ck_actor_only_people_have_two_names')),
    sa.CheckConstraint('merged_into <> key', name=op.f('ck_actor_not_merged_into_itself')),
    sa.ForeignKeyConstraint(['merged_into'], ['actor.key'], name=op.f('fk_actor_merged_into_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_actor')),
    sa.UniqueConstraint('slug', name=op.f('uq_actor_slug')),
    sa.UniqueConstraint('uid', name=op.f('uq_actor_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('actor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_actor_merged_into'), ['merged_into'], unique=False)
        batch_op.create_index(batch_op.f('ix_actor_name_key_kind'), ['name_key', 'kind'], unique=False)

    op.create_table('import_source',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('attribution', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_import_source')),
    sa.UniqueConstraint('name', name=op.f('uq_import_source_name')),
    sa.UniqueConstraint('uid', name=op.f('uq_import_source_uid')),
    sqlite_autoincrement=True
    )
    op.create_table('operation',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('author', sa.String(length=400), nullable=False),
    sa.Column('host', sa.String(length=400), nullable=False),
    sa.Column('command', sa.String(length=400), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('program_version', sa.String(length=40), nullable=False),
    sa.Column('undoes_key', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['undoes_key'], ['operation.key'], name=op.f('fk_operation_undoes_key_operation')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_operation')),
    sa.UniqueConstraint('uid', name=op.f('uq_operation_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('operation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_operation_undoes_key'), ['undoes_key'], unique=False)

    op.create_table('setting',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_setting')),
    sa.UniqueConstraint('name', name=op.f('uq_setting_name')),
    sqlite_autoincrement=True
    )
    op.create_table('territory',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=400), nullable=False),
    sa.Column('name_key', sa.String(length=400), nullable=False),
    sa.Column('kind', sa.Enum('city', 'borough', 'neighbourhood', 'zone', 'other', name='territorykind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('parent_key', sa.Integer(), nullable=True),
    sa.Column('official_code', sa.String(length=400), nullable=True),
    sa.Column('geometry', sa.Text(), nullable=True),
    sa.Column('attribution', sa.String(length=400), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('parent_key <> key', name=op.f('ck_territory_not_its_own_parent')),
    sa.ForeignKeyConstraint(['parent_key'], ['territory.key'], name=op.f('fk_territory_parent_key_territory')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_territory')),
    sa.UniqueConstraint('slug', name=op.f('uq_territory_slug')),
    sa.UniqueConstraint('uid', name=op.f('uq_territory_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('territory', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_territory_name_key'), ['name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_territory_parent_key'), ['parent_key'], unique=False)

    op.create_table('theme',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('broader_key', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('exact_match', sa.String(length=400), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('broader_key <> key', name=op.f('ck_theme_not_its_own_broader')),
    sa.ForeignKeyConstraint(['broader_key'], ['theme.key'], name=op.f('fk_theme_broader_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_theme')),
    sa.UniqueConstraint('slug', name=op.f('uq_theme_slug')),
    sa.UniqueConstraint('uid', name=op.f('uq_theme_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_theme_broader_key'), ['broader_key'], unique=False)

    op.create_table('actor_territory',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('territory_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_actor_territory_actor_key_actor')),
    sa.ForeignKeyConstraint(['territory_key'], ['territory.key'], name=op.f('fk_actor_territory_territory_key_territory')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_actor_territory')),
    sa.UniqueConstraint('actor_key', 'territory_key', name=op.f('uq_actor_territory_actor_key_territory_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('actor_territory', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_actor_territory_territory_key'), ['territory_key'], unique=False)

    op.create_table('affiliation',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('person_key', sa.Integer(), nullable=False),
    sa.Column('organization_key', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=400), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('person_key <> organization_key', name=op.f('ck_affiliation_two_actors')),
    sa.CheckConstraint('until >= since', name=op.f('ck_affiliation_since_before_until')),
    sa.ForeignKeyConstraint(['organization_key'], ['actor.key'], name=op.f('fk_affiliation_organization_key_actor')),
    sa.ForeignKeyConstraint(['person_key'], ['actor.key'], name=op.f('fk_affiliation_person_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_affiliation')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('affiliation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_affiliation_organization_key'), ['organization_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_affiliation_person_key'), ['person_key'], unique=False)

    op.create_table('alias',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=400), nullable=False),
    sa.Column('name_key', sa.String(length=400), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_alias_actor_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_alias')),
    sa.UniqueConstraint('actor_key', 'name_key', name=op.f('uq_alias_actor_key_name_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('alias', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alias_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_alias_name_key'), ['name_key'], unique=False)

    op.create_table('change',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('operation_key', sa.Integer(), nullable=False),
    sa.Column('table_name', sa.String(length=60), nullable=False),
    sa.Column('row_count', sa.Integer(), nullable=False),
    sa.Column('rows', sa.LargeBinary(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['operation_key'], ['operation.key'], name=op.f('fk_change_operation_key_operation')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_change')),
    sa.UniqueConstraint('operation_key', 'table_name', name=op.f('uq_change_operation_key_table_name')),
    sqlite_autoincrement=True
    )
    op.create_table('collaboration',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('target_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=True),
    sa.Column('strength', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('evidence', sa.Text(), nullable=True),
    sa.Column('origin', sa.Enum('person', 'third-party', 'public', 'inferred', name='origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('source_key <> target_key', name=op.f('ck_collaboration_two_actors')),
    sa.CheckConstraint('strength BETWEEN 1 AND 4', name=op.f('ck_collaboration_strength_1_to_4')),
    sa.CheckConstraint('until >= since', name=op.f('ck_collaboration_since_before_until')),
    sa.ForeignKeyConstraint(['source_key'], ['actor.key'], name=op.f('fk_collaboration_source_key_actor')),
    sa.ForeignKeyConstraint(['target_key'], ['actor.key'], name=op.f('fk_collaboration_target_key_actor')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_collaboration_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_collaboration')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('collaboration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_collaboration_source_key'), ['source_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_collaboration_target_key'), ['target_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_collaboration_theme_key'), ['theme_key'], unique=False)

    op.create_table('committee',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=400), nullable=False),
    sa.Column('name_key', sa.String(length=400), nullable=False),
    sa.Column('kind', sa.Enum('advisory-group', 'working', 'staff', 'table', 'other', name='committeekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('mandate', sa.Text(), nullable=True),
    sa.Column('parent_key', sa.Integer(), nullable=True),
    sa.Column('territory_key', sa.Integer(), nullable=True),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('ended_on >= started_on', name=op.f('ck_committee_started_on_before_ended_on')),
    sa.CheckConstraint('parent_key <> key', name=op.f('ck_committee_not_its_own_parent')),
    sa.ForeignKeyConstraint(['parent_key'], ['committee.key'], name=op.f('fk_committee_parent_key_committee')),
    sa.ForeignKeyConstraint(['territory_key'], ['territory.key'], name=op.f('fk_committee_territory_key_territory')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_committee')),
    sa.UniqueConstraint('slug', name=op.f('uq_committee_slug')),
    sa.UniqueConstraint('uid', name=op.f('uq_committee_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('committee', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_committee_name_key'), ['name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_committee_parent_key'), ['parent_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_committee_territory_key'), ['territory_key'], unique=False)

    op.create_table('contact_field',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('email', 'phone', 'address', 'web', 'other', name='contactkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('value', sa.String(length=400), nullable=False),
    sa.Column('nature', sa.Enum('professional', 'personal', name='nature', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('origin', sa.Enum('person', 'third-party', 'public', 'inferred', name='origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_contact_field_actor_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_contact_field')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('contact_field', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_field_actor_key'), ['actor_key'], unique=False)

    op.create_table('expertise',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('level', sa.Enum('basic', 'confirmed', 'reference', name='expertiselevel', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('origin', sa.Enum('person', 'third-party', 'public', 'inferred', name='origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_expertise_actor_key_actor')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_expertise_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_expertise')),
    sa.UniqueConstraint('actor_key', 'theme_key', name=op.f('uq_expertise_actor_key_theme_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('expertise', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_expertise_theme_key'), ['theme_key'], unique=False)

    op.create_table('influence',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('target_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=True),
    sa.Column('strength', sa.Integer(), nullable=False),
    sa.Column('asserted_by_key', sa.Integer(), nullable=True),
    sa.Column('asserted_on', sa.Date(), nullable=True),
    sa.Column('evidence', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('source_key <> target_key', name=op.f('ck_influence_two_actors')),
    sa.CheckConstraint('strength BETWEEN 0 AND 4', name=op.f('ck_influence_strength_0_to_4')),
    sa.ForeignKeyConstraint(['asserted_by_key'], ['actor.key'], name=op.f('fk_influence_asserted_by_key_actor')),
    sa.ForeignKeyConstraint(['source_key'], ['actor.key'], name=op.f('fk_influence_source_key_actor')),
    sa.ForeignKeyConstraint(['target_key'], ['actor.key'], name=op.f('fk_influence_target_key_actor')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_influence_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_influence')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('influence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_influence_asserted_by_key'), ['asserted_by_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_influence_source_key'), ['source_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_influence_target_key'), ['target_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_influence_theme_key'), ['theme_key'], unique=False)

    op.create_table('partnership',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('prospect', 'active', 'dormant', 'former', name='partnerstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('until >= since', name=op.f('ck_partnership_since_before_until')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_partnership_actor_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_partnership')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('partnership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_partnership_actor_key'), ['actor_key'], unique=False)

    op.create_table('theme_label',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('label', sa.String(length=400), nullable=False),
    sa.Column('label_key', sa.String(length=400), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('pref', 'alt', 'hidden')", name=op.f('ck_theme_label_kind')),
    sa.CheckConstraint("language IN ('fr', 'en')", name=op.f('ck_theme_label_language')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_theme_label_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_theme_label')),
    sa.UniqueConstraint('language', 'label_key', name=op.f('uq_theme_label_language_label_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('theme_label', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_theme_label_label_key'), ['label_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_theme_label_theme_key'), ['theme_key'], unique=False)

    op.create_table('theme_relation',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('related_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('theme_key < related_key', name=op.f('ck_theme_relation_smaller_first')),
    sa.ForeignKeyConstraint(['related_key'], ['theme.key'], name=op.f('fk_theme_relation_related_key_theme')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_theme_relation_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_theme_relation')),
    sa.UniqueConstraint('theme_key', 'related_key', name=op.f('uq_theme_relation_theme_key_related_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('theme_relation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_theme_relation_related_key'), ['related_key'], unique=False)

    op.create_table('interaction',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('meeting', 'call', 'message', 'visit', 'event', 'activity', name='interactionkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('title', sa.String(length=400), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('precision', sa.Enum('minute', 'half-day', 'day', 'month', name='precision', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('place', sa.String(length=400), nullable=True),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('function', sa.Enum('watch', 'analysis', 'dissemination', name='function', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('carrier', sa.Enum('advisory-group', 'members', 'staff', name='carrier', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('committee_key', sa.Integer(), nullable=True),
    sa.Column('source_key', sa.Integer(), nullable=True),
    sa.Column('external_id', sa.String(length=400), nullable=True),
    sa.Column('fingerprint', sa.String(length=64), nullable=True),
    sa.Column('repeat', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('ended_on >= held_on', name=op.f('ck_interaction_held_on_before_ended_on')),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_interaction_minutes_positive')),
    sa.ForeignKeyConstraint(['committee_key'], ['committee.key'], name=op.f('fk_interaction_committee_key_committee')),
    sa.ForeignKeyConstraint(['source_key'], ['import_source.key'], name=op.f('fk_interaction_source_key_import_source')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_interaction')),
    sa.UniqueConstraint('source_key', 'fingerprint', 'repeat', name=op.f('uq_interaction_source_key_fingerprint_repeat')),
    sa.UniqueConstraint('uid', name=op.f('uq_interaction_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('interaction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_interaction_committee_key'), ['committee_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_interaction_external_id'), ['external_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_interaction_fingerprint'), ['fingerprint'], unique=False)
        batch_op.create_index(batch_op.f('ix_interaction_held_on'), ['held_on'], unique=False)

    op.create_table('membership',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('committee_key', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('chair', 'member', 'secretary', 'observer', name='committeerole', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('on_behalf_of_key', sa.Integer(), nullable=True),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('until >= since', name=op.f('ck_membership_since_before_until')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_membership_actor_key_actor')),
    sa.ForeignKeyConstraint(['committee_key'], ['committee.key'], name=op.f('fk_membership_committee_key_committee')),
    sa.ForeignKeyConstraint(['on_behalf_of_key'], ['actor.key'], name=op.f('fk_membership_on_behalf_of_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_membership')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_committee_key'), ['committee_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_on_behalf_of_key'), ['on_behalf_of_key'], unique=False)

    op.create_table('follow_up',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('interaction_key', sa.Integer(), nullable=True),
    sa.Column('actor_key', sa.Integer(), nullable=True),
    sa.Column('what', sa.String(length=400), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_follow_up_actor_key_actor')),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_follow_up_interaction_key_interaction')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_follow_up')),
    sa.UniqueConstraint('uid', name=op.f('uq_follow_up_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_follow_up_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_follow_up_due_on'), ['due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_follow_up_interaction_key'), ['interaction_key'], unique=False)

    op.create_table('interaction_territory',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('interaction_key', sa.Integer(), nullable=False),
    sa.Column('territory_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_interaction_territory_interaction_key_interaction')),
    sa.ForeignKeyConstraint(['territory_key'], ['territory.key'], name=op.f('fk_interaction_territory_territory_key_territory')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_interaction_territory')),
    sa.UniqueConstraint('interaction_key', 'territory_key', name=op.f('uq_interaction_territory_interaction_key_territory_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('interaction_territory', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_interaction_territory_territory_key'), ['territory_key'], unique=False)

    op.create_table('interaction_theme',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('interaction_key', sa.Integer(), nullable=False),
    sa.Column('theme_key', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_interaction_theme_interaction_key_interaction')),
    sa.ForeignKeyConstraint(['theme_key'], ['theme.key'], name=op.f('fk_interaction_theme_theme_key_theme')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_interaction_theme')),
    sa.UniqueConstraint('interaction_key', 'theme_key', name=op.f('uq_interaction_theme_interaction_key_theme_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('interaction_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_interaction_theme_theme_key'), ['theme_key'], unique=False)

    op.create_table('participation',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('interaction_key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('host', 'organizer', 'speaker', 'participant', 'invited', 'absent', name='role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('on_behalf_of_key', sa.Integer(), nullable=True),
    sa.Column('brought_by_key', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('brought_by_key <> actor_key', name=op.f('ck_participation_brought_by_another')),
    sa.CheckConstraint('on_behalf_of_key <> actor_key', name=op.f('ck_participation_on_behalf_of_another')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_participation_actor_key_actor')),
    sa.ForeignKeyConstraint(['brought_by_key'], ['actor.key'], name=op.f('fk_participation_brought_by_key_actor')),
    sa.ForeignKeyConstraint(['interaction_key'], ['interaction.key'], name=op.f('fk_participation_interaction_key_interaction')),
    sa.ForeignKeyConstraint(['on_behalf_of_key'], ['actor.key'], name=op.f('fk_participation_on_behalf_of_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_participation')),
    sa.UniqueConstraint('interaction_key', 'actor_key', name=op.f('uq_participation_interaction_key_actor_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('participation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_participation_actor_key'), ['actor_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_participation_brought_by_key'), ['brought_by_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_participation_on_behalf_of_key'), ['on_behalf_of_key'], unique=False)




def downgrade() -> None:

    with op.batch_alter_table('participation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_participation_on_behalf_of_key'))
        batch_op.drop_index(batch_op.f('ix_participation_brought_by_key'))
        batch_op.drop_index(batch_op.f('ix_participation_actor_key'))

    op.drop_table('participation')
    with op.batch_alter_table('interaction_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_interaction_theme_theme_key'))

    op.drop_table('interaction_theme')
    with op.batch_alter_table('interaction_territory', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_interaction_territory_territory_key'))

    op.drop_table('interaction_territory')
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_follow_up_interaction_key'))
        batch_op.drop_index(batch_op.f('ix_follow_up_due_on'))
        batch_op.drop_index(batch_op.f('ix_follow_up_actor_key'))

    op.drop_table('follow_up')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_on_behalf_of_key'))
        batch_op.drop_index(batch_op.f('ix_membership_committee_key'))
        batch_op.drop_index(batch_op.f('ix_membership_actor_key'))

    op.drop_table('membership')
    with op.batch_alter_table('interaction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_interaction_held_on'))
        batch_op.drop_index(batch_op.f('ix_interaction_fingerprint'))
        batch_op.drop_index(batch_op.f('ix_interaction_external_id'))
        batch_op.drop_index(batch_op.f('ix_interaction_committee_key'))

    op.drop_table('interaction')
    with op.batch_alter_table('theme_relation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_theme_relation_related_key'))

    op.drop_table('theme_relation')
    with op.batch_alter_table('theme_label', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_theme_label_theme_key'))
        batch_op.drop_index(batch_op.f('ix_theme_label_label_key'))

    op.drop_table('theme_label')
    with op.batch_alter_table('partnership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_partnership_actor_key'))

    op.drop_table('partnership')
    with op.batch_alter_table('influence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_influence_theme_key'))
        batch_op.drop_index(batch_op.f('ix_influence_target_key'))
        batch_op.drop_index(batch_op.f('ix_influence_source_key'))
        batch_op.drop_index(batch_op.f('ix_influence_asserted_by_key'))

    op.drop_table('influence')
    with op.batch_alter_table('expertise', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_expertise_theme_key'))

    op.drop_table('expertise')
    with op.batch_alter_table('contact_field', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_field_actor_key'))

    op.drop_table('contact_field')
    with op.batch_alter_table('committee', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_committee_territory_key'))
        batch_op.drop_index(batch_op.f('ix_committee_parent_key'))
        batch_op.drop_index(batch_op.f('ix_committee_name_key'))

    op.drop_table('committee')
    with op.batch_alter_table('collaboration', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_collaboration_theme_key'))
        batch_op.drop_index(batch_op.f('ix_collaboration_target_key'))
        batch_op.drop_index(batch_op.f('ix_collaboration_source_key'))

    op.drop_table('collaboration')
    op.drop_table('change')
    with op.batch_alter_table('alias', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_alias_name_key'))
        batch_op.drop_index(batch_op.f('ix_alias_actor_key'))

    op.drop_table('alias')
    with op.batch_alter_table('affiliation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_affiliation_person_key'))
        batch_op.drop_index(batch_op.f('ix_affiliation_organization_key'))

    op.drop_table('affiliation')
    with op.batch_alter_table('actor_territory', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_actor_territory_territory_key'))

    op.drop_table('actor_territory')
    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_theme_broader_key'))

    op.drop_table('theme')
    with op.batch_alter_table('territory', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_territory_parent_key'))
        batch_op.drop_index(batch_op.f('ix_territory_name_key'))

    op.drop_table('territory')
    op.drop_table('setting')
    with op.batch_alter_table('operation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_operation_undoes_key'))

    op.drop_table('operation')
    op.drop_table('import_source')
    with op.batch_alter_table('actor', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_actor_name_key_kind'))
        batch_op.drop_index(batch_op.f('ix_actor_merged_into'))

    op.drop_table('actor')


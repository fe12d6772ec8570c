"""consents, requests, incidents, erasures."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('erasure',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('actor_uid', sa.Uuid(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('author', sa.String(length=400), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_erasure')),
    sa.UniqueConstraint('actor_uid', name=op.f('uq_erasure_actor_uid')),
    sa.UniqueConstraint('uid', name=op.f('uq_erasure_uid')),
    sqlite_autoincrement=True
    )
    op.create_table('incident',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('information', sa.Text(), nullable=False),
    sa.Column('circumstances', sa.Text(), nullable=False),
    sa.Column('happened_since', sa.Date(), nullable=True),
    sa.Column('happened_until', sa.Date(), nullable=True),
    sa.Column('known_on', sa.Date(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=True),
    sa.Column('risk', sa.Enum('unknown', 'not-serious', 'serious', name='risk', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('risk_reason', sa.Text(), nullable=True),
    sa.Column('commission_told_on', sa.Date(), nullable=True),
    sa.Column('people_told_on', sa.Date(), nullable=True),
    sa.Column('public_notice', sa.Text(), nullable=True),
    sa.Column('measures', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('happened_until >= happened_since', name=op.f('ck_incident_happened_since_before_happened_until')),
    sa.CheckConstraint('people >= 0', name=op.f('ck_incident_people_counted')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_incident')),
    sa.UniqueConstraint('uid', name=op.f('uq_incident_uid')),
    sqlite_autoincrement=True
    )
    op.create_table('consent',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.Enum('memory', 'group', 'public', 'invitations', name='purpose', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state', sa.Enum('given', 'refused', 'withdrawn', name='consentstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('stated_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('means', sa.String(length=400), nullable=True),
    sa.Column('evidence', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('expires_on >= stated_on', name=op.f('ck_consent_stated_on_before_expires_on')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_consent_actor_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_consent')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_actor_key'), ['actor_key'], unique=False)

    op.create_table('privacy_request',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('uid', sa.Uuid(), nullable=False),
    sa.Column('actor_key', sa.Integer(), nullable=True),
    sa.Column('requester', sa.String(length=400), nullable=True),
    sa.Column('kind', sa.Enum('access', 'portability', 'rectification', 'erasure', 'diffusion', 'complaint', name='requestkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('identity', sa.String(length=400), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('answer', sa.Enum('granted', 'partly', 'refused', name='requestanswer', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(answered_on IS NULL) = (answer IS NULL)', name=op.f('ck_privacy_request_answer_has_a_day')),
    sa.CheckConstraint('due_on >= received_on', name=op.f('ck_privacy_request_received_on_before_due_on')),
    sa.ForeignKeyConstraint(['actor_key'], ['actor.key'], name=op.f('fk_privacy_request_actor_key_actor')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_privacy_request')),
    sa.UniqueConstraint('uid', name=op.f('uq_privacy_request_uid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('privacy_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_privacy_request_actor_key'), ['actor_key'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('privacy_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_privacy_request_actor_key'))

    op.drop_table('privacy_request')
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consent_actor_key'))

    op.drop_table('consent')
    op.drop_table('incident')
    op.drop_table('erasure')

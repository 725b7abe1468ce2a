"""Sessions, calls, their events and recordings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learner_sessions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.Column("expires_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learner_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_learner_sessions_token_hash"),
    )
    op.create_index("ix_learner_sessions_expires_at", "learner_sessions", ["expires_at"])
    op.create_table(
        "calls",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("scenario", sa.String(100), nullable=False),
        sa.Column("scenario_hash", sa.String(64), nullable=False),
        sa.Column("scenario_yaml", sa.Text(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("started_at", sa.Float(), nullable=False),
        sa.Column("ended_at", sa.Float()),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.Column("resume_token_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["learner_sessions.id"],
            name="fk_calls_session_id_learner_sessions",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_calls_session_id", "calls", ["session_id"])
    op.create_index("ix_calls_status", "calls", ["status"])
    op.create_table(
        "events",
        sa.Column("call_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("t", sa.Float(), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "seq", name="pk_events"),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name="fk_events_call_id_calls", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "recordings",
        sa.Column("call_id", sa.String(32), nullable=False),
        sa.Column("track", sa.String(10), nullable=False),
        sa.Column("path", sa.String(300), nullable=False),
        sa.Column("seconds", sa.Float()),
        sa.Column("bytes", sa.Integer()),
        sa.PrimaryKeyConstraint("call_id", "track", name="pk_recordings"),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name="fk_recordings_call_id_calls", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    op.drop_table("recordings")
    op.drop_table("events")
    op.drop_table("calls")
    op.drop_table("learner_sessions")

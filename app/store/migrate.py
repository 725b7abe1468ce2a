"""Brings the database to the tables of this version, at every start."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, text

from app.store.database import StoreError

_FOLDER = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 0x5350_4D47


def upgrade(engine: Engine) -> None:
    """Runs every migration that is missing, in one transaction. Two processes that start
    together take turns. Raises StoreError when the database is of a later version."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                f"the database cannot be brought to this version: {error}. It may belong to "
                "a later version of the program: start that one, or name another database"
            ) from error


def head() -> str:
    """The migration that this version of the program needs."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    revision = ScriptDirectory.from_config(config).get_current_head()
    assert revision is not None
    return revision

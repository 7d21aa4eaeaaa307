"""A shared history on a PostgreSQL server: all profiles in one database, pictures sealed in a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from sqlalchemy import Engine, delete, make_url, text
from sqlalchemy.exc import ArgumentError

from app.history.database import open_server, writing
from app.history.history_store import HistoryStore
from app.history.migrating import PROFILE_SCHEMA, SCAN_SCHEMA, Standing, standing, upgrade
from app.history.pictures import PictureRows
from app.history.profile_store import ProfileStore
from app.history.server_backups import ServerBackups
from app.history.tables import model, scan
from app.history.troubles import told
from app.history.vault import Vault
from app.history.wrapping import Cost
from ml.errors import PibuError, TroubleCode

DRIVER = "postgresql+psycopg"


class ServerStorage:
    """Implements app.history.ports.Storage. Several computers may use one server at once."""

    def __init__(self, address: str, cost: Cost, now: Callable[[], float]) -> None:
        self._address = _checked(address)
        self._engine = open_server(self._address)
        try:
            for schema in (PROFILE_SCHEMA, SCAN_SCHEMA):
                if standing(self._engine, schema) is not Standing.CURRENT:
                    upgrade(self._engine, schema)
            self._profiles = ProfileStore(self._engine, lambda _: None, self._destroy, now, cost)
        except BaseException:
            self._engine.dispose()
            raise

    @property
    def profiles(self) -> ProfileStore:
        """Who may sign in."""
        return self._profiles

    def open(self, vault: Vault) -> HistoryStore:
        """A signed-in profile's history."""
        engine = open_server(self._address)
        history = HistoryStore(engine, vault, PictureRows(), lambda: None, _Forgetting(engine))
        try:
            history.prepare()
        except BaseException:
            engine.dispose()
            raise
        return history

    def backups(self, vault: Vault) -> ServerBackups:
        """A signed-in profile's backups."""
        return ServerBackups(vault, lambda: self._profiles.envelope(vault), self.open)

    def close(self) -> None:
        """Lets go of the server."""
        self._engine.dispose()

    def _destroy(self, profile_id: str) -> None:
        """Scans first: grades, tags and pictures go with them."""
        with writing(self._engine) as connection:
            connection.execute(delete(scan).where(scan.c.profile == profile_id))
            connection.execute(delete(model).where(model.c.profile == profile_id))
        _vacuum(self._engine)


class _Forgetting:
    """Frees the rows of what was destroyed. Backup files are the person's own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def before(self, scan_ids: Sequence[str], everything: bool) -> None:
        """Nothing is kept elsewhere."""

    def after(self, everything: bool) -> None:
        """So that the rows' bytes don't stay."""
        _vacuum(self._engine)


def _vacuum(engine: Engine) -> None:
    """Frees the rows that were deleted; where that can't be done now, the server does it later by itself.

    Its own log and backups are its keeper's business.
    """
    autocommit = engine.execution_options(isolation_level="AUTOCOMMIT")
    with suppress(PibuError), told(), autocommit.connect() as connection:
        connection.execute(text("VACUUM scan, issue, tag, grade, picture, model, profile"))


def _checked(address: str) -> str:
    """The address, if it is one of a PostgreSQL server; never told, for it may hold a password."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise PibuError(TroubleCode.HISTORY_LOST, "PIBU_DATABASE_URL") from None
    if url.drivername not in (DRIVER, "postgresql"):
        raise PibuError(TroubleCode.HISTORY_LOST, "PIBU_DATABASE_URL")
    return url.set(drivername=DRIVER).render_as_string(hide_password=False)

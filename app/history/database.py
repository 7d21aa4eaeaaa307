"""Opens databases: SQLCipher files and PostgreSQL servers, as SQLAlchemy engines that behave alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlcipher3 import dbapi2

from app.history.troubles import raw_code, told
from ml.errors import PibuError, TroubleCode

PATIENCE_MS = 2000
"""How long a locked database is waited for."""
KEY_BYTES = 32
_PLACE = "pibu_place"
_SETTINGS = (
    "PRAGMA cipher_memory_security = OFF",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA trusted_schema = OFF",
)
"""fullfsync is macOS's real fsync. Memory of keys is wiped either way; memory_security locks all pages: slow."""


def open_file(path: Path, key: bytes) -> Engine:
    """A SQLCipher database (created when missing), one connection that any thread may use, one at a time.

    key: 32 raw bytes, no derivation.

    Raises:
        PibuError: HISTORY_DAMAGED when the key doesn't open it, HISTORY_LOST.
    """

    def connect() -> Any:
        connection = dbapi2.connect(path, isolation_level=None, check_same_thread=False, timeout=PATIENCE_MS / 1000)
        try:
            _unlock(connection, key)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://", module=dbapi2, creator=connect, poolclass=StaticPool, hide_parameters=True,
        execution_options={_PLACE: str(path)},
    )  # fmt: skip
    event.listen(engine, "begin", _begin)
    try:
        with told(str(path)), engine.connect():
            return engine
    except BaseException:
        engine.dispose()
        raise


def open_server(url: str) -> Engine:
    """A PostgreSQL server by its address, "postgresql+psycopg://...".

    Raises:
        PibuError: HISTORY_LOST when it can't be reached; the address isn't told, for it may hold a password.
    """
    wishes = f"-c lock_timeout={PATIENCE_MS} -c statement_timeout=60000 -c synchronous_commit=on"
    engine = create_engine(
        url, pool_pre_ping=True, pool_size=2, hide_parameters=True,
        connect_args={"options": wishes, "connect_timeout": 5, "application_name": "pibu"},
    )  # fmt: skip
    try:
        with told("PostgreSQL"), engine.connect():
            return engine
    except BaseException:
        engine.dispose()
        raise


def is_file(engine: Engine) -> bool:
    """Whether it is a SQLCipher file."""
    return engine.dialect.name == "sqlite"


def place_of(engine: Engine) -> str:
    """Where a file lies, for what is told of failures; a server's address is never told."""
    return str(engine.get_execution_options().get(_PLACE, ""))


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database and changes nothing."""
    with told(place_of(engine)), engine.connect().execution_options(reading=True) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction: all of it or nothing. A file's write-ahead log is folded back and emptied after it.

    So what was told to be saved lies in pages that are authenticated; a damaged log can't take it back unnoticed.
    """
    with told(place_of(engine)):
        with engine.begin() as connection:
            yield connection
        if is_file(engine):
            fold(engine)


def fold(engine: Engine) -> None:
    """Moves the write-ahead log into the database and cuts it to nothing. A failure leaves it for the next time."""
    with suppress(PibuError):
        outside_transaction(engine, "PRAGMA wal_checkpoint(TRUNCATE)")


def vacuum(engine: Engine) -> None:
    """Rebuilds a file without its free pages."""
    outside_transaction(engine, "VACUUM")
    outside_transaction(engine, "PRAGMA wal_checkpoint(TRUNCATE)")


def check(engine: Engine, path: Path) -> None:
    """Reads a whole file: every page's HMAC, then the structure.

    Raises:
        PibuError: HISTORY_DAMAGED when a used page changed or is missing.
    """
    fold(engine)
    try:
        forged = outside_transaction(engine, "PRAGMA cipher_integrity_check")
        broken = outside_transaction(engine, "PRAGMA quick_check")
    except PibuError as trouble:
        lost = trouble.code is TroubleCode.HISTORY_LOST  # a page that can't be read at all
        raise PibuError(TroubleCode.HISTORY_DAMAGED if lost else trouble.code, str(path), trouble.detail) from trouble
    if forged or broken != [("ok",)]:
        raise PibuError(TroubleCode.HISTORY_DAMAGED, str(path), f"{len(forged)} pages")


def _unlock(connection: Any, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(_key_statement(key))
    for line in _SETTINGS:
        connection.execute(line)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _key_statement(key: bytes) -> str:
    """SQLite takes no parameter in a PRAGMA: the one statement that is put together, of 64 hexadecimal digits."""
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    return "PRAGMA key = \"x'" + key.hex() + "'\""


def _begin(connection: Connection) -> None:
    """Writers take the lock at once, so that no transaction can fail half-way for another one's sake."""
    looking = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if looking else "BEGIN IMMEDIATE")


def outside_transaction(engine: Engine, line: str, *values: str) -> list[Any]:
    """Runs a statement that no transaction may surround, such as VACUUM and most PRAGMAs: its rows. Files only."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute(line, values)
        rows = list(cursor.fetchall())
        cursor.close()
        return rows
    except dbapi2.Error as problem:
        raise PibuError(raw_code(problem), place_of(engine), type(problem).__name__) from None
    finally:
        raw.close()

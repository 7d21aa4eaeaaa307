"""A private PostgreSQL server for tests: started as an unprivileged user, reachable through a socket in its folder."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

USERS = ("postgres", "nobody")
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. folder: its data and its socket."""

    programs: Path
    folder: Path
    user: str | None

    def address(self, database: str) -> str:
        """The SQLAlchemy address of a database."""
        return f"postgresql+psycopg://pibu@/{database}?host={quote(str(self.folder), safe='')}"

    def make_database(self, name: str) -> str:
        """A new, empty database: its address."""
        self._run("createdb", "-h", str(self.folder), "-U", "pibu", "-T", "template0", name)
        return self.address(name)

    def stop(self) -> None:
        """Stops it and removes its folder."""
        self._run("pg_ctl", "-D", str(self.folder / "db"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Makes its data and starts it; durable settings are off, for nothing in it is to last."""
        made = self.folder / "db"
        self._run("initdb", "-D", str(made), "-U", "pibu", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        wishes = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off -c jit=off"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(made), "-l", log, "-o", wishes, "-t", str(PATIENCE_SECONDS), "-w", "start")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self.programs / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            user=self.user,
            cwd=self.folder,
            timeout=PATIENCE_SECONDS,
        )


def start_server() -> Server | str:
    """A running server, or why there can't be one."""
    programs = _programs()
    if programs is None:
        return "PostgreSQL is not installed (Debian package postgresql)"
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="pibu-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    server = Server(programs, folder, user)
    try:
        server.start()
    except (OSError, subprocess.SubprocessError) as problem:
        shutil.rmtree(folder, ignore_errors=True)
        said = getattr(problem, "stderr", None) or b""
        return f"PostgreSQL doesn't start: {said.decode(errors='replace')[-300:] or problem}"
    return server


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs: the newest of Debian's, else that of the path."""
    debian = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _unprivileged() -> str | None:
    """Who runs it: PostgreSQL refuses root. None for whoever runs the tests."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((user for user in USERS if user in known), None)

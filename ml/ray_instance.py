"""Ray for as long as it is needed: a connection to a cluster, or a quiet instance of our own on this machine."""

from __future__ import annotations

import logging
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STORE_BYTES = 256 * 2**20
NOBODY = "http://127.0.0.1:9"
SHORT_FOLDER = "/tmp" if os.path.isdir("/tmp") else None
"""The path of a socket must be short, and macOS's own folder for temporary files is not."""


@contextmanager
def ray_running(actors: int, address: str | None = None) -> Iterator[None]:
    """Ray, connected to a cluster or, without an address, started on this machine; gone when this is left.

    An instance of our own listens on the loopback device only, asks for a password that nobody else has, shows no
    dashboard, counts no usage and leaves no file. Enter before anything imports ray: it reads the environment then.

    actors: processes that are to grade; an own instance takes one more for writing.
    address: of a cluster's head, as host:port.

    Raises:
        ConnectionError: no cluster answers there.
    """
    wanted = {"RAY_USAGE_STATS_ENABLED": "0"} | ({} if address else _loopback_only())
    with (
        _environment(wanted),
        tempfile.TemporaryDirectory(prefix="pibu-", dir=SHORT_FOLDER, ignore_cleanup_errors=True) as folder,
    ):
        import ray
        from ray.data import DataContext

        own: dict[str, Any] = {"include_dashboard": False, "_temp_dir": folder, "object_store_memory": STORE_BYTES}
        try:
            ray.init(
                address or "local",
                log_to_driver=False,
                logging_level=logging.ERROR,
                **({} if address else {"num_cpus": actors + 1} | own),
            )
            DataContext.get_current().enable_progress_bars = sys.stderr.isatty()
            logging.getLogger("ray.data").setLevel(logging.ERROR)
            yield
        finally:
            ray.shutdown()


def _loopback_only() -> dict[str, str]:
    """With usage statistics off, too, Ray asks by address and by name which cloud it is in: here a proxy that isn't."""
    return {
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # as on those two: 127.0.0.1 in the place of the machine's address
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),  # else one is written into the user's home
        "RAY_BACKEND_LOG_LEVEL": "fatal",  # else it warns of what can only happen without this process
        "http_proxy": NOBODY,
        "https_proxy": NOBODY,
        "no_proxy": "127.0.0.1,localhost",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")])),
    }


@contextmanager
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    """Also takes back what Ray sets for itself."""
    before = dict(os.environ)
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)

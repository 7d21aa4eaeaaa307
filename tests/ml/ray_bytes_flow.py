"""Files that Ray read, graded in an instance of our own, and what that instance is; run by test_ray_photos.py.

`python -m tests.ml.ray_bytes_flow FOLDER LINES` prints JSON: the rows, where the processes of the instance listen, and
whether the environment was as before in the end. In the same instance the command grades the folder into LINES.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import psutil

from ml.photo_grader import GradingOrder
from ml.ray_instance import ray_running
from ml.ray_photos import graded


def main(folder: str, lines: str) -> None:
    before = dict(os.environ)
    with ray_running(actors=1):
        import ray

        said: dict[str, Any] = {"listens": listening()}
        files = ray.data.read_binary_files(folder, include_paths=True)
        said["rows"] = graded(files, GradingOrder(), actors=1).take_all()
        command = [sys.executable, "-m", "ml.ray_photos", folder, lines, "--actors", "1", "--form", "jsonl"]
        address = ray.get_runtime_context().gcs_address
        subprocess.run([*command, "--address", address], check=True, stdout=sys.stderr)
    said["as_before"] = dict(os.environ) == before and not ray.is_initialized()
    print(json.dumps(said))


def listening() -> list[str]:
    """The addresses at which this process's children wait for connections."""
    children = psutil.Process().children(recursive=True)
    waiting = [each for child in children for each in child.net_connections() if each.status == psutil.CONN_LISTEN]
    return sorted({each.laddr.ip for each in waiting})


if __name__ == "__main__":
    main(*sys.argv[1:])

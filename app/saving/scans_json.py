"""Scans as one JSON document, without loss; the pictures are not in it. docs/report.md describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO

from app.history.records import Scan
from app.history.scan_json import scan_to_json

HEAD = '{"pibu_scans":1,"written_by":%s,"scans":['


def write_json(stream: IO[bytes], scans: Iterable[Scan], version: str) -> None:
    """Writes all of them, a line each, in the order given. version: of Pibu."""
    stream.write((HEAD % json.dumps(version)).encode())
    for place, scan in enumerate(scans):
        stream.write((",\n" if place else "\n").encode() + scan_to_json(scan).encode("utf-8"))
    stream.write(b"\n]}\n")

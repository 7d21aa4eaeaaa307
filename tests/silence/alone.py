"""Runs a command in a network namespace of its own (Linux), where every look-up and connection fails and is counted.

`python -m tests.silence.alone COMMAND...` prints a Wanted as JSON. The namespace holds nothing but its loopback
device, so the kernel counts an unroutable destination for each try to reach anybody, from Python or from a C library,
of the command or of any process it starts; packets on the loopback device are counted too.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
SET_FLAGS, UP_AND_RUNNING = 0x8914, 0x41
REFUSED = 77


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was tried. unroutable: tries to reach another machine (IPv4 and IPv6). local: packets on the loopback."""

    unroutable: int
    local: int
    status: int


def main(command: list[str]) -> int:
    """Returns 0, or REFUSED where the system gives no namespace."""
    if not enter():
        return REFUSED
    before = counted()
    status = subprocess.run(command, stdout=sys.stderr, check=False).returncode
    after = counted()
    wanted = Wanted(after[0] - before[0], after[1] - before[1], status)
    print(json.dumps(asdict(wanted)), flush=True)
    return 0


def enter() -> bool:
    """Moves this process into a namespace with nothing but a loopback device. False where that isn't allowed."""
    user = os.geteuid()
    flags = NEW_NETWORK if user == 0 else NEW_NETWORK | NEW_USER
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(flags) != 0 and (user != 0 or libc.unshare(NEW_NETWORK | NEW_USER) != 0):
        return False
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sH14x", b"lo", UP_AND_RUNNING))
    except OSError:
        return False
    return True


def counted() -> tuple[int, int]:
    """Unroutable destinations and packets so far, in this namespace."""
    names, values = (line.split() for line in _lines("snmp") if line.startswith("Ip:"))
    four = dict(zip(names, values, strict=True))
    six = dict(line.split() for line in _lines("snmp6"))
    return (
        int(four["OutNoRoutes"]) + int(six.get("Ip6OutNoRoutes", 0)),
        int(four["OutRequests"]) + int(six.get("Ip6OutRequests", 0)),
    )


def _lines(name: str) -> list[str]:
    path = Path("/proc/self/net") / name
    return path.read_text().splitlines() if path.exists() else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

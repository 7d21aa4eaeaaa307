"""The process that decodes photos for ml/photo_decoder.py, `python -m ml.photo_process`: little time, little memory.

It reads photos from its standard input and answers on its standard output, as ml/photo_wire.py says, until the input
ends. A photo that takes longer than PHOTO_SECONDS ends the process, even out of the middle of a C library.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from typing import BinaryIO

from ml.errors import PibuError, TroubleCode
from ml.photo_file import decoded
from ml.photo_wire import READY, receive_photo, send_pixels, send_trouble

PHOTO_SECONDS = 9.0
MEMORY_BYTES = 1_500_000_000
"""The most the process may map; a 50 megapixel photo with transparency and a colour profile takes about 1.1e9."""


def main() -> int:
    """Decodes until there is nothing left to decode. Returns the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that asks
    limit_this_process()
    requests, answers = _pipes()
    answers.write(READY)
    answers.flush()
    with open(os.devnull, "w") as nowhere:
        while (content := receive_photo(requests)) is not None:
            faulthandler.dump_traceback_later(PHOTO_SECONDS, exit=True, file=nowhere)
            _answer(content, answers)
            faulthandler.cancel_dump_traceback_later()
    return 0


def limit_this_process() -> None:
    """No more memory than MEMORY_BYTES, no file written, no memory dump left behind: where the system knows limits."""
    if sys.platform == "win32":
        return
    import resource

    limits = [(resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)]
    if sys.platform == "linux":  # macOS takes a limit of memory and doesn't keep it
        limits.append((resource.RLIMIT_AS, MEMORY_BYTES))
    for kind, wanted in limits:
        _, hard = resource.getrlimit(kind)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (most, most))


def _answer(content: bytes, answers: BinaryIO) -> None:
    try:
        picture = decoded(content, "")
        pixels = picture.tobytes()
    except PibuError as trouble:
        return send_trouble(answers, trouble)
    except MemoryError:
        return send_trouble(answers, PibuError(TroubleCode.PHOTO_TOO_LARGE, "", "no memory left"))
    return send_pixels(answers, picture.width, picture.height, pixels)


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Where requests come from and answers go to; what a decoder prints goes elsewhere from now on."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, answers


if __name__ == "__main__":
    sys.exit(main())

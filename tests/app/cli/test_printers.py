"""Printers when what they print on gives up."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.printers import Refused, printer_for
from ml.errors import PibuError, TroubleCode

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_with_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    """A typed failure, not the end of the program with a traceback; closing the file doesn't fail once more."""
    refused = Refused(Path("a.jpg"), PibuError(TroubleCode.PHOTO_EMPTY, "a.jpg"))
    with pytest.raises(PibuError) as caught, printer_for(False, str(FULL), several=True) as printer:
        printer.take(refused)
    assert (caught.value.code, caught.value.subject) == (TroubleCode.CANNOT_WRITE, str(FULL))

"""What each environment failure is called and what to do about it; app/text.py passes it on."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from app.history_trouble_text import history_troubles, sign_in_troubles, transfer_troubles
from app.pack_text import pack_troubles
from app.trouble_words import TroubleText
from ml.errors import PibuError, TroubleCode

translate = QCoreApplication.translate


def trouble_text(trouble: PibuError) -> TroubleText:
    """What an environment failure means and what to do, naming the file or device where there is one."""
    packs = {code: TroubleText(*words) for code, words in pack_troubles().items()}
    kept = sign_in_troubles() | history_troubles() | transfer_troubles()
    table = _photo_troubles() | _camera_troubles() | _model_troubles() | packs | kept
    name = PurePath(trouble.subject).name or trouble.subject
    text = table[trouble.code]
    return TroubleText(text.title.replace("{name}", name), text.advice.replace("{name}", name))


def _photo_troubles() -> dict[TroubleCode, TroubleText]:
    return {
        TroubleCode.PHOTO_MISSING: TroubleText(
            translate("Trouble", "“{name}” is not there"),
            translate("Trouble", "It may have been moved or deleted. Choose it again."),
        ),
        TroubleCode.PHOTO_EMPTY: TroubleText(
            translate("Trouble", "“{name}” is empty"),
            translate("Trouble", "The file holds no bytes. Copy it again from where it came."),
        ),
        TroubleCode.PHOTO_DAMAGED: TroubleText(
            translate("Trouble", "“{name}” is damaged"),
            translate("Trouble", "Part of the picture is missing. Copy it again from where it came."),
        ),
        TroubleCode.PHOTO_NOT_AN_IMAGE: TroubleText(
            translate("Trouble", "“{name}” is not a picture Pibu can read"),
            translate("Trouble", "JPEG, PNG, WebP, HEIC, TIFF and BMP pictures work."),
        ),
        TroubleCode.PHOTO_TOO_LARGE: TroubleText(
            translate("Trouble", "“{name}” is too large"),
            translate("Trouble", "At most 50 megapixels and 64 MB. Save a smaller copy and open that."),
        ),
        TroubleCode.PHOTO_TOO_SMALL: TroubleText(
            translate("Trouble", "“{name}” is too small"),
            translate("Trouble", "There are too few pixels to see skin. Use the original photo."),
        ),
        TroubleCode.PHOTO_UNREADABLE: TroubleText(
            translate("Trouble", "“{name}” can't be opened"),
            translate("Trouble", "Check that you may read the file and that its disk is connected."),
        ),
        TroubleCode.GRADING_ENDED: TroubleText(
            translate("Trouble", "Grading ended by itself"),
            translate("Trouble", "The process that grades was ended, perhaps for want of memory. Use fewer workers."),
        ),
        TroubleCode.ROWS_DAMAGED: TroubleText(
            translate("Trouble", "“{name}” can't be continued"),
            translate("Trouble", "It holds something that is no row of Pibu's. Nothing was changed; use another file."),
        ),
        TroubleCode.CANNOT_WRITE: TroubleText(
            translate("Trouble", "“{name}” can't be saved"),
            translate("Trouble", "Check that the disk has room and is not read-only, or choose another folder."),
        ),
    }


def _camera_troubles() -> dict[TroubleCode, TroubleText]:
    return {
        TroubleCode.CAMERA_NONE: TroubleText(
            translate("Trouble", "No camera found"),
            translate("Trouble", "Connect a camera and try again, or use a photo."),
        ),
        TroubleCode.CAMERA_BUSY: TroubleText(
            translate("Trouble", "The camera is in use"),
            translate("Trouble", "Close the other program that uses it, then try again."),
        ),
        TroubleCode.CAMERA_DENIED: TroubleText(
            translate("Trouble", "Pibu may not use the camera"),
            translate("Trouble", "Allow it in the system's privacy settings, then try again."),
        ),
        TroubleCode.CAMERA_GONE: TroubleText(
            translate("Trouble", "The camera has stopped"),
            translate("Trouble", "It may have been unplugged. Connect it and try again."),
        ),
        TroubleCode.CAMERA_SLOW: TroubleText(
            translate("Trouble", "The camera is slow to answer"),
            translate("Trouble", "Waiting for its first picture. Some cameras take up to 20 seconds."),
        ),
        TroubleCode.CAMERA_BLACK: TroubleText(
            translate("Trouble", "The camera sends only black pictures"),
            translate("Trouble", "Open its cover or shutter, or turn on the light."),
        ),
        TroubleCode.CAMERA_FILE_UNREADABLE: TroubleText(
            translate("Trouble", "“{name}” is not a video Pibu can play"),
            translate("Trouble", "MP4, MOV, AVI, MKV and WebM films usually work."),
        ),
    }


def _model_troubles() -> dict[TroubleCode, TroubleText]:
    return {
        TroubleCode.FACE_MODEL_MISSING: TroubleText(
            translate("Trouble", "The face model is not installed"),
            translate("Trouble", "Pibu needs it to find faces. It is 3.8 MB and is brought once."),
        ),
        TroubleCode.FACE_MODEL_DAMAGED: TroubleText(
            translate("Trouble", "The face model is damaged"),
            translate("Trouble", "Its bytes are not the expected ones. Bring it again."),
        ),
        TroubleCode.FACE_MODEL_UNREACHABLE: TroubleText(
            translate("Trouble", "The face model can't be fetched"),
            translate("Trouble", "Check the network connection and try again."),
        ),
        TroubleCode.FACE_MODEL_BUNDLED: TroubleText(
            translate("Trouble", "The face model can't be brought by itself"),
            translate("Trouble", "It is a part of this program. Install Pibu again."),
        ),
        TroubleCode.CHECKPOINT_MISSING: TroubleText(
            translate("Trouble", "A classifier is missing"),
            translate("Trouble", "“{name}” is not there. Install Pibu again."),
        ),
        TroubleCode.CHECKPOINT_DAMAGED: TroubleText(
            translate("Trouble", "A classifier is damaged"),
            translate("Trouble", "“{name}” is not as it was shipped. Install Pibu again."),
        ),
        TroubleCode.CHECKPOINT_FOREIGN: TroubleText(
            translate("Trouble", "A classifier doesn't fit this version"),
            translate("Trouble", "“{name}” was made for another Pibu. Install Pibu again."),
        ),
        TroubleCode.DEVICE_MISSING: TroubleText(
            translate("Trouble", "No graphics card can be used"),
            translate("Trouble", "Pibu grades on the processor instead. An NVIDIA card and its driver are needed."),
        ),
        TroubleCode.DEVICE_FAILED: TroubleText(
            translate("Trouble", "The graphics card has failed"),
            translate("Trouble", "Pibu goes on grading on the processor. The card's memory may be full."),
        ),
        TroubleCode.NOT_IN_EDITION: TroubleText(
            translate("Trouble", "This edition of Pibu can't do that"),
            translate("Trouble", "It was made without PyTorch and grades on the processor. The CUDA edition can."),
        ),
    }

"""Whether bytes that came from elsewhere are a picture as Pibu keeps them."""

from __future__ import annotations

import io

from ml.errors import PibuError, TroubleCode

MOST_PIXELS = 50_000_000
_ORIENTATION, _UPRIGHT = 0x0112, 1


def check_jpeg(content: bytes, size: tuple[int, int] | None = None) -> None:
    """An upright JPEG in RGB that decodes to its end. size: width and height it must have, pixels.

    Raises:
        PibuError: PICTURE_DAMAGED, its detail the reason.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
            if size is not None and picture.size != size:
                raise PibuError(TroubleCode.PICTURE_DAMAGED, "", "another size than its scan's")
            turned = picture.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
            if picture.mode != "RGB" or turned or picture.width * picture.height > MOST_PIXELS:
                raise PibuError(TroubleCode.PICTURE_DAMAGED, "", "not a picture that Pibu keeps")
            picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as problem:
        raise PibuError(TroubleCode.PICTURE_DAMAGED, "", type(problem).__name__) from problem

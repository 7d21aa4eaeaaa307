"""Which names and passwords are taken, in one spelling each (Unicode NFC), and which are too easy to guess."""

from __future__ import annotations

import unicodedata

from ml.errors import PibuError, TroubleCode

SHORTEST = 8
LONGEST = 1000
NAME_AT_MOST = 64
GUESSES_AT_LEAST = 1e6
"""What zxcvbn calls more than "very guessable": enough, for each try costs 0.2 s and is throttled."""
_LOOKED_AT = 72
"""zxcvbn's limit; what is longer is judged by its beginning."""
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_PATTERNS = {"date", "repeat", "sequence", "spatial", "regex"}


def spelled_name(name: str) -> str:
    """The name as it is shown: NFC, no blanks around it.

    Raises:
        PibuError: PROFILE_NAME_UNFIT when nothing is left, it is too long, or characters can't be seen.
    """
    spelled = unicodedata.normalize("NFC", name.strip())
    if not 0 < len(spelled) <= NAME_AT_MOST or any(unicodedata.category(c) in _INVISIBLE for c in spelled):
        raise PibuError(TroubleCode.PROFILE_NAME_UNFIT)
    return spelled


def looked_up(name: str) -> bytes:
    """What names are compared by: without case and differences of form; any text will do. UTF-8."""
    folded = unicodedata.normalize("NFKC", name.strip()).casefold()
    return unicodedata.normalize("NFKC", folded).encode("utf-8", "surrogatepass")


def spelled_password(password: str) -> bytes:
    """The password as it is hashed: NFC, every character counts, UTF-8."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def check_password(password: str, name: str) -> None:
    """Refuses what is short or among the first million guesses; there are no rules about kinds of characters.

    Raises:
        PibuError: PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_COMMON, PASSWORD_PATTERN, PASSWORD_LIKE_NAME.
    """
    from zxcvbn import zxcvbn

    spelled = unicodedata.normalize("NFC", password)
    if len(spelled) < SHORTEST:
        raise PibuError(TroubleCode.PASSWORD_SHORT)
    if len(spelled) > LONGEST:
        raise PibuError(TroubleCode.PASSWORD_LONG)
    if looked_up(password) == looked_up(name):
        raise PibuError(TroubleCode.PASSWORD_LIKE_NAME)
    judged = zxcvbn(spelled[:_LOOKED_AT], user_inputs=[unicodedata.normalize("NFC", name.strip())])
    if judged["guesses"] < GUESSES_AT_LEAST:
        raise PibuError(_reason(judged["sequence"]))


def _reason(parts: list[dict[str, object]]) -> TroubleCode:
    """What the largest part of an easy password is."""
    if any(part.get("dictionary_name") == "user_inputs" for part in parts):
        return TroubleCode.PASSWORD_LIKE_NAME
    longest = max(parts, key=lambda part: len(str(part["token"])))
    return TroubleCode.PASSWORD_PATTERN if longest["pattern"] in _PATTERNS else TroubleCode.PASSWORD_COMMON

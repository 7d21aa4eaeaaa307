"""What failures of model packs are called and what to do about them; app/trouble_text.py passes it on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ml.errors import TroubleCode

translate = QCoreApplication.translate


def pack_troubles() -> dict[TroubleCode, tuple[str, str]]:
    """Title and advice by code; {name} stands for the pack."""
    return {
        TroubleCode.PACK_MISSING: (
            translate("Trouble", "“{name}” is not a model pack"),
            translate("Trouble", "A pack is a folder or a .zip with pack.json and five classifiers."),
        ),
        TroubleCode.PACK_DAMAGED: (
            translate("Trouble", "The model pack “{name}” is damaged"),
            translate("Trouble", "Its files are not as they were exported. Export or copy it again."),
        ),
        TroubleCode.PACK_FOREIGN: (
            translate("Trouble", "The model pack “{name}” doesn't fit this version"),
            translate("Trouble", "Export it again with this version of Pibu."),
        ),
        TroubleCode.PACK_UNSAFE: (
            translate("Trouble", "“{name}” is not safe to unpack"),
            translate("Trouble", "Nothing was unpacked. Take packs only from people you trust."),
        ),
        TroubleCode.PACK_TAKEN: (
            translate("Trouble", "Another model pack is called “{name}”"),
            translate("Trouble", "Remove that one first, or export this one with another version."),
        ),
        TroubleCode.PACK_UNKNOWN: (
            translate("Trouble", "There is no model pack “{name}”"),
            translate("Trouble", "It may have been removed. Choose another one."),
        ),
        TroubleCode.PACK_SHIPPED: (
            translate("Trouble", "The model pack “{name}” came with Pibu"),
            translate("Trouble", "It can't be removed."),
        ),
    }

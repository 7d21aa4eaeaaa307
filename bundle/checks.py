"""What must hold of a bundle that was built: its size, one OpenCV, no stray card libraries, the right face model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bundle.contents import ROOT
from bundle.edition import Edition
from bundle.licences import LIST_NAME
from ml.assets import FACE_MODEL_SHA256
from resources.files import bill_of_materials, bundled_face_model, bundled_portrait, licences_folder

CPU_MOST_BYTES = 900_000_000
CARD_LIBRARIES = ("libcudart", "libcublas", "libcudnn", "libnccl", "libtorch", "cudart64", "cublas64", "torch_cuda")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A built folder."""

    folder: Path
    edition: Edition

    @property
    def program(self) -> Path:
        """What is started."""
        windows = self.folder / "pibu.exe"
        return windows if windows.is_file() else self.folder / "pibu"

    @property
    def inner(self) -> Path:
        """Where all but the program lies."""
        return self.folder / "_internal"

    def of(self, path: Path) -> Path:
        """The bundle's twin of a file of the source tree."""
        return self.inner / path.relative_to(ROOT)

    def files(self) -> list[Path]:
        """Every file; links aren't followed."""
        return [path for path in self.folder.rglob("*") if path.is_file() and not path.is_symlink()]

    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(path.stat().st_size for path in self.files())


def complaints(bundle: Bundle) -> list[str]:
    """What is amiss, one line each; none for a good bundle."""
    found = []
    names = [path.relative_to(bundle.folder).as_posix() for path in bundle.files()]
    if not bundle.program.is_file():
        found.append(f"{bundle.program.name} is missing")
    if bundle.edition is Edition.CPU:
        found += [f"{name} belongs to a card" for name in names if Path(name).name.startswith(CARD_LIBRARIES)]
        if bundle.size() > CPU_MOST_BYTES:
            found.append(f"{bundle.size() / 1e6:.0f} MB are more than {CPU_MOST_BYTES / 1e6:.0f}")
    opencvs = [name for name in names if Path(name).name.startswith("cv2") and name.endswith((".so", ".pyd"))]
    if len(opencvs) != 1:
        found.append(f"OpenCV is there {len(opencvs)} times: {opencvs}")
    found += _of_face_model(bundle.of(bundled_face_model()))
    found += [f"{path} is missing" for path in (bundle.of(bundled_portrait()),) if not path.is_file()]
    return found + _of_notices(bundle)


def _of_face_model(path: Path) -> list[str]:
    if not path.is_file():
        return ["the face model is missing"]
    right = hashlib.sha256(path.read_bytes()).hexdigest() == FACE_MODEL_SHA256
    return [] if right else ["the face model is damaged"]


def _of_notices(bundle: Bundle) -> list[str]:
    """Every package and every part of the system has at least one licence text; the bill names the same parts."""
    folder, bill = bundle.of(licences_folder()), bundle.of(bill_of_materials())
    if not (folder / LIST_NAME).is_file() or not bill.is_file():
        return ["licences or the bill of materials are missing"]
    listed = (folder / LIST_NAME).read_text("utf-8").splitlines()
    told = json.loads(bill.read_text("utf-8"))
    return [
        f"{component['name']}: no licence text"
        for component in told["components"]
        if component["type"] != "data" and not _has_text(component, listed)
    ]


def _has_text(component: Mapping[str, str], listed: Sequence[str]) -> bool:
    head = f"{component['name']} {component.get('version', '')}".strip() + ": "
    rows = [number for number, line in enumerate(listed) if line.startswith(head)]
    return bool(rows) and listed[rows[0] + 1 :][:1] != [] and listed[rows[0] + 1].startswith("    ")

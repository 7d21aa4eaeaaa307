"""Writes a software bill of materials of a bundle's parts: CycloneDX 1.6, JSON.

The format: https://cyclonedx.org/docs/1.6/json. No time is in it, and its serial number follows from its content: the
same parts give the same bytes.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bundle.edition import Edition
from bundle.inventory import Origin, Part

_KINDS = {
    Origin.OURS: "application",
    Origin.PACKAGE: "library",
    Origin.PYTHON: "platform",
    Origin.SYSTEM: "library",
    Origin.FILE: "data",
}


def bill(parts: Sequence[Part], edition: Edition) -> str:
    """The document. One part is ours: it is what the others are in."""
    (own,) = (part for part in parts if part.origin is Origin.OURS)
    others = [part for part in parts if part.origin is not Origin.OURS]
    body = {
        "version": 1,
        "metadata": {
            "component": _component(own) | {"properties": [{"name": "pibu:edition", "value": edition.value}]},
            "tools": {"components": [{"type": "application", "name": "pibu bundle", "version": own.version}]},
        },
        "components": [_component(part) for part in others],
        "dependencies": [{"ref": _reference(own), "dependsOn": [_reference(part) for part in others]}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}"}
    return json.dumps(head | body, indent=1) + "\n"


def write_bill(parts: Sequence[Part], edition: Edition, path: Path) -> Path:
    """Writes the document.

    Raises:
        OSError: it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(bill(parts, edition), encoding="utf-8")
    return path


def _component(part: Part) -> dict[str, Any]:
    licence = {"expression": part.licence} if part.spdx else {"license": {"name": part.licence}}
    component: dict[str, Any] = {
        "type": _KINDS[part.origin],
        "bom-ref": _reference(part),
        "name": part.name,
        "licenses": [licence],
    }
    if part.version:
        component["version"] = part.version
    if part.address:
        component["purl"] = part.address
    if part.sha256:
        component["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    return component


def _reference(part: Part) -> str:
    return part.address or f"{part.origin.value}:{part.name}"

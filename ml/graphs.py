"""A pack's graphs: written once for each set of weights, kept in a cache that may vanish, break or be read-only."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import platformdirs
from safetensors import SafetensorError
from safetensors.numpy import load, save

from ml.checkpoints import Pack, trunk_users
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute

CACHE_VARIABLE = "PIBU_CACHE_DIR"
WRITER_VERSION = 1
"""Grows whenever ml.network_graph writes other graphs for the same weights; older files are then not used."""
KEPT_FILES = 4
"""Packs whose graphs stay in the cache (11 MB each for the shipped one)."""

Progress = Callable[[float], None]
"""Told how much is done, 0-1."""

_DIGEST = hashlib.sha256().digest_size
_SUFFIX = ".graphs"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PackGraphs:
    """Serialised ONNX models. trunks: each different one, with the attributes that share it. heads: by attribute."""

    trunks: tuple[tuple[bytes, tuple[Attribute, ...]], ...]
    heads: Mapping[Attribute, bytes]


def cache_folder() -> Path:
    """Where graphs are kept: PIBU_CACHE_DIR, else the platform's folder for what can be made again."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return (Path(chosen) if chosen else platformdirs.user_cache_path("pibu", appauthor=False)) / "graphs"


def graphs_of(pack: Pack, folder: Path, progress: Progress = lambda _: None) -> PackGraphs:
    """The graphs of a pack, from the cache where that holds whole ones, else written anew and put there.

    A damaged file is replaced; a folder that can't be written costs a moment at every start and nothing else.

    Raises:
        PibuError: CHECKPOINT_FOREIGN when weights don't fit the network that their card describes.
    """
    path = folder / f"{_key(pack)}{_SUFFIX}"
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, LookupError, SafetensorError) as problem:
        _log.warning("cached graphs unusable, writing them anew: %s", problem)
    graphs = write_graphs(pack, progress)
    try:
        _keep(path, graphs)
    except OSError as problem:
        _log.warning("graphs can't be kept, they will be written again next time: %s", problem)
    return graphs


def write_graphs(pack: Pack, progress: Progress = lambda _: None) -> PackGraphs:
    """The graphs of a pack, written anew.

    Raises:
        PibuError: CHECKPOINT_FOREIGN.
    """
    from ml.network_graph import head_graph, trunk_graph  # imports onnx, which a warm start does without

    trunks: list[tuple[bytes, tuple[Attribute, ...]]] = []
    heads: dict[Attribute, bytes] = {}
    groups = trunk_users(pack)
    steps = len(groups) + len(Attribute)
    for attribute in Attribute:
        checkpoint = pack.of(attribute)
        spec, weights = checkpoint.card.classifier, checkpoint.weights
        try:
            users = next((users for users in groups if users[0] is attribute), None)
            if users is not None:
                trunks.append((trunk_graph(spec, weights), users))
            heads[attribute] = head_graph(spec, weights)
        except ValueError as error:
            raise PibuError(TroubleCode.CHECKPOINT_FOREIGN, str(pack.folder), f"{attribute.value}: {error}") from error
        progress((len(trunks) + len(heads)) / steps)
    return PackGraphs(tuple(trunks), heads)


def _key(pack: Pack) -> str:
    """Names these weights and this way of writing them."""
    seen = [f"{WRITER_VERSION}", *(f"{c.card.sha256} {c.card.classifier}" for c in pack.checkpoints)]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:32]


def _read(path: Path) -> PackGraphs:
    """Raises ValueError, LookupError or SafetensorError when the file isn't what _keep wrote."""
    content = path.read_bytes()
    if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
        raise ValueError(f"{path.name}: sha256 differs")
    parts = {name: array.tobytes() for name, array in load(content[_DIGEST:]).items()}
    trunks = [(graph, _users(name)) for name, graph in sorted(parts.items()) if name.startswith("trunk ")]
    return PackGraphs(tuple(trunks), {a: parts[f"head {a.value}"] for a in Attribute})


def _users(name: str) -> tuple[Attribute, ...]:
    return tuple(Attribute(word) for word in name.split()[1:])


def _keep(path: Path, graphs: PackGraphs) -> None:
    """Writes a file whole or not at all, and lets go of the oldest ones."""
    parts = {" ".join(["trunk", *users]): graph for graph, users in graphs.trunks}
    parts |= {f"head {attribute.value}": graph for attribute, graph in graphs.heads.items()}
    payload = save({name: np.frombuffer(graph, np.uint8) for name, graph in parts.items()})
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(hashlib.sha256(payload).digest() + payload)
            part.flush()
            os.fsync(part.fileno())
        except OSError:
            part.close()
            Path(part.name).unlink(missing_ok=True)
            raise
    os.replace(part.name, path)
    files = sorted(path.parent.glob(f"*{_SUFFIX}"), key=lambda one: one.stat().st_mtime)
    for old in files[:-KEPT_FILES]:
        old.unlink(missing_ok=True)

"""A bench of synthetic crops on disk: rendered in shards (a killed run goes on), merged into .npy memory maps.

Files as training.bench opens them: crops (N, 160, 160, 3) uint8, mask (N, 160, 20) uint8 packed bits, skin (N, 3) f32,
region (N) u8, face (N) i32, person (N) str, photo (N) i16, grades (N, 5) i8 (-1 = not graded), severity (N, 5) f32,
ita (N) f32, weight (N) f32 (share of visible skin), and, where asked, changed (N, 5, 160, 20) uint8 packed bits: where
each attribute visibly changed the crop, and cells (N, 5, 10, 10) uint8: how much of each cell of a heat map (0-255)
lies within 8 px of such a change. bench.json says how they were made.
N = faces * 8, regions in Region's order.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from ml.types import FloatArray, Mask, SkinCrop
from training.change_mask import dilated
from training.skin_synthesis.base_level import BaseLevels, base_levels, measure
from training.skin_synthesis.canvas import Canvas, open_canvases
from training.skin_synthesis.draw import Shares, draw
from training.skin_synthesis.face import swapped_rows, synthesise
from training.skin_synthesis.ground import REGIONS, Ground, prepare_ground
from training.skin_synthesis.own_skin import OwnTrait, draw_own_skin, index_ratio, varied

SHARD_FACES = 50
GENERATOR_VERSION = 7
SETTINGS_FILE = "bench.json"
MAP_SIZE = 10
"""Side of the classifiers' maps: 160 px at stride 16."""


@dataclass(frozen=True, slots=True)
class BenchSettings:
    """How a bench is made. split: "train", "val" or "test"; shares: Shares' value; masks, cells: also keep what
    changed, per pixel or per cell of a heat map; varied: what is strengthened and weakened of people's own skin.
    """

    split: str
    count: int
    seed: int
    shares: str = "natural"
    masks: bool = False
    cells: bool = False
    varied: tuple[OwnTrait, ...] = ()
    generator: int = GENERATOR_VERSION


class Renderer:
    """Draws faces of one split. Everything follows from the settings' seed and the face's number."""

    def __init__(self, canvases: tuple[Canvas, ...], levels: BaseLevels, settings: BenchSettings) -> None:
        self._canvases = tuple(canvas for canvas in canvases if canvas.photo.split == settings.split)
        if not self._canvases:
            raise ValueError(f"no photograph of split {settings.split!r}")
        self._levels = levels
        self._bases = np.stack([levels.of(canvas.photo.person) for canvas in self._canvases])
        self._settings = settings
        self._grounds = lru_cache(maxsize=64)(self._ground)
        self._indices = lru_cache(maxsize=None)(self._measure)

    def shard(self, number: int) -> dict[str, NDArray[np.generic]]:
        """Columns of SHARD_FACES faces (fewer in the last shard)."""
        start = number * SHARD_FACES
        faces = range(start, min(start + SHARD_FACES, self._settings.count))
        rows = [self._face(index) for index in faces]
        return {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}

    def _ground(self, at: int) -> Ground:
        return prepare_ground(self._canvases[at])

    def _face(self, index: int) -> dict[str, NDArray[np.generic]]:
        seed = (self._settings.seed, index)
        rng = np.random.default_rng([*seed, 7])
        at = self._photo_at(index)
        person = self._canvases[at].photo.person
        ground, base = self._grounds(at), self._levels.of(person)
        own: Mask | None = None
        if self._settings.varied:
            ground, own = varied(ground, draw_own_skin(self._settings.varied, np.random.default_rng([*seed, 8])))
            base = self._levels.with_indices(person, index_ratio(self._canvases[at], self._indices(at), ground))
        drawn = draw(base, self._bases, Shares(self._settings.shares), rng)
        made = synthesise(ground, drawn.extra, seed, self._settings.masks or self._settings.cells, own)
        grades, severity = drawn.grades, drawn.total
        if made.mirrored:
            order = swapped_rows(made.crops)
            grades, severity = grades[order], severity[order]
        columns = _columns(made.crops)
        graded = np.array([crop.abstained is None for crop in made.crops])[:, None]
        count = len(REGIONS)
        columns["grades"] = np.where(graded, grades, -1).astype(np.int8)
        columns["severity"] = severity.astype(np.float32)
        columns["ita"] = np.full(count, made.ita, np.float32)
        columns["face"] = np.full(count, index, np.int32)
        columns["person"] = np.full(count, self._levels.people.index(person), np.int16)
        columns["photo"] = np.full(count, at, np.int16)
        if self._settings.masks:
            columns["changed"] = np.packbits(made.changed, axis=-1)
        if self._settings.cells:
            columns["cells"] = np.stack([[cells_of(mask) for mask in crop] for crop in made.changed])
        return columns

    def _measure(self, at: int) -> FloatArray:
        return measure(self._canvases[at])

    def _photo_at(self, index: int) -> int:
        """Photographs in shuffled rounds, so that each is used equally often."""
        count = len(self._canvases)
        order = np.random.default_rng([self._settings.seed, 5, index // count]).permutation(count)
        return int(order[index % count])


def render_bench(faces: Path, work: Path, out: Path, settings: BenchSettings, workers: int = 1) -> None:
    """Render a bench into `out`; shards that are already there are kept. `work` caches canvases.

    Raises:
        ValueError: `out` holds shards made with other settings, or the split is empty.
    """
    cv2.setNumThreads(1)
    shards = out / "shards"
    shards.mkdir(parents=True, exist_ok=True)
    canvases = open_canvases(faces, work)
    levels = base_levels(canvases)
    _claim(out, settings, levels, tuple(c.photo.file for c in canvases if c.photo.split == settings.split))
    numbers = range((settings.count + SHARD_FACES - 1) // SHARD_FACES)
    missing = [number for number in numbers if not (shards / f"{number:05d}.npz").is_file()]
    tasks = [(faces, work, levels, settings, shards, number) for number in missing]
    if workers <= 1:
        done: Iterable[int] = map(_render_shard, tasks)
        list(tqdm(done, total=len(tasks), desc=f"{settings.split} shards"))
    elif tasks:
        with multiprocessing.get_context("spawn").Pool(workers) as pool:
            list(tqdm(pool.imap_unordered(_render_shard, tasks), total=len(tasks), desc=f"{settings.split} shards"))
    _merge(out, [shards / f"{number:05d}.npz" for number in numbers], levels.people)


_Task = tuple[Path, Path, BaseLevels, BenchSettings, Path, int]


@lru_cache(maxsize=1)
def _canvases(faces: Path, work: Path) -> tuple[Canvas, ...]:
    return open_canvases(faces, work)


def _render_shard(task: _Task) -> int:
    faces, work, levels, settings, folder, number = task
    cv2.setNumThreads(1)
    columns = Renderer(_canvases(faces, work), levels, settings).shard(number)
    partial = folder / f"{number:05d}.part.npz"
    np.savez(partial, **columns)  # type: ignore[arg-type]
    partial.replace(folder / f"{number:05d}.npz")
    return number


def cells_of(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """(10, 10) uint8, the share (0-255) of each cell of a heat map that a change (S, S), grown by 8 px, covers."""
    grown = dilated(mask).astype(np.float32)
    shares = cv2.resize(grown, (MAP_SIZE, MAP_SIZE), interpolation=cv2.INTER_AREA)
    return np.asarray(np.round(shares * 255), np.uint8)


def _columns(crops: tuple[SkinCrop, ...]) -> dict[str, NDArray[np.generic]]:
    return {
        "crops": np.stack([crop.pixels for crop in crops]),
        "mask": np.packbits(np.stack([crop.mask for crop in crops]), axis=-1),
        "skin": np.stack([crop.skin for crop in crops]).astype(np.float32),
        "region": np.array([REGIONS.index(crop.region) for crop in crops], np.uint8),
        "weight": np.array([crop.visible for crop in crops], np.float32),
    }


def _claim(out: Path, settings: BenchSettings, levels: BaseLevels, photos: tuple[str, ...]) -> None:
    """Write bench.json, or check that it says the same."""
    wanted = json.loads(json.dumps(asdict(settings)))
    text = json.dumps(
        {
            "settings": wanted,
            "people": levels.people,
            "photos": photos,
            "regions": [r.value for r in REGIONS],
        },
        indent=1,
    )
    path = out / SETTINGS_FILE
    if path.is_file() and json.loads(path.read_text("utf-8"))["settings"] != wanted:
        raise ValueError(f"{out} holds a bench with other settings")
    path.write_text(text, "utf-8")


def _merge(out: Path, shards: list[Path], people: tuple[str, ...]) -> None:
    """Shards into one memory map a column, shard by shard."""
    with np.load(shards[0]) as first:
        names = list(first.files)
    counts = []
    for shard in shards:
        with np.load(shard) as part:
            counts.append(len(part["region"]))
    for name in names:
        _merge_column(out / f"{name}.npy", shards, counts, name)
    index = np.load(out / "person.npy")
    np.save(out / "person.npy", np.array(people)[index])


def _merge_column(path: Path, shards: list[Path], counts: list[int], name: str) -> None:
    """One column of all shards."""
    merged: NDArray[np.generic] | None = None
    start = 0
    for shard, count in zip(shards, counts, strict=True):
        with np.load(shard) as part:
            values = part[name]
        if merged is None:
            merged = np.lib.format.open_memmap(path, "w+", values.dtype, (sum(counts), *values.shape[1:]))
        merged[start : start + count] = values
        start += count

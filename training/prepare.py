"""Turns a user's graded pictures into benches for training, validation and test, cut as the app cuts them."""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from tqdm import tqdm

from ml.analyzer import FaceFinder
from ml.crops import close_up, cut_all
from ml.errors import PibuError
from ml.photo_file import read_photo
from ml.types import SkinCrop
from training.bench import ATTRIBUTES, Bench, BenchError, open_bench, refuse_leaks
from training.bench_writer import BenchWriter
from training.manifest import Manifest, Rejected, Row, read_manifest
from training.split_people import split_people

PARTS = ("train", "val", "test")
REJECTED_FILE = "rejected.csv"
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Preparation:
    """How benches were made: names of the manifest and the part, shares, seed, pictures used."""

    manifest: str
    part: str
    shares: tuple[float, ...]
    seed: int
    pictures: int


class Cutter:
    """Cuts rows' pictures into crops, and notes what can't be used.

    finder: finds faces on pictures of whole faces.
    """

    def __init__(self, images: Path, finder: FaceFinder) -> None:
        self._images = images
        self._finder = finder
        self._owners: dict[str, Row] = {}
        self.rejected: list[Rejected] = []

    def crops(self, row: Row) -> tuple[SkinCrop, ...]:
        """The usable crops of a row's picture that carry a grade; none where it can't be used."""
        try:
            content = (self._images / row.file).read_bytes()
            if self._seen_before(row, content):
                return ()
            image = read_photo(content)
        except OSError as error:
            return self._refused(row, error.strerror or "can't be read")
        except PibuError as error:
            return self._refused(row, f"{error.code.value.replace('_', ' ')} {error.detail}".strip())
        if row.region is not None:
            return tuple(self._usable(row, (close_up(image, row.region),)))
        faces = self._finder.detect(image)
        if len(faces) != 1:
            return self._refused(row, f"{len(faces)} faces found, expected one" if faces else "no face found")
        return tuple(self._usable(row, cut_all(image, faces[0], row.regions)))

    def _seen_before(self, row: Row, content: bytes) -> bool:
        owner = self._owners.setdefault(hashlib.sha256(content).hexdigest(), row)
        if owner is not row:
            self._refused(row, f"the same picture as {owner.file} of {owner.person}")
        return owner is not row

    def _usable(self, row: Row, crops: Sequence[SkinCrop]) -> Iterator[SkinCrop]:
        for crop in crops:
            if crop.abstained is None:
                yield crop
            else:
                self._refused(row, crop.abstained.value.replace("_", " "), crop.region.value)

    def _refused(self, row: Row, reason: str, region: str = "") -> tuple[SkinCrop, ...]:
        self.rejected.append(Rejected("picture", row.file, region or (row.region.value if row.region else ""), reason))
        return ()


def prepare(
    manifest: Manifest, cutter: Cutter, out: Path, shares: Sequence[float], seed: int, name: str, quiet: bool = False
) -> tuple[Bench, ...]:
    """Write out/train, out/val, out/test and out/rejected.csv.

    Raises:
        BenchError: no usable picture, too few people, or a bench is there already.
    """
    if not manifest.rows:
        _keep_rejected(out, manifest.rejected)
        raise BenchError(f"no usable row; reasons in {out / REJECTED_FILE}")
    parts = split_people(manifest.rows, shares, seed)
    pictures = [0] * len(PARTS)
    with ExitStack() as open_files:
        writers = [open_files.enter_context(closing(BenchWriter(out / part))) for part in PARTS]
        for number, row in enumerate(tqdm(manifest.rows, desc="pictures", disable=quiet)):
            crops = cutter.crops(row)
            pictures[parts[row.person]] += bool(crops)
            for crop in crops:
                writers[parts[row.person]].add(crop, number, row.person, row.grades_on(crop.region))
        _keep_rejected(out, (*manifest.rejected, *cutter.rejected))
        if empty := [part for part, writer in zip(PARTS, writers, strict=True) if not len(writer)]:
            raise BenchError(f"no usable crop left for {' and '.join(empty)}; reasons in {out / REJECTED_FILE}")
        for part, writer, count in zip(PARTS, writers, pictures, strict=True):
            settings = Preparation(name, part, tuple(shares), seed, count)
            writer.finish(json.dumps(asdict(settings), indent=1, ensure_ascii=False))
    benches = tuple(open_bench(out / part) for part in PARTS)
    refuse_leaks(benches)
    return benches


def _keep_rejected(out: Path, rejected: Sequence[Rejected]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with (out / REJECTED_FILE).open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("where", "file", "region", "reason"))
        rows.writerows(astuple(each) for each in rejected)


def overview(benches: Sequence[Bench]) -> str:
    """What was made, as text."""
    lines = []
    for bench in benches:
        faces, people = len(set(bench.face.tolist())), len(set(bench.person))
        lines.append(f"{bench.folder.name}: {people} people, {faces} pictures, {len(bench)} crops")
        counted = ((a, bench.counts(a).tolist()) for a in ATTRIBUTES)
        lines += [f"  {a.value:14s} crops of grades 0-4: {counts}" for a, counts in counted if sum(counts)]
    return "\n".join(lines)


def complaints(rejected: Sequence[Rejected], out: Path) -> str:
    """What wasn't used and why, as text; the first of them, where there are many."""
    lines = [f"not used: {_line(each)}" for each in rejected[:SHOWN]]
    return "\n".join([*lines, f"{len(rejected)} not used; all with their reasons in {out / REJECTED_FILE}"])


def _line(rejected: Rejected) -> str:
    return ", ".join(part for part in (rejected.where, rejected.file, rejected.region, rejected.reason) if part)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `prepare`."""
    parser.add_argument("manifest", type=Path, help="CSV or Parquet table, or a folder of the original's JSON files")
    parser.add_argument("--images", type=Path, required=True, help="folder that the file names are relative to")
    parser.add_argument("--out", type=Path, required=True, help="folder for the benches train, val and test")
    parser.add_argument("--split", type=float, nargs=3, default=[0.7, 0.15, 0.15], help="shares of train, val, test")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--person", default="", help="JSON only: pattern whose group finds the person in file_name")


def run(arguments: argparse.Namespace) -> int:
    """Prepare and print; 0 when done."""
    from ml.assets import face_model
    from ml.landmarker import Landmarker

    manifest = read_manifest(arguments.manifest, arguments.person)
    with Landmarker(face_model(), live=False) as finder:
        cutter = Cutter(arguments.images, finder)
        try:
            benches = prepare(manifest, cutter, arguments.out, arguments.split, arguments.seed, arguments.manifest.name)
        finally:
            if rejected := (*manifest.rejected, *cutter.rejected):
                print(complaints(rejected, arguments.out))
    print(overview(benches))
    return 0

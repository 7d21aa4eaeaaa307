"""Grades photos in Ray's processes, of this machine or a cluster: python -m ml.ray_photos. See docs/many-photos.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml.photo_bytes import photos_in
from ml.photo_grader import GradedPhoto, GradingOrder, PhotoGrader
from ml.ray_instance import ray_running
from ml.types import Attribute, QualityMode

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

PHOTOS_AT_ONCE = 8


class PhotoActor:
    """One process of Ray's: opens the grader once, then turns tables of photos into tables of grades."""

    def __init__(self, order: GradingOrder) -> None:
        self._grader = PhotoGrader(order)

    def __call__(self, photos: pyarrow.Table) -> pyarrow.Table:
        """photos: a column `path`, and `bytes` where the files' content was read already. Returns columns()."""
        import pyarrow

        graded = [
            self._grader.grade(row["bytes"] if "bytes" in row else Path(row["path"]), row["path"])
            for row in photos.to_pylist()
        ]
        return pyarrow.Table.from_pylist([_row(each) for each in graded], schema=columns())


def columns() -> pyarrow.Schema:
    """A graded photo's columns, of one kind in every file, whatever the photos in it were.

    expected: 0.0-4.0; the other columns are as docs/json.md says.
    """
    import pyarrow as pa

    texts = [(name, pa.string()) for name in ("photo", "sha256", "trouble", "detail", "model")]
    grades = [
        (f"{attribute}_{name}", kind)
        for attribute in Attribute
        for name, kind in (("grade", pa.int8()), ("expected", pa.float64()), ("abstained", pa.string()))
    ]
    return pa.schema([*texts, ("faces", pa.int32()), ("issues", pa.list_(pa.string())), *grades])


def _row(photo: GradedPhoto) -> dict[str, Any]:
    row: dict[str, Any] = {"photo": photo.photo, "sha256": photo.sha256}
    if photo.report is None:
        return row | {"trouble": photo.trouble, "detail": photo.detail}
    row |= {"model": photo.report.model.version, "faces": photo.report.faces, "issues": list(photo.report.issues)}
    for attribute, said in photo.report.attributes.items():
        row[f"{attribute}_grade"] = said.grade
        row[f"{attribute}_expected"] = said.expected
        row[f"{attribute}_abstained"] = said.abstained
    return row


def graded(photos: Dataset, order: GradingOrder, actors: int) -> Dataset:
    """The same photos, graded: a dataset of columns(), lazy as all of Ray's. A photo with trouble is a row too.

    photos: a column `path`, as of dataset_of, and `bytes`, as of ray.data.read_binary_files(..., include_paths=True).
    actors: processes that grade, each on one core with an engine of its own.
    """
    from ray.data import ActorPoolStrategy

    return photos.map_batches(
        PhotoActor,
        fn_constructor_args=(order,),
        batch_format="pyarrow",
        batch_size=PHOTOS_AT_ONCE,
        compute=ActorPoolStrategy(size=actors),
        num_cpus=1,
    )


def dataset_of(photos: Sequence[Path]) -> Dataset:
    """A dataset of paths; the files are read where they are graded, so every machine must see them there."""
    from ray.data import from_items

    return from_items([{"path": str(photo)} for photo in photos])


def main(argv: Sequence[str]) -> int:
    """The command. Returns the exit status: 0 written; argparse leaves with 2 when there is nothing to do."""
    parser = argparse.ArgumentParser("python -m ml.ray_photos", description=__doc__)
    parser.add_argument("folder", type=Path, help="photos are searched in it and below")
    parser.add_argument("out", type=Path, help="a new folder for files of grades")
    parser.add_argument("--actors", type=int, default=2, help="processes that grade, each on one core (default 2)")
    parser.add_argument("--address", help="host:port of a Ray cluster's head; by default Ray is started here")
    parser.add_argument("--form", choices=("parquet", "jsonl"), default="parquet")
    parser.add_argument("--quality", type=QualityMode, choices=tuple(QualityMode), default=QualityMode.NORMAL)
    parser.add_argument("--model", type=Path, help="a model pack's folder")
    arguments = parser.parse_args(argv)
    photos = photos_in([arguments.folder.absolute()]) if arguments.folder.is_dir() else []
    if not photos:
        parser.error(f"there are no photos in {arguments.folder}")
    if arguments.out.exists():
        parser.error(f"{arguments.out} exists already")
    if arguments.actors < 1:
        parser.error("--actors must be 1 or more")
    pack = None if arguments.model is None else arguments.model.absolute()
    with ray_running(arguments.actors, arguments.address):
        rows = graded(dataset_of(photos), GradingOrder(pack, arguments.quality), arguments.actors)
        write = rows.write_parquet if arguments.form == "parquet" else rows.write_json
        write(str(arguments.out.absolute()))
    print(f"{len(photos)} photos: {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m training eda`: look at a bench or a manifest and write the report."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.bench import open_bench
from training.eda.page import page
from training.eda.pictures import Look, of_bench, of_manifest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `eda`."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--bench", type=Path, help="folder of a bench")
    source.add_argument("--manifest", type=Path, help="CSV or Parquet table, or a folder of the original's JSON files")
    parser.add_argument("--images", type=Path, help="with --manifest: folder that the file names are relative to")
    parser.add_argument("--person", default="", help="JSON only: pattern whose group finds the person in file_name")
    parser.add_argument("--most", type=int, default=1000, help="with --manifest: pictures to look at, 0 = all")
    parser.add_argument("--examples", type=int, default=8, help="example crops a grade; 0 for a file that shows nobody")
    parser.add_argument("--out", type=Path, required=True, help="HTML file to write")


def run(arguments: argparse.Namespace) -> int:
    """Look and write; 0 when done."""
    look = of_bench(open_bench(arguments.bench)) if arguments.bench else _manifest(arguments)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(page(look, arguments.examples), "utf-8")
    print(f"{len(look.crops)} crops of {len(set(look.person))} people: wrote {arguments.out}")
    return 0


def _manifest(arguments: argparse.Namespace) -> Look:
    from ml.assets import face_model
    from ml.landmarker import Landmarker
    from training.manifest import read_manifest
    from training.prepare import Cutter

    if arguments.images is None:
        raise ValueError("--manifest needs --images, the folder that its file names are relative to")
    manifest = read_manifest(arguments.manifest, arguments.person)
    with Landmarker(face_model(), live=False) as finder:
        cutter = Cutter(arguments.images, finder)
        return of_manifest(manifest, cutter, arguments.images, arguments.manifest.name, arguments.most)

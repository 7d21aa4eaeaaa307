"""The command that renders a bench of synthetic crops, and the one that draws contact sheets."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.skin_synthesis.bench import BenchSettings, render_bench
from training.skin_synthesis.draw import Shares
from training.skin_synthesis.own_skin import OwnTrait


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `synthesize`."""
    parser.add_argument("--faces", type=Path, required=True, help="folder with manifest.csv and the photographs")
    parser.add_argument("--split", choices=("train", "val", "test"), default="train")
    parser.add_argument("--count", type=int, default=4000, help="faces to render (8 crops each)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--shares", choices=[s.value for s in Shares], default=Shares.NATURAL.value)
    parser.add_argument("--masks", action="store_true", help="also keep where each attribute changed the picture")
    parser.add_argument("--cells", action="store_true", help="also keep, coarsely, where the heat should lie")
    told = "also strengthen and weaken so much of what each person's own skin shows; redness when nothing is named"
    parser.add_argument("--varied", nargs="*", type=OwnTrait, choices=list(OwnTrait), help=told)
    parser.add_argument("--work", type=Path, default=Path("runs/synthesis"), help="cache of aligned faces")


def run(args: argparse.Namespace) -> int:
    """Render the bench; 0 when done."""
    varied = () if args.varied is None else tuple(args.varied) or (OwnTrait.REDNESS,)
    settings = BenchSettings(args.split, args.count, args.seed, args.shares, args.masks, args.cells, varied)
    render_bench(args.faces, args.work, args.out, settings, args.workers)
    return 0

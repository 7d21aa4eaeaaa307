"""Builds a bundle and checks it: `python -m bundle.build`; --edition cuda for NVIDIA cards, --out for where."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bundle.checks import Bundle, complaints
from bundle.contents import ROOT
from bundle.edition import VARIABLE, Edition

LARGEST = 12


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns the exit status: 0 built and in order, 1 not."""
    parser = argparse.ArgumentParser(prog="python -m bundle.build", description=__doc__)
    parser.add_argument("--edition", choices=[edition.value for edition in Edition], default=Edition.CPU.value)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder for the bundle (default: dist)")
    parser.add_argument("--work", type=Path, default=ROOT / "build", help="folder for what is made on the way")
    arguments = parser.parse_args(argv)
    bundle = build(Edition(arguments.edition), arguments.out, arguments.work)
    amiss = complaints(bundle) if bundle is not None else ["PyInstaller has failed"]
    if bundle is not None:
        print(summary(bundle))
    for complaint in amiss:
        print(complaint, file=sys.stderr)
    return 1 if amiss else 0


def build(edition: Edition, out: Path, work: Path) -> Bundle | None:
    """Runs PyInstaller. Returns what it built, None when it failed."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(out), "--workpath", str(work), str(ROOT / "pyinstaller.spec")]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ | {VARIABLE: edition.value}, check=False)
    return Bundle(out / edition.folder, edition) if ended.returncode == 0 else None


def summary(bundle: Bundle) -> str:
    """How large the bundle is, and by what."""
    sizes: Counter[str] = Counter()
    for path in bundle.files():
        sizes["/".join(path.relative_to(bundle.folder).parts[:2])] += path.stat().st_size
    rows = [f"  {size / 1e6:7.1f} MB  {name}" for name, size in sizes.most_common(LARGEST)]
    return "\n".join([f"{bundle.folder}: {bundle.size() / 1e6:.0f} MB in {len(bundle.files())} files", *rows])


if __name__ == "__main__":
    sys.exit(main())

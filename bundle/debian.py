"""Makes a Debian package of a bundle: `python -m bundle.debian dist/pibu`; for Debian, Ubuntu and their like.

The bundle goes to /opt/pibu as it is. What it loads from the system becomes the package's dependencies, found by asking
the loader (ldd) on the machine it was built on.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bundle.checks import Bundle
from bundle.contents import ROOT, version
from bundle.edition import Edition
from bundle.icon import write_icon
from bundle.inventory import debian_package
from resources.files import licences_folder

HOME = "opt/pibu"
STARTER = """[Desktop Entry]
Type=Application
Name=Pibu
Name[ko]=피부
Comment=Grades five skin attributes from a webcam or a photo
Comment[ko]=웹캠이나 사진으로 피부의 다섯 가지 속성을 살펴봅니다
Exec=/opt/pibu/pibu
Icon=pibu
Terminal=false
Categories=Graphics;
StartupWMClass=pibu
"""


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns the exit status: 0 made, 1 not."""
    parser = argparse.ArgumentParser(prog="python -m bundle.debian", description=__doc__)
    parser.add_argument("folder", type=Path, help="a bundle that python -m bundle.build has made")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder for the package (default: dist)")
    arguments = parser.parse_args(argv)
    if shutil.which("dpkg-deb") is None or not arguments.folder.is_dir():
        print("this needs dpkg-deb and a bundle", file=sys.stderr)
        return 1
    print(package(Bundle(arguments.folder, Edition.CPU), arguments.out))
    return 0


def package(bundle: Bundle, out: Path) -> Path:
    """Makes the package. Returns its path.

    Raises:
        OSError, subprocess.CalledProcessError: it can't be made.
    """
    machine = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"pibu_{version()}_{machine}.deb"
    with tempfile.TemporaryDirectory(dir=out, prefix=".deb-") as temporary:
        tree = Path(temporary)
        lay_out(bundle, tree, control(bundle, machine, dependencies(bundle)))
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "--build", str(tree), str(target)], check=True)
    return target


def lay_out(bundle: Bundle, tree: Path, control: str) -> None:
    """The files of the package below tree. The bundle's are linked, not copied, so tree lies on the same disk."""
    tree.chmod(0o755)
    shutil.copytree(bundle.folder, tree / HOME, symlinks=True, copy_function=os.link)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "pibu").symlink_to(f"/{HOME}/pibu")
    _write(tree / "usr" / "share" / "applications" / "pibu.desktop", STARTER)
    write_icon(tree / "usr" / "share" / "icons" / "hicolor" / "256x256" / "apps", "png")
    words = f"Pibu is under the MIT licence.\nEverything inside: /{HOME}/_internal/"
    inner = licences_folder().relative_to(ROOT).as_posix()
    _write(tree / "usr" / "share" / "doc" / "pibu" / "copyright", f"{words}{inner}/LICENCES.txt\n")
    _write(tree / "DEBIAN" / "control", control)


def control(bundle: Bundle, machine: str, wanted: Sequence[str]) -> str:
    """What dpkg reads: name, version, machine, size in KiB, what must be installed."""
    lines = {
        "Package": "pibu",
        "Version": version(),
        "Architecture": machine,
        "Maintainer": "Pibu <pibu@localhost>",
        "Installed-Size": str(bundle.size() // 1024),
        "Depends": ", ".join(wanted),
        "Section": "graphics",
        "Priority": "optional",
        "Description": "grades five skin attributes from a webcam or a photo\n Everything stays on this computer.",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items() if value)


def dependencies(bundle: Bundle) -> tuple[str, ...]:
    """The packages that the bundle's libraries are loaded from on this system, beside the bundle itself."""
    libraries = [path for path in bundle.files() if re.search(r"\.so($|\.)", path.name) or path == bundle.program]
    around = os.environ | {"LD_LIBRARY_PATH": str(bundle.inner)}
    asked = subprocess.run(["ldd", *map(str, libraries)], env=around, capture_output=True, text=True, check=False)
    return tuple(sorted({name for path in outside(asked.stdout, bundle.folder) if (name := debian_package(path))}))


def outside(told: str, folder: Path) -> set[Path]:
    """Libraries in ldd's answer that don't lie in a folder."""
    found = {Path(path) for path in re.findall(r"=> (/\S+) \(0x", told)}
    return {path for path in found if not path.is_relative_to(folder.resolve())}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

"""Brings the translation up to date: `python -m resources.i18n.update`; with --check only says what is amiss.

Wraps lupdate and lrelease of the PySide6 wheel. English is in the source. Plural forms ("%n") are not used: lupdate
6.12 loses translate() calls with a count; texts are worded so that they need none ("Photos not graded: {count}").
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path

import PySide6

from resources.files import FOLDER, translations_folder

EXECUTABLES = Path(PySide6.__file__).parent
SOURCES = FOLDER.parent / "app"
LANGUAGES = ("ko",)


def main(argv: Sequence[str] | None = None) -> int:
    """Updates the files, or with --check tells what is stale, missing or unfinished. 0 when nothing is amiss."""
    parser = argparse.ArgumentParser(prog="python -m resources.i18n.update", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is amiss")
    if parser.parse_args(argv).check:
        complaints = check()
    else:
        update(translations_folder())
        complaints = [text for language in LANGUAGES for text in unfinished(_ts(translations_folder(), language))]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


def update(folder: Path, sources: Path = SOURCES) -> None:
    """Runs lupdate and lrelease on every language's file in folder."""
    files = sorted(str(path) for path in sources.rglob("*.py"))
    for language in LANGUAGES:
        target = _ts(folder, language)
        _run("lupdate", "-silent", "-locations", "none", "-no-obsolete", "-source-language", "en",
             "-target-language", language, *files, "-ts", str(target))  # fmt: skip
        _run("lrelease", "-silent", str(target), "-qm", str(target.with_suffix(".qm")))


def check(folder: Path | None = None, sources: Path = SOURCES) -> list[str]:
    """What is amiss, one line each: files that an update would change, and texts without a translation."""
    folder = folder or translations_folder()
    complaints = []
    with tempfile.TemporaryDirectory() as temporary:
        fresh = Path(temporary)
        for language in LANGUAGES:
            shutil.copy(_ts(folder, language), fresh)
        update(fresh, sources)
        for language in LANGUAGES:
            for path in (_ts(fresh, language), _ts(fresh, language).with_suffix(".qm")):
                kept = folder / path.name
                if not kept.is_file() or kept.read_bytes() != path.read_bytes():
                    complaints.append(f"{path.name} is stale: run python -m resources.i18n.update")
            complaints += unfinished(_ts(fresh, language))
    return complaints


def unfinished(path: Path) -> list[str]:
    """Every text in a .ts file that has no finished translation."""
    complaints = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        complaints += [
            f"{path.name}: {context.findtext('name')}: {message.findtext('source')!r}"
            for message in context.iter("message")
            if not _finished(message.find("translation"))
        ]
    return complaints


def _finished(target: ElementTree.Element | None) -> bool:
    return target is not None and not target.get("type") and bool((target.text or "").strip())


def _ts(folder: Path, language: str) -> Path:
    return folder / f"pibu_{language}.ts"


def _run(program: str, *arguments: str) -> None:
    suffix = ".exe" if sys.platform == "win32" else ""
    finished = subprocess.run(
        [str(EXECUTABLES / f"{program}{suffix}"), *arguments], capture_output=True, text=True, check=False
    )
    if finished.returncode or "warning" in finished.stderr.lower():
        raise RuntimeError(f"{program} failed:\n{finished.stdout}{finished.stderr}")


if __name__ == "__main__":
    sys.exit(main())

"""`pibu models`: lists model packs, puts one in, says which one grades, takes one away."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.cli.parsing import GRADED, NOTHING_DONE, Parser, program, run_command, say, say_trouble
from app.cli.report import TroubleReport
from app.cli.table import padded, width
from app.settings import read_settings, settings_file, write_settings
from app.text import trouble_text
from ml.errors import PibuError
from ml.open import MODELS_VARIABLE
from ml.pack_store import InstalledPack, PackStore

translate = QCoreApplication.translate


class Action(StrEnum):
    """What can be done with packs."""

    LIST = "list"
    INSTALL = "install"
    USE = "use"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class PackReport:
    """One pack. trouble: None when it can be used. checkpoints: attribute -> sha256."""

    name: str
    version: str
    folder: str
    shipped: bool
    used: bool
    checkpoints: dict[str, str]
    trouble: TroubleReport | None


def run(argv: Sequence[str], application: QCoreApplication | None = None) -> int:
    """The command. Returns the exit status: 0 done, 2 not done."""
    return run_command(argv, application, lambda: _command(_parsed(argv)))


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = Parser("models", translate("Cli", "List, install, choose and remove model packs: what grades."))
    parser.add_argument(
        "action",
        nargs="?",
        default=Action.LIST.value,
        metavar="{" + ",".join(Action) + "}",
        help=translate("Cli", "what to do (default: list)"),
    )
    parser.add_argument(
        "target", nargs="?", metavar="PACK", help=translate("Cli", "a folder or .zip to install; else a pack's name")
    )
    parser.add_argument("--json", action="store_true", help=translate("Cli", "print JSON instead of a table"))
    arguments = parser.parse(argv)
    arguments.action = parser.one_of(Action, arguments.action)
    if (arguments.target is None) != (arguments.action is Action.LIST):
        parser.error(translate("Cli", "install, use and remove want one pack; list wants none"))
    return arguments


def _command(arguments: argparse.Namespace) -> int:
    desk = _Desk(PackStore(), settings_file(), bool(arguments.json))
    try:
        if arguments.action is Action.INSTALL:
            desk.install(Path(arguments.target))
        elif arguments.action is Action.USE:
            desk.use(arguments.target)
        elif arguments.action is Action.REMOVE:
            desk.remove(arguments.target)
        else:
            desk.show()
    except PibuError as trouble:
        desk.refuse(trouble)
        return NOTHING_DONE
    return GRADED


class _Desk:
    """Does what is asked with packs and settings, and says what became of it."""

    def __init__(self, store: PackStore, settings: Path, as_json: bool) -> None:
        self._store, self._settings, self._json = store, settings, as_json

    def show(self) -> None:
        """Every pack, and which one is used."""
        reports = [self._report(pack) for pack in self._store.installed()]
        if self._json:
            _print([asdict(r) for r in reports])
            return
        wide = max(width(r.name) for r in reports)
        for report in reports:
            print(f"{'*' if report.used else ' '} {padded(report.name, wide)}  {_words(report)}".rstrip())
        self._tell_override()

    def install(self, source: Path) -> None:
        """Put a pack in."""
        pack = self._store.install(source)
        text = translate("Cli", "“{name}” is installed. “{program} models use {name}” makes it grade.")
        self._say(pack, text.replace("{program}", program()))

    def use(self, name: str) -> None:
        """Let a pack grade from the next start on."""
        pack = self._store.named(name)
        self._store.checked(pack.name)
        self._choose("" if pack.shipped else pack.name)
        self._say(pack, translate("Cli", "“{name}” grades from the next start on."))
        self._tell_override()

    def remove(self, name: str) -> None:
        """Take a pack away; the shipped one grades if this one did."""
        pack = self._store.named(name)
        self._store.remove(name)
        if self._chosen() != pack.name:
            self._say(pack, translate("Cli", "“{name}” is removed."))
            return
        self._choose("")
        text = translate("Cli", "“{name}” is removed. It was in use; now Pibu's own pack “{own}” grades.")
        self._say(pack, text.replace("{own}", self._store.shipped.name))

    def refuse(self, trouble: PibuError) -> None:
        """Say why nothing was done, with the exact reason."""
        if self._json:
            _print({"error": asdict(_trouble(trouble)) | {"reason": trouble.detail}})
            return
        say_trouble(trouble)
        if trouble.detail:
            say(f"  {trouble.detail}")

    def _say(self, pack: InstalledPack, text: str) -> None:
        if self._json:
            there = pack.folder.is_dir()
            _print(asdict(self._report(pack)) if there else {"removed": pack.name, "used": self._used().name})
        else:
            print(text.replace("{name}", pack.name))

    def _report(self, pack: InstalledPack) -> PackReport:
        used = pack == self._used()
        try:
            version = self._store.checked(pack.name).model_version
        except PibuError as trouble:
            return PackReport(pack.name, "", str(pack.folder), pack.shipped, used, {}, _trouble(trouble))
        checkpoints = {c.attribute.value: c.sha256 for c in version.checkpoints}
        return PackReport(pack.name, version.version, str(pack.folder), pack.shipped, used, checkpoints, None)

    def _used(self) -> InstalledPack:
        try:
            return self._store.named(self._chosen())
        except PibuError:
            return self._store.shipped

    def _chosen(self) -> str:
        return read_settings(self._settings).model

    def _choose(self, name: str) -> None:
        write_settings(self._settings, replace(read_settings(self._settings), model=name))

    def _tell_override(self) -> None:
        if (folder := os.environ.get(MODELS_VARIABLE)) and not self._json:
            text = translate("Cli", "The environment variable {variable} goes before this choice: {folder}")
            say(text.format(variable=MODELS_VARIABLE, folder=folder))


def _words(report: PackReport) -> str:
    if report.trouble is not None:
        return report.trouble.message
    return translate("Cli", "comes with Pibu") if report.shipped else report.folder


def _trouble(trouble: PibuError) -> TroubleReport:
    text = trouble_text(trouble)
    return TroubleReport(trouble.code.value, f"{text.title}. {text.advice}")


def _print(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=True))

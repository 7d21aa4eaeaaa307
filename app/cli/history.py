"""`pibu history`: lists, exports, imports, backs up, restores and deletes a profile's scans without a window."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.cli.parsing import GRADED, NOTHING_DONE, SOME_NOT_GRADED, Parser, run_command, say, say_trouble
from app.cli.secrets import Described, NoSecretError, Secrets, Typed
from ml.errors import PibuError

if TYPE_CHECKING:
    from app.cli.history_desk import Desk, Wish

translate = QCoreApplication.translate

DONE, NOT_DONE, WRONG_CALL = GRADED, SOME_NOT_GRADED, NOTHING_DONE


class Action(StrEnum):
    """What can be done with a history."""

    LIST = "list"
    EXPORT = "export"
    IMPORT = "import"
    BACKUP = "backup"
    RESTORE = "restore"
    DELETE = "delete"


_WANT_FILE = (Action.EXPORT, Action.IMPORT)
_MAY_HAVE_FILE = (*_WANT_FILE, Action.BACKUP, Action.RESTORE)


def run(argv: Sequence[str], application: QCoreApplication | None = None) -> int:
    """The command. Returns the exit status: 0 done, 1 something could not be done, 2 wrong call."""
    return run_command(argv, application, lambda: _command(_parsed(argv)))


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = Parser(
        "history",
        translate("Cli", "List, export, import, back up, restore and delete the scans of a profile."),
        translate("Cli", "Exit status: 0 done, 1 something could not be done, 2 wrong call."),
    )
    _add_arguments(parser)
    arguments = parser.parse(argv)
    arguments.action = parser.one_of(Action, arguments.action)
    if arguments.profile is None and not arguments.everything:
        parser.error(translate("Cli", "--profile is needed: the ID to sign in with"))
    if arguments.file is None and arguments.action in _WANT_FILE:
        parser.error(translate("Cli", "{action} wants a file").format(action=arguments.action))
    if arguments.file is not None and arguments.action not in _MAY_HAVE_FILE:
        parser.error(translate("Cli", "{action} wants no file").format(action=arguments.action))
    if arguments.everything and (arguments.action is not Action.DELETE or arguments.profile is not None):
        parser.error(translate("Cli", "--everything goes with delete alone, without --profile"))
    if arguments.recovery_key and (arguments.action is not Action.RESTORE or arguments.file is None):
        parser.error(translate("Cli", "--recovery-key goes with restoring a file"))
    if arguments.limit is not None and (arguments.action is not Action.LIST or arguments.limit < 1):
        parser.error(translate("Cli", "--limit goes with list, and is at least 1"))
    return arguments


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("action", metavar="{" + ",".join(Action) + "}", help=translate("Cli", "what to do"))
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=translate(
            "Cli",
            "the .zip to export to or import from; the .pibu to back up to or restore from. Without one, backup makes "
            "today's backup and restore lists the backups",
        ),
    )
    parser.add_argument("--profile", metavar="ID", help=translate("Cli", "the ID to sign in with"))
    parser.add_argument(
        "--password-fd",
        type=int,
        metavar="N",
        help=translate("Cli", "read the password from this file descriptor, one line (default: ask at the terminal)"),
    )
    parser.add_argument(
        "--recovery-key",
        action="store_true",
        help=translate("Cli", "restore with the recovery key and a new password; both are asked for"),
    )
    parser.add_argument("--limit", type=int, metavar="N", help=translate("Cli", "list only the newest N scans"))
    parser.add_argument("--replace", action="store_true", help=translate("Cli", "replace the file if it is there"))
    parser.add_argument("--yes", action="store_true", help=translate("Cli", "delete without asking"))
    parser.add_argument(
        "--everything",
        action="store_true",
        help=translate("Cli", "delete all profiles, settings and logs of Pibu on this computer"),
    )
    parser.add_argument("--json", action="store_true", help=translate("Cli", "print JSON instead of a table"))


def _command(arguments: argparse.Namespace) -> int:
    from app.cli.history_desk import Desk

    secrets: Secrets = Typed() if arguments.password_fd is None else Described(arguments.password_fd)
    try:
        with Desk(secrets, bool(arguments.json)) as desk:
            return _done(desk, arguments)
    except NoSecretError as problem:
        say(str(problem))
        return WRONG_CALL
    except PibuError as trouble:
        say_trouble(trouble)
        if trouble.detail:
            say(f"  {trouble.detail}")
        return NOT_DONE


def _done(desk: Desk, arguments: argparse.Namespace) -> int:
    wish = _wish(arguments)
    if arguments.everything:
        return _status(desk.delete_everything(wish))
    if arguments.action is Action.LIST:
        desk.show(wish, arguments.limit)
    elif arguments.action is Action.EXPORT:
        return _status(desk.export(wish))
    elif arguments.action is Action.IMPORT:
        desk.take_in(wish)
    elif arguments.action is Action.BACKUP:
        return _status(desk.back_up(wish))
    elif arguments.action is Action.RESTORE:
        return _status(desk.restore(wish))
    else:
        return _status(desk.delete(wish))
    return DONE


def _status(whole: bool) -> int:
    return DONE if whole else NOT_DONE


def _wish(arguments: argparse.Namespace) -> Wish:
    from app.cli.history_desk import Wish

    return Wish(
        profile=arguments.profile or "",
        file=arguments.file,
        replace=bool(arguments.replace),
        recovery=bool(arguments.recovery_key),
        sure=bool(arguments.yes),
    )

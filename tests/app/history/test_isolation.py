"""Nobody reads, changes or notices another profile's scans: not by id, not by path, not by any call."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from app.history.backup_records import SealedScan
from app.history.history_store import HistoryStore
from app.history.ports import History
from app.history.records import Kind, ScanDraft, ScanFilter, Tag, TagKind
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Region
from tests.app.history.conftest import Place
from tests.app.history.example_scans import draft, example_pictures, example_scan
from tests.source_tree import called_name, sources

NEEDLE = "needle of Haru"
TAG = Tag(TagKind.FREE, NEEDLE)
CALLS: dict[str, Callable[[History, str], object]] = {
    "save": lambda history, other: history.save(ScanDraft(replace(example_scan(), regraded_from=other))),
    "save_many": lambda history, other: history.save_many([draft()]),
    "scans": lambda history, other: history.scans(ScanFilter(tags=(TAG,))),
    "ids": lambda history, other: other in history.ids(),
    "count": lambda history, other: history.count(ScanFilter(tags=(TAG,))),
    "scan": lambda history, other: history.scan(other),
    "photo": lambda history, other: history.photo(other),
    "thumbnail": lambda history, other: history.thumbnail(other),
    "heat": lambda history, other: history.heat(other),
    "annotate": lambda history, other: history.annotate(other, "changed", []),
    "picture": lambda history, other: history.picture(other, Kind.HEAT),
    "whole": lambda history, other: history.whole([other]),
    "known": lambda history, other: other in history.known(),
    "sealed": lambda history, other: [history.sealed(other, kind) for kind in Kind],
    "replace": lambda history, other: replaced(history, other),
    "tags": lambda history, other: history.tags(),
    "delete": lambda history, other: history.delete([other]),
    "undelete": lambda history, other: history.undelete([other]),
    "purge": lambda history, other: history.purge(),
    "clear": lambda history, other: history.clear(),
    "timeline": lambda history, other: history.timeline(),
    "series": lambda history, other: history.series(Attribute.OIL, Region.FOREHEAD),
    "series_of": lambda history, other: history.series_of(list(Attribute)),
}
"""Every call a history has, each tried with another profile's scan."""
ABOUT_NOBODY = {"profile", "prepare", "close"}


def replaced(history: History, other: str) -> None:
    """A restore that has a scan of the other one's id."""
    assert isinstance(history, HistoryStore)
    history.replace([SealedScan(replace(example_scan(), id=other), (), ())])
    history.replace([])


@pytest.fixture
def two(place: Place) -> tuple[History, History, str]:
    """Jimin's history, Haru's, and the id of a scan that is Haru's."""
    mine, theirs = place.history("Jimin"), place.history("Haru")
    mine.save(draft(1))
    kept = theirs.save(ScanDraft(example_scan(2, notes=NEEDLE, tags=(TAG,)), example_pictures(NEEDLE.encode())))
    return mine, theirs, kept.id


def test_every_call_is_tried() -> None:
    public = {name for name, _ in inspect.getmembers(HistoryStore) if not name.startswith("_")}
    assert public - ABOUT_NOBODY == set(CALLS)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(names=st.lists(st.sampled_from(sorted(CALLS)), min_size=1, max_size=6))
def test_no_sequence_of_calls_reaches_another_profile(two: tuple[History, History, str], names: list[str]) -> None:
    mine, theirs, kept = two
    before = seen_of(theirs, kept)
    for name in names:
        try:
            answer = CALLS[name](mine, kept)
        except PibuError as trouble:
            answer = None
            if trouble.code is not TroubleCode.SCAN_GONE:
                raise
        assert NEEDLE not in repr(answer)
    assert seen_of(theirs, kept) == before
    assert mine.tags() == ()
    assert kept not in mine.timeline().scans
    assert kept not in [scan.id for scan in mine.scans(limit=500)]


def seen_of(history: History, scan_id: str) -> tuple[object, ...]:
    scan = history.scan(scan_id)
    return (scan.notes, scan.tags, history.photo(scan_id), history.count(), history.timeline().scans)


def test_the_same_id_may_be_kept_by_two_people(place: Place) -> None:
    mine, theirs = place.history("Jimin"), place.history("Haru")
    once = draft(pictures=example_pictures(b"mine"))
    mine.save(once)
    theirs.save(ScanDraft(once.scan, example_pictures(b"theirs")))
    assert mine.photo(once.scan.id) == b"mine"
    theirs.clear()
    assert mine.photo(once.scan.id) == b"mine"


@pytest.mark.parametrize("name", sorted(CALLS))
def test_every_statement_names_the_profile(two: tuple[History, History, str], name: str) -> None:
    """What reads or changes scans says whose, in its own condition or that of the scan it was joined with."""
    mine, _, kept = two
    statements: list[str] = []
    assert isinstance(mine, HistoryStore)
    listen(mine._engine, statements)
    with suppress(PibuError):
        CALLS[name](mine, kept)
    asked = [one for one in statements if not re.match(r"(BEGIN|SELECT pg_catalog|VACUUM|INSERT INTO)", one)]
    assert statements
    for one in asked:
        assert re.search(r"profile = ", one) or re.search(r"(FROM picture|INTO picture).*scan = ", one, re.DOTALL), one


def listen(engine: Engine, statements: list[str]) -> None:
    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)


BUILDERS = {"format", "format_map", "join", "replace", "__mod__"}
RUNNERS = {
    "text",
    "exec_driver_sql",
    "execute",
    "executemany",
    "executescript",
    "outside_transaction",
    "literal_column",
}
PUT_TOGETHER = {"_key_statement(key)"}
"""The one statement that is built: PRAGMA key takes no parameter, and gets 64 hexadecimal digits."""


def test_no_statement_is_put_together_from_strings() -> None:
    """What runs SQL gets a literal, a name of one, or an expression of SQLAlchemy: no f-string, +, % or format."""
    breaches, looked_at = [], 0
    for source in sources("app"):
        if not source.module.startswith("app.history"):
            continue
        for call in source.calls():
            if called_name(call) in RUNNERS and call.args:
                looked_at += 1
                breaches += [f"{source.module}:{call.lineno}" for part in call.args if built(part)]
    assert looked_at > 30
    assert not breaches


def built(node: ast.AST) -> bool:
    """Whether text is put together in an argument."""
    if ast.unparse(node) in PUT_TOGETHER:
        return False
    for part in ast.walk(node):
        if isinstance(part, ast.JoinedStr):
            return True
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Add | ast.Mod) and has_text(part):
            return True
        if isinstance(part, ast.Call) and called_name(part) in BUILDERS:
            return True
    return False


def has_text(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(node))


@pytest.mark.parametrize(
    ("code", "bad"),
    [
        ('text("VACUUM")', False),
        ("execute(select(scan).where(scan.c.id == wanted))", False),
        ('execute(f"SELECT {name}")', True),
        ('execute("SELECT " + name)', True),
        ('execute("SELECT %s" % name)', True),
        ('execute("SELECT {}".format(name))', True),
        ('text("".join(parts))', True),
        ("execute(_key_statement(key))", False),
    ],
)
def test_the_rule_bites(code: str, bad: bool) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert built(call.args[0]) is bad

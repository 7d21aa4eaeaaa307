"""An export holds everything, and comes back as it was; what isn't one is refused and changes nothing."""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.history import heat_bytes
from app.history.export import export_all
from app.history.importing import import_all
from app.history.ports import History
from app.history.records import Kind, Pictures, ScanDraft, Tag, TagKind
from app.history.scan_json import scan_to_json
from ml.errors import PibuError, TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import example_heat, example_scan
from tests.app.history.test_file_storage import code_of

README = "Was man wissen muss · 읽어 주세요\n"
SIZE = (96, 64)


def real_jpeg(seed: int, size: tuple[int, int] = SIZE, **how: object) -> bytes:
    """Noise, as a JPEG that decodes."""
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=90, **how)
    return stream.getvalue()


def full_draft(day: int, *, pictures: bool = True) -> ScanDraft:
    scan = example_scan(day, notes=f'note {day}\n"빛"', tags=(Tag(TagKind.PRODUCT, "새 크림"),))
    scan = replace(scan, conditions=replace(scan.conditions, width=SIZE[0], height=SIZE[1]))
    if not pictures:
        return ScanDraft(scan)
    return ScanDraft(scan, Pictures(real_jpeg(day), real_jpeg(day + 100, (32, 32)), example_heat()))


def filled(place: Place, count: int = 3) -> History:
    history = place.history("Jimin")
    for day in range(count):
        history.save(full_draft(day))
    history.save(full_draft(50, pictures=False))
    return history


def state(history: History) -> list[tuple[object, ...]]:
    """All that is kept; pictures byte by byte, heat by its values as bytes."""
    scans = history.scans(limit=1000)
    return [(scan_to_json(scan), *(history.picture(scan.id, kind) for kind in Kind)) for scan in scans]


@pytest.fixture
def export(files: Place, tmp_path: Path) -> Path:
    """An export of three scans with pictures and one without."""
    target = tmp_path / "export.zip"
    export_all(filled(files), target, README)
    return target


def changed(export: Path, change: Callable[[dict[str, bytes]], None], target: str = "changed.zip") -> Path:
    """The same export with other members, packed anew."""
    with zipfile.ZipFile(export) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    path = export.with_name(target)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_what_is_exported_comes_back_the_same(place: Place, tmp_path: Path) -> None:
    history = filled(place)
    before, target, steps = state(history), tmp_path / "export.zip", []
    exported = export_all(history, target, README, told=lambda done, of: steps.append((done, of)))
    assert (exported.path, exported.scans, exported.pictures, exported.damaged) == (target, 4, 9, ())
    assert steps == [(4, 8), (8, 8)]
    other = place.history("Haru")
    imported = import_all(other, target)
    assert (len(imported.added), imported.known) == (4, ())
    assert state(other) == before
    assert state(history) == before
    again = import_all(other, target)
    assert (again.added, len(again.known)) == ((), 4)
    assert state(other) == before


def test_what_is_in_it_can_be_read_by_anybody(export: Path) -> None:
    with zipfile.ZipFile(export) as archive:
        names = archive.namelist()
        assert archive.read("README.txt").decode() == README
        lines = archive.read("scans.jsonl").decode().splitlines()
        assert [json.loads(line)["notes"][:6] for line in lines] == ["note 0", "note 1", "note 2", "note 5"]
        photo = next(name for name in names if name.startswith("photos/2026-01-02_0730_"))
        with Image.open(io.BytesIO(archive.read(photo))) as picture:
            assert picture.size == SIZE
    assert len(names) == 2 + 9
    if os.name == "posix":
        assert export.stat().st_mode & 0o77 == 0


def test_only_what_is_not_there_is_taken_over(place: Place, tmp_path: Path) -> None:
    history, target = filled(place), tmp_path / "export.zip"
    export_all(history, target, README)
    before = state(history)
    newest, _, going, oldest = [scan.id for scan in history.scans()]
    history.annotate(newest, "changed since", [])
    history.delete([going])
    history.purge()
    history.delete([oldest])
    imported = import_all(history, target)
    assert imported.added == (going,)
    assert set(imported.known) == {newest, oldest} | {scan.id for scan in history.scans()} - {going}
    assert state(history)[1:] == before[1:], "the one that was deleted a moment ago is there again"
    assert history.scan(newest).notes == "changed since"


def test_a_damaged_picture_is_told_and_the_rest_exported(files: Place, tmp_path: Path) -> None:
    history = filled(files)
    spoiled = history.scans()[1].id
    (path,) = files.folder.glob(f"profiles/*/photos/{spoiled}.photo.enc")
    path.write_bytes(b"damaged")
    exported = export_all(history, tmp_path / "export.zip", README)
    assert exported.damaged == (spoiled,)
    assert (exported.scans, exported.pictures) == (4, 6)
    other = files.history("Haru")
    assert len(import_all(other, tmp_path / "export.zip").added) == 4
    assert other.scan(spoiled).has_photo is False


def test_nothing_half_is_left_and_nothing_overwritten(files: Place, tmp_path: Path) -> None:
    history, target = filled(files), tmp_path / "export.zip"
    target.write_bytes(b"mine")
    assert code_of(lambda: export_all(history, target, README)) is TroubleCode.FILE_TAKEN

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_all(history, target, README, replace=True, told=stop)
    assert target.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["export.zip"]
    export_all(history, target, README, replace=True)
    assert zipfile.is_zipfile(target)


@pytest.mark.parametrize("name", ["../scans.jsonl", "/etc/passwd", "photos/../../x.jpg", "C:\\x", "..\\x", "a:b"])
def test_names_that_lead_out_are_refused(export: Path, files: Place, name: str) -> None:
    hostile = changed(export, lambda members: members.update({name: b"x"}))
    assert_refused(files, hostile, TroubleCode.EXPORT_UNSAFE)


def assert_refused(files: Place, source: Path, code: TroubleCode) -> None:
    """Refused with this code; nothing in the history or on the disk is another."""
    history = files.history("Haru")
    history.save(full_draft(7))
    before = state(history)
    around = sorted(source.parent.rglob("*"))
    assert code_of(lambda: import_all(history, source)) is code
    assert state(history) == before
    assert sorted(source.parent.rglob("*")) == around


def bomb(members: dict[str, bytes]) -> None:
    members["scans.jsonl"] = bytes(300_000_000)


def one_photo(content: bytes) -> Callable[[dict[str, bytes]], None]:
    """Puts other bytes in the place of the first photo."""

    def change(members: dict[str, bytes]) -> None:
        members[next(name for name in members if name.startswith("photos/"))] = content

    return change


def one_heat(content: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members[next(name for name in members if name.startswith("heat/"))] = content

    return change


def heat_bomb() -> bytes:
    """An array whose head claims terabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        head = b"{'descr': '|u1', 'fortran_order': False, 'shape': (9000000000000,), }\n"
        archive.writestr("head.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head)
    return stream.getvalue()


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[dict[str, bytes]], None]:
    def put(members: dict[str, bytes]) -> None:
        members["scans.jsonl"] = b"\n".join(change(members["scans.jsonl"].splitlines())) + b"\n"

    return put


HOSTILE: list[tuple[Callable[[dict[str, bytes]], None], TroubleCode]] = [
    (bomb, TroubleCode.EXPORT_UNSAFE),
    (lambda members: members.update({"run.exe": b"MZ"}), TroubleCode.EXPORT_UNFIT),
    (lambda members: members.update({"photos/x.jpg": b"x"}), TroubleCode.EXPORT_UNFIT),
    (lambda members: members.__delitem__("scans.jsonl"), TroubleCode.EXPORT_UNFIT),
    (lambda members: members.update({f"photos/{example_scan().id}.jpg": b"x"}), TroubleCode.EXPORT_UNFIT),
    (lines(lambda all_: [*all_, all_[0]]), TroubleCode.EXPORT_UNFIT),
    (lines(lambda all_: [*all_[:-1], all_[-1][:-9]]), TroubleCode.SCAN_UNFIT),
    (lines(lambda all_: [*all_, b'{"a":' * 3000]), TroubleCode.SCAN_UNFIT),
    (lines(lambda all_: [one.replace(b'"pibu_scan":1', b'"pibu_scan":2') for one in all_]), TroubleCode.EXPORT_NEWER),
    (one_photo(b"<html>"), TroubleCode.EXPORT_DAMAGED),
    (one_photo(real_jpeg(1)[:-300]), TroubleCode.EXPORT_DAMAGED),
    (one_photo(real_jpeg(1, (64, 96))), TroubleCode.EXPORT_DAMAGED),
    (one_heat(b"PK\3\4"), TroubleCode.EXPORT_DAMAGED),
    (one_heat(heat_bomb()), TroubleCode.EXPORT_DAMAGED),
]


@pytest.mark.parametrize(("change", "code"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_exports_change_nothing(
    export: Path, files: Place, change: Callable[[dict[str, bytes]], None], code: TroubleCode
) -> None:
    assert_refused(files, changed(export, change), code)


def test_an_export_cut_anywhere_changes_nothing(export: Path, files: Place) -> None:
    content, history, cut = export.read_bytes(), files.history("Haru"), export.with_name("cut.zip")
    for length in range(0, len(content), len(content) // 12):
        cut.write_bytes(content[:length])
        code = code_of(lambda: import_all(history, cut))
        assert code is (TroubleCode.EXPORT_DAMAGED if length else TroubleCode.EXPORT_UNFIT)
    assert code_of(lambda: import_all(history, export.with_name("absent.zip"))) is TroubleCode.EXPORT_UNFIT
    assert history.count() == 0


def test_flipped_bytes_are_noticed_or_harmless(export: Path, files: Place) -> None:
    """A byte changed in a zip's own fields may mean nothing; in what it holds it never goes unnoticed."""
    content, history = export.read_bytes(), files.history("Haru")
    expected = state(files_history(files))
    flipped, refused = export.with_name("flipped.zip"), 0
    for where in range(7, len(content), len(content) // 60):
        flipped.write_bytes(content[:where] + bytes([content[where] ^ 0x55]) + content[where + 1 :])
        try:
            import_all(history, flipped)
        except PibuError:
            refused += 1
            assert history.count() == 0
            continue
        assert state(history) == expected
        history.clear()
    assert refused > 40


def files_history(files: Place) -> History:
    """The history that the export fixture filled, which is still open."""
    return next(one for one in files.all_opened() if one.profile.name == "Jimin")


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("face", np.zeros((468, 2), np.float32)),
        ("face", np.full((478, 2), np.nan, np.float32)),
        ("mask.0", np.zeros(7, np.uint8)),
        ("way.0", np.zeros((3, 3))),
        ("skin.0", np.array(["a", "b", "c"])),
        ("map.0", np.zeros((2, 2, 2), np.uint8)),
        ("map.0", np.zeros((0, 0), np.uint8)),
        ("map.0", np.zeros((160, 160), np.float32)),
        ("more", np.zeros(2**26 + 1, np.uint8)),
    ],
)
def test_heat_of_another_shape_is_damaged(name: str, array: np.ndarray) -> None:
    with np.load(io.BytesIO(heat_bytes.to_bytes(example_heat()))) as arrays:
        parts = dict(arrays) | {name: array}
    stream = io.BytesIO()
    np.savez_compressed(stream, **parts)
    assert code_of(lambda: heat_bytes.from_bytes(stream.getvalue())) is TroubleCode.PICTURE_DAMAGED

"""Installed packs: only whole ones that fit come in, archives write nowhere else, the shipped one stays."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from ml.checkpoints import PACK_FILE, Checkpoint, card_file, load_pack, save_pack, shipped_pack, weights_file
from ml.errors import PibuError, TroubleCode
from ml.pack_check import refuse_misfits
from ml.pack_files import MOST_MEMBERS, NAMES
from ml.pack_store import PackStore, is_name, pack_name, packs_folder
from ml.types import Attribute, FloatArray
from tests.support import random_pack


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole pack of version random-0."""
    return random_pack(tmp_path_factory.mktemp("pristine"))


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    """An empty store."""
    return PackStore(tmp_path / "models")


def zipped(pack: Path, path: Path, top: str = "", extra: Mapping[str, bytes] = MappingProxyType({})) -> Path:
    """A pack as an archive, with more members by name."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in NAMES:
            archive.write(pack / name, top + name)
        for name, content in extra.items():
            archive.writestr(name, content)
    return path


def refused(store: PackStore, source: Path) -> PibuError:
    """Why a pack is not let in; nothing of it is left behind."""
    with pytest.raises(PibuError) as caught:
        store.install(source)
    assert [p.shipped for p in store.installed()] == [True]
    assert list((source.parent / "models").glob("*")) == []
    return caught.value


@pytest.mark.parametrize("form", ["folder", "zip", "zip with a folder"])
def test_a_pack_comes_in_is_opened_and_goes(form: str, store: PackStore, pristine: Path, tmp_path: Path) -> None:
    source = pristine if form == "folder" else zipped(pristine, tmp_path / "p.zip", "mine/" if "with" in form else "")
    pack = store.install(source)
    assert (pack.name, pack.shipped) == ("random-0", False)
    assert sorted(p.name for p in pack.folder.iterdir()) == sorted(NAMES)
    assert store.checked("random-0").model_version == load_pack(pristine).model_version
    assert [p.name for p in store.installed()] == ["pibu-1", "random-0"]
    assert store.install(source) == pack
    store.remove("random-0")
    assert [p.name for p in store.installed()] == ["pibu-1"]
    assert list((tmp_path / "models").iterdir()) == []


def test_other_files_beside_a_pack_stay_outside(store: PackStore, pristine: Path, tmp_path: Path) -> None:
    source = zipped(pristine, tmp_path / "p.zip", "mine/", {"mine/readme.txt": b"hello", "setup.exe": b"MZ"})
    assert sorted(p.name for p in store.install(source).folder.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", ["../evil", "mine/../../evil", "/evil", "\\evil", "..\\evil", "c:evil", "C:/evil"])
def test_an_archive_that_leads_out_is_refused_whole(
    name: str, store: PackStore, pristine: Path, tmp_path: Path
) -> None:
    trouble = refused(store, zipped(pristine, tmp_path / "p.zip", extra={name: b"!"}))
    assert trouble.code is TroubleCode.PACK_UNSAFE
    assert "leads out" in trouble.detail
    assert not list(tmp_path.rglob("*evil*"))


def test_an_archive_may_not_hold_more_than_a_pack(
    store: PackStore, pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = {f"f{number}": b"" for number in range(MOST_MEMBERS)}
    assert refused(store, zipped(pristine, tmp_path / "p.zip", extra=crowd)).code is TroubleCode.PACK_UNSAFE
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(PACK_FILE, b"0" * 5_000_000)
    monkeypatch.setattr("ml.pack_files.LARGEST_FILE", 1_000_000)
    assert bomb.stat().st_size < 10_000
    assert refused(store, bomb).detail == f"{PACK_FILE} is too large"


@pytest.mark.parametrize("attribute", Attribute)
def test_a_damaged_pack_is_refused_with_the_file(
    attribute: Attribute, store: PackStore, pristine: Path, tmp_path: Path
) -> None:
    pack = Path(shutil.copytree(pristine, tmp_path / "pack"))
    path = pack / weights_file(attribute)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    trouble = refused(store, pack)
    assert (trouble.code, trouble.subject) == (TroubleCode.PACK_DAMAGED, str(pack))
    assert trouble.detail == f"{attribute.value}.safetensors: sha256 differs"
    (pack / card_file(attribute)).unlink()
    assert refused(store, pack).detail == f"{attribute.value}.json: is not there"


def test_a_pack_for_another_program_is_refused_with_why(store: PackStore, pristine: Path, tmp_path: Path) -> None:
    checkpoints = load_pack(pristine).checkpoints
    other = [replace(c, card=replace(c.card, aggregation="loudest wins")) for c in checkpoints]
    trouble = refused(store, save_pack(tmp_path / "pack", "1", other))
    assert trouble.code is TroubleCode.PACK_FOREIGN
    assert "another aggregation" in trouble.detail


@pytest.mark.parametrize(
    ("change", "told"), [({"head_width": 10**7}, "doesn't fit"), ({"backbone": "resnet50"}, "not")]
)
def test_weights_must_fit_the_network_of_their_card(
    change: dict[str, object], told: str, store: PackStore, pristine: Path, tmp_path: Path
) -> None:
    """Found out without building it: this head would take gigabytes."""
    checkpoints = load_pack(pristine).checkpoints
    wrong = replace(checkpoints[1].card.classifier, **change)  # type: ignore[arg-type]
    other = [*checkpoints]
    other[1] = Checkpoint(replace(checkpoints[1].card, classifier=wrong), checkpoints[1].weights)
    trouble = refused(store, save_pack(tmp_path / "pack", "1", other))
    assert trouble.code is TroubleCode.PACK_FOREIGN
    assert "hydration" in trouble.detail
    assert told in trouble.detail


@pytest.mark.parametrize(("change", "told"), [({"head_width": 10**7}, "shape"), ({"backbone": "resnet50"}, "not")])
def test_an_edition_without_torch_refuses_the_same_packs(
    change: dict[str, object],
    told: str,
    store: PackStore,
    pristine: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By writing the graphs that would grade; a whole pack comes in."""
    monkeypatch.setattr("ml.pack_store.has_torch", lambda: False)
    checkpoints = load_pack(pristine).checkpoints
    wrong = replace(checkpoints[1].card.classifier, **change)  # type: ignore[arg-type]
    other = [*checkpoints]
    other[1] = Checkpoint(replace(checkpoints[1].card, classifier=wrong), checkpoints[1].weights)
    trouble = refused(store, save_pack(tmp_path / "pack", "1", other))
    assert trouble.code is TroubleCode.PACK_FOREIGN
    assert "hydration" in trouble.detail
    assert told in trouble.detail
    assert store.install(pristine).name == "random-0"


def test_the_shipped_pack_fits() -> None:
    refuse_misfits(load_pack(shipped_pack()))


def test_what_is_no_pack_is_said_to_be_none(store: PackStore, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    note = tmp_path / "note.txt"
    note.write_text("no zip")
    hollow = tmp_path / "hollow.zip"
    with zipfile.ZipFile(hollow, "w") as archive:
        archive.writestr("photo.jpg", b"")
    for source in (tmp_path / "nowhere", empty, note, hollow):
        assert refused(store, source).code is TroubleCode.PACK_MISSING
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(PACK_FILE, os.urandom(10_000))
    spoilt = bytearray(whole.getvalue())
    spoilt[200] ^= 255
    (tmp_path / "spoilt.zip").write_bytes(spoilt)
    assert refused(store, tmp_path / "spoilt.zip").code is TroubleCode.PACK_DAMAGED


def test_a_name_belongs_to_one_pack(store: PackStore, pristine: Path, tmp_path: Path) -> None:
    store.install(pristine)
    checkpoints = load_pack(pristine).checkpoints
    warmer = [replace(c, card=replace(c.card, temperature=2.0)) for c in checkpoints]
    other = save_pack(tmp_path / "other", "random-0", [replace(c, weights=_moved(c)) for c in warmer])
    with pytest.raises(PibuError) as caught:
        store.install(other)
    assert caught.value.code is TroubleCode.PACK_TAKEN
    shipped = save_pack(tmp_path / "shipped", "PIBU-1", checkpoints)
    with pytest.raises(PibuError) as caught:
        store.install(shipped)
    assert caught.value.code is TroubleCode.PACK_TAKEN


def _moved(checkpoint: Checkpoint) -> dict[str, FloatArray]:
    return {name: w + 1 for name, w in checkpoint.weights.items()}


def test_a_damaged_installed_pack_is_told_and_replaced_by_a_whole_one(store: PackStore, pristine: Path) -> None:
    pack = store.install(pristine)
    (pack.folder / "oil.safetensors").write_bytes(b"")
    with pytest.raises(PibuError) as caught:
        store.checked("random-0")
    assert (caught.value.code, caught.value.subject) == (TroubleCode.PACK_DAMAGED, "random-0")
    store.install(pristine)
    assert store.checked("random-0").version == "random-0"


def test_the_shipped_pack_and_unknown_ones_cannot_be_removed(store: PackStore) -> None:
    for name, code in (("pibu-1", TroubleCode.PACK_SHIPPED), ("", TroubleCode.PACK_SHIPPED), ("x", None)):
        with pytest.raises(PibuError) as caught:
            store.remove(name)
        assert caught.value.code is (code or TroubleCode.PACK_UNKNOWN)
    assert load_pack(shipped_pack()).version == "pibu-1"


@pytest.mark.parametrize("name", ["../pibu", "..", ".", "a/b", "", ".new-x", "CON", "nul.txt", "a b"])
def test_names_that_lead_elsewhere_are_none(name: str, store: PackStore) -> None:
    assert not is_name(name)
    if name:
        with pytest.raises(PibuError):
            store.named(name)


@pytest.mark.parametrize(
    ("version", "name"), [("mine-1", "mine-1"), ("Clinic 3.2", "Clinic-3.2"), ("../../x", "x"), ("피부 1", "피부-1")]
)
def test_a_version_becomes_a_name(version: str, name: str) -> None:
    assert pack_name(version) == name
    assert is_name(name)


def test_packs_lie_in_the_folder_for_a_persons_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIBU_DATA_DIR", str(tmp_path))
    assert packs_folder() == tmp_path / "models"
    monkeypatch.delenv("PIBU_DATA_DIR")
    assert packs_folder().parts[-2:] == ("pibu", "models")

"""The cache of graphs: used when whole, replaced when damaged, done without when it can't be written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ml import graphs
from ml.checkpoints import Pack, load_pack
from ml.graphs import KEPT_FILES, PackGraphs, graphs_of, write_graphs
from ml.types import Attribute
from tests.support import random_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(random_pack(tmp_path_factory.mktemp("pack")))


@pytest.fixture(scope="module")
def fresh(pack: Pack) -> PackGraphs:
    return write_graphs(pack)


def _file(folder: Path) -> Path:
    (path,) = folder.glob("*.graphs")
    return path


def test_a_warm_start_reads_what_a_cold_one_wrote(
    pack: Pack, fresh: PackGraphs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[float] = []
    assert graphs_of(pack, tmp_path / "cache", steps.append) == fresh
    assert steps == sorted(steps)
    assert len(steps) == len(Attribute)
    assert steps[-1] == 1.0
    monkeypatch.setattr(graphs, "write_graphs", lambda *_: pytest.fail("written again"))
    assert graphs_of(pack, tmp_path / "cache") == fresh
    assert not list((tmp_path / "cache").glob("*.part"))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999])
def test_one_changed_byte_is_noticed(pack: Pack, fresh: PackGraphs, tmp_path: Path, share: float) -> None:
    graphs_of(pack, tmp_path)
    path = _file(tmp_path)
    content = path.read_bytes()
    place = int(share * len(content))
    path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    assert graphs_of(pack, tmp_path) == fresh
    assert path.read_bytes() == content, "the damaged file is replaced"


@pytest.mark.parametrize("left", [0, 10, 100_000])
def test_a_cut_file_is_noticed(pack: Pack, fresh: PackGraphs, tmp_path: Path, left: int) -> None:
    graphs_of(pack, tmp_path)
    path = _file(tmp_path)
    path.write_bytes(path.read_bytes()[:left])
    assert graphs_of(pack, tmp_path) == fresh


def test_a_folder_that_can_not_be_made_costs_nothing_but_time(pack: Pack, fresh: PackGraphs, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert graphs_of(pack, tmp_path / "file" / "cache") == fresh


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder this user can't write")
def test_a_read_only_folder_costs_nothing_but_time(pack: Pack, fresh: PackGraphs, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert graphs_of(pack, tmp_path) == fresh
    tmp_path.chmod(0o700)


def test_a_full_disk_leaves_no_half_file(
    pack: Pack, fresh: PackGraphs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert graphs_of(pack, tmp_path) == fresh
    assert not list(tmp_path.iterdir())


def test_other_weights_have_other_graphs_and_old_files_go(pack: Pack, fresh: PackGraphs, tmp_path: Path) -> None:
    for number in range(KEPT_FILES):
        old = tmp_path / f"{number}.graphs"
        old.write_bytes(b"of another pack")
        os.utime(old, (number, number))
    other = load_pack(random_pack(tmp_path / "other", seed=7))
    assert graphs_of(other, tmp_path) != fresh
    names = {path.name for path in tmp_path.glob("*.graphs")}
    assert len(names) == KEPT_FILES
    assert "0.graphs" not in names
    assert "3.graphs" in names
    assert graphs_of(pack, tmp_path) == fresh

"""Before the first step: every reason why a training can't end well, as a sentence with what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.training.test_fit import SHORT
from tests.training.tiny_bench import make_bench
from training.__main__ import main
from training.bench import Bench, BenchError, open_bench
from training.footprint import footprint
from training.plan import FitPlan, save_plan
from training.preflight import GIB, Machine, refuse_same_pictures, refuse_troubled, this_machine
from training.ranks import Ranks
from training.run_folder import STATE_FILE

ALONE = Ranks()
ROOMY = Machine(64 * GIB, None, 64 * GIB)


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bench, Bench]:
    """A train and a val bench with which nothing is wrong."""
    folder = tmp_path_factory.mktemp("benches")
    return make_bench(folder / "t", 4, 8, 1), make_bench(folder / "v", 3, 8, 2)


def reasons(
    plan: FitPlan, train: Bench, val: Bench, folder: Path, machine: Machine = ROOMY, ranks: Ranks = ALONE
) -> list[str]:
    """What the check says."""
    try:
        refuse_troubled(plan, train, val, folder, ranks, machine)
    except BenchError as error:
        return str(error).splitlines()
    return []


def test_nothing_to_say_of_good_benches(benches: tuple[Bench, Bench], tmp_path: Path) -> None:
    assert reasons(SHORT, *benches, tmp_path / "new") == []
    assert this_machine(tmp_path / "deep" / "new", Ranks()).disk > 0


def test_all_reasons_are_told_at_once(benches: tuple[Bench, Bench], tmp_path: Path) -> None:
    train, val = benches
    flat = np.where(train.grades >= 0, 2, -1).astype(np.int8)
    alike = replace(train, grades=flat, person=np.full(len(train), val.person[0]))
    told = reasons(SHORT, alike, val, tmp_path, replace(ROOMY, disk=0))
    assert len(told) == 3
    assert told[0].startswith("people in both")
    assert told[1].endswith("wrinkle has fewer than two different grades")
    assert told[2].startswith("not enough room on the disk")


def test_too_few_people_to_choose_by(benches: tuple[Bench, Bench], tmp_path: Path) -> None:
    train, val = benches
    lonely = replace(val, person=np.full(len(val), "only"))
    assert reasons(SHORT, train, lonely, tmp_path) == [f"{val.folder}: wrinkle has fewer than 2 people"]


def test_one_picture_under_two_names_is_a_leak(benches: tuple[Bench, Bench], tmp_path: Path) -> None:
    train, val = benches
    crops, skin, ita = np.array(val.crops), val.skin.copy(), val.ita.copy()
    crops[4], skin[4], ita[4] = train.crops[7], train.skin[7], train.ita[7]
    assert train.region[7] == val.region[4]
    with pytest.raises(BenchError, match=f"the same picture .* \\(people {train.person[7]} and {val.person[4]}\\)"):
        refuse_same_pictures(train, replace(val, crops=crops, skin=skin, ita=ita))
    crops[4, 0, 0, 0] ^= 1
    refuse_same_pictures(train, replace(val, crops=crops, skin=skin, ita=ita))


def test_too_little_memory_names_a_batch_that_fits(benches: tuple[Bench, Bench], tmp_path: Path) -> None:
    plan = replace(SHORT, batch=512)
    need = footprint(plan)
    room = need.fixed + 100 * need.each_row
    (told,) = reasons(plan, *benches, tmp_path, replace(ROOMY, memory=room))
    assert told.startswith("not enough memory: about ")
    assert told.endswith("give --batch 100 or less")
    assert reasons(replace(plan, batch=100), *benches, tmp_path, replace(ROOMY, memory=room)) == []
    (told,) = reasons(plan, *benches, tmp_path, replace(ROOMY, memory=1000))
    assert "close other programs" in told
    (told,) = reasons(plan, *benches, tmp_path, replace(ROOMY, gpu=room))
    assert told.startswith("not enough GPU memory")


def test_processes_share_a_batch_and_its_memory(benches: tuple[Bench, Bench], tmp_path: Path) -> None:
    plan = replace(SHORT, batch=16)
    need = footprint(plan)
    machine = replace(ROOMY, memory=need.fixed + 4 * need.each_row)
    assert reasons(plan, *benches, tmp_path, machine, Ranks(0, 4)) == []
    assert reasons(plan, *benches, tmp_path, machine) != []
    (told,) = reasons(plan, *benches, tmp_path, ROOMY, Ranks(0, 9))
    assert told == "a batch of 16 is too small for 9 processes; give --batch 18 or more"


def test_memory_grows_with_what_is_trained() -> None:
    """Told before anything is allocated: 0.96 GiB for the default plan and a batch of 16, which really took 0.68."""
    small, large = footprint(replace(SHORT, half=True)), footprint(FitPlan())
    assert small.each_row < large.each_row < 3 * small.each_row
    assert footprint(replace(FitPlan(), half=False)).each_row > 1.3 * large.each_row
    assert 0.6 * GIB < large.fixed + 16 * large.each_row < 1.2 * GIB


def test_a_folder_with_other_settings_names_them(benches: tuple[Bench, Bench], tmp_path: Path) -> None:
    save_plan(tmp_path, SHORT)
    (tmp_path / STATE_FILE).write_bytes(b"")
    assert reasons(SHORT, *benches, tmp_path) == []
    (told,) = reasons(replace(SHORT, seed=7), *benches, tmp_path)
    assert told == f"{tmp_path} holds a training with other settings (seed 42 there, 7 now); choose another folder"
    (tmp_path / "plan.json").write_text("{}")
    assert "of another version" in reasons(SHORT, *benches, tmp_path)[0]


def test_a_missing_bench_is_one_line_of_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--train", str(tmp_path / "no"), "--val", str(tmp_path / "no"), "--out", str(tmp_path / "run")]
    assert main(["train", *words]) == 2
    assert capsys.readouterr().err == (
        f"error: there is no folder {tmp_path / 'no'}; the commands prepare and synthesize make benches\n"
    )
    make_bench(tmp_path / "b", 3, 3, 1)
    (tmp_path / "b" / "skin.npy").unlink()
    with pytest.raises(BenchError, match=r"skin\.npy is missing"):
        open_bench(tmp_path / "b")

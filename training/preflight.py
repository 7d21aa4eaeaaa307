"""What can be known to go wrong before the first step: every reason at once, each a sentence with what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import psutil
import torch
from numpy.typing import NDArray

from training.bench import Bench, BenchError, refuse_hopeless, refuse_leaks
from training.footprint import Footprint, footprint
from training.plan import PLAN_FILE, FitPlan, load_plan
from training.ranks import Ranks, training_device
from training.run_folder import STATE_FILE

LEAST_PEOPLE = 2
GIB = 2**30


@dataclass(frozen=True, slots=True)
class Machine:
    """Free bytes: memory that a process may take, the same on its GPU (None without one), disk at the run's folder."""

    memory: int
    gpu: int | None
    disk: int


def this_machine(folder: Path, ranks: Ranks) -> Machine:
    """What is free now; memory is shared among the processes of a training."""
    device = training_device(ranks)
    gpu = torch.cuda.mem_get_info(device)[0] if device.type == "cuda" else None
    there = next(p for p in (folder.absolute(), *folder.absolute().parents) if p.is_dir())
    return Machine(psutil.virtual_memory().available // ranks.count, gpu, shutil.disk_usage(there).free)


def refuse_troubled(plan: FitPlan, train: Bench, val: Bench, folder: Path, ranks: Ranks, machine: Machine) -> None:
    """Check all that can be known before the first step.

    Raises:
        BenchError: every reason, a line each.
    """
    reasons = [
        *_raised(lambda: refuse_leaks((train, val))),
        *_raised(lambda: refuse_same_pictures(train, val)),
        *_raised(lambda: refuse_hopeless(train, plan.attributes, LEAST_PEOPLE)),
        *_raised(lambda: refuse_hopeless(val, plan.attributes, LEAST_PEOPLE)),
        *_other_settings(plan, folder),
        *_no_room(plan, folder, ranks, machine),
    ]
    if reasons:
        raise BenchError("\n".join(dict.fromkeys(reasons)))


def refuse_same_pictures(first: Bench, second: Bench) -> None:
    """Check that no crop is in both benches, under whatever name of a person.

    Only crops of one region and of equal skin colour are compared, so few pixels are read.

    Raises:
        BenchError: naming one.
    """
    ours, theirs = _keys(first), _keys(second)
    for row in np.flatnonzero(np.isin(ours, theirs)):
        for other in np.flatnonzero(theirs == ours[row]):
            if np.array_equal(first.crops[row], second.crops[other]):
                people = f"{first.person[row]} and {second.person[other]}"
                raise BenchError(f"the same picture is in {first.folder} and {second.folder} (people {people})")


def _keys(bench: Bench) -> NDArray[np.void]:
    joined = np.column_stack([bench.skin, bench.ita, bench.region.astype(np.float32)]).astype(np.float32)
    return np.ascontiguousarray(joined).view(np.dtype((np.void, joined.shape[1] * 4)))[:, 0]


def _raised(check: Callable[[], None]) -> Iterator[str]:
    try:
        check()
    except BenchError as error:
        yield str(error)


def _other_settings(plan: FitPlan, folder: Path) -> Iterator[str]:
    if not (folder / STATE_FILE).is_file() and not (folder / PLAN_FILE).is_file():
        return
    try:
        before = load_plan(folder)
    except (FileNotFoundError, ValueError) as error:
        yield f"{folder} holds a training of another version ({error}); choose another folder"
        return
    if before != plan and (folder / STATE_FILE).is_file():
        pairs = ((f.name, getattr(before, f.name), getattr(plan, f.name)) for f in fields(FitPlan))
        differing = ", ".join(f"{name} {old} there, {new} now" for name, old, new in pairs if old != new)
        yield f"{folder} holds a training with other settings ({differing}); choose another folder"


def _no_room(plan: FitPlan, folder: Path, ranks: Ranks, machine: Machine) -> Iterator[str]:
    if plan.batch < 2 * ranks.count:
        wanted = f"give --batch {2 * ranks.count} or more"
        yield f"a batch of {plan.batch} is too small for {ranks.count} processes; {wanted}"
        return
    need = footprint(plan)
    if machine.gpu is not None:
        yield from _too_little("GPU memory", need, plan, ranks, machine.gpu)
        need = need.without_network()
    yield from _too_little("memory", need, plan, ranks, machine.memory)
    if need.disk > machine.disk:
        yield (
            f"not enough room on the disk of {folder}: about {_gib(need.disk)} are needed, "
            f"{_gib(machine.disk)} are free; free some, or name another folder with --out"
        )


def _too_little(kind: str, need: Footprint, plan: FitPlan, ranks: Ranks, free: int) -> Iterator[str]:
    rows = -(-plan.batch // ranks.count)
    wanted = need.fixed + need.each_row * rows
    if wanted <= free:
        return
    fitting = max(0, free - need.fixed) // max(1, need.each_row) * ranks.count
    if fitting >= 2 * ranks.count:
        advice = f"give --batch {fitting} or less"
    else:
        advice = "close other programs, or train fewer attributes at once (--attributes)"
    room = f"about {_gib(wanted)} are needed for a batch of {plan.batch}, {_gib(free)} are free"
    yield f"not enough {kind}: {room}; {advice}"


def _gib(count: int) -> str:
    return f"{count / GIB:.2g} GiB" if count < 10 * GIB else f"{count / GIB:.0f} GiB"

"""All that one run of `pibu bench` measured, and its JSON. The format is documented in docs/json.md."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from app.cli.bench.stages import StageTime
from ml.bench.agreement import Agreement
from ml.bench.growth import Step
from ml.bench.machine import Machine
from ml.bench.memory import Memory
from ml.bench.one_crop import OneCrop
from ml.bench.roofline import Roofline
from ml.bench.timing import Quartiles, Race
from ml.device import Device

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Races:
    """The engine, heat maps included, against the naive way and two variants of it, on the same crops.

    pairs: answers each gives, one for each attribute and crop. one_by_one: the reference. batched: all crops of an
    attribute at once. no_heat: the naive way without gradients and heat maps, which is less than the engine gives.
    one_crop: all five attributes of one crop, on one thread of the CPU; empty for anything else.
    """

    crops: int
    pairs: int
    one_by_one: Race
    batched: Race
    no_heat: Race
    one_crop: tuple[OneCrop, ...]


@dataclass(frozen=True, slots=True)
class Stages:
    """What one live frame costs. graded: crops of that frame that WHOLE grades. per_second: live ones, one thread
    that does nothing else."""

    graded: int
    per_second: float
    times: tuple[StageTime, ...]


@dataclass(frozen=True, slots=True)
class Closeness:
    """The roofline, and the engine beside it: preparing the crops alone, and one whole run. Milliseconds."""

    prepare: Quartiles
    engine: Quartiles
    roofline: Roofline


@dataclass(frozen=True, slots=True)
class BenchReport:
    """Parts that were not asked for are None. device: what the engine ran on."""

    pibu: str
    pack: str
    device: Device
    threads: int
    machine: Machine
    race: Races | None
    stages: Stages | None
    memory: Memory | None
    agreement: Agreement | None
    growth: tuple[Step, ...] | None
    roofline: Closeness | None


def as_json(report: BenchReport) -> str:
    """The report as JSON, figures rounded to four decimals."""
    return json.dumps(_rounded(asdict(report)), indent=2, ensure_ascii=False)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return value

"""Measures what a call of `pibu bench` asks for, part by part, on one real face."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import cv2

from app.cli.bench.faces import camera_frames, crops_of, disturbed_frames, faces_in
from app.cli.bench.names import Part
from app.cli.bench.report import BenchReport, Closeness, Races, Stages
from app.cli.bench.stages import StageBench, analyses_a_second
from app.cli.overview import version
from ml.assets import face_model
from ml.bench.agreement import Agreement, Difference, differences, summed
from ml.bench.answers import EngineWay, pairs_of
from ml.bench.growth import Step, with_attributes, with_crops, with_resolution, with_threads
from ml.bench.machine import this_machine
from ml.bench.memory import Memory, memory_of
from ml.bench.naive import NaiveKind, NaiveWay
from ml.bench.one_crop import OneCrop, one_crop_races
from ml.bench.roofline import measured_roofline
from ml.bench.runtime import SizedEngine
from ml.bench.timing import race, timed
from ml.bench.ways import engine_opener, naive_opener, strictly_opened
from ml.checkpoints import load_pack
from ml.crops import cut_all
from ml.device import Device
from ml.graphs import cache_folder, graphs_of
from ml.landmarker import Landmarker
from ml.preprocess import prepare
from ml.regions import attributes_of
from ml.types import Attribute

ALL = tuple(Attribute)
STAGE_FRAMES = 30
THREADS = (1, 2)

Tell = Callable[[Part], None]
Measured = TypeVar("Measured")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure. crops: at least so many in the agreement. rounds: of the race; other parts follow from it."""

    pack: Path
    device: Device = Device.CPU
    threads: int = 1
    parts: tuple[Part, ...] = tuple(Part)
    crops: int = 512
    rounds: int = 15


def measure(wanted: Wanted, tell: Tell) -> BenchReport:
    """Measures the parts in their order. tell: hears which one begins.

    Raises:
        PibuError: the face model, the pack or the device is missing or damaged.
    """
    with ExitStack() as stack:
        stack.enter_context(_opencv_threads(wanted.threads))
        engine = engine_opener()(wanted.pack, wanted.device, wanted.threads)
        stack.callback(engine.close)
        naive = naive_opener()(wanted.pack, wanted.device, wanted.threads)
        stack.callback(naive.close)
        bench = _Bench(wanted, naive, engine, tell)
        return BenchReport(
            pibu=version(),
            pack=engine.engine.version.version,
            device=engine.engine.device,
            threads=wanted.threads,
            machine=this_machine(),
            race=bench.part(Part.RACE, bench.races),
            stages=bench.part(Part.STAGES, bench.stages),
            memory=bench.part(Part.MEMORY, bench.memory),
            growth=bench.part(Part.GROWTH, bench.growth),
            roofline=bench.part(Part.ROOFLINE, bench.roofline),
            agreement=bench.part(Part.AGREEMENT, bench.agreement),
        )


class _Bench:
    """The two ways and the face they are measured on."""

    def __init__(self, wanted: Wanted, naive: NaiveWay, engine: EngineWay, tell: Tell) -> None:
        self._wanted, self._naive, self._engine, self._tell = wanted, naive, engine, tell
        self._seen = next(faces_in(disturbed_frames(1)))
        self.crops = cut_all(self._seen.image, self._seen.face)

    def part(self, part: Part, measure_it: Callable[[], Measured | None]) -> Measured | None:
        """What measure_it returns, if this part is wanted."""
        if part not in self._wanted.parts:
            return None
        self._tell(part)
        return measure_it()

    def races(self) -> Races:
        """The engine against three naive ways."""
        naive, crops, engine = self._naive, self.crops, lambda: self._engine.answers(self.crops, ALL)
        return Races(
            crops=len(crops),
            pairs=pairs_of(crops, ALL),
            one_by_one=race(lambda: naive.answers(crops, ALL), engine, self._wanted.rounds),
            batched=race(lambda: naive.answers(crops, ALL, NaiveKind.BATCHED), engine, self._few),
            no_heat=race(lambda: naive.answers(crops, ALL, NaiveKind.NO_HEAT), engine, self._few),
            one_crop=self._one_crop(),
        )

    def stages(self) -> Stages:
        """One live frame, step by step."""
        with Landmarker(face_model(), live=True) as tracker:
            bench = StageBench(tracker, camera_frames(STAGE_FRAMES), self._seen, self._engine.engine)
            times = bench.times(3 * self._wanted.rounds)
        graded = sum(1 for crop in self.crops if crop.abstained is None)
        return Stages(graded, analyses_a_second(times), tuple(times))

    def memory(self) -> Memory:
        """Both ways in processes of their own."""
        return memory_of(self.crops, self._wanted.pack, self._wanted.device, self._wanted.threads)

    def agreement(self) -> Agreement:
        """The engine against the naive way on the CPU, in fp32, over disturbed frames."""
        temperatures = {card.attribute: card.temperature for card in self._engine.engine.cards}
        found: list[Difference] = []
        count = 0
        with ExitStack() as stack:
            reference = self._naive
            if self._wanted.device is Device.CUDA:
                reference = naive_opener()(self._wanted.pack, Device.CPU, self._wanted.threads)
                stack.callback(reference.close)
            for crops in crops_of(disturbed_frames(-(-self._wanted.crops // len(self.crops)))):
                count += len(crops)
                answers = self._engine.answers(crops, ALL)
                found += differences(reference.answers(crops, ALL), answers, temperatures)
        return summed(count, found)

    def growth(self) -> tuple[Step, ...]:
        """With crops, attributes, resolution and threads. Resolution: only on the CPU, whose graphs take any size."""
        naive, engine, rounds = self._naive, self._engine, self._few
        steps = with_crops(naive, engine, [*self.crops, *self.crops], rounds)
        steps += with_attributes(naive, engine, self.crops, rounds)
        if self._wanted.device is Device.CPU:
            steps += with_resolution(naive, self._sized(), self.crops, rounds)
        for threads in THREADS:
            with ExitStack() as stack:
                slow = naive_opener()(self._wanted.pack, self._wanted.device, threads)
                stack.callback(slow.close)
                fast = engine_opener()(self._wanted.pack, self._wanted.device, threads)
                stack.callback(fast.close)
                steps.append(with_threads(threads, slow, fast, self.crops, rounds))
        return tuple(steps)

    def roofline(self) -> Closeness | None:
        """The CPU engine's layers against the machine; nothing for other devices."""
        if self._wanted.device is not Device.CPU:
            return None
        pack = load_pack(self._wanted.pack)
        times = 2 * self._wanted.rounds
        with closing(EngineWay(strictly_opened(self._wanted.pack, Device.CPU, 1))) as one_thread:
            return Closeness(
                prepare=timed(lambda: prepare(self.crops), times),
                engine=timed(lambda: one_thread.answers(self.crops, ALL), times),
                roofline=measured_roofline(pack, graphs_of(pack, cache_folder())),
            )

    def _one_crop(self) -> tuple[OneCrop, ...]:
        """All five attributes of the crop that most of them read; only on one thread of the CPU."""
        if self._wanted.device is not Device.CPU or self._wanted.threads > 1:
            return ()
        crop = max(self.crops, key=lambda crop: len(attributes_of(crop.region)))
        return one_crop_races(self._naive, self._sized(), crop, self._wanted.rounds)

    def _sized(self) -> SizedEngine:
        pack = load_pack(self._wanted.pack)
        return SizedEngine(pack, graphs_of(pack, cache_folder()))

    @property
    def _few(self) -> int:
        return max(1, self._wanted.rounds // 5)


@contextmanager
def _opencv_threads(threads: int) -> Iterator[None]:
    """OpenCV's threads, for the whole process, put back at the end."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(threads)
    try:
        yield
    finally:
        cv2.setNumThreads(before)

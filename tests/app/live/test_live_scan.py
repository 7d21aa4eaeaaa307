"""The auto-shutter and the burst, with times made up."""

from __future__ import annotations

from itertools import pairwise

from app.live.frames import Tracked
from app.live.live_scan import BURST_PATIENCE, AutoShutter, BurstCollector, BurstState
from ml.types import Frame
from tests.fakes import fake_face, fake_image


def tracked(time: float, gate_open: bool = True, faces: int = 1) -> Tracked:
    return Tracked(Frame(fake_image(), 0, time), (fake_face(),) * faces, (), gate_open)


def test_shutter_fires_once_after_a_second_of_open_gate() -> None:
    shutter = AutoShutter()
    fired = [time for time in range(0, 3000, 33) if shutter.look(True, time / 1000)]
    assert fired == [1023]
    assert shutter.progress(2.0) == 1.0


def test_a_short_lapse_does_not_start_the_second_anew() -> None:
    shutter = AutoShutter()
    shutter.look(True, 0.0)
    shutter.look(True, 0.5)
    assert not shutter.look(False, 0.6)
    assert shutter.look(True, 1.05)


def test_a_closed_gate_starts_the_second_anew() -> None:
    shutter = AutoShutter()
    shutter.look(True, 0.0)
    shutter.look(True, 0.8)
    shutter.look(False, 0.9)
    shutter.look(False, 1.0)
    assert shutter.progress(1.0) == 0.0
    assert not shutter.look(True, 1.1)
    assert not shutter.look(True, 2.0)
    assert shutter.look(True, 2.1)


def test_shutter_never_fires_on_a_closed_gate() -> None:
    shutter = AutoShutter()
    shutter.look(True, 0.0)
    shutter.look(True, 0.95)
    assert not shutter.look(False, 1.0)


def test_rearmed_shutter_waits_a_whole_second_again() -> None:
    shutter = AutoShutter()
    assert not shutter.look(True, 0.0)
    assert shutter.look(True, 1.0)
    assert not shutter.look(True, 5.0)
    shutter.rearm()
    assert not shutter.look(True, 5.1)
    assert shutter.look(True, 6.1)


def test_burst_takes_nine_spaced_frames_with_an_open_gate() -> None:
    burst = BurstCollector()
    assert burst.offer(tracked(0.0)) is None
    assert burst.begin()
    assert not burst.begin()
    whole = None
    for number in range(60):
        time = number / 30
        whole = burst.offer(tracked(time, gate_open=number % 2 == 0))
        if whole:
            break
    assert whole is not None
    assert len(whole) == 9
    gaps = [b.frame.time - a.frame.time for a, b in pairwise(whole)]
    assert min(gaps) >= 0.08
    assert all(one.gate_open for one in whole)
    assert burst.state is BurstState.GRADING
    assert burst.offer(tracked(9.0)) is None
    burst.finish()
    assert burst.state is BurstState.IDLE


def test_burst_is_given_up_when_the_gate_stays_closed() -> None:
    burst = BurstCollector()
    burst.begin()
    assert burst.offer(tracked(10.0, gate_open=False)) is None
    assert burst.offer(tracked(10.0 + BURST_PATIENCE, gate_open=False)) is None
    assert burst.offer(tracked(10.1 + BURST_PATIENCE, gate_open=False)) == ()
    assert burst.state is BurstState.IDLE


def test_burst_leaves_out_frames_without_a_face() -> None:
    burst = BurstCollector(size=1)
    burst.begin()
    assert burst.offer(tracked(0.0, faces=0)) is None
    assert burst.offer(tracked(0.1)) is not None


def test_cancelled_burst_forgets_its_frames() -> None:
    burst = BurstCollector()
    burst.begin()
    burst.offer(tracked(0.0))
    assert burst.taken == 1
    burst.finish()
    assert burst.taken == 0
    assert burst.begin()


def test_frames_of_a_burst_given_up_are_not_graded_as_the_next_one() -> None:
    burst = BurstCollector(size=1)
    assert burst.begin()
    first = burst.offer(tracked(0.0))
    assert first
    assert burst.grades(first)
    burst.finish()
    assert burst.begin()
    second = burst.offer(tracked(1.0))
    assert second
    assert not burst.grades(first)
    assert not burst.complete(first)
    assert burst.grades(second)
    assert burst.complete(second)
    assert burst.state is BurstState.IDLE

"""The mailbox: one slot, newest wins, wakes once."""

from __future__ import annotations

import threading
import time

from app.live.mailbox import Mailbox


def test_newest_value_wins_and_only_the_first_put_asks_for_a_wake_up() -> None:
    box: Mailbox[int] = Mailbox()
    assert [box.put(1), box.put(2), box.put(3)] == [True, False, False]
    assert box.overwritten == 2
    assert box.take() == 3
    assert box.take() is None
    assert box.put(4)


def test_more_room_keeps_values_in_order_and_a_slow_taker_up_to_date() -> None:
    box: Mailbox[int] = Mailbox(2)
    assert [box.put(1), box.put(2)] == [True, False]
    assert [box.take(), box.take(), box.take()] == [1, 2, None]
    assert [box.put(number) for number in (3, 4, 5)] == [True, False, False]
    assert box.overwritten == 2
    assert [box.take(), box.take()] == [5, None]


def test_take_waits_for_a_value() -> None:
    box: Mailbox[str] = Mailbox()
    threading.Timer(0.05, lambda: box.put("late")).start()
    start = time.monotonic()
    assert box.take(2.0) == "late"
    assert time.monotonic() - start < 1.0


def test_take_gives_up_after_its_time() -> None:
    start = time.monotonic()
    assert Mailbox[str]().take(0.05) is None
    assert time.monotonic() - start >= 0.05


def test_closing_wakes_the_waiting_and_refuses_more() -> None:
    box: Mailbox[str] = Mailbox()
    threading.Timer(0.05, box.close).start()
    start = time.monotonic()
    assert box.take(5.0) is None
    assert time.monotonic() - start < 2.0
    assert not box.put("no")
    assert box.take() is None
    assert box.closed
    box.close()

"""An engine that may fail in the middle of a scan, and the one that takes over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from ml.card import Card
from ml.device import Device
from ml.errors import PibuError, TroubleCode
from ml.evidence import Engine, Evidence
from ml.types import Attribute, ModelVersion, SkinCrop

Told = Callable[[PibuError], None]


class FallbackEngine:
    """Runs the first engine until its device fails, then opens the second one, for good.

    The run that failed is done again, so no scan is lost. device_failed: whether an exception means that the device
    failed (out of memory, driver gone); any other is a bug and is passed on. told: hears once, on whichever thread
    ran the engine. The first engine's memory is freed before the second is opened.
    """

    def __init__(
        self, first: Engine, second: Callable[[], Engine], device_failed: Callable[[Exception], bool], told: Told
    ) -> None:
        self._engine = first
        self._second = second
        self._device_failed = device_failed
        self._told = told
        self._fallen = False
        self._falling = Lock()

    @property
    def version(self) -> ModelVersion:
        """The pack whose weights it runs."""
        return self._engine.version

    @property
    def cards(self) -> tuple[Card, ...]:
        """The five cards, in the order of Attribute."""
        return self._engine.cards

    @property
    def device(self) -> Device:
        """What it runs on at the moment."""
        return self._engine.device

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        """See ml.evidence.Engine.run."""
        engine = self._engine
        try:
            return engine.run(crops, wanted)
        except Exception as error:
            if not self._device_failed(error):
                raise
            self._fall(engine, error)
        return self._engine.run(crops, wanted)

    def close(self) -> None:
        """Free the weights. Safe to call twice."""
        self._engine.close()

    def _fall(self, failed: Engine, error: Exception) -> None:
        """Puts the second engine in place. Of several threads that fail together, the first one does it."""
        with self._falling:
            if self._engine is not failed:
                return
            if self._fallen:
                raise error
            failed.close()
            self._engine, self._fallen = self._second(), True
        self._told(PibuError(TroubleCode.DEVICE_FAILED, "CUDA", str(error).split("\n")[0]))

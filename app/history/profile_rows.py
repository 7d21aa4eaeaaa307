"""A profile as it lies in its table and in a backup's envelope: nothing in it opens without a password or key."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from app.history.folders import checked_id
from app.history.wrapping import Cost, RecoveryWrap, WrappedKey
from ml.errors import PibuError, TroubleCode

_FORMAT = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A profile that nobody has signed in to. name: sealed under the data key."""

    id: str
    name: bytes
    created: datetime
    wrapped: WrappedKey
    recovery: RecoveryWrap | None


def micros(time: datetime) -> int:
    """Microseconds since 1970 UTC of an aware time, exactly."""
    return (time - _EPOCH) // _MICROSECOND


def from_micros(count: int) -> datetime:
    """The UTC time, exactly."""
    return _EPOCH + count * _MICROSECOND


def row_of(sealed: Sealed) -> dict[str, Any]:
    """Its row, without the looked-up name."""
    recovery = sealed.recovery
    return {
        "id": sealed.id,
        "name": sealed.name,
        "created": micros(sealed.created),
        **columns_of(sealed.wrapped),
        "recovery_salt": None if recovery is None else recovery.salt,
        "recovery_wrapped": None if recovery is None else recovery.sealed,
    }


def columns_of(wrapped: WrappedKey) -> dict[str, Any]:
    """The columns of a key that is wrapped under a password."""
    cost = wrapped.cost
    return {
        "salt": wrapped.salt,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "wrapped": wrapped.sealed,
    }


def sealed_of(row: Row[Any]) -> Sealed:
    """What a row says."""
    recovery = None
    if row.recovery_wrapped is not None:
        recovery = RecoveryWrap(bytes(row.recovery_salt), bytes(row.recovery_wrapped))
    wrapped = WrappedKey(Cost(row.memory_kib, row.passes, row.lanes), bytes(row.salt), bytes(row.wrapped))
    return Sealed(row.id, bytes(row.name), from_micros(row.created), wrapped, recovery)


def write_envelope(sealed: Sealed) -> bytes:
    """The envelope, JSON in UTF-8."""
    row = {name: _text(value) for name, value in row_of(sealed).items()}
    return json.dumps({"envelope": _FORMAT, **row}, indent=1).encode()


def read_envelope(envelope: bytes) -> Sealed:
    """What an envelope holds.

    Raises:
        PibuError: PROFILES_DAMAGED when it is none, or a newer one.
    """
    try:
        kept = json.loads(envelope)
        if kept["envelope"] != _FORMAT:
            raise ValueError("an envelope of another kind")
        cost = Cost(int(kept["memory_kib"]), int(kept["passes"]), int(kept["lanes"]))
        recovery = None
        if kept["recovery_wrapped"] is not None:
            recovery = RecoveryWrap(_bytes(kept["recovery_salt"]), _bytes(kept["recovery_wrapped"]))
        wrapped = WrappedKey(cost, _bytes(kept["salt"]), _bytes(kept["wrapped"]))
        created = from_micros(int(kept["created"]))
        return Sealed(checked_id(kept["id"]), _bytes(kept["name"]), created, wrapped, recovery)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, binascii.Error) as problem:
        raise PibuError(TroubleCode.PROFILES_DAMAGED, "", type(problem).__name__) from problem


def _text(value: object) -> object:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)

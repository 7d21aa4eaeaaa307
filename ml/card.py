"""The card of a checkpoint: what it grades, how it is built, what it was fed with, how good it was measured to be."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from ml.preprocess import InputSpec
from ml.types import Attribute

AGGREGATION = "rounded mean of the regions' grades with weights = visible skin"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ClassifierSpec:
    """The shape of a classifier.

    backbone: timm name, of the EfficientNet family. stages: how many of its block stages are used;
    the first shared_stages of them form the trunk. head_width: channels of the last feature map.
    """

    backbone: str = "tf_efficientnet_lite0"
    stages: int = 5
    shared_stages: int = 5
    head_width: int = 640
    channels: int = 6


@dataclass(frozen=True, slots=True)
class Metric:
    """One measured figure with its 95% interval (low = high = value where none was computed)."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Card:
    """Facts about one checkpoint.

    temperature: divides the logits before softmax (Guo et al. 2017, arXiv:1706.04599).
    validated: False where grades were never shown to hold on real photographs.
    metrics: on test people. sources, licences: of the photographs it learned from. notes: honest words on its limits.
    sha256: of its safetensors file, hex; save_pack fills it in.
    """

    attribute: Attribute
    version: str
    classifier: ClassifierSpec
    input: InputSpec
    temperature: float
    validated: bool
    metrics: tuple[Metric, ...] = ()
    sources: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    aggregation: str = AGGREGATION
    sha256: str = ""


def to_json(record: Any) -> bytes:
    """A frozen dataclass as UTF-8 JSON. Equal records give equal bytes.

    Raises:
        ValueError: a float in it is not finite.
    """
    text = json.dumps(asdict(record), indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode()


def from_json(kind: type[T], content: bytes) -> T:
    """The record that to_json wrote.

    Raises:
        ValueError: no JSON, or not exactly this record's fields and types.
    """
    try:
        parsed = json.loads(content)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    record: T = _read(kind, parsed)
    return record


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        return _read_record(kind, value)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise ValueError(f"expected a list, got {value!r:.40}")
        return tuple(_read(get_args(kind)[0], part) for part in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}, got {value!r:.40}")
    return value


def _read_record(kind: Any, value: Any) -> Any:
    names = {field.name for field in fields(kind)}
    if not isinstance(value, dict) or set(value) != names:
        raise ValueError(f"expected the fields {sorted(names)}")
    hints = get_type_hints(kind)
    return kind(**{name: _read(hints[name], value[name]) for name in names})

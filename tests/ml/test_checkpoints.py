"""Model packs: what is written comes back, and nothing damaged or foreign is let in."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import ml
from ml.card import Card, from_json, to_json
from ml.checkpoints import (
    PACK_FILE,
    Checkpoint,
    card_file,
    half,
    load_pack,
    save_pack,
    weights_file,
)
from ml.classifier import build, load_weights, weights_of
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute
from tests.support import SPEC, random_card, random_network, random_pack

FLIPS = 60


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_pack(tmp_path_factory.mktemp("pristine"))


@pytest.fixture
def pack(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "pack"))


def _refused(pack: Path) -> TroubleCode:
    with pytest.raises(PibuError) as caught:
        load_pack(pack)
    assert str(pack) in caught.value.subject
    return caught.value.code


def test_a_pack_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    checkpoints = [Checkpoint(random_card(a), weights_of(random_network(i))) for i, a in enumerate(Attribute)]
    loaded = load_pack(save_pack(tmp_path / "new" / "pack", "1.2", checkpoints[::-1]))
    assert [c.card.attribute for c in loaded.checkpoints] == list(Attribute)
    assert loaded.model_version.version == "1.2"
    for before, after in zip(checkpoints, loaded.checkpoints, strict=True):
        assert after.card == replace(before.card, sha256=after.card.sha256)
        assert len(after.card.sha256) == 64
        rounded = half(before.weights)
        assert set(after.weights) == set(rounded)
        assert all(
            np.array_equal(after.weights[n], w) and after.weights[n].dtype == np.float32 for n, w in rounded.items()
        )
    assert len({c.sha256 for c in loaded.model_version.checkpoints}) == 5


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = random_pack(tmp_path / "a"), random_pack(tmp_path / "b")
    assert (one / PACK_FILE).read_bytes() == (two / PACK_FILE).read_bytes()


@pytest.mark.parametrize("name", [PACK_FILE, card_file(Attribute.OIL), weights_file(Attribute.WRINKLE)])
def test_one_changed_byte_is_refused(pack: Path, name: str) -> None:
    rng = np.random.default_rng(0)
    good = (pack / name).read_bytes()
    for _ in range(FLIPS):
        bad = bytearray(good)
        bad[rng.integers(len(bad))] ^= int(rng.integers(1, 256))
        (pack / name).write_bytes(bad)
        assert _refused(pack) in (TroubleCode.CHECKPOINT_DAMAGED, TroubleCode.CHECKPOINT_FOREIGN)
    (pack / name).write_bytes(good)
    load_pack(pack)


@pytest.mark.parametrize("name", [card_file(Attribute.OIL), weights_file(Attribute.OIL)])
@pytest.mark.parametrize("length", [0, 7, 500])
def test_a_truncated_file_is_damaged(pack: Path, name: str, length: int) -> None:
    (pack / name).write_bytes((pack / name).read_bytes()[:length])
    assert _refused(pack) is TroubleCode.CHECKPOINT_DAMAGED


@pytest.mark.parametrize("name", [PACK_FILE, card_file(Attribute.OIL), weights_file(Attribute.SENSITIVITY)])
def test_a_missing_file_is_named(pack: Path, name: str) -> None:
    (pack / name).unlink()
    with pytest.raises(PibuError) as caught:
        load_pack(pack)
    assert caught.value.code is TroubleCode.CHECKPOINT_MISSING
    assert caught.value.subject.endswith(name)


def test_a_missing_folder_and_a_file_in_its_place(tmp_path: Path) -> None:
    assert _refused(tmp_path / "nowhere") is TroubleCode.CHECKPOINT_MISSING
    (tmp_path / "file").write_text("x")
    assert _refused(tmp_path / "file") is TroubleCode.CHECKPOINT_MISSING


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2]", b'{"model": "resnet"}', b"\xff\xfe", b"[" * 100_000])
def test_something_else_is_foreign(pack: Path, content: bytes) -> None:
    (pack / PACK_FILE).write_bytes(content)
    assert _refused(pack) is TroubleCode.CHECKPOINT_FOREIGN


def test_weights_of_another_attribute_are_refused(pack: Path) -> None:
    shutil.copy(pack / weights_file(Attribute.OIL), pack / weights_file(Attribute.WRINKLE))
    shutil.copy(pack / card_file(Attribute.OIL), pack / card_file(Attribute.WRINKLE))
    assert _refused(pack) is TroubleCode.CHECKPOINT_DAMAGED


def _resaved(pack: Path, change: dict[str, object]) -> Path:
    """The pack as another program would seal it: valid in itself, with other facts on its cards."""
    checkpoints = load_pack(pack).checkpoints
    return save_pack(pack, "2", [replace(c, card=replace(c.card, **change)) for c in checkpoints])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"input": replace(random_card(Attribute.OIL).input, size=224)}, "another input"),
        ({"input": replace(random_card(Attribute.OIL).input, mean=0.485)}, "another input"),
        ({"aggregation": "median"}, "another aggregation"),
        ({"temperature": 0.0}, "temperature"),
    ],
)
def test_a_pack_made_for_something_else_is_foreign(pack: Path, change: dict[str, object], reason: str) -> None:
    _resaved(pack, change)
    with pytest.raises(PibuError, match=reason) as caught:
        load_pack(pack)
    assert caught.value.code is TroubleCode.CHECKPOINT_FOREIGN


def test_a_card_that_names_another_attribute_is_foreign(pack: Path) -> None:
    import ml.checkpoints as subject

    swapped = to_json(
        replace(from_json(Card, (pack / card_file(Attribute.OIL)).read_bytes()), attribute=Attribute.WRINKLE)
    )
    (pack / card_file(Attribute.OIL)).write_bytes(swapped)
    contents = from_json(subject._Contents, (pack / PACK_FILE).read_bytes())
    entries = tuple(
        replace(e, card_sha256=subject._digest(swapped)) if e.attribute is Attribute.OIL else e
        for e in contents.checkpoints
    )
    (pack / PACK_FILE).write_bytes(to_json(subject._sealed(replace(contents, checkpoints=entries))))
    assert _refused(pack) is TroubleCode.CHECKPOINT_FOREIGN


def test_an_incomplete_set_and_weights_beyond_half_precision_are_not_saved(tmp_path: Path) -> None:
    one = Checkpoint(random_card(Attribute.OIL), weights_of(random_network(0)))
    with pytest.raises(ValueError, match="exactly one"):
        save_pack(tmp_path, "1", [one])
    huge = Checkpoint(one.card, {**one.weights} | {"head.linear.bias": np.full(5, 1e6, np.float32)})
    others = [Checkpoint(random_card(a), one.weights) for a in Attribute if a is not Attribute.OIL]
    with pytest.raises(ValueError, match=r"head\.linear\.bias"):
        save_pack(tmp_path, "1", [huge, *others])


def test_weights_of_another_shape_do_not_load() -> None:
    network = random_network(0)
    weights = weights_of(network)
    load_weights(build(SPEC), weights)
    with pytest.raises(ValueError, match="size mismatch"):
        load_weights(build(SPEC), weights | {"head.linear.bias": np.zeros(4, np.float32)})
    with pytest.raises(ValueError, match="other names"):
        load_weights(build(SPEC), weights | {"extra": np.zeros(4, np.float32)})


def test_ml_never_reads_pickles() -> None:
    for path in Path(ml.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            assert "pickle" not in names, path
            dotted = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if dotted == "np.load" and "allow_pickle=False" in ast.unparse(node):
                continue
            assert dotted not in ("torch.load", "np.load", "joblib.load"), path

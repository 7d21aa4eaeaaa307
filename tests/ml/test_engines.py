"""The CPU engine and the CUDA engine (its code, on the CPU) against the torch engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ml.checkpoints import Pack, load_pack, save_pack, trunk_users
from ml.cpu_engine import CpuEngine
from ml.cuda_engine import BATCHES, CudaEngine, open_cuda
from ml.device import Device
from ml.engine import TorchEngine
from ml.errors import PibuError, TroubleCode
from ml.evidence import Engine, Evidence
from ml.graphs import write_graphs
from ml.preprocess import absorbance_shift, prepare
from ml.types import Attribute, Region
from tests.support import SPEC, random_crop, random_pack

CROPS = tuple(random_crop(region) for region in Region)
MANY = CROPS + tuple(random_crop(region, 1) for region in Region)

Opener = Callable[[Pack], Engine]

OPENERS = (
    pytest.param(lambda pack: CpuEngine(pack, write_graphs(pack)), id="cpu"),
    pytest.param(lambda pack: CpuEngine(pack, write_graphs(pack), threads=2), id="cpu, two threads"),
    pytest.param(lambda pack: CudaEngine(pack, "cpu", torch.float32), id="cuda's code"),
)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module", params=[True, False], ids=["shared trunk", "own trunks"])
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(random_pack(tmp_path_factory.mktemp("pack"), shared_trunk=request.param))


@pytest.fixture(scope="module", params=OPENERS)
def engine(request: pytest.FixtureRequest, pack: Pack) -> Iterator[Engine]:
    opened = request.param(pack)
    yield opened
    opened.close()
    opened.close()


def _compare(mine: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> None:
    assert [(e.attribute, e.region) for e in mine] == [(e.attribute, e.region) for e in other]
    for a, b in zip(mine, other, strict=True):
        assert np.abs(a.logits - b.logits).max() <= 1e-4
        assert np.abs(a.class_maps - b.class_maps).max() <= 1e-3
        assert a.logits.dtype == a.class_maps.dtype == np.float32


@pytest.mark.parametrize("wanted", [tuple(Attribute), (Attribute.WRINKLE, Attribute.HYDRATION), (Attribute.OIL,)])
def test_answers_and_their_order_are_those_of_torch(engine: Engine, pack: Pack, wanted: tuple[Attribute, ...]) -> None:
    reference = TorchEngine(pack).run(MANY, wanted)
    _compare(engine.run(MANY, wanted), reference)
    assert np.ptp([e.logits for e in reference], axis=0).min() > 0.01, "answers alike to all would prove nothing"


def test_crops_in_any_order_and_number(engine: Engine, pack: Pack) -> None:
    reference = TorchEngine(pack)
    for crops in ((CROPS[6], CROPS[0], CROPS[7]), CROPS[3:4], (CROPS[1],) * 3):
        _compare(engine.run(crops, tuple(Attribute)), reference.run(crops, tuple(Attribute)))
    assert engine.run((), tuple(Attribute)) == ()
    assert engine.run((random_crop(Region.LIPS),), (Attribute.OIL,)) == ()
    assert engine.run(CROPS, ()) == ()


def test_several_threads_may_run_it(engine: Engine) -> None:
    expected = [engine.run((crop,), tuple(Attribute)) for crop in CROPS[:4]]
    with ThreadPoolExecutor(4) as pool:
        for mine, other in zip(
            pool.map(lambda c: engine.run((c,), tuple(Attribute)), CROPS[:4]), expected, strict=True
        ):
            _compare(mine, other)


def test_it_names_its_pack(engine: Engine, pack: Pack) -> None:
    assert engine.version == pack.model_version
    assert engine.cards == tuple(c.card for c in pack.checkpoints)
    assert engine.device in (Device.CPU, Device.CUDA)


@pytest.mark.parametrize("change", [{"head_width": 320}, {"backbone": "no_such_net"}, {"stages": 4}, {"stages": 9}])
def test_weights_that_do_not_fit_their_card_are_foreign(pack: Pack, tmp_path: Path, change: dict[str, object]) -> None:
    spec = replace(SPEC, **change)  # type: ignore[arg-type]
    other = [replace(c, card=replace(c.card, classifier=spec)) for c in pack.checkpoints]
    with pytest.raises(PibuError) as caught:
        write_graphs(load_pack(save_pack(tmp_path / "other", "1", other)))
    assert caught.value.code is TroubleCode.CHECKPOINT_FOREIGN


def test_missing_and_left_over_tensors_are_foreign(pack: Pack) -> None:
    first, *others = pack.checkpoints
    without = {name: w for name, w in first.weights.items() if name != "head.bn.running_var"}
    more = dict(first.weights) | {"trunk.blocks.9.0.conv_dw.weight": np.ones((1, 1, 3, 3), np.float32)}
    for weights in (without, more):
        changed = replace(pack, checkpoints=(replace(first, weights=weights), *others))
        with pytest.raises(PibuError) as caught:
            write_graphs(changed)
        assert caught.value.code is TroubleCode.CHECKPOINT_FOREIGN


def test_two_cpu_engines_live_together(pack: Pack) -> None:
    graphs = write_graphs(pack)
    one, two = CpuEngine(pack, graphs), CpuEngine(pack, graphs)
    before = two.run(CROPS[:1], (Attribute.OIL,))
    one.close()
    assert np.array_equal(two.run(CROPS[:1], (Attribute.OIL,))[0].logits, before[0].logits)
    assert two.trunks == len(graphs.trunks)


def test_more_crops_than_the_largest_recorded_batch(pack: Pack) -> None:
    crops = MANY * 3
    assert len(crops) > BATCHES[-1]
    engine = CudaEngine(pack, "cpu", torch.float32)
    _compare(engine.run(crops, (Attribute.HYDRATION,)), TorchEngine(pack).run(crops, (Attribute.HYDRATION,)))
    few = tuple(c for c in crops if c.region is Region.EYE_CORNER_LEFT) * 12
    assert len(few) > BATCHES[-1]
    _compare(engine.run(few, (Attribute.WRINKLE,)), TorchEngine(pack).run(few, (Attribute.WRINKLE,)))


def test_the_card_prepares_crops_as_the_preprocessing_does(pack: Pack) -> None:
    engine = CudaEngine(pack, "cpu", torch.float32)
    pixels = torch.from_numpy(np.stack([crop.pixels for crop in CROPS]))
    shifts = torch.from_numpy(np.stack([absorbance_shift(crop.skin) for crop in CROPS]).astype(np.float32))
    assert np.abs(engine.networks.prepared(pixels, shifts).numpy() - prepare(CROPS)).max() < 1e-5


def test_half_precision_agrees_within_what_the_card_promises(pack: Pack) -> None:
    """bfloat16, because a processor is slow at float16; float16 has three bits more."""
    if len(trunk_users(pack)) > 1:
        pytest.skip("one trunk shows it")
    engine = CudaEngine(pack, "cpu", torch.bfloat16)
    mine, other = engine.run(CROPS, tuple(Attribute)), TorchEngine(pack).run(CROPS, tuple(Attribute))
    for a, b in zip(mine, other, strict=True):
        assert np.abs(a.logits - b.logits).max() < 0.1 * np.ptp(b.logits) + 0.1


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a card")
def test_without_a_card_it_says_so(pack: Pack) -> None:
    with pytest.raises(PibuError) as caught:
        open_cuda(pack)
    assert caught.value.code is TroubleCode.DEVICE_MISSING

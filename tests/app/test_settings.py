"""Settings: kept in a file that survives anything, told of at once, saved a moment later."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.settings import (
    Language,
    LockAfter,
    Settings,
    SettingsStore,
    TextSize,
    Theme,
    config_folder,
    read_settings,
    write_settings,
)
from ml.device import Device
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Colormap, QualityMode

OTHER = Settings(
    language=Language.KOREAN,
    theme=Theme.DARK,
    text_size=TextSize.LARGE,
    quality=QualityMode.STRICT,
    device=Device.TORCH,
    model="mine-1",
    camera="demo",
    mirror=False,
    auto_shutter=False,
    overlay=Attribute.WRINKLE,
    colormap=Colormap.INFERNO,
    opacity=0.25,
    lock_after=LockAfter.QUARTER,
    welcomed=True,
)


def test_every_setting_survives_a_round_trip(tmp_path: Path) -> None:
    """Each field, set to something else than its default, comes back the same."""
    assert all(getattr(OTHER, field.name) != getattr(Settings(), field.name) for field in fields(Settings))
    path = tmp_path / "deep" / "settings.json"
    write_settings(path, OTHER)
    assert read_settings(path) == OTHER
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"null", b"\xff\xfe\x00", b'"x"', b'{"version": 99}'])
def test_broken_file_gives_defaults(tmp_path: Path, content: bytes) -> None:
    """No content of the file can stop the start."""
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert read_settings(path) == Settings()


@pytest.mark.parametrize("field", [field.name for field in fields(Settings)])
@pytest.mark.parametrize("bad", [[], {}, 7, "nonsense", -0.5, None])
def test_one_bad_value_loses_only_itself(tmp_path: Path, field: str, bad: object) -> None:
    """A value of the wrong kind falls back to its default; the others stay."""
    if (field, bad) in (("camera", "nonsense"), ("model", "nonsense"), ("overlay", None)):
        pytest.skip("a good value for this field")
    path = tmp_path / "settings.json"
    write_settings(path, OTHER)
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: bad, "from_the_future": 1}))
    assert read_settings(path) == replace(OTHER, **{field: getattr(Settings(), field)})


def test_store_tells_once_and_saves_later(qtbot: QtBot, tmp_path: Path) -> None:
    """changed is emitted for a real change only; the file follows."""
    path = tmp_path / "settings.json"
    store = SettingsStore(path)
    seen: list[Settings] = []
    store.changed.connect(seen.append)
    store.put(replace(store.current, mirror=False))
    store.put(replace(store.current, mirror=False))
    assert [settings.mirror for settings in seen] == [False]
    assert not path.exists()
    qtbot.waitUntil(path.exists, timeout=3000)
    assert SettingsStore(path).current.mirror is False


def test_flush_saves_what_waits_and_nothing_else(qtbot: QtBot, tmp_path: Path) -> None:
    """Closing right after a change loses nothing; closing without one writes nothing."""
    path = tmp_path / "settings.json"
    store = SettingsStore(path)
    store.flush()
    assert not path.exists()
    store.put(replace(store.current, theme=Theme.DARK))
    store.flush()
    assert read_settings(path).theme is Theme.DARK


def test_unwritable_place_is_told_and_the_change_kept(qtbot: QtBot, tmp_path: Path) -> None:
    """When the file can't be written the choice still holds until the end of the program."""
    (tmp_path / "file").write_text("in the way")
    store = SettingsStore(tmp_path / "file" / "settings.json")
    troubles: list[PibuError] = []
    store.not_saved.connect(troubles.append)
    store.put(replace(store.current, mirror=False))
    store.flush()
    assert [trouble.code for trouble in troubles] == [TroubleCode.CANNOT_WRITE]
    assert store.current.mirror is False


def test_folder_can_be_chosen(config_home: Path) -> None:
    """PIBU_CONFIG_DIR decides; tests rely on it."""
    assert config_folder() == config_home

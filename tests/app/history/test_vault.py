"""What is sealed opens again as the very same thing, and as nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.history.records import Kind, Profile
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode

KEY = bytes(range(32))
MINE = Profile("5a0c", "Jimin", datetime(2026, 1, 1, tzinfo=UTC))
OTHER = Profile("5a0d", "Haru", datetime(2026, 1, 1, tzinfo=UTC))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_opens_again(content: bytes) -> None:
    vault = Vault(MINE, KEY)
    sealed = vault.seal(content, "scan", Kind.PHOTO)
    assert vault.unseal(sealed, "scan", Kind.PHOTO) == content
    assert sealed != vault.seal(content, "scan", Kind.PHOTO), "a nonce is used once"


@settings(deadline=None)
@given(st.data())
def test_any_change_is_found(data: st.DataObject) -> None:
    vault = Vault(MINE, KEY)
    sealed = bytearray(vault.seal(b"pixels of a face", "scan", Kind.PHOTO))
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(sealed) - 1))
        sealed[place] ^= data.draw(st.integers(1, 255))
    else:
        del sealed[data.draw(st.integers(0, len(sealed) - 1)) :]
    with pytest.raises(PibuError) as caught:
        vault.unseal(bytes(sealed), "scan", Kind.PHOTO)
    assert caught.value.code is TroubleCode.PICTURE_DAMAGED


@pytest.mark.parametrize(
    ("vault", "scan", "kind"),
    [
        (Vault(OTHER, KEY), "scan", Kind.PHOTO),
        (Vault(MINE, KEY), "other", Kind.PHOTO),
        (Vault(MINE, KEY), "scan", Kind.HEAT),
        (Vault(MINE, KEY[::-1]), "scan", Kind.PHOTO),
    ],
    ids=["profile", "scan", "kind", "key"],
)
def test_opens_as_nothing_else(vault: Vault, scan: str, kind: Kind) -> None:
    sealed = Vault(MINE, KEY).seal(b"pixels", "scan", Kind.PHOTO)
    with pytest.raises(PibuError):
        vault.unseal(sealed, scan, kind)


def test_a_forgotten_key_opens_nothing() -> None:
    vault = Vault(MINE, KEY)
    sealed = vault.seal(b"pixels", "scan", Kind.PHOTO)
    vault.forget()
    vault.forget()
    assert vault.locked
    for use in (vault.data_key, vault.database_key, lambda: vault.unseal(sealed, "scan", Kind.PHOTO)):
        with pytest.raises(PibuError) as caught:
            use()
        assert caught.value.code is TroubleCode.LOCKED


def test_says_nothing_of_its_key() -> None:
    vault = Vault(MINE, KEY)
    assert repr(vault) == "Vault(open)"
    assert vault.database_key() not in (KEY, vault.renamed(OTHER).seal(b"", "", Kind.PHOTO))
    assert len(vault.database_key()) == 32


def test_a_key_has_its_length() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(MINE, KEY[:16])

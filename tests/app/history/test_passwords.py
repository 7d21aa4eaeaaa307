"""Names in one spelling; passwords of any characters, refused only when they are short or easily guessed."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.history.passwords import check_password, looked_up, spelled_name, spelled_password
from ml.errors import PibuError, TroubleCode

C = TroubleCode


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", C.PASSWORD_SHORT),
        ("sevench", C.PASSWORD_SHORT),
        ("가나다라마바사", C.PASSWORD_SHORT),
        ("x" * 1001, C.PASSWORD_LONG),
        ("password1", C.PASSWORD_COMMON),
        ("P@ssw0rd", C.PASSWORD_COMMON),
        ("iloveyou2", C.PASSWORD_COMMON),
        ("dragon99!", C.PASSWORD_COMMON),
        ("qwertyui", C.PASSWORD_COMMON),
        ("19900512", C.PASSWORD_PATTERN),
        ("2020-01-01", C.PASSWORD_PATTERN),
        ("abcdefgh", C.PASSWORD_PATTERN),
        ("abcabcabc", C.PASSWORD_PATTERN),
        ("비밀번호비밀번호", C.PASSWORD_PATTERN),
        ("jimin-kim", C.PASSWORD_LIKE_NAME),
        ("JIMIN-KIM", C.PASSWORD_LIKE_NAME),
        ("jimin-kim1990", C.PASSWORD_LIKE_NAME),
    ],
)
def test_refused_with_its_reason(password: str, code: TroubleCode) -> None:
    with pytest.raises(PibuError) as caught:
        check_password(password, "Jimin-Kim")
    assert caught.value.code is code
    assert password == "" or password not in str(caught.value)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "안녕하세요여러분",
        "x7#kQ9!m",
        "두부김치 먹는 날",
        "🐢🦊🐻🦁🐯🐨🐼🐵",
        "   leading  ",
    ],
)
def test_any_characters_are_taken(password: str) -> None:
    check_password(password, "Jimin")


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=120), st.text(max_size=30))
def test_no_text_breaks_it(password: str, name: str) -> None:
    with suppress(PibuError):
        check_password(password, name)
    assert spelled_password(password) == spelled_password(unicodedata.normalize("NFD", password))
    assert looked_up(name) == looked_up(unicodedata.normalize("NFD", name)) == looked_up(f" {name}\n")


def test_every_character_of_a_password_counts() -> None:
    assert (
        len({spelled_password(text) for text in ("pass word", "password", "passWord", " password", "password ")}) == 5
    )


def test_names_are_shown_as_typed_and_found_in_any_case() -> None:
    assert spelled_name("  지민 Kim ") == "지민 Kim"
    assert spelled_name(unicodedata.normalize("NFD", "지민")) == "지민"
    assert looked_up("지민 kim") == looked_up(" 지민 KIM") == looked_up(unicodedata.normalize("NFD", "지민 Kim"))
    assert looked_up("straße") == looked_up("STRASSE")
    assert looked_up("Jimin") != looked_up("Jimin2")


@pytest.mark.parametrize(
    "name", ["", "   ", "\n", "a" * 65, "tab\tinside", "zero\u200bwidth", "right\u202eleft", "nul\0"]
)
def test_names_that_cannot_be_read_are_refused(name: str) -> None:
    with pytest.raises(PibuError) as caught:
        spelled_name(name)
    assert caught.value.code is TroubleCode.PROFILE_NAME_UNFIT

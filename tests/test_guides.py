"""The guides: Korean twins keep up, quoted words stand in the window, and figures are the shipped classifiers'."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from app.pages import PageKind
from ml.checkpoints import load_pack, shipped_pack
from ml.types import Attribute
from tests.source_tree import ROOT

ENGLISH, KOREAN = ROOT / "docs" / "user-guide.md", ROOT / "docs" / "user-guide.ko.md"
READ_ALOUD = 1100
"""Words that are read in five minutes."""


def texts() -> dict[str, str]:
    """Every English text of the window, and its Korean."""
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "pibu_ko.ts")
    messages = tree.iter("message")
    return {each.findtext("source", ""): each.findtext("translation", "") for each in messages}


def quoted(guide: Path) -> list[str]:
    """What stands between single stars."""
    return re.findall(r"(?<![*\w])\*([^*\n]+)\*(?!\*)", guide.read_text("utf-8"))


def skeleton(guide: Path) -> list[str]:
    """Headings' numbers, pictures without their language, commands without comments, rows of tables."""
    text = guide.read_text("utf-8")
    found = []
    for line in text.splitlines():
        if line.startswith("#"):
            found.append(" ".join(re.findall(r"^#+(?: \d+\.)?", line)))
        elif line.startswith("!["):
            found += re.findall(r"images/(\w+)-(?:en|ko)-\w+\.png", line)
        elif line.startswith("    "):
            found.append(line.split("#")[0].strip())
        elif line.startswith("|"):
            found.append("row")
    return found


def test_the_twins_have_the_same_parts() -> None:
    assert skeleton(ENGLISH) == skeleton(KOREAN)
    assert "-ko-" not in ENGLISH.read_text("utf-8")
    assert "-en-" not in KOREAN.read_text("utf-8")


def test_every_page_has_its_picture() -> None:
    assert [part for part in skeleton(ENGLISH) if part in list(PageKind)] == list(PageKind)


def test_quoted_words_stand_in_the_window() -> None:
    known = texts()
    assert len(quoted(ENGLISH)) > 8
    assert [words for words in quoted(ENGLISH) if words not in known] == []
    assert [words for words in quoted(KOREAN) if words not in known.values()] == []
    assert "Keep this scan" in known
    assert f"**{known['Keep this scan']}**" in KOREAN.read_text("utf-8")


@pytest.mark.parametrize("document", [KOREAN, ROOT / "README.ko.md"], ids=["guide", "readme"])
def test_korean_is_as_polite_as_the_window(document: Path) -> None:
    """Statements end in -니다, as the window's do; what to do may end in -세요."""
    assert re.findall(r"\S*(?<!세)요(?=[.)]|$| \|)", document.read_text("utf-8"), re.M) == []


@pytest.mark.parametrize("guide", [ENGLISH, KOREAN], ids=["english", "korean"])
def test_it_takes_five_minutes(guide: Path) -> None:
    assert len(guide.read_text("utf-8").split()) < READ_ALOUD


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_the_readme_tells_of_the_classifiers_that_are_shipped(readme: str) -> None:
    """Their P-Recall and kappa, in the order that the sentence has; a new pack makes the sentence old."""
    order = (Attribute.WRINKLE, Attribute.HYDRATION, Attribute.OIL, Attribute.PIGMENTATION, Attribute.SENSITIVITY)
    pack = load_pack(shipped_pack())
    wanted = [
        f"{metric.value:.2f}".lstrip("0")
        for name in ("face p_recall", "face qwk")
        for attribute in order
        for metric in pack.of(attribute).card.metrics
        if metric.name == name
    ]
    told = re.findall(r"(?<![\d.])\.\d\d(?!\d)", (ROOT / readme).read_text("utf-8").split("P-Recall", 1)[1])
    assert told[:10] == wanted

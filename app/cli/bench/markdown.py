"""Small pieces of the benchmark pages in Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from ml.bench.machine import Machine
from ml.bench.timing import Quartiles

WIDTH = 120


def wrapped(page: str) -> str:
    """The page with its paragraphs and points filled to lines of equal length; tables and headings as they are."""
    blocks = [block if block.lstrip().startswith(("#", "|")) else _filled(block) for block in page.split("\n\n")]
    return re.sub("\n{3,}", "\n\n", "\n\n".join(blocks)).strip() + "\n"


def _filled(block: str) -> str:
    points = re.split(r"\n(?=- )", block.strip())
    return "\n".join(
        textwrap.fill(
            " ".join(point.split()),
            WIDTH,
            subsequent_indent="  " if point.startswith("- ") else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for point in points
    )


def listed(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; every column but the first is aligned to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, rule, *rows])


def machine_table(machine: Machine) -> str:
    """What the figures depend on."""
    rows = (
        ("processor", machine.processor),
        ("cores this process may use", str(machine.cores)),
        ("features that matter", ", ".join(machine.flags) or "none known"),
        ("caches", ", ".join(machine.caches) or "not known"),
        ("memory", f"{machine.memory_gb:.1f} GiB"),
        ("system", f"{machine.system}, Python {machine.python}"),
        ("libraries", ", ".join(f"{one.name} {one.version}" for one in machine.libraries)),
    )
    return listed(("machine", ""), rows).replace("---:", "---")


def spread(value: Quartiles, digits: int = 1) -> str:
    """The median, and the quartiles in brackets."""
    return f"{value.median:.{digits}f} ({value.low:.{digits}f}-{value.high:.{digits}f})"

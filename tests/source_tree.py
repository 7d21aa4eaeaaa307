"""Reads the project's own source as syntax trees, for tests about its structure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "ml", "resources", "training", "bundle")


@dataclass(frozen=True, slots=True)
class Source:
    """One module: its dotted name, where it lies, its text and its tree."""

    module: str
    path: Path
    text: str
    tree: ast.Module

    def imports(self) -> Iterator[str]:
        """Dotted names of everything the module imports anywhere in it, "from a import b" as a.b."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{name.name}" for name in node.names)

    def calls(self) -> Iterator[ast.Call]:
        """Every call in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


@cache
def sources(*packages: str) -> tuple[Source, ...]:
    """Every module of these packages (all of them when none is named)."""
    files = [path for package in packages or PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return tuple(_read(path) for path in files)


def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(ROOT).with_suffix("").parts
    return Source(".".join(parts).removesuffix(".__init__"), path, text, ast.parse(text))


def called_name(call: ast.Call) -> str:
    """The last word of what is called: "tr" for self.tr(...)."""
    target = call.func
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def within(module: str, package: str) -> bool:
    """Whether a dotted name is the package or lies in it."""
    return module == package or module.startswith(package + ".")

"""The house rules: who may import whom, how long a file may be, what its first line says."""

from __future__ import annotations

import ast

import pytest

from tests.source_tree import Source, called_name, sources, within

LINES_AT_MOST = 300

MUST_NOT = (
    ("ml", ("app", "training", "bundle", "PySide6", "sqlalchemy", "pyqtgraph")),
    ("training", ("app", "bundle", "PySide6", "sqlalchemy")),
    ("resources", ("app", "ml", "training", "bundle")),
    ("bundle", ("training",)),
    ("app", ("training", "bundle", "torch", "torchvision", "timm", "pytorch_grad_cam", "safetensors")),
    ("app.live", ("app.photo", "app.history", "app.trends", "app.history_page")),
    ("app.photo", ("app.live", "app.history", "app.trends", "app.history_page")),
    ("app.history_page", ("app.live", "app.photo", "app.trends", "app.compare", "app.history.storage")),
    ("app.trends", ("app.live", "app.photo", "app.history_page", "app.compare", "app.history.storage")),
    ("app.compare", ("app.live", "app.photo", "app.history_page", "app.trends.trends_page", "app.history.storage")),
    ("app.change", ("app.trends", "app.compare", "app.history_page", "PySide6.QtWidgets")),
    ("app.picture", ("app.live", "app.photo", "app.history", "app.trends", "app.history_page", "app.compare")),
    ("app.report", ("app.live", "app.photo", "app.history_page", "app.compare", "app.trends.trends_page")),
    ("app.report", ("app.trends.graph", "app.trends.layers", "app.history.storage", "PySide6.QtWidgets")),
    ("app.saving", ("app.live", "app.photo", "app.history_page", "app.trends", "app.compare", "app.history.storage")),
    ("app.my_data", ("app.live", "app.photo", "app.history_page", "app.trends", "app.compare", "app.history.storage")),
    ("app.keeping", ("app.live", "app.photo", "app.trends", "app.history_page", "app.compare")),
    ("app.panel", ("app.live", "app.photo", "app.main_window", "app.application")),
    ("app.widgets", ("app.live", "app.photo", "app.panel", "app.main_window", "app.application")),
    ("app.history", ("PySide6", "app.live", "app.photo", "app.trends", "app.panel", "app.widgets", "app.main_window")),
    ("app.cli", ("app.main_window", "app.photo", "PySide6.QtWidgets")),
)
"""Packages and what nothing in them may import."""

ONLY_IN = (
    ("mediapipe", "ml.landmarker"),
    ("sqlalchemy", "app.history"),
    ("pyqtgraph", "app.trends"),
    ("pytorch_grad_cam", "ml.detail", "ml.bench.naive"),
    ("onnx", "ml.network_graph"),
    ("onnxruntime", "ml.cpu_engine"),
    ("ray", "ml.ray_instance", "ml.ray_photos"),
)
"""Libraries and the places that may import them: one, and what must not share code with it."""


def test_the_tree_is_read() -> None:
    """The rules below see the real modules, imports inside functions included."""
    by_name = {source.module: source for source in sources()}
    assert {"app.main_window", "ml.types", "resources.files", "training"} <= set(by_name)
    assert "ml.open.open_analyzer" in by_name["app.models"].imports()


@pytest.mark.parametrize(("package", "forbidden"), MUST_NOT)
def test_layers(package: str, forbidden: tuple[str, ...]) -> None:
    """No module imports from a layer above or beside its own."""
    breaches = [
        f"{source.module} imports {name}"
        for source in sources()
        if within(source.module, package)
        for name in source.imports()
        if any(within(name, other) for other in forbidden)
    ]
    assert not breaches


@pytest.mark.parametrize("rule", ONLY_IN, ids=lambda rule: rule[0])
def test_library_has_one_home(rule: tuple[str, ...]) -> None:
    """A library that should be replaceable is imported in one place."""
    library, *homes = rule
    breaches = [
        f"{source.module} imports {name}"
        for source in sources()
        if not any(within(source.module, home) for home in homes)
        for name in source.imports()
        if within(name, library)
    ]
    assert not breaches


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.module)
def test_file_is_short_and_says_what_it_is_for(source: Source) -> None:
    """Fewer than 300 lines; the first line is a docstring that ends as a sentence or opens a paragraph."""
    lines = source.text.splitlines()
    assert len(lines) < LINES_AT_MOST
    assert lines, "an empty file says nothing"
    assert lines[0].startswith('"""')
    assert (ast.get_docstring(source.tree) or "").splitlines()[0].endswith((".", ":", "?"))


@pytest.mark.parametrize("source", sources("app"), ids=lambda source: source.module)
def test_texts_are_literals(source: Source) -> None:
    """tr() and translate() get literal texts: lupdate extracts an f-string, but it never matches at run time."""
    breaches = [
        f"{source.path.name}:{call.lineno}"
        for call in source.calls()
        if called_name(call) in ("tr", "translate") and not _literal(call)
    ]
    assert not breaches


@pytest.mark.parametrize("source", sources("app"), ids=lambda source: source.module)
def test_texts_need_no_plural(source: Source) -> None:
    """No "%n": lupdate 6.12 loses translate() calls with a count (see resources/i18n/update.py)."""
    assert "%n" not in source.text


@pytest.mark.parametrize("source", sources("app"), ids=lambda source: source.module)
def test_labels_are_plain(source: Source) -> None:
    """A QLabel takes "<img src=...>" in the name of a file for mark-up; app.widgets.plain_label's doesn't."""
    assert not [f"{source.path.name}:{call.lineno}" for call in source.calls() if called_name(call) == "QLabel"]


@pytest.mark.parametrize("source", sources("app", "ml"), ids=lambda source: source.module)
def test_nobody_reaches_for_globals(source: Source) -> None:
    """No application look-up, no nested event loop, no killed thread."""
    banned = {"processEvents", "terminate"}
    breaches = [
        f"{source.path.name}:{call.lineno}"
        for call in source.calls()
        if called_name(call) in banned or ast.unparse(call.func).endswith("Application.instance")
    ]
    assert not breaches


@pytest.mark.parametrize(
    ("code", "literal"),
    [
        ('self.tr("Hold still.")', True),
        ('self.tr("%n photos", "", count)', True),
        ('self.tr(f"Hold {what}")', False),
        ("self.tr(text)", False),
        ('translate("Context", "Hold still.")', True),
        ('translate("Context", f"Hold {what}")', False),
        ('QCoreApplication.translate("Context", "Hold " + what)', False),
        ("painter.translate(x, -y)", True),
    ],
)
def test_the_literal_rule_bites(code: str, literal: bool) -> None:
    """The rule above tells literals from what only looks like them."""
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert _literal(call) is literal


def _literal(call: ast.Call) -> bool:
    """Whether every text argument of tr() and translate() is a plain string; a painter's translate() has none."""
    if called_name(call) == "tr":
        return _is_text(call.args[0])
    if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) != "QCoreApplication":
        return True
    return all(_is_text(argument) for argument in call.args[:2])


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)

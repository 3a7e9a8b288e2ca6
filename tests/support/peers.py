"""The libraries that our numbers are compared with: fixtures, so that only a test that compares has them imported.

They take seconds to import, in every process that collects tests. A test that asks for one is slow by that, and the
inner loop needs none of them installed. A plugin of tests/conftest.py, which has their names among the slow fixtures.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def safetensors() -> ModuleType:
    """The package of the format, for NumPy."""
    return import_module("safetensors.numpy")


@pytest.fixture(scope="session")
def torch() -> ModuleType:
    """PyTorch."""
    return import_module("torch")


@pytest.fixture(scope="session")
def sklearn() -> ModuleType:
    """scikit-learn, with the parts that tests name."""
    for part in ("calibration", "datasets", "metrics"):
        import_module(f"sklearn.{part}")
    return import_module("sklearn")

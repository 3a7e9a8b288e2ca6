"""The library's face: docs/library.md runs as it stands, and nothing is imported that was not asked for."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import descent

ROOT = Path(__file__).parents[1]


def test_the_page_about_the_library_is_true() -> None:
    result = doctest.testfile(
        str(ROOT / "docs" / "library.md"), module_relative=False, optionflags=doctest.FAIL_FAST, encoding="utf-8"
    )
    assert result.attempted > 20
    assert result.failed == 0


@pytest.mark.parametrize("name", descent.__all__)
def test_every_exported_name_is_there(name: str) -> None:
    assert getattr(descent, name) is not None


def test_every_exported_name_is_on_the_page() -> None:
    text = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    missing = [name for name in descent.__all__ if f"descent.{name}" not in text and not name.startswith("__")]
    assert not missing


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Trainr'"):
        descent.Trainr  # noqa: B018


def test_importing_descent_imports_nothing_heavy() -> None:
    code = "import descent, sys; print(sorted({'numpy', 'pydantic', 'rich', 'fastapi'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_the_library_needs_no_server_and_no_scikit_learn() -> None:
    code = (
        "import descent, sys\n"
        "descent.Trainer(descent.load_example('digits')).step()\n"
        "print(sorted({'fastapi', 'uvicorn', 'rich', 'sklearn', 'scipy'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

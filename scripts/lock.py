"""Refreshes the Python requirements with hashes (`make lock`).

No index, no find-links and no `file:` line gets in: whatever this machine is told about registries stays on it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
COMPILE: Final = (
    sys.executable,
    *("-m", "uv", "--no-config", "pip", "compile", "--quiet", "--upgrade"),
    *("--universal", "--generate-hashes", "--python-version", "3.11"),
    *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"),
)
LOCKS: Final = {
    "runtime": ("pyproject.toml",),
    "build": ("--group", "build"),
    "dev": ("pyproject.toml", "--group", "dev", "--constraint", "requirements/runtime.txt"),
}


def environment() -> dict[str, str]:
    """This process's environment without what it says about registries."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "UV_"))}


def main() -> int:
    """Writes requirements/*.txt; the file with torch and its like is kept by hand."""
    for name, sources in LOCKS.items():
        command = (*COMPILE, *sources, "--output-file", f"requirements/{name}.txt")
        subprocess.run(command, cwd=ROOT, env=environment(), check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

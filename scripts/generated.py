"""Writes what is generated from the models and committed, or says that it is stale.

python scripts/generated.py          writes the files (`make types`)
python scripts/generated.py --check  fails when one of them is not what would be written
"""

from __future__ import annotations

import difflib
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
# Each file is what its module prints.
FILES: Final = {
    "frontend/src/wire/types.generated.ts": "descent.wire.typescript",
    "backend/descent/messages/en/settings.generated.json": "descent.wire.words",
    "backend/descent/messages/en/examples.generated.json": "descent.examples.words",
}
SHOWN: Final = 40  # lines of a difference


def generate(module: str) -> str:
    """What `python -m module` prints."""
    command = [sys.executable, "-m", module]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def drift(name: str, committed: str, fresh: str) -> list[str]:
    """The difference as a unified diff; empty when there is none."""
    return list(difflib.unified_diff(committed.splitlines(), fresh.splitlines(), name, "generated", lineterm=""))


def write(name: str, fresh: str) -> int:
    """Writes a file, unless it is right already: what is built from it then stays built."""
    path = ROOT / name
    if not path.exists() or path.read_text(encoding="utf-8") != fresh:
        path.write_text(fresh, encoding="utf-8")
    return 0


def check(name: str, fresh: str) -> int:
    """Prints the difference, if there is one, and returns 1 then."""
    path = ROOT / name
    lines = drift(name, path.read_text(encoding="utf-8") if path.exists() else "", fresh)
    if lines:
        print("\n".join(lines[:SHOWN]))
        print(f"{name} is stale: run `make types` and commit it.")
    return int(bool(lines))


def main(arguments: list[str]) -> int:
    """Writes or checks all of them; 1 on drift."""
    treat = check if "--check" in arguments else write
    return max([treat(name, generate(module)) for name, module in FILES.items()])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Writes the page's TypeScript types from the server's messages, or says that they are stale.

python scripts/wire_types.py          writes frontend/src/wire/types.generated.ts (`make types`)
python scripts/wire_types.py --check  fails when that file is not what would be written
"""

from __future__ import annotations

import difflib
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "frontend/src/wire/types.generated.ts"


def generated() -> str:
    """What `python -m descent.wire.typescript` prints."""
    command = [sys.executable, "-m", "descent.wire.typescript"]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def drift(committed: str, fresh: str) -> list[str]:
    """The difference as a unified diff; empty when there is none."""
    name = str(TARGET.relative_to(ROOT))
    return list(difflib.unified_diff(committed.splitlines(), fresh.splitlines(), name, "generated", lineterm=""))


def main(arguments: list[str]) -> int:
    """Writes or checks; 1 on drift."""
    fresh = generated()
    if "--check" not in arguments:
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(fresh, encoding="utf-8")
        return 0
    lines = drift(TARGET.read_text(encoding="utf-8") if TARGET.exists() else "", fresh)
    if lines:
        print("\n".join(lines[:60]))
        print(f"{TARGET.relative_to(ROOT)} is stale: run `make types` and commit it.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

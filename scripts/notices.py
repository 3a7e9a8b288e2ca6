"""Writes NOTICE: what the page bundles, by whom, under which licence.

python scripts/notices.py          writes it (after a change of frontend/package.json; needs frontend/node_modules)
python scripts/notices.py --check  fails when it is not what would be written
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
MODULES: Final = ROOT / "frontend/node_modules"
NOTICE: Final = ROOT / "NOTICE"

# In `dependencies` because the build needs them; nothing of theirs reaches the page.
BUILD_ONLY: Final = frozenset({"vite", "@sveltejs/vite-plugin-svelte"})
# Of Svelte itself only the runtime is bundled, not the compiler with its parsers; of KaTeX not its command line.
RUNTIME_OF: Final[dict[str, tuple[str, ...]]] = {"svelte": ("clsx", "devalue", "esm-env"), "katex": ()}
HEAD: Final = """\
Descent
Copyright 2026 The Descent authors

Licensed under the Apache License, Version 2.0 (see LICENSE).

The page that Descent serves bundles the works listed below, each under its own licence. The Python packages that
Descent depends on are installed beside it and are not part of it.
"""
RULE: Final = "-" * 79


def package(name: str) -> dict[str, Any]:
    """A package's manifest."""
    return json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))


def dependencies(name: str) -> list[str]:
    """The packages that come into the page with this one; types leave no trace in it."""
    named = RUNTIME_OF.get(name, tuple(package(name).get("dependencies", {})))
    return [other for other in named if not other.startswith("@types/")]


def bundled() -> list[str]:
    """Every package of which something is in the page, sorted."""
    waiting = [name for name in direct() if name not in BUILD_ONLY]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(dependencies(name))
    return sorted(seen)


def direct() -> list[str]:
    """The page's own runtime dependencies."""
    return list(json.loads((ROOT / "frontend/package.json").read_text(encoding="utf-8"))["dependencies"])


def licence(name: str) -> str:
    """The text of a package's licence file."""
    files = sorted(path for path in (MODULES / name).iterdir() if path.stem.lower() in {"license", "licence"})
    if not files:
        raise SystemExit(f"{name} has no licence file: name its licence in scripts/notices.py.")
    lines = files[0].read_text(encoding="utf-8").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


def notice() -> str:
    """The whole file; packages with the same text share it."""
    sharers: dict[str, list[str]] = defaultdict(list)
    for name in bundled():
        sharers[licence(name)].append(f"{name} ({package(name)['license']})")
    parts = [f"{RULE}\n{chr(10).join(names)}\n{RULE}\n\n{text}\n" for text, names in sharers.items()]
    return "\n".join([HEAD, *parts])


def main(arguments: list[str]) -> int:
    """Writes or checks; 1 when the file is stale."""
    if "--check" not in arguments:
        NOTICE.write_text(notice(), encoding="utf-8")
        return 0
    if NOTICE.read_text(encoding="utf-8") != notice():
        print("NOTICE is stale: run `python scripts/notices.py` and commit it.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Finds the Chromium that the browser tests drive, and installs Debian's when there is none.

python scripts/chromium.py            prints its path, or one line on how to get it
python scripts/chromium.py --install  first tries apt-get, when it is there and we are root
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MACOS: Final = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING: Final = (
    "The browser tests need Chromium or Chrome and found none: install one (Debian: apt-get install chromium), "
    "or name it in DESCENT_CHROMIUM."
)
APT: Final = (
    ("apt-get", "update", "-qq"),
    ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"),
)


class MissingBrowserError(RuntimeError):
    """No Chromium where we looked; the message says what to do."""


def find() -> Path | None:
    """The browser named in DESCENT_CHROMIUM, else the first of the usual names; None when there is none."""
    if named := os.environ.get("DESCENT_CHROMIUM"):
        if not Path(named).is_file():
            raise MissingBrowserError(f"DESCENT_CHROMIUM names {named}, which is not a file.")
        return Path(named)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        found = next((path for path in MACOS if Path(path).is_file()), None)
    return Path(found) if found else None


def need() -> Path:
    """As `find`, but a missing browser is an error that says what to do."""
    if (found := find()) is None:
        raise MissingBrowserError(MISSING)
    return found


def install() -> None:
    """Installs Debian's Chromium, where that is possible without asking anyone."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    for command in APT:
        subprocess.run(command, check=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, stdout=sys.stderr)


def main(arguments: list[str]) -> int:
    """Prints the path and returns 0, or prints what is missing and returns 1."""
    try:
        if "--install" in arguments and find() is None:
            install()
        print(need())
    except (MissingBrowserError, subprocess.CalledProcessError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

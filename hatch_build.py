"""Builds the page into the package, so that `pip install .` gives a server with its page inside.

From a checkout it runs npm; from an sdist (which ships the built files) it needs no Node; an editable install leaves
the page to `make run` and `make dev`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE: Final = (20, 19)
WANTED: Final = f"Descent's page is built with Node.js {OLDEST_NODE[0]}.{OLDEST_NODE[1]} or newer"
INSTALL: Final = ("npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund")
BUILD: Final = ("npm", "run", "--silent", "build")


def node_complaint(version: str | None) -> str | None:
    """What is wrong with the Node found (`node --version`, or None when there is none), or None."""
    if version is None:
        return f"{WANTED}, but no `node` or `npm` is on the PATH. Install it from nodejs.org or your system's packages."
    numbers = re.match(r"v(\d+)\.(\d+)", version)
    if numbers is None or (int(numbers[1]), int(numbers[2])) < OLDEST_NODE:
        return f"{WANTED}, but `node --version` says {version.strip()}. Update Node.js and try again."
    return None


def node_version() -> str | None:
    """The version of the Node on the PATH, None when it or npm is missing."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return None
    return subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout


def packages_are_current(frontend: Path) -> bool:
    """Whether node_modules answers the lock file; a developer's tree then keeps its extra tools."""
    installed = frontend / "node_modules/.package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= (frontend / "package-lock.json").stat().st_mtime


class PageBuildHook(BuildHookInterface[Any]):
    """Runs the page's build before the files of the wheel or the sdist are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatchling calls this before it collects files; `version` is "editable" for `pip install -e`."""
        del build_data
        root = Path(self.root)
        manifest = root / "backend/descent/web/static/.vite/manifest.json"
        frontend = root / "frontend"
        if version == "editable":
            return
        if not frontend.is_dir() or os.environ.get("DESCENT_PAGE_IS_BUILT") == "1":
            if not manifest.is_file():
                self.app.abort("The built page is missing: neither frontend/ nor backend/descent/web/static is here.")
            return
        if complaint := node_complaint(node_version()):
            self.app.abort(complaint)
        for command in (BUILD,) if packages_are_current(frontend) else (INSTALL, BUILD):
            self.app.display_info(f"frontend: {' '.join(command)}")
            done = subprocess.run(command, cwd=frontend, check=False, capture_output=True, text=True)
            if done.returncode != 0:
                self.app.display_error(done.stdout + done.stderr)
                self.app.abort(f"`{' '.join(command)}` failed in frontend/ (see above).")

"""`make bench`: runs every part beside this file and writes what they print to docs/benchmarks.md.

A part is a package here with a `__main__.py` whose docstring's first line says how to run it alone; it prints Markdown.
`python -m bench page` runs one part and prints it only.
"""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
DOCUMENT: Final = HERE.parents[1] / "docs" / "benchmarks.md"
TITLES: Final = {"engine": "The engine beside its peers", "page": "The page, in Chromium"}
HEAD: Final = """\
# Benchmarks

Written by `make bench` on {date}: {machine}. Times depend on the machine; compare ratios, which come from one run.
One part alone: `make bench BENCH=page`.
"""


def parts() -> list[str]:
    """The parts that there are, those with a title first."""
    found = sorted(path.parent.name for path in HERE.glob("*/__main__.py"))
    return sorted(found, key=lambda name: name not in TITLES)


def machine() -> str:
    """The processor and the versions that matter."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file():
        lines = information.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def run(part: str) -> str:
    """What a part prints; it is shown as it comes, too. A part that fails ends the run."""
    lines = []
    with subprocess.Popen([sys.executable, "-m", f"bench.{part}"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if process.returncode != 0:
        sys.exit(f"bench.{part} failed ({process.returncode})")
    return "".join(lines).strip()


def main(chosen: list[str]) -> int:
    """Runs the chosen parts, or all of them and writes the document."""
    if chosen:
        for part in chosen:
            run(part)
        return 0
    sections = [f"## {TITLES.get(part, part)}\n\n{run(part)}\n" for part in parts()]
    date = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    DOCUMENT.write_text("\n".join([HEAD.format(date=date, machine=machine()), *sections]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

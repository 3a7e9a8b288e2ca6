"""Runs the checks and ends with a plain summary; exits non-zero when one failed.

    python scripts/check.py          everything (`make test`)
    python scripts/check.py --quick  the inner loop (`make quick`)

A failing check does not hide the others: all of them run, so that one round shows everything there is to mend. What
reads only runs side by side and is printed when it is through; so does the whole inner loop. Tests of the full round
have the machine to themselves, one kind after another.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "test-results"
REPORTS: Final = RESULTS / "reports"
PYTHON: Final = sys.executable
BIN: Final = Path(PYTHON).parent
CORES: Final = min(os.cpu_count() or 1, 8)
# Half of the cores is the page's. One process is quicker without a worker to collect the tests a second time.
QUICK_JOBS: Final = CORES // 2 if CORES >= 4 else 0

PASSED: Final = "passed"
FAILED: Final = "FAILED"


@dataclass(frozen=True)
class Check:
    """One command; `report` is the JUnit file it writes, when it counts tests."""

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT
    report: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a check. `tests` and `failures` are 0 for checks that count nothing."""

    check: Check
    passed: bool
    seconds: float
    tests: int = 0
    failures: int = 0
    skipped: int = 0


def pytest(name: str, *arguments: str) -> Check:
    """A pytest run that leaves a JUnit report."""
    report = REPORTS / f"{name.replace(' ', '-')}.xml"
    return Check(name, (PYTHON, "-m", "pytest", "-q", f"--junitxml={report}", *arguments), report=report)


def npm(name: str, script: str, *arguments: str, report: Path | None = None) -> Check:
    """An npm script of the page."""
    return Check(name, ("npm", "run", "--silent", script, *arguments), folder=ROOT / "frontend", report=report)


RUFF: Final = str(BIN / "ruff")
VITEST: Final = REPORTS / "vitest.xml"
LINT: Final = (
    Check("python format", (RUFF, "format", "--check", "--quiet", ".")),
    Check("python lint", (RUFF, "check", "--quiet", ".")),
)
REPORTERS: Final = ("--", "--reporter=default", "--reporter=junit", f"--outputFile.junit={VITEST}")
STATIC: Final = (
    *LINT,
    Check("python types", (str(BIN / "pyright"), "--warnings")),
    Check("generated", (PYTHON, "scripts/generated.py", "--check")),
    npm("page lint", "lint"),
    npm("page types", "check"),
)
TESTS: Final = (
    npm("page units", "test", *REPORTERS, report=VITEST),
    pytest("python units", "-n", str(CORES), "-m", "not browser"),
    # docs/decisions/0056: a browser test that fails is tried once more, and named.
    pytest("browser", "-m", "browser", "--reruns", "1", "-r", "fER"),
)
QUICK: Final = (
    *LINT,
    npm("page units", "test:quick", *REPORTERS, report=VITEST),
    pytest("python units", "-n", str(QUICK_JOBS), "--quick"),
)


def counts(report: Path | None) -> tuple[int, int, int]:
    """Tests, failures (errors among them) and skips of a JUnit report; a missing report counts nothing."""
    if report is None or not report.is_file():
        return 0, 0, 0
    root = ET.parse(report).getroot()  # our own file
    suites = [root] if root.tag == "testsuite" else list(root.iter("testsuite"))
    total = {
        key: sum(int(suite.get(key) or 0) for suite in suites) for key in ("tests", "failures", "errors", "skipped")
    }
    return total["tests"], total["failures"] + total["errors"], total["skipped"]


def run(check: Check, *, aside: bool = False) -> Outcome:
    """Runs one check, its output going straight to the terminal, or `aside`: held back until it is through."""
    if not aside:
        print(heading(check), flush=True)
    if check.report is not None:
        check.report.unlink(missing_ok=True)
    begun = time.monotonic()
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True} if aside else {}
    done = subprocess.run(check.command, cwd=check.folder, env=environment(), check=False, **pipes)
    if aside:
        print(f"{heading(check)}\n{done.stdout.rstrip()}", flush=True)
    return Outcome(check, done.returncode == 0, time.monotonic() - begun, *counts(check.report))


def heading(check: Check) -> str:
    """The line above a check's output."""
    return f"\n── {check.name}"


def run_all(checks: tuple[Check, ...]) -> list[Outcome]:
    """One after another, with the machine to themselves."""
    return [run(check) for check in checks]


def run_aside(checks: tuple[Check, ...]) -> list[Outcome]:
    """Side by side, as many at a time as there are cores."""
    with ThreadPoolExecutor(CORES) as threads:
        return list(threads.map(lambda check: run(check, aside=True), checks))


def environment() -> dict[str, str]:
    """The environment of every check: our own Python first, no nagging about newer versions, compiled modules kept.

    pytest rewrites every module of tests: without `__pycache__` it does that anew in each process of each run.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join((str(BIN), os.environ.get("PATH", "")))
    return {**kept, "PATH": path, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "NO_UPDATE_NOTIFIER": "1"}


def summary(outcomes: list[Outcome]) -> str:
    """The table, and a last line `N passed, N failed`: tests, and each check without tests as one."""
    lines = [f"{outcome.check.name:<14} {words(outcome):<40} {outcome.seconds:6.1f} s" for outcome in outcomes]
    tests = sum(passes(outcome) for outcome in outcomes)
    failures = sum(failed(outcome) for outcome in outcomes)
    skipped = sum(outcome.skipped for outcome in outcomes)
    skips = f", {skipped} skipped" if skipped else ""
    return "\n".join(["", "── summary", *lines, "", f"{tests} passed, {failures} failed{skips}"])


def words(outcome: Outcome) -> str:
    """The verdict on one check."""
    verdict = PASSED if outcome.passed else FAILED
    if not outcome.tests:
        return verdict
    return f"{verdict} ({passes(outcome)} passed, {failed(outcome)} failed, {outcome.skipped} skipped)"


def passes(outcome: Outcome) -> int:
    """Tests that passed; a check without tests is one test."""
    return outcome.tests - outcome.failures - outcome.skipped if outcome.tests else int(outcome.passed)


def failed(outcome: Outcome) -> int:
    """Tests that failed; a run that failed outside of its tests counts as one."""
    return outcome.failures or int(not outcome.passed)


def main(arguments: list[str]) -> int:
    """Runs the chosen checks; 0 when all passed."""
    if "--quick" not in arguments:
        shutil.rmtree(RESULTS, ignore_errors=True)  # pictures of failures of an earlier run
    REPORTS.mkdir(parents=True, exist_ok=True)
    outcomes = run_aside(QUICK) if "--quick" in arguments else [*run_aside(STATIC), *run_all(TESTS)]
    print(summary(outcomes), flush=True)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

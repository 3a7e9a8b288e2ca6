"""The runner behind `make test`: what it counts and how it ends."""

from __future__ import annotations

from pathlib import Path

import check

TESTS = """<?xml version="1.0"?>
<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="20"></testsuite></testsuites>"""


def outcome(**fields: object) -> check.Outcome:
    return check.Outcome(check.Check("a check", ("true",)), **{"passed": True, "seconds": 1.0, **fields})


def test_errors_count_as_failures(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(TESTS, encoding="utf-8")
    assert check.counts(report) == (20, 3, 3)


def test_a_missing_report_counts_nothing(tmp_path: Path) -> None:
    assert check.counts(tmp_path / "none.xml") == (0, 0, 0)
    assert check.counts(None) == (0, 0, 0)


def test_the_last_line_says_how_many_passed_and_failed() -> None:
    outcomes = [outcome(), outcome(tests=20, failures=0, skipped=2)]
    assert check.summary(outcomes).splitlines()[-1] == "19 passed, 0 failed, 2 skipped"


def test_a_crash_without_a_failing_test_is_a_failure() -> None:
    outcomes = [outcome(passed=False, tests=5), outcome(passed=False)]
    assert check.summary(outcomes).splitlines()[-1] == "5 passed, 2 failed"


def test_a_failing_command_fails_the_run(tmp_path: Path) -> None:
    assert check.run(check.Check("yes", ("true",), tmp_path)).passed
    assert not check.run(check.Check("no", ("false",), tmp_path)).passed

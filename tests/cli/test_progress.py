"""The progress bar: on a terminal, and nowhere else."""

import json
import os
import pty
import subprocess
import sys

COMMAND = [sys.executable, "-m", "descent", "train", "circle", "--epochs", "3", "--json"]


def test_a_terminal_shows_how_far_it_is_while_json_stays_alone_on_stdout() -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    done = subprocess.run(COMMAND, stdout=subprocess.PIPE, stderr=theirs, env=environment, timeout=60)
    os.close(theirs)
    seen = os.read(ours, 65_536).decode()
    os.close(ours)
    assert "Training" in seen
    assert "epochs, loss" in seen
    assert json.loads(done.stdout)["epochs"] == 3


def test_elsewhere_nothing_is_in_the_way() -> None:
    done = subprocess.run(COMMAND, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1

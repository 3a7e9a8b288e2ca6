"""Both sides with live reload: the server restarts on changes in backend/, Vite swaps the page's modules in place.

Open the address that Vite prints. Ctrl-C stops both; when one of them ends, so does the other.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
GRACE: Final = 10.0  # seconds between asking to stop and insisting


def commands(host: str, port: str) -> list[tuple[list[str], Path]]:
    """The server under watchfiles, and Vite."""
    serve = f"{sys.executable} -m descent serve --host {host} --port {port}"
    watch = [
        sys.executable,
        "-m",
        "watchfiles",
        "--filter",
        "python",
        "--sigint-timeout",
        "8",
        serve,
        "backend/descent",
    ]
    return [(watch, ROOT), (["node_modules/.bin/vite"], ROOT / "frontend")]


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Interrupts both (watchfiles passes it on), then kills what is left of their process groups."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
    end = time.monotonic() + GRACE
    for child in children:
        try:
            child.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def main() -> int:
    """Starts both and waits for the first to end, or for Ctrl-C."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    environment = {**os.environ, "DESCENT_SERVER": f"http://{host}:{port}"}
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    children = [
        subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True)
        for command, folder in commands(host, port)
    ]
    try:
        os.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        stop(children)
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""The real server in a process of its own, for tests that talk to it over the network."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from support.waiting import wait_until

START_SECONDS = 30.0
STOP_SECONDS = 15.0

SHARED = ("--unwatched-seconds", "8")
"""Flags of a server that many tests use: what one of them leaves training slows the next ones down but for a moment."""


class StartServer(Protocol):
    """What the fixture `start_server` gives: flags of `descent serve`, and environment variables by name."""

    def __call__(self, *flags: str, **environment: str) -> Server: ...


def free_port() -> int:
    """A port of the loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    """A running `descent serve`. Give it `--port` among the flags to choose the port (to restart in the same place)."""

    process: subprocess.Popen[bytes]
    url: str
    port: int
    log_file: Path

    @classmethod
    def start(cls, folder: Path, flags: Sequence[str] = (), environment: Mapping[str, str] | None = None) -> Self:
        """Starts a server whose working directory, log and home are in `folder`; returns when it is healthy."""
        folder.mkdir(parents=True, exist_ok=True)
        port = int(flags[flags.index("--port") + 1]) if "--port" in flags else free_port()
        where = ["--host", "127.0.0.1"] if "--host" not in flags else []
        where += ["--port", str(port)] if "--port" not in flags else []
        log_file = folder / "server.log"
        with log_file.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "descent", "serve", *where, *flags],
                cwd=folder,
                env={**os.environ, "HOME": str(folder), **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = cls(process, f"http://127.0.0.1:{port}", port, log_file)
        try:
            wait_until(server._is_up, START_SECONDS, "the server to answer /healthz")
        except BaseException:
            server.kill()
            raise
        return server

    def _is_up(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with {self.process.returncode}:\n{self.log()}")
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def log(self) -> str:
        """Everything that it has printed so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def check_log(self) -> None:
        """Fails when anything blew up in it."""
        if "Traceback (most recent call last)" in self.log():
            raise AssertionError(f"the server's log has a traceback:\n{self.log()[-8000:]}")

    def stop(self) -> int:
        """Asks it to end (SIGTERM) and returns its exit code; one that does not end in time is a failure."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not end in {STOP_SECONDS:g} s:\n{self.log()[-4000:]}") from None

    def kill(self) -> None:
        """Ends it at once (SIGKILL), as a crash would."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

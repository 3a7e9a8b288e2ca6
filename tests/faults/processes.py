"""Looking at processes and doing to them what an operating system does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

from support.server import Server


def children(pid: int) -> list[int]:
    """The processes that this one has started."""
    out = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (map(int, line.split()) for line in out.splitlines())
    return [child for child, parent in pairs if parent == pid]


def workers(server: Server) -> list[int]:
    """The server's workers: what the process that it has started has forked."""
    return [worker for nursery in children(server.process.pid) for worker in children(nursery)]


def family(server: Server) -> list[int]:
    """The server and everything that it has started."""
    nurseries = children(server.process.pid)
    return [server.process.pid, *nurseries, *workers(server)]


def is_alive(pid: int) -> bool:
    """Whether a process is there, and more than a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    out = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return not out.strip().startswith("Z") and bool(out.strip())


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def freeze(pid: int) -> None:
    """As a process that is stuck in a long call."""
    os.kill(pid, signal.SIGSTOP)


def memory(pid: int) -> int:
    """Resident bytes."""
    out = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
    return int(re.sub(r"\D", "", out)) * 1024


def open_files(pid: int) -> int | None:
    """How many descriptors a process holds; None where that can't be told."""
    folder = Path(f"/proc/{pid}/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else None

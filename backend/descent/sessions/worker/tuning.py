"""What a worker asks of the operating system. Everything here is Linux's and falls away gracefully elsewhere."""

import ctypes
import os
import signal
import sys
from typing import Final

M_TRIM_THRESHOLD: Final = -1
M_MMAP_THRESHOLD: Final = -3
THRESHOLD: Final = 1 << 28
PR_SET_PDEATHSIG: Final = 1
NICENESS: Final = 10


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None


def keep_large_blocks() -> None:
    """Lets malloc reuse large blocks: fresh pages for every temporary array cost more than the arithmetic."""
    libc = _libc()
    if libc is not None and hasattr(libc, "mallopt"):  # glibc has it, musl has not
        libc.mallopt(M_MMAP_THRESHOLD, THRESHOLD)
        libc.mallopt(M_TRIM_THRESHOLD, THRESHOLD)


def die_with_parent() -> None:
    """Has the kernel kill this process when the one that forked it ends, also in the middle of a long call."""
    libc = _libc()
    if libc is not None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def be_nice() -> None:
    """The server's loop goes first."""
    os.nice(NICENESS)


UNWANTED: Final = frozenset({"OPENBLAS_CORETYPE", "DESCENT_TOKEN"})


def worker_environment(environment: dict[str, str], kernel: str | None) -> dict[str, str]:
    """The environment of workers: one thread each, and the kernel that suits the machine unless one is forced.

    OPENBLAS_CORETYPE halves the speed where it names an older processor; the access token is none of their business.
    """
    mine = {name: value for name, value in environment.items() if name not in UNWANTED}
    mine |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    return mine | ({"OPENBLAS_CORETYPE": kernel} if kernel else {})

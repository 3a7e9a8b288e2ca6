"""The process that workers are forked from: `python -m descent.sessions.worker.nursery FD CONFIG`.

It has everything imported, so that a worker starts in milliseconds.

Over the socket FD it gets one byte and two descriptors for each worker wanted (its socket, its note of whose turn it
is) and answers with the worker's process id. It ends when the other side does, and its workers with it.
"""

import contextlib
import os
import signal
import socket
import sys
import traceback

from descent.sessions.config import SessionConfig
from descent.sessions.note import PID, WANTED, Note
from descent.sessions.worker import tuning
from descent.sessions.worker.loop import work


def _live(descriptors: list[int], config: SessionConfig) -> int:
    """What a forked process does; its exit code."""
    try:
        tuning.die_with_parent()
        tuning.be_nice()
        connection, note = descriptors
        with socket.socket(fileno=connection) as link:
            work(link, Note(note), config)
    except BaseException:  # noqa: BLE001  # nothing may return into the nursery's loop
        traceback.print_exc()
        return 1
    return 0


def main(descriptor: int, config: SessionConfig) -> None:
    """Forks workers on demand."""
    # Ctrl-C and a service manager's SIGTERM reach the whole group: the server decides when workers end.
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended workers leave no zombies
    tuning.keep_large_blocks()
    control = socket.socket(fileno=descriptor)
    while True:
        wanted, descriptors, _, _ = socket.recv_fds(control, len(WANTED), 2)
        if not wanted:
            return
        pid = os.fork()
        if pid == 0:
            control.close()
            os._exit(_live(descriptors, config))
        for held in descriptors:
            os.close(held)
        with contextlib.suppress(ConnectionError):  # the next read tells that the server has gone
            control.sendall(PID.pack(pid))


if __name__ == "__main__":
    main(int(sys.argv[1]), SessionConfig.model_validate_json(sys.argv[2]))

"""What the server writes down: what went wrong on our side, in a line each. Never a path, a key or a token."""

import logging
from typing import Final

REFUSED_HANDSHAKE: Final = "ASGI callable returned without completing handshake."
NO_UTF8: Final = "Invalid UTF-8 sequence received from client."


class Ours(logging.Filter):
    """Leaves out what uvicorn says about clients: a refused handshake is no fault, and junk needs no traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is written."""
        return record.getMessage() not in {REFUSED_HANDSHAKE, NO_UTF8}


def set_up_logs() -> None:
    """Warnings and errors, to standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("uvicorn.error").addFilter(Ours())

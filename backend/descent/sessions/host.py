"""All sessions of this machine."""

import asyncio
import secrets
from itertools import count
from typing import NamedTuple

from descent.document import Document
from descent.problems import Problem, Refused
from descent.sessions.config import SessionConfig
from descent.sessions.pool import Pool
from descent.sessions.session import Session

KEY_BYTES = 18
"""144 random bits: whoever knows a session's key may use the session."""


class Stats(NamedTuple):
    """Figures for those who run the server. `workers`: how many sessions each process has, by its id."""

    sessions: int
    clients: int
    workers: dict[int, int]


class Host:
    """Opens, finds and closes sessions; owns the pool."""

    def __init__(self, config: SessionConfig) -> None:
        self._config = config
        self._sessions: dict[str, Session] = {}
        self._numbers = count(1)
        self._pool = Pool(config)

    async def start(self) -> None:
        """Begins; sessions may be opened at once and are served as soon as there is a worker."""
        await self._pool.start()

    async def stop(self) -> None:
        """Ends all sessions and workers."""
        for key in list(self._sessions):
            self.close(key)
        await self._pool.stop()

    @property
    def is_ready(self) -> bool:
        """Whether a session would be served at once."""
        return self._pool.is_ready

    def open(self, document: Document) -> Session:
        """A new session. Raises Refused when there are too many."""
        self._make_room()
        if len(self._sessions) >= self._config.max_sessions:
            raise Refused(Problem(code="session.too_many", params={"limit": self._config.max_sessions}))
        session = Session(
            next(self._numbers), secrets.token_urlsafe(KEY_BYTES), document, self._config, self._pool.hire
        )
        self._sessions[session.key] = session
        self._pool.hire(session)
        return session

    def get(self, key: str) -> Session:
        """A session by its key. Raises Refused when there is none."""
        try:
            return self._sessions[key]
        except KeyError:
            raise Refused(Problem(code="session.unknown")) from None

    def close(self, key: str) -> None:
        """Ends a session. Raises Refused when there is none."""
        session = self.get(key)
        del self._sessions[key]
        self._pool.dismiss(session)
        session.close()

    def stats(self) -> Stats:
        """Figures."""
        clients = sum(len(session.clients) for session in self._sessions.values())
        return Stats(len(self._sessions), clients, self._pool.loads())

    def _make_room(self) -> None:
        """Closes what nobody has watched for a long time; when all is full, the one longest unwatched."""
        now = asyncio.get_running_loop().time()
        unwatched = sorted(
            (session.absence.since, session.key) for session in self._sessions.values() if not session.clients
        )
        idle = self._config.idle_seconds
        for since, key in unwatched:
            is_full = len(self._sessions) >= self._config.max_sessions
            if now - since > (min(self._config.yield_seconds, idle) if is_full else idle):
                self.close(key)

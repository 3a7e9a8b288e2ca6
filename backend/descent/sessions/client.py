"""One viewer of a session: what it has been told, what it watches, what waits for its socket."""

import asyncio
from collections import deque
from typing import Final

from descent.document import Document
from descent.sessions.window import Window
from descent.wire.events import By, DocumentEvent

NOTHING: Final = -1
MAX_WAITING: Final = 4 * 1024 * 1024
"""Bytes of replies and events that may wait for a client that does not read."""
TOO_SLOW: Final = 1008


class Client:
    """Replies and records wait until they are taken; of pictures and documents only the newest does."""

    def __init__(self, number: int, cursor: int) -> None:
        self.number = number
        self.cursor = cursor
        self.window = Window()
        self.slots: list[int] = []
        self._watches = False
        self.generation = NOTHING
        self.snapshot: tuple[int, bytes] | None = None
        self._least = 0
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._texts: deque[str] = deque()
        self._waiting = 0
        self._document: DocumentEvent | None = None
        self._awake = asyncio.Event()

    def watch(self, slots: list[int], rate: float) -> None:
        """What is on screen now: pictures of nothing are heads alone, a rate of 0 is none. The next may come now."""
        self.slots = slots
        self._watches = rate > 0
        self.generation = NOTHING
        self.window.set_rate(rate)

    def edited(self, question: int) -> None:
        """It has made an edit, which the answers from this question on take into account: those before are skipped."""
        self.window.grant()
        self.snapshot = None
        self._least = question

    def takes(self, question: int) -> bool:
        """Whether the answer to this question is new enough."""
        return question >= self._least

    def tell(self, text: str) -> None:
        """A reply or an event, as JSON."""
        self._waiting += len(text)
        self._texts.append(text)
        if self._waiting > MAX_WAITING:
            self.end(TOO_SLOW)
        self.wake()

    def tell_document(self, revision: int, document: Document, *, overwrote: bool, by: By = "other") -> None:
        """Somebody else's change. A newer one takes the place of one that still waits, and says what that would say."""
        if (waiting := self._document) is not None:
            overwrote = overwrote or waiting.overwrote
            by = "server" if waiting.by == "server" else by
        self._document = DocumentEvent(revision=revision, document=document, by=by, overwrote=overwrote)
        self.wake()

    def take_text(self) -> str | None:
        """The next text to send, None when there is none."""
        if self._document is not None:
            event, self._document = self._document, None
            return event.model_dump_json()
        if not self._texts:
            return None
        text = self._texts.popleft()
        self._waiting -= len(text)
        return text

    def end(self, code: int) -> None:
        """The server is done with this client; `code` is that of its socket's closing."""
        if not self.ended.done():
            self.ended.set_result(code)

    def wake(self) -> None:
        """There is something to send."""
        self._awake.set()

    async def sleep(self) -> None:
        """Until there is something to send."""
        await self._awake.wait()
        self._awake.clear()

    @property
    def wants_picture(self) -> bool:
        """Whether a picture could be sent, but for the rate."""
        return self._watches and self.window.has_room and self.snapshot is None

"""The document of a session and its revisions, changed by several people. Pure."""

from collections import deque
from typing import Final

from descent.document import Change, Document, change
from descent.problems import Problem, Refused
from descent.sessions.edits import Edit, overlap, rebased
from descent.wire.commands import EditCommand

REMEMBERED: Final = 256
"""Edits that a late one can still be placed after."""


NOBODY: Final = 0
"""Clients are counted from 1."""


class Draft:
    """Revision 0 is the document that the session began with; every accepted edit is the next one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.revision = 0
        self._recent: deque[Edit] = deque(maxlen=REMEMBERED)

    def edit(self, client: int, command: EditCommand) -> set[int]:
        """Makes the edit. Returns the clients whose newer change of the same place it overwrote: the later wins.

        Raises DocumentError or Refused, and nothing has changed.
        """
        base = self._at(command.base)
        changes = tuple(rebased(one, base, self.document) for one in command.changes)
        before, self.document = self.document, change(self.document, changes)
        self.revision += 1
        losers = {
            edit.client
            for edit in self._recent
            if edit.revision > command.base and edit.client != client and _touch(edit, changes)
        }
        self._recent.append(Edit(self.revision, client, before, changes))
        return losers

    def replace(self, document: Document) -> bool:
        """Another document in its place, by nobody. Returns whether it differs; the same one is no new revision."""
        if document == self.document:
            return False
        before, self.document = self.document, document
        self.revision += 1
        self._recent.append(Edit(self.revision, NOBODY, before, ()))
        return True

    def _at(self, revision: int) -> Document:
        """The document as it was at a revision."""
        if revision == self.revision:
            return self.document
        for edit in self._recent:
            if edit.revision == revision + 1:
                return edit.before
        raise Refused(Problem(code="session.edit_too_old", params={"base": revision, "revision": self.revision}))


def _touch(edit: Edit, changes: tuple[Change, ...]) -> bool:
    return any(overlap(one.path, other.path) for one in edit.changes for other in changes)

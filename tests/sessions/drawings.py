"""A small document for tests of sessions, and changes to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from descent.document import Change, Document, change, parse_document

FIXTURE = json.loads((Path(__file__).parents[1] / "golden/messages.json").read_text("utf-8"))
SPIRAL = parse_document(json.dumps(FIXTURE["events"][0]["document"]))
"""Input, four tanh units, output; 500 points, of which 350 train, batches of 10: 35 steps an epoch."""


def changed(document: Document, *path: str | int, to: Any) -> Document:
    return change(document, [Change(path=list(path), value=to)])

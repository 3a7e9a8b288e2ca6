"""What is said of the recording: moments that can be gone back to, and the branches that they lie on."""

from typing import Literal

from descent.wire.message import Message

Why = Literal["start", "time", "change", "rest", "left"]
"""Why a moment was kept: a run begins; time has passed; a setting is changed (one moment before it, one after);
training has come to rest; the present is left for another moment."""


class MomentInfo(Message):
    """A state that can be gone back to. `time` is in epochs, with a fraction; `revision` that of the document then."""

    id: int
    branch: int
    step: int
    epoch: int
    time: float
    revision: int
    why: Why


class BranchInfo(Message):
    """A stretch of the recording: it leaves `parent` after `step`, at `moment` if one was gone to.

    Its own records are those from number `first` on, up to the `first` of the branch that was begun next.
    """

    id: int
    parent: int | None
    moment: int | None
    step: int
    time: float
    first: int

"""What a session may do in which state, as a table. Pure: server and worker both ask it.

             step ┐
idle ──play──▶ running ──pause──▶ paused          reset leads to idle from everywhere, goto to
  ▲              │  ▲               │             paused, failed included: the worker begins anew
  │              │  └─────play──────┘
  └──reset       ├──────▶ diverged ──rewind──▶ paused
                 └──────▶ failed                  closed is the end
"""

from typing import Final, Literal

from descent.problems import Problem, Refused
from descent.wire.events import State

Condition = State | Literal["closed"]
Move = Literal["play", "pause", "step", "reset", "rewind", "goto"]

LEADS_TO: Final[dict[Move, dict[Condition, State]]] = {
    "play": {"idle": "running", "paused": "running", "running": "running"},
    "pause": {"idle": "idle", "paused": "paused", "running": "paused", "diverged": "diverged"},
    "step": {"idle": "running", "paused": "running", "running": "running"},
    "reset": {"idle": "idle", "paused": "idle", "running": "idle", "diverged": "idle", "failed": "idle"},
    "rewind": {"diverged": "paused"},
    "goto": dict.fromkeys(("idle", "paused", "running", "diverged", "failed"), "paused"),
}
"""After `step` the worker comes to rest by itself and says so; after `goto` it says what that moment was."""

REFUSALS: Final[dict[Condition, str]] = {
    "diverged": "session.diverged",
    "failed": "session.failed",
    "closed": "session.closed",
}


def after(state: Condition, move: Move) -> State:
    """The state that a move leads to. Raises Refused with the reason in words."""
    if (target := LEADS_TO[move].get(state)) is not None:
        return target
    raise Refused(Problem(code=REFUSALS.get(state, f"session.cannot_{move}"), params={"move": move}))

"""What a session may do in which state."""

import pytest

from descent.problems import Refused
from descent.sessions.machine import LEADS_TO, Condition, Move, after

CONDITIONS: list[Condition] = ["idle", "running", "paused", "diverged", "failed", "closed"]


@pytest.mark.parametrize(
    ("state", "move", "target"),
    [
        ("idle", "play", "running"),
        ("running", "pause", "paused"),
        ("paused", "play", "running"),
        ("paused", "step", "running"),
        ("diverged", "rewind", "paused"),
        ("diverged", "reset", "idle"),
        ("failed", "reset", "idle"),
        ("running", "reset", "idle"),
        # What two windows press at the same moment must not be an error.
        ("running", "play", "running"),
        ("paused", "pause", "paused"),
        ("idle", "pause", "idle"),
    ],
)
def test_a_legal_move_leads_somewhere(state: Condition, move: Move, target: str) -> None:
    assert after(state, move) == target


@pytest.mark.parametrize(
    ("state", "move", "words"),
    [
        ("diverged", "play", "Training has stopped because the numbers grew without bound. Go back"),
        ("failed", "play", "Reset to begin anew."),
        ("closed", "play", "This session is closed."),
        ("running", "rewind", "There is nothing to go back to"),
    ],
)
def test_an_illegal_move_is_refused_with_a_sentence(state: Condition, move: Move, words: str) -> None:
    with pytest.raises(Refused, match=words):
        after(state, move)


def refusal(state: Condition, move: Move) -> str | None:
    try:
        after(state, move)
    except Refused as refused:
        return str(refused)
    return None


@pytest.mark.parametrize("move", LEADS_TO)
@pytest.mark.parametrize("state", CONDITIONS)
def test_every_move_has_a_target_or_a_sentence_in_every_state(state: Condition, move: Move) -> None:
    assert (state in LEADS_TO[move]) == (refusal(state, move) is None)


def test_nothing_leads_out_of_closed() -> None:
    for move in LEADS_TO:
        with pytest.raises(Refused):
            after("closed", move)

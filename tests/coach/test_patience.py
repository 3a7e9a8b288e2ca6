"""One finding at a time, not flickering, not more often than every twenty seconds."""

from __future__ import annotations

import pytest

from descent.coach.finding import Evidence, Finding, Severity, Stretch
from descent.coach.patience import INTERVAL, Patience


def finding(code: str, severity: Severity = "note", last: int = 0) -> Finding:
    stretch = Stretch(curve="train", first=0, last=last)
    return Finding(code=code, severity=severity, words="", params={}, evidence=Evidence(stretch=stretch), remedies=[])


ONE, OTHER = finding("one"), finding("other")


class Looks:
    """A look a second."""

    def __init__(self) -> None:
        self.patience = Patience()
        self.now = 100.0

    def at(self, *found: Finding, times: int = 1) -> str | None:
        for _ in range(times):
            self.now += 1
            self.patience.consider(found, self.now)
        return self.patience.shown.code if self.patience.shown else None


@pytest.fixture
def looks() -> Looks:
    return Looks()


def test_a_finding_must_hold_at_two_of_three_looks(looks: Looks) -> None:
    assert looks.at(ONE) is None
    assert looks.at() is None
    assert looks.at(ONE) == "one"


def test_one_that_comes_and_goes_is_never_shown(looks: Looks) -> None:
    for _ in range(20):
        assert looks.at(ONE) is None
        assert looks.at(times=2) is None


def test_it_stays_through_a_look_without_it_and_goes_after_three(looks: Looks) -> None:
    looks.at(ONE, times=2)
    assert looks.at(times=2) == "one"
    assert looks.at(ONE) == "one"
    assert looks.at(times=3) is None


def test_an_error_does_not_wait(looks: Looks) -> None:
    looks.at(ONE, times=2)
    assert looks.at(finding("broken", "error"), ONE) == "broken"


def test_a_new_finding_comes_twenty_seconds_after_the_last_at_the_earliest(looks: Looks) -> None:
    looks.at(ONE, times=2)
    began = looks.now
    looks.at(OTHER, ONE)
    while looks.at(OTHER, ONE) == "one":
        assert looks.now < began + 2 * INTERVAL
    assert looks.now == began + INTERVAL


def test_also_when_the_last_has_gone_meanwhile(looks: Looks) -> None:
    looks.at(ONE, times=2)
    began = looks.now
    looks.at(times=3)
    while looks.at(OTHER) is None:
        assert looks.now < began + 2 * INTERVAL
    assert looks.now == began + INTERVAL


def test_what_comes_back_is_nothing_new(looks: Looks) -> None:
    looks.at(ONE, times=2)
    assert looks.at(times=3) is None
    assert looks.at(ONE, times=2) == "one"


def test_a_less_important_one_does_not_take_the_place_of_the_one_shown(looks: Looks) -> None:
    looks.at(ONE, times=2)
    assert looks.at(ONE, OTHER, times=60) == "one"


def test_what_is_silenced_makes_room_for_the_next_and_stays_away_until_another_run(looks: Looks) -> None:
    looks.at(ONE, OTHER, times=2)
    looks.patience.silence("one")
    assert looks.patience.shown is None
    assert looks.at(ONE, OTHER, times=60) == "other"
    looks.patience.begin()
    assert looks.patience.shown is None
    assert looks.at(ONE, times=22) == "one"


def test_words_stay_and_evidence_follows_every_five_seconds(looks: Looks) -> None:
    looks.at(ONE, times=2)
    first = looks.patience.shown
    looks.at(finding("one", last=7).model_copy(update={"params": {"n": 2}}), times=4)
    assert looks.patience.shown is first
    looks.at(finding("one", last=9).model_copy(update={"params": {"n": 3}}))
    shown = looks.patience.shown
    assert shown is not None
    assert shown.evidence.stretch is not None
    assert (shown.evidence.stretch.last, shown.params) == (9, {})


def test_what_is_no_longer_true_gives_way_to_what_the_same_rule_says_now(looks: Looks) -> None:
    still, rough = (
        finding("one", last=last).model_copy(update={"words": words}) for last, words in enumerate(("still", "rough"))
    )
    looks.at(still, times=8)
    looks.at(rough, times=2)
    assert looks.patience.shown is still, "its evidence is its own"
    looks.at(rough)
    assert looks.patience.shown is rough


def test_what_was_seen_before_an_edit_does_not_count(looks: Looks) -> None:
    looks.at(ONE)
    looks.patience.edited()
    assert looks.at(ONE) is None
    assert looks.at(ONE) == "one"

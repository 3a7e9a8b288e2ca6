"""Slots: one for each probe of a session, never used again."""

from descent.probes.kinds.maps import Maps
from descent.probes.kinds.weights import Weights
from descent.sessions.slots import Slots

MAPS = Maps(node="a", resolution=10)
WEIGHTS = Weights(node="a")


def test_the_same_probe_has_the_same_slot_for_everyone() -> None:
    slots = Slots()
    assert slots.take([MAPS, WEIGHTS]) == [0, 1]
    assert slots.take([Weights(node="a"), Maps(node="a", resolution=11)]) == [1, 2]


def test_a_slot_stays_while_one_still_watches() -> None:
    slots = Slots()
    slots.take([MAPS])
    slots.take([MAPS, WEIGHTS])
    slots.give_back([0])
    assert slots.held() == {0: MAPS, 1: WEIGHTS}
    slots.give_back([0, 1])
    assert slots.held() == {}


def test_a_slot_is_never_used_again() -> None:
    slots = Slots()
    slots.give_back(slots.take([MAPS]))
    assert slots.take([WEIGHTS]) == [1]
    assert slots.take([MAPS]) == [2]


def test_a_probe_named_twice_by_one_client_is_held_once() -> None:
    slots = Slots()
    taken = slots.take([MAPS, MAPS])
    assert taken == [0, 0]
    slots.give_back(taken)
    assert slots.held() == {}

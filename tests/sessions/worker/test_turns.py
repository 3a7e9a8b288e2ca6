"""Fair shares of a worker's time."""

from collections import Counter

from descent.sessions.worker.turns import Turns


def run(turns: Turns, cost: dict[int, float], seconds: float) -> Counter[int]:
    spent: Counter[int] = Counter()
    while spent.total() < seconds:
        who = turns.next(cost)
        turns.used(who, cost[who])
        spent[who] += cost[who]
    return spent


def test_shares_are_of_time_not_of_turns() -> None:
    spent = run(Turns(), {1: 0.002, 2: 0.050, 3: 0.002}, 6.0)
    assert all(abs(share - 2.0) < 0.06 for share in spent.values())


def test_who_slept_gets_nothing_for_the_past() -> None:
    turns = Turns()
    run(turns, {1: 0.002}, 10.0)
    spent = run(turns, {1: 0.002, 2: 0.002}, 1.0)
    assert abs(spent[1] - spent[2]) < 0.01


def test_who_left_is_forgotten() -> None:
    turns = Turns()
    run(turns, {1: 0.002, 2: 0.002}, 1.0)
    turns.gone(1)
    assert turns.next([1, 2]) in {1, 2}

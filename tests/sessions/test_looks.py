"""When a worker is asked for a picture, and who gets it."""

import pytest

from descent.probes.part import counts
from descent.sessions.client import Client
from descent.sessions.looks import Look, Looks
from descent.wire.snapshot import Section, SnapshotHeader, decode_snapshot, encode_snapshot


def frame(number: int, *slots: int) -> bytes:
    header = SnapshotHeader(number, 0, 0, 0, 0.0, running=False)
    return encode_snapshot(header, [Section(slot, 0, counts([slot])) for slot in slots])


def slots_in(client: Client) -> list[int]:
    assert client.snapshot is not None
    return [section.slot for section in decode_snapshot(client.snapshot[1])[1]]


def draw(client: Client, now: float) -> None:
    """The picture goes out and is drawn."""
    assert client.snapshot is not None
    number, _ = client.snapshot
    client.window.sent(number, now)
    client.snapshot = None
    client.window.seen(number)


@pytest.fixture
async def ann() -> Client:
    client = Client(1, 0)
    client.watch([1, 2], 10.0)
    return client


@pytest.fixture
async def bob() -> Client:
    client = Client(2, 0)
    client.watch([2, 3], 1.0)
    return client


class Asked(list[Look]):
    def __init__(self) -> None:
        super().__init__()
        self.looks = Looks(self.append)


async def test_one_question_is_asked_for_all_who_are_due(ann: Client, bob: Client) -> None:
    asked = Asked()
    asked.looks.pump([ann, bob], 0.0)
    assert [look.slots for look in asked] == [{1, 2, 3}]
    asked.looks.answered(1, 5, frame(1, 1, 2, 3), [ann, bob], 0.0)
    assert (slots_in(ann), slots_in(bob)) == ([1, 2], [2, 3])


async def test_nobody_asks_while_a_question_is_open(ann: Client, bob: Client) -> None:
    asked = Asked()
    for _ in range(5):
        asked.looks.pump([ann, bob], 0.0)
    assert len(asked) == 1


async def test_without_probes_a_picture_is_its_head(ann: Client) -> None:
    asked = Asked()
    ann.watch([], 4.0)
    asked.looks.pump([ann], 0.0)
    assert [one.slots for one in asked] == [frozenset()]
    asked.looks.answered(asked[0].number, 1, frame(asked[0].number), [ann], 0.0)
    assert slots_in(ann) == []


async def test_who_watches_nothing_costs_nothing(ann: Client) -> None:
    asked = Asked()
    ann.watch([], 0.0)
    assert asked.looks.pump([ann], 0.0) is None
    assert asked == []


async def test_each_client_keeps_its_own_rate(ann: Client, bob: Client) -> None:
    asked = Asked()
    pictures = {1: 0, 2: 0}
    for tick in range(3_000):
        now, generation = tick / 1_000, tick
        asked.looks.pump([ann, bob], now)
        if asked:
            look = asked.pop()
            asked.looks.answered(look.number, generation, frame(look.number, *look.slots), [ann, bob], now)
        for client in (ann, bob):
            if client.snapshot is not None:
                pictures[client.number] += 1
                draw(client, now)
    assert (pictures[1], pictures[2]) == (30, 3)


async def test_a_client_that_draws_nothing_gets_two_pictures_and_disturbs_nobody(ann: Client, bob: Client) -> None:
    asked = Asked()
    bob.watch([3], 10.0)
    pictures = {1: 0, 2: 0}
    for tick in range(1_000):
        now = tick / 1_000
        asked.looks.pump([ann, bob], now)
        if asked:
            look = asked.pop()
            asked.looks.answered(look.number, tick, frame(look.number, *look.slots), [ann, bob], now)
        if ann.snapshot is not None:
            pictures[1] += 1
            draw(ann, now)
        if bob.snapshot is not None:
            pictures[2] += 1
            bob.window.sent(bob.snapshot[0], now)
            bob.snapshot = None
    assert (pictures[1], pictures[2]) == (10, 2)


async def test_a_paused_session_is_asked_once_and_answers_only_something_newer(ann: Client) -> None:
    asked = Asked()
    asked.looks.pump([ann], 0.0)
    asked.looks.answered(1, 7, frame(1, 1, 2), [ann], 0.0)
    draw(ann, 0.0)
    for tick in range(10):
        asked.looks.pump([ann], 1.0 + tick)
    assert [look.known for look in asked] == [-1, 7]


async def test_what_is_watched_anew_is_asked_for_though_a_question_is_open(ann: Client) -> None:
    asked = Asked()
    asked.looks.pump([ann], 0.0)
    ann.watch([4], 10.0)
    asked.looks.pump([ann], 0.0)
    assert [look.slots for look in asked] == [{1, 2}, {4}]
    asked.looks.answered(1, 7, frame(1, 1, 2), [ann], 0.0)
    assert ann.snapshot is None, "the first answer does not hold what is watched now"
    asked.looks.answered(2, 7, frame(2, 4), [ann], 0.0)
    assert slots_in(ann) == [4]


async def test_a_late_comer_gets_a_picture_of_a_paused_session(ann: Client, bob: Client) -> None:
    asked = Asked()
    asked.looks.pump([ann], 0.0)
    asked.looks.answered(1, 7, frame(1, 1, 2), [ann], 0.0)
    draw(ann, 0.0)
    asked.looks.pump([ann], 5.0)
    bob.watch([1], 10.0)
    asked.looks.pump([ann, bob], 5.0)
    assert (asked[-1].known, asked[-1].slots) == (-1, {1, 2})
    asked.looks.answered(asked[-1].number, 7, frame(2, 1, 2), [ann, bob], 5.0)
    assert (slots_in(bob), ann.snapshot) == ([1], None), "who has that picture does not get it twice"


async def test_after_a_new_worker_everything_is_asked_again(ann: Client) -> None:
    asked = Asked()
    asked.looks.pump([ann], 0.0)
    asked.looks.answered(1, 900, frame(1, 1, 2), [ann], 0.0)
    draw(ann, 0.0)
    asked.looks.pump([ann], 1.0)
    asked.looks.forget([ann])
    asked.looks.pump([ann], 1.0)
    assert asked[-1].known == -1
    asked.looks.answered(asked[-1].number, 1, frame(3, 1, 2), [ann], 1.0)
    assert ann.snapshot is not None


async def test_who_edits_gets_the_picture_with_the_edit_next_though_two_are_unseen(ann: Client, bob: Client) -> None:
    asked = Asked()
    bob.watch([1, 2], 10.0)
    for number in (1, 2):
        asked.looks.pump([ann], number)
        asked.looks.answered(number, number, frame(number, 1, 2), [ann], number)
        ann.window.sent(number, number)
        ann.snapshot = None
    asked.looks.pump([ann, bob], 2.0)
    asked.looks.edited(ann)
    asked.looks.pump([ann, bob], 2.0)
    assert [look.number for look in asked] == [1, 2, 3, 4], "the open question may be answered without the edit"
    asked.looks.answered(3, 3, frame(3, 1, 2), [ann, bob], 2.0)
    assert (ann.snapshot, slots_in(bob)) == (None, [1, 2]), "only who made the edit waits for it"
    asked.looks.answered(4, 4, frame(4, 1, 2), [ann, bob], 2.0)
    assert slots_in(ann) == [1, 2]


async def test_a_picture_that_waits_makes_way_for_the_one_with_the_edit(ann: Client) -> None:
    asked = Asked()
    asked.looks.pump([ann], 0.0)
    asked.looks.answered(1, 1, frame(1, 1, 2), [ann], 0.0)
    asked.looks.edited(ann)
    assert ann.snapshot is None
    asked.looks.pump([ann], 0.0)
    asked.looks.answered(2, 2, frame(2, 1, 2), [ann], 0.0)
    assert ann.snapshot is not None
    assert ann.snapshot[0] == 2


async def test_who_never_stops_editing_keeps_getting_pictures(ann: Client) -> None:
    asked = Asked()
    pictures = 0
    for tick in range(1, 300):  # an edit every millisecond; an answer takes four, a picture is drawn at once
        now = tick / 1_000
        asked.looks.edited(ann)
        asked.looks.pump([ann], now)
        if tick % 4 == 0:
            look = asked[-1]
            asked.looks.answered(look.number, tick, frame(look.number, 1, 2), [ann], now)
            if ann.snapshot is not None:
                pictures += 1
                draw(ann, now)
    assert pictures == 74

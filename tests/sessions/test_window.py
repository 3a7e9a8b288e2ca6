"""Flow control towards one client."""

from descent.sessions.window import Window


def test_two_unseen_pictures_are_the_most() -> None:
    window = Window()
    window.set_rate(30)
    window.sent(1, 0.0)
    assert window.has_room
    window.sent(2, 0.1)
    assert not window.has_room
    window.seen(1)
    assert window.has_room


def test_seeing_one_is_seeing_all_before_it() -> None:
    window = Window()
    window.set_rate(30)
    window.sent(5, 0.0)
    window.sent(9, 0.0)
    window.seen(9)
    window.sent(10, 0.0)
    assert window.has_room


def test_the_rate_is_kept_on_average_though_single_pictures_are_late() -> None:
    window = Window()
    window.set_rate(10)
    now = 0.0
    times = []
    for number in range(100):
        now = max(now, window.due) + 0.013  # every picture is 13 ms late
        window.sent(number, now)
        times.append(now)
    assert abs((times[-1] - times[0]) / 99 - 0.1) < 0.001


def test_after_a_pause_there_is_no_burst() -> None:
    window = Window()
    window.set_rate(10)
    window.sent(1, 0.0)
    window.sent(2, 100.0)
    assert window.due >= 100.05


def test_a_new_rate_lets_the_next_picture_through_at_once() -> None:
    window = Window()
    window.set_rate(1)
    window.sent(1, 50.0)
    window.set_rate(30)
    assert window.due <= 50.0


def test_an_edit_is_granted_one_picture_beside_the_window_and_the_rate() -> None:
    window = Window()
    window.set_rate(1)
    window.sent(1, 0.0)
    window.sent(2, 1.0)
    window.grant()
    window.grant()
    assert window.has_room
    assert window.due <= 1.0
    window.sent(3, 1.0)
    assert not window.has_room, "however many edits there were"
    assert window.due > 1.0
    window.grant()
    assert not window.has_room, "three unseen ones are the most"
    window.seen(1)
    assert window.has_room

"""Made shapes: drawn from a seed, with ink where the slow reference says."""

from typing import Any

import numpy as np
import pytest

from descent.data.datasets.made_shapes import SIDE, MadeShapes
from descent.data.outlines import OUTLINES, distance


def images(**settings: Any) -> tuple[np.ndarray, np.ndarray]:
    x, y = MadeShapes(**{"points": 60, "noise": 0.0, **settings}).arrays(
        np.random.default_rng(3), np.random.default_rng(4)
    )
    return x.reshape(-1, SIDE, SIDE), y


def test_a_seed_decides_every_pixel() -> None:
    first, second = images(noise=0.2), images(noise=0.2)
    assert np.array_equal(first[0], second[0])
    assert first[0].min() >= 0
    assert first[0].max() <= 1


def test_classes_are_as_equal_in_number_as_can_be() -> None:
    _, y = images(points=62, classes=6)
    assert np.bincount(y).tolist() == [11, 11, 10, 10, 10, 10]
    assert MadeShapes(classes=3).class_names == ("circle", "square", "triangle")


def test_a_circle_has_the_ink_of_its_area() -> None:
    """The largest has radius 11 in the middle: π 11² = 380.1 pixels of ink."""
    x, y = images(shift=0.0, shrink=0.0, turn=0.0)
    circles = x[y == 0]
    assert circles.sum((1, 2)) == pytest.approx(380.1, abs=1)
    assert np.allclose(circles[0], circles[0].T)


@pytest.mark.parametrize("name", list(OUTLINES))
def test_ink_is_within_the_outline_and_soft_at_its_edge(name: str) -> None:
    """Against the share of an 8 × 8 grid of each pixel that lies inside."""
    x, y = images(points=24, classes=6, shift=0.0, shrink=0.0, turn=0.0)
    image = x[y == list(OUTLINES).index(name)][0]
    fine = (np.arange(SIDE * 8) + 0.5) / 8 - SIDE / 2
    right, down = np.meshgrid(fine / 11, fine / 11)
    inside = (distance(name, right, down) < 0).reshape(SIDE, 8, SIDE, 8).mean((1, 3))
    assert np.abs(image - inside).mean() < 0.01
    assert 0 < ((image > 0.01) & (image < 0.99)).sum() < 130


def test_a_square_s_distance_worked_out_by_hand() -> None:
    """Its sides lie at ±√½ = ±0.7071: the middle is 0.7071 inside, (1, 0) is 0.2929 outside."""
    assert distance("square", np.array([0.0, 1.0]), np.array([0.0, 0.0])) == pytest.approx([-0.7071, 0.2929], abs=1e-4)


@pytest.mark.parametrize(("setting", "value"), [("shift", 0.0), ("shrink", 1.0), ("turn", 180.0), ("noise", 0.3)])
def test_every_setting_changes_the_images_and_not_what_they_are(setting: str, value: float) -> None:
    x, y = images()
    other, same = images(**{setting: value})
    assert not np.array_equal(x, other)
    assert np.array_equal(y, same)


def test_with_more_room_the_same_shapes_go_further_the_same_way() -> None:
    def middle(x: np.ndarray) -> np.ndarray:
        grid = np.arange(SIDE) + 0.5 - SIDE / 2
        ink = x.sum((1, 2))
        return np.stack([(x.sum(1) @ grid) / ink, (x.sum(2) @ grid) / ink])

    half, whole = middle(images(shift=0.5)[0]), middle(images(shift=1.0)[0])
    assert np.allclose(2 * half, whole, atol=0.15)
    assert np.abs(whole).max() > 3

"""Every dataset of the plane: where its points lie, what its settings do, that its seed decides all."""

import numpy as np
import pytest
from pydantic import ValidationError

from descent.data.datasets import Dataset
from descent.data.datasets.base import EXTENT, PlaneClasses, PlaneDataset, PlaneNumbers
from descent.data.datasets.blobs import Blobs
from descent.data.datasets.circle import Circle
from descent.data.datasets.gaussians import Gaussians
from descent.data.datasets.hills import Hills
from descent.data.datasets.moons import Moons
from descent.data.datasets.plane import Plane
from descent.data.datasets.rings import Rings
from descent.data.datasets.ripple import Ripple
from descent.data.datasets.spiral import Spiral
from descent.data.datasets.xor import Xor

CLASSES = [kind for kind in Dataset.kinds.values() if issubclass(kind, PlaneClasses)]
NUMBERS = [kind for kind in Dataset.kinds.values() if issubclass(kind, PlaneNumbers)]
SEEDED = [kind for kind in CLASSES if kind is not Spiral] + NUMBERS


def draw(dataset: PlaneDataset, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    place, noise = map(np.random.default_rng, np.random.SeedSequence(seed).spawn(2))
    return dataset.arrays(place, noise)


def test_the_plane_has_all_of_its_datasets() -> None:
    assert {kind.model_fields["kind"].default for kind in CLASSES} == {
        *("circle", "xor", "gaussians", "spiral", "moons", "rings", "blobs"),
    }
    assert {kind.model_fields["kind"].default for kind in NUMBERS} == {"plane", "hills", "ripple"}


@pytest.mark.parametrize("kind", CLASSES + NUMBERS)
class TestEveryDataset:
    def test_points_lie_on_the_plane(self, kind: type[PlaneDataset]) -> None:
        x, y = draw(kind(points=2_000))
        assert x.shape == (2_000, 2)
        assert y.shape == (2_000,)
        assert np.abs(x).max() <= EXTENT * 1.1
        assert np.abs(x).max() > EXTENT / 3

    def test_a_seed_gives_the_same_points_again(self, kind: type[PlaneDataset]) -> None:
        for first, second in zip(draw(kind(noise=0.3), 7), draw(kind(noise=0.3), 7), strict=True):
            np.testing.assert_array_equal(first, second)

    def test_points_are_as_many_as_asked(self, kind: type[PlaneDataset]) -> None:
        assert [len(draw(kind(points=n))[0]) for n in (20, 21, 1_999)] == [20, 21, 1_999]

    def test_the_number_of_points_is_bounded(self, kind: type[PlaneDataset]) -> None:
        for points in (19, 5_001):
            with pytest.raises(ValidationError, match="points"):
                kind(points=points)

    def test_noise_is_bounded(self, kind: type[PlaneDataset]) -> None:
        for noise in (-0.01, 1.01, float("nan")):
            with pytest.raises(ValidationError, match="noise"):
                kind(noise=noise)


@pytest.mark.parametrize("kind", SEEDED)
def test_another_seed_gives_other_points(kind: type[PlaneDataset]) -> None:
    assert not np.array_equal(draw(kind(), 1)[0], draw(kind(), 2)[0])


def test_a_spiral_without_noise_is_the_same_for_every_seed_and_with_noise_it_is_not() -> None:
    np.testing.assert_array_equal(draw(Spiral(), 1)[0], draw(Spiral(), 2)[0])
    assert not np.array_equal(draw(Spiral(noise=0.1), 1)[0], draw(Spiral(noise=0.1), 2)[0])


@pytest.mark.parametrize("kind", CLASSES)
def test_noise_moves_points_by_its_standard_deviation_and_leaves_classes(kind: type[PlaneClasses]) -> None:
    still, classes = draw(kind(points=5_000))
    moved, same = draw(kind(points=5_000, noise=0.5))
    np.testing.assert_array_equal(classes, same)
    np.testing.assert_allclose((moved - still).std(axis=0), 0.5, rtol=0.05)
    np.testing.assert_allclose((moved - still).mean(axis=0), 0, atol=0.03)


@pytest.mark.parametrize("kind", CLASSES)
def test_more_noise_moves_the_same_points_further_in_the_same_direction(kind: type[PlaneClasses]) -> None:
    still, half, whole = (draw(kind(noise=noise))[0] for noise in (0.0, 0.5, 1.0))
    np.testing.assert_allclose(whole - still, 2 * (half - still))


@pytest.mark.parametrize("kind", NUMBERS)
def test_noise_moves_targets_by_its_standard_deviation_and_leaves_points(kind: type[PlaneNumbers]) -> None:
    (still, surface), (same, noisy) = draw(kind(points=5_000)), draw(kind(points=5_000, noise=0.5))
    np.testing.assert_array_equal(still, same)
    assert (noisy - surface).std() == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("kind", NUMBERS)
def test_targets_lie_between_minus_one_and_one_and_reach_far(kind: type[PlaneNumbers]) -> None:
    _, y = draw(kind(points=5_000))
    assert -1.001 <= y.min() < -0.9
    assert 0.9 < y.max() <= 1.001


@pytest.mark.parametrize("kind", CLASSES)
def test_classes_are_equal_in_number(kind: type[PlaneClasses]) -> None:
    dataset = kind(points=1_000)
    counts = np.bincount(draw(dataset)[1])
    assert len(counts) == len(dataset.class_names)
    allowance = 100 if kind is Xor else 1  # XOR's squares fill by chance
    assert counts.max() - counts.min() <= allowance


@pytest.mark.parametrize("kind", [Rings, Blobs])
def test_rings_and_blobs_have_three_to_six_classes(kind: type[Rings | Blobs]) -> None:
    for classes in (3, 4, 5, 6):
        dataset = kind(classes=classes)
        assert dataset.class_names == tuple("ABCDEF"[:classes])
        assert set(draw(dataset)[1]) == set(range(classes))
    for classes in (2, 7):
        with pytest.raises(ValidationError, match="classes"):
            kind(classes=classes)


def radius(x: np.ndarray) -> np.ndarray:
    return np.hypot(x[:, 0], x[:, 1])


def test_a_circle_has_a_gap_between_disc_and_ring() -> None:
    x, y = draw(Circle(points=1_000))
    assert radius(x)[y == 1].max() <= 2.5
    assert radius(x)[y == 0].min() >= 3.5


def test_xor_has_the_class_of_the_sign_of_the_product() -> None:
    x, y = draw(Xor(points=1_000))
    np.testing.assert_array_equal(y == 1, x[:, 0] * x[:, 1] > 0)
    assert np.abs(x).min() >= 0.3


def test_gaussians_have_their_centres_and_the_spread_that_is_set() -> None:
    x, y = draw(Gaussians(points=5_000, spread=1.5))
    np.testing.assert_allclose(x[y == 1].mean(axis=0), 2, atol=0.1)
    np.testing.assert_allclose(x[y == 0].mean(axis=0), -2, atol=0.1)
    np.testing.assert_allclose(x[y == 1].std(axis=0), 1.5, rtol=0.05)


def test_a_spiral_winds_as_often_as_it_is_told() -> None:
    for turns in (0.5, 1.75, 3.0):
        x, y = draw(Spiral(points=2_000, turns=turns))
        arm = x[y == 0]
        angle = np.unwrap(np.arctan2(arm[:, 0], arm[:, 1]))
        assert (angle[-1] - angle[0]) / (2 * np.pi) == pytest.approx(turns)
        np.testing.assert_allclose(np.diff(radius(arm)), 4.8 / 999)


def test_the_second_arm_of_a_spiral_is_the_first_turned_by_half() -> None:
    x, y = draw(Spiral())
    np.testing.assert_allclose(x[y == 1], -x[y == 0], atol=1e-12)


def test_moons_are_half_circles_that_reach_into_each_other() -> None:
    x, y = draw(Moons(points=1_000))
    centre = np.where(y == 1, 1, -1)[:, None] * (1.75, 0.875)
    np.testing.assert_allclose(radius(x - centre), 3.5)
    upper, lower = x[y == 0], x[y == 1]
    assert upper[:, 1].min() >= -0.876
    assert lower[:, 1].max() <= 0.876
    assert lower[:, 0].min() < upper[:, 0].max()


@pytest.mark.parametrize("classes", [3, 6])
def test_rings_lie_in_bands_of_equal_width_with_gaps(classes: int) -> None:
    x, y = draw(Rings(points=2_000, classes=classes))
    within = radius(x) * classes / 5.5 - y
    assert within.min() >= 0.2 - 1e-9
    assert within.max() <= 0.8 + 1e-9


def test_blobs_stand_around_a_circle_with_the_spread_that_is_set() -> None:
    x, y = draw(Blobs(points=5_000, classes=5, spread=0.4))
    centres = np.array([x[y == k].mean(axis=0) for k in range(5)])
    np.testing.assert_allclose(radius(centres), 4, atol=0.1)
    np.testing.assert_allclose(np.linalg.norm(centres - np.roll(centres, 1, axis=0), axis=1), 4.70, atol=0.1)
    assert (x - centres[y]).std() == pytest.approx(0.4, rel=0.05)


@pytest.mark.parametrize(
    ("dataset", "point", "height"),
    [
        (Plane(), (6, 6), 1),
        (Plane(), (3, -3), 0),
        (Plane(), (-3, 0), -0.25),
        (Hills(), (4, 2.5), 1),
        (Hills(), (0, 2.5), -1),
        (Hills(), (0, 0), 0),
        (Ripple(), (0, 0), 1),
        (Ripple(), (3, 0), -1),
        (Ripple(wavelength=3.0), (0, 3), 1),
    ],
)
def test_surfaces_have_the_heights_of_their_formula(
    dataset: PlaneNumbers, point: tuple[float, float], height: float
) -> None:
    x1, x2 = np.array([point], float).T
    # Neighbouring hills reach a little into each other: 1 % is what they add at the tops.
    np.testing.assert_allclose(dataset.surface(x1, x2), height, atol=0.02)

"""What training gets: shapes, kinds, seeds, split, standardising without a leak, units of the target."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent.data.datasets import Dataset
from descent.data.datasets.diabetes import Diabetes
from descent.data.datasets.digits import Digits
from descent.data.datasets.gaussians import Gaussians
from descent.data.datasets.hills import Hills
from descent.data.datasets.iris import Iris
from descent.data.datasets.spiral import Spiral
from descent.data.datasets.wine import Wine
from descent.data.datasets.xor import Xor
from descent.data.features import PLANE_FEATURES
from descent.data.load import LoadedData, load_data
from descent.data.spec import spec_of
from descent.document.data import PlaneFeature
from descent.problems import DescentError

ALL = [kind() for kind in Dataset.kinds.values()]


def load(
    dataset: Dataset,
    seed: int = 0,
    share: float = 0.3,
    standardise: bool = False,
    features: tuple[str, ...] = ("x1", "x2"),
) -> LoadedData:
    return load_data(dataset, seed, share, standardise, features)


def id_of(dataset: Dataset) -> str:
    return type(dataset).__name__


@pytest.mark.parametrize("dataset", ALL, ids=id_of)
class TestEveryDataset:
    def test_arrays_have_the_shapes_and_types_of_the_contract(self, dataset: Dataset) -> None:
        data = load(dataset)
        for part in (data.train, data.validation):
            assert part.x.shape == (len(part), *data.spec.shape)
            assert part.raw.shape == (len(part), len(data.spec.inputs))
            assert part.y.shape == (len(part),)
            assert (part.x.dtype, part.raw.dtype) == (np.float32, np.float32)
            assert part.y.dtype == (np.int64 if dataset.task == "classification" else np.float32)
            assert part.x.flags.c_contiguous

    def test_the_spec_is_told_without_the_points(self, dataset: Dataset) -> None:
        assert spec_of(dataset, ["x1", "x2"]) == load(dataset).spec

    def test_a_class_index_has_a_name(self, dataset: Dataset) -> None:
        data = load(dataset)
        if data.spec.task == "classification":
            assert set(data.train.y) == set(range(len(data.spec.classes)))
        else:
            assert data.spec.classes == ()

    def test_every_point_is_on_one_side(self, dataset: Dataset) -> None:
        data = load(dataset)
        points = np.concatenate([data.train.raw, data.validation.raw])
        expected, _ = dataset.arrays(*map(np.random.default_rng, np.random.SeedSequence(0).spawn(2)))
        assert len(points) == len(expected)
        np.testing.assert_array_equal(
            points[np.lexsort(points.T)], expected.astype(np.float32)[np.lexsort(expected.astype(np.float32).T)]
        )

    def test_a_seed_gives_the_same_split_again_and_another_seed_another(self, dataset: Dataset) -> None:
        np.testing.assert_array_equal(load(dataset, 3).validation.raw, load(dataset, 3).validation.raw)
        assert not np.array_equal(load(dataset, 3).validation.raw, load(dataset, 4).validation.raw)

    @pytest.mark.parametrize("standardise", [False, True])
    def test_raw_inputs_become_the_same_features_again(self, dataset: Dataset, standardise: bool) -> None:
        data = load(dataset, standardise=standardise, features=("x1", "x2^2"))
        np.testing.assert_array_equal(data.features_of(data.validation.raw), data.validation.x)

    def test_standardised_training_points_have_mean_0_and_deviation_1(self, dataset: Dataset) -> None:
        data = load(dataset, standardise=True)
        if data.spec.tokens:  # ids are names: they stay
            np.testing.assert_array_equal(data.train.x, data.train.raw)
            return
        x = data.train.x
        x = x.reshape(len(x), -1).astype(np.float64)
        np.testing.assert_allclose(x.mean(axis=0), 0, atol=1e-5)
        deviation = x.std(axis=0)
        np.testing.assert_allclose(deviation[deviation > 0], 1, rtol=1e-4)

    def test_validation_points_have_no_say_in_standardising(self, dataset: Dataset) -> None:
        data = load(dataset, standardise=True)
        if data.spec.tokens:
            return
        plain = load(dataset)
        x = plain.train.x.reshape(len(plain.train), -1).astype(np.float64)
        spread = np.where(x.std(axis=0) > 0, x.std(axis=0), 1)
        expected = (plain.validation.x.reshape(len(plain.validation), -1) - x.mean(axis=0)) / spread
        np.testing.assert_allclose(data.validation.x.reshape(expected.shape), expected, rtol=1e-3, atol=1e-3)
        # They do differ from training points, so a mean over all would be seen.
        assert np.abs(expected.mean(axis=0)).max() > 1e-3


def test_the_default_spiral_with_half_for_validation_has_250_training_points() -> None:
    data = load(Spiral(), share=0.5)
    assert (len(data.train), len(data.validation)) == (250, 250)
    np.testing.assert_array_equal(np.bincount(data.train.y), [125, 125])


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.9])
@pytest.mark.parametrize("dataset", [Wine(), Xor(), Digits()], ids=id_of)
def test_every_class_is_divided_by_the_same_share(dataset: Dataset, share: float) -> None:
    data = load(dataset, share=share)
    judges, all_of_them = np.bincount(data.validation.y), np.bincount(np.concatenate([data.train.y, data.validation.y]))
    assert np.abs(judges - share * all_of_them).max() < 1
    assert len(data.validation) == round(share * all_of_them.sum())


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.9), st.integers(20, 80))
def test_every_class_is_on_both_sides_for_any_seed_and_share(seed: int, share: float, points: int) -> None:
    data = load(Dataset.kinds["blobs"](points=points, classes=6), seed, share)  # type: ignore[arg-type]
    assert set(data.train.y) == set(data.validation.y) == set(range(6))


def test_points_are_not_in_the_order_of_their_class() -> None:
    y = load(Iris()).train.y
    assert (np.diff(y) != 0).mean() > 0.4


def test_noise_leaves_the_split_alone() -> None:
    quiet, loud = load(Spiral()), load(Spiral(noise=0.5))
    np.testing.assert_array_equal(quiet.train.y, loud.train.y)
    shift = loud.train.raw - quiet.train.raw
    assert 0.4 < shift.std() < 0.6


def test_switches_decide_the_features_and_their_order() -> None:
    data = load(Spiral(), features=("sin(x2)", "x1"))
    assert data.spec.features == ("sin(x2)", "x1")
    assert data.spec.inputs == ("x1", "x2")
    assert data.spec.shape == (2,)
    np.testing.assert_allclose(data.train.x[:, 0], np.sin(data.train.raw[:, 1]), rtol=1e-5)
    np.testing.assert_array_equal(data.train.x[:, 1], data.train.raw[:, 0])


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ("x1", 2.0),
        ("x2", -3.0),
        ("x1^2", 4.0),
        ("x2^2", 9.0),
        ("x1*x2", -6.0),
        ("sin(x1)", 0.9093),
        ("sin(x2)", -0.1411),
    ],
)
def test_a_feature_is_what_its_name_says(feature: str, expected: float) -> None:
    data = load(Spiral(), features=(feature,))
    assert data.features_of(np.array([[2.0, -3.0]])) == pytest.approx(expected, abs=1e-4)


def test_there_is_a_formula_for_every_switch_of_the_document() -> None:
    assert tuple(PLANE_FEATURES) == get_args(PlaneFeature)


def test_a_switch_that_is_named_twice_counts_once() -> None:
    assert load(Spiral(), features=("x1", "x2", "x1")).spec.features == ("x1", "x2")


def test_other_data_ignore_the_switches() -> None:
    assert load(Iris(), features=("x1",)).spec.features == Iris.input_names


def test_a_pixel_that_never_changes_stays_finite() -> None:
    data = load(Digits(), standardise=True)
    assert np.isfinite(data.train.x).all()
    assert (data.train.x.reshape(-1, 64)[:, 0] == 0).all()


def test_targets_of_tables_are_learnt_standardised_on_the_training_split() -> None:
    data = load(Diabetes())
    assert data.train.y.mean() == pytest.approx(0, abs=1e-5)
    assert data.train.y.std() == pytest.approx(1, abs=1e-5)
    assert abs(data.validation.y.mean()) > 1e-3


def test_decode_gives_targets_back_in_their_own_units() -> None:
    data = load(Diabetes())
    values = np.concatenate([data.decode(data.train.y), data.decode(data.validation.y)])
    np.testing.assert_allclose(np.sort(values), np.sort(Diabetes().table()[1]), rtol=1e-4)
    assert values.dtype == np.float32


def test_targets_on_the_plane_are_learnt_as_they_are() -> None:
    data = load(Hills())
    assert (data.target_mean, data.target_scale) == (0, 1)
    np.testing.assert_array_equal(data.decode(data.train.y), data.train.y)


def test_images_may_come_as_rows_or_as_pictures() -> None:
    data = load(Digits())
    pictures = data.validation.raw[:5].reshape(5, 8, 8)
    np.testing.assert_array_equal(data.features_of(pictures), data.features_of(data.validation.raw[:5]))


@pytest.mark.parametrize("shape", [(2,), (5, 3), (0,), ()])
def test_inputs_of_a_wrong_shape_are_refused_with_the_right_one(shape: tuple[int, ...]) -> None:
    with pytest.raises(DescentError) as error:
        load(Spiral()).features_of(np.zeros(shape))
    assert str(error.value) == (
        f"A point of this data has 2 numbers (x1, x2), so inputs have the shape (points, 2); got the shape {shape}."
    )


def test_many_names_are_shortened_in_the_message() -> None:
    with pytest.raises(DescentError, match=r"64 numbers \(pixel 0,0, pixel 0,1, …, pixel 7,7\)"):
        load(Digits()).features_of(np.zeros((1, 63)))


def test_no_points_are_no_features() -> None:
    assert load(Spiral()).features_of(np.zeros((0, 2))).shape == (0, 2)


class TestBalance:
    """Training points of rarer classes are repeated, and nothing else changes."""

    CLOUDS = Gaussians(share=0.1, points=200)

    def balanced(self, dataset: Dataset, seed: int = 0) -> LoadedData:
        return load_data(dataset, seed, 0.3, standardise=False, features=("x1", "x2"), balance=True)

    def test_every_class_has_as_many_training_points_as_the_largest(self) -> None:
        plain, even = load(self.CLOUDS), self.balanced(self.CLOUDS)
        assert np.bincount(plain.train.y).tolist() == [126, 14]
        assert np.bincount(even.train.y).tolist() == [126, 126]

    def test_the_points_themselves_and_the_validation_split_stay(self) -> None:
        plain, even = load(self.CLOUDS), self.balanced(self.CLOUDS)
        np.testing.assert_array_equal(even.train.raw[: len(plain.train)], plain.train.raw)
        np.testing.assert_array_equal(even.validation.raw, plain.validation.raw)
        assert {tuple(point) for point in even.train.raw} == {tuple(point) for point in plain.train.raw}

    def test_points_of_a_class_are_repeated_equally_often(self) -> None:
        even = self.balanced(self.CLOUDS)
        _, counts = np.unique(even.train.raw[even.train.y == 1], axis=0, return_counts=True)
        assert counts.max() - counts.min() <= 1

    def test_it_is_the_same_for_the_same_seed(self) -> None:
        np.testing.assert_array_equal(self.balanced(self.CLOUDS, 3).train.x, self.balanced(self.CLOUDS, 3).train.x)

    @pytest.mark.parametrize("dataset", [Hills(), Xor(points=20)], ids=id_of)
    def test_numbers_and_even_classes_are_left_as_they_are(self, dataset: Dataset) -> None:
        plain, even = load(dataset), self.balanced(dataset)
        largest = np.bincount(plain.train.y).max() if dataset.task == "classification" else 0
        assert len(even.train) == (2 * largest if largest else len(plain.train))

    @pytest.mark.parametrize(("share", "rare"), [(0.5, 100), (0.1, 20), (0.02, 4), (0.98, 196)])
    def test_a_share_of_a_cloud_is_kept(self, share: float, rare: int) -> None:
        data = load(Gaussians(share=share, points=200))
        assert int((data.train.y == 1).sum() + (data.validation.y == 1).sum()) == rare

    def test_equal_shares_are_the_clouds_as_they_always_were(self) -> None:
        odd = load(Gaussians(points=201))
        assert sorted(np.bincount(np.concatenate([odd.train.y, odd.validation.y])).tolist()) == [100, 101]

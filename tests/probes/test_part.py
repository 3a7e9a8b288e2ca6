"""Rounding for the eye."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from descent.probes.part import Encoding, exact, signed, symmetric

NUMBERS = arrays.arrays(
    np.float32, st.tuples(st.integers(1, 5), st.integers(1, 30)), elements=st.floats(-1e6, 1e6, width=32)
)


@given(NUMBERS)
def test_signed_numbers_are_wrong_by_half_a_step_at_most(values: np.ndarray) -> None:
    part = signed(values)
    assert part.encoding == Encoding.I8
    assert part.hi == -part.lo == pytest.approx(np.abs(values).max(), abs=1e-30)
    back = part.values.astype(np.float64) / 127 * part.hi
    assert np.abs(back - values).max() <= 0.51 * part.hi / 127 + 1e-30


@given(NUMBERS)
def test_rows_are_symmetric_about_zero_and_wrong_by_half_a_step_at_most(values: np.ndarray) -> None:
    numbers, ranges = symmetric(values)
    np.testing.assert_array_equal(ranges[:, 0], -ranges[:, 1])
    np.testing.assert_allclose(ranges[:, 1], np.abs(values).max(1), rtol=0, atol=1e-30)
    low, high = ranges.astype(np.float64).T
    back = low[:, None] + numbers / 255 * (high - low)[:, None]
    assert (np.abs(back - values).max(1) <= 0.51 * (high - low) / 255 + 1.001e-30).all()


def test_what_is_not_finite_stands_at_its_end_or_at_zero() -> None:
    values = np.array([[-np.inf, -2, np.nan, 1, np.inf]], np.float32)
    assert signed(values[0]).values.tolist() == [-127, -127, 0, 64, 127]
    numbers, ranges = symmetric(values)
    assert numbers.tolist() == [[0, 0, 128, 191, 255]]
    assert ranges.tolist() == [[-2, 2]]


@pytest.mark.parametrize("value", [0.0, np.nan])
def test_nothing_but_zeros_or_nan_is_all_zero(value: float) -> None:
    values = np.full((2, 3), value, np.float32)
    assert (signed(values).values == 0).all()
    numbers, ranges = symmetric(values)
    assert (numbers == 128).all()
    assert (ranges == 0).all()


def test_exact_numbers_stay_what_they_are() -> None:
    part = exact(np.array([1.5, -2.25]))
    assert (part.encoding, part.values.tolist()) == (Encoding.F32, [1.5, -2.25])

"""Sequences: what their class or number is, worked out again from what is written."""

from __future__ import annotations

import numpy as np
import pytest

from descent.data.datasets.brackets import Brackets
from descent.data.datasets.sequence import BLANK, Strings
from descent.data.datasets.sums import Sums
from descent.data.datasets.waves import Waves
from descent.data.load import load_data


def written(dataset: Strings, seed: int = 0) -> tuple[list[str], np.ndarray]:
    ids, y = dataset.arrays(*map(np.random.default_rng, np.random.SeedSequence(seed).spawn(2)))
    return ["".join(dataset.tokens[int(id)] for id in row) for row in ids], y


@pytest.mark.parametrize("pairs", [1, 3])
def test_a_balanced_string_disappears_when_its_pairs_are_taken_out(pairs: int) -> None:
    texts, y = written(Brackets(points=400, pairs=pairs))
    for text, good in zip(texts, y, strict=True):
        assert len(text) == 12
        left = text.lstrip(BLANK)
        assert left
        assert BLANK not in left
        while (shorter := left.replace("()", "").replace("[]", "").replace("{}", "")) != left:
            left = shorter
        assert (left == "") == bool(good)
    assert np.bincount(y).tolist() == [200, 200]
    assert len({text for text, good in zip(texts, y, strict=True) if not good}) > 60


@pytest.mark.parametrize(("digits", "minus"), [(1, False), (2, True), (3, True)])
def test_a_sum_comes_to_what_python_says(digits: int, minus: bool) -> None:
    texts, y = written(Sums(points=300, digits=digits, minus=minus))
    signs = set()
    for text, result in zip(texts, y, strict=True):
        first, sign, second = text.lstrip(BLANK).partition("-" if "-" in text else "+")
        signs.add(sign)
        assert len(text) == 2 * digits + 1
        assert result == (int(first) - int(second) if sign == "-" else int(first) + int(second))
    assert signs == ({"+", "-"} if minus else {"+"})


def test_a_wave_is_made_of_the_frequencies_that_its_class_says() -> None:
    data = Waves(points=60, noise=0, length=64)
    x, y = data.arrays(*map(np.random.default_rng, np.random.SeedSequence(0).spawn(2)))
    strength = np.abs(np.fft.rfft(x))
    for row, kind in zip(strength, y, strict=True):
        assert {*np.argsort(row)[-2:].tolist()} == {kind + 1, kind + 3}
        assert data.class_names[kind] == f"{kind + 1} and {kind + 3}"


def test_shapes_are_one_feature_over_time_or_one_id_a_step() -> None:
    waves, strings = (load_data(one, 0, 0.3, True, ()) for one in (Waves(length=20), Brackets(length=6)))
    assert waves.train.x.shape[1:] == (1, 20)
    assert strings.train.x.shape[1:] == (6,)
    assert strings.spec.tokens == (" ", "(", ")")
    assert strings.spec.inputs == ("t1", "t2", "t3", "t4", "t5", "t6")

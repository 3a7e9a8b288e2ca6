"""The picture of a large layer against its weights, block by block."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from descent.document import Document
from descent.probes.kinds.loudest import Loudest
from descent.probes.kinds.matrix import MOST_SIDE, Matrix, loudest
from descent.probes.kinds.weights import Weights
from descent.probes.part import MAX_CELLS
from descent.probes.sight import Sight
from descent.training.trainer import Trainer
from sessions.drawings import SPIRAL, changed


def wide(units: int) -> Document:
    """The spiral's network with two layers of so many units."""
    nodes = SPIRAL.model_dump(mode="json")["network"]["nodes"]
    second = {**nodes[1], "id": "dense_2", "name": "Dense 2"}
    for node in (nodes[1], second):
        node["layer"] = {**node["layer"], "units": units}
    wires = [("input", "dense_1"), ("dense_1", "dense_2"), ("dense_2", "output")]
    network = {"nodes": [*nodes[:2], second, nodes[-1]], "wires": [{"source": a, "target": b} for a, b in wires]}
    return changed(SPIRAL, "network", to=network)


LARGE = Trainer(wide(600))
LARGE.step()


def blocks(length: int, most: int) -> list[slice]:
    """As docs/protocol.md says: block b of n from ⌊b · length / n⌋ to before ⌊(b + 1) · length / n⌋."""
    count = min(length, most)
    return [slice(a, b) for a, b in pairwise(block * length // count for block in range(count + 1))]


def pooled_slowly(weights: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """In each block the number of the greatest magnitude."""

    def strongest(block: np.ndarray) -> float:
        return max(block.ravel().tolist(), key=abs)

    return np.array(
        [
            [strongest(weights[down, across]) for across in blocks(weights.shape[1], columns)]
            for down in blocks(weights.shape[0], rows)
        ]
    )


@given(
    weights=arrays(np.float32, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.floats(-4, 4, width=32)),
    rows=st.integers(1, 11),
    columns=st.integers(1, 11),
)
def test_each_block_says_its_weight_of_the_greatest_magnitude(weights: np.ndarray, rows: int, columns: int) -> None:
    got, wanted = loudest(weights, rows, columns), pooled_slowly(weights, rows, columns)
    assert got.shape == wanted.shape
    # Of two that are equally large, either will do.
    np.testing.assert_array_equal(np.abs(got), np.abs(wanted))
    for row, down in enumerate(blocks(weights.shape[0], rows)):
        for column, across in enumerate(blocks(weights.shape[1], columns)):
            assert got[row, column] in weights[down, across]


def test_one_loud_weight_among_hundreds_of_thousands_is_seen_with_its_sign() -> None:
    weights = np.full((600, 600), 0.01, np.float32)
    weights[413, 77] = -3
    pooled = loudest(weights, 96, 44)
    assert pooled.min() == -3
    assert (pooled == np.float32(0.01)).sum() == pooled.size - 1


def test_the_picture_of_a_layer_is_that_of_its_weights_rounded() -> None:
    weights = LARGE.parameters()["dense_2.weight"]
    matrix, bias = Matrix(node="dense_2", rows=96, columns=44).look(Sight(LARGE))
    assert matrix.values.shape == (96, 44)
    wanted = pooled_slowly(weights, 96, 44)
    assert matrix.hi == np.abs(weights).max()  # the loudest of all is in the picture
    np.testing.assert_allclose(matrix.values / 127 * matrix.hi, wanted, atol=matrix.hi / 250)
    _, whole = Weights(node="dense_2").look(Sight(LARGE))
    assert bias.hi == whole.hi
    np.testing.assert_array_equal(bias.values, whole.values)


def test_a_layer_of_fewer_rows_than_asked_for_is_sent_row_by_row() -> None:
    matrix, _ = Matrix(node="output", rows=MOST_SIDE, columns=MOST_SIDE).look(Sight(LARGE))
    assert matrix.values.shape == (LARGE.parameters()["output.weight"].shape[0], MOST_SIDE)
    assert matrix.values.size < MAX_CELLS


@pytest.mark.parametrize("node", ["input", "gone"])
def test_what_has_no_weights_has_no_picture(node: str) -> None:
    assert Matrix(node=node, rows=9, columns=9).look(Sight(LARGE)) == ()
    assert Loudest(node=node, unit=0, units=1, input=0, inputs=1).look(Sight(LARGE)) == ()


def test_the_strongest_of_a_block_is_exact_and_says_where_it_is() -> None:
    weights = LARGE.parameters()["dense_2.weight"]
    block = weights[100:107, 320:334]
    row, column = np.argwhere(np.abs(block) == np.abs(block).max())[0]
    value, which = Loudest(node="dense_2", unit=100, units=7, input=320, inputs=14).look(Sight(LARGE))
    assert value.values[0] == block[row, column]
    assert which.values.tolist() == [100 + row, 320 + column]


@pytest.mark.parametrize("beyond", [{"unit": 594}, {"input": 594}])
def test_a_block_that_the_layer_does_not_have_is_not_answered(beyond: dict[str, int]) -> None:
    place = {"unit": 0, "input": 0, **beyond}
    assert Loudest(node="dense_2", units=7, inputs=7, **place).look(Sight(LARGE)) == ()


def test_looking_changes_nothing() -> None:
    before = LARGE.checkpoint()
    Matrix(node="dense_2", rows=96, columns=44).look(Sight(LARGE))
    Loudest(node="dense_2", unit=0, units=9, input=0, inputs=9).look(Sight(LARGE))
    assert LARGE.checkpoint() == before

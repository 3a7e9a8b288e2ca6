"""Metrics frames against bytes worked out by hand, and against junk."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent.wire.metrics import COLUMNS, decode_metrics, encode_metrics
from wire.literal import METRICS

GOLDEN = Path(__file__).parents[1] / "golden"
WANTED = json.loads((GOLDEN / "metrics.json").read_text("utf-8"))
ROWS = np.array([[float(cell) for cell in row] for row in WANTED["rows"]])


def test_a_metrics_frame_has_the_bytes_of_the_protocol() -> None:
    assert encode_metrics(WANTED["first"], ROWS) == METRICS


def test_the_fixture_that_the_page_reads_is_the_literal() -> None:
    assert (GOLDEN / "metrics.bin").read_bytes() == METRICS


def test_decoding_gives_what_the_fixture_says() -> None:
    first, rows = decode_metrics(METRICS)
    assert first == WANTED["first"]
    np.testing.assert_array_equal(rows, ROWS)


def test_the_columns_are_those_of_the_protocol() -> None:
    text = (GOLDEN.parents[1] / "docs/protocol.md").read_text("utf-8")
    listed = text.partition("\nColumns:")[2].partition(". ")[0]
    assert tuple(name.strip(" `\n") for name in listed.split(",")) == COLUMNS


@pytest.mark.parametrize("shape", [(3,), (2, 11), (2, 12, 1)])
def test_rows_of_another_width_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="records have the shape"):
        encode_metrics(0, np.zeros(shape))


@given(st.binary(max_size=300))
def test_junk_is_a_value_error_and_nothing_else(junk: bytes) -> None:
    for frame in (junk, METRICS[:16] + junk, METRICS + b"\0"):
        if frame != METRICS:
            with pytest.raises(ValueError, match="metrics frame"):
                decode_metrics(frame)

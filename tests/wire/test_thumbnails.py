"""Small pictures of datasets are made of the dataset's own points."""

import numpy as np
import pytest

from descent.data.datasets import Dataset
from descent.wire.catalogue import catalogue
from descent.wire.thumbnails import thumbnail_of

ENTRIES = {entry.kind: entry for entry in catalogue().datasets}


@pytest.mark.parametrize("kind", list(Dataset.kinds))
def test_a_thumbnail_has_points_of_the_dataset(kind: str) -> None:
    entry = ENTRIES[kind]
    rows = np.array(entry.thumbnail)
    if entry.modality == "image":
        assert entry.image is not None
        assert rows.shape == (min(4, entry.classes), entry.image[1] * entry.image[2])
        assert rows.min() == 0
        assert rows.max() == 1
        return
    if entry.modality == "sequence":
        assert rows.shape == (3, len(entry.inputs))
        if entry.tokens:
            assert set(rows.ravel()) <= set(range(len(entry.tokens)))
        return
    assert rows.shape == (96, 3)
    if entry.task == "classification":
        assert set(rows[:, 2]) == set(range(entry.classes))
    else:
        assert entry.classes == 0


def test_points_of_the_plane_are_the_datasets_own() -> None:
    spiral = Dataset.kinds["spiral"]()
    assert isinstance(spiral, Dataset)
    x, y = spiral.arrays(*np.random.default_rng(3).spawn(2))
    assert thumbnail_of(spiral)[0] == pytest.approx([*x[0], y[0]], abs=5e-4)


def test_a_table_shows_the_columns_that_tell_most() -> None:
    """Petals divide the irises, sepals don't: a threshold on the first column alone finds all setosas."""
    rows = np.array(ENTRIES["iris"].thumbnail)
    setosa = rows[:, 2] == 0
    assert rows[setosa, 0].max() < rows[~setosa, 0].min()


def test_thumbnails_are_the_same_each_time() -> None:
    moons = Dataset.kinds["moons"]
    assert thumbnail_of(moons()) == thumbnail_of(moons())  # type: ignore[arg-type]

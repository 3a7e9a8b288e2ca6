"""The pictures of the gallery are those of trained states, of the examples as they are."""

import base64
import json

import numpy as np
import pytest
from pydantic import TypeAdapter

import gallery as maker
from descent.examples import examples, pictures
from descent.wire.picture import (
    CurvePicture,
    ImagesPicture,
    MapPicture,
    Picture,
    ScatterPicture,
    SequencesPicture,
    TablePicture,
)

ALL: dict[str, Picture] = {name: TypeAdapter(Picture).validate_python(kept) for name, kept in pictures().items()}


def cells(picture: MapPicture | ImagesPicture) -> np.ndarray:
    texts = [picture.values] if isinstance(picture, MapPicture) else picture.images
    return np.array([list(base64.b64decode(text)) for text in texts])


@pytest.mark.parametrize("name", examples())
class TestEveryPicture:
    def test_it_is_of_the_example_as_it_is(self, name: str) -> None:
        assert not maker.stale(name), "run `make gallery` and commit what it writes"

    def test_it_was_taken_where_the_promise_is_kept(self, name: str) -> None:
        promise, taken = examples()[name].promise, ALL[name]
        if promise.outcome == "reaches":
            assert taken.score is not None
            assert taken.score >= promise.score - promise.margin
        elif promise.outcome == "stays_below":
            assert taken.score is not None
            assert taken.score <= promise.score + promise.margin
        if promise.outcome != "diverges":
            assert taken.epochs == promise.epochs

    def test_it_suits_the_data(self, name: str) -> None:
        example, taken = examples()[name], ALL[name]
        if example.promise.outcome in {"overfits", "diverges"}:
            assert isinstance(taken, CurvePicture)
            return
        task = example.document.data.dataset.task
        kinds = {"plane": MapPicture, "image": ImagesPicture, "table": TablePicture, "sequence": SequencesPicture}
        wanted = kinds[example.document.data.dataset.modality]
        numbers = wanted in {TablePicture, SequencesPicture} and task == "regression"
        assert isinstance(taken, ScatterPicture if numbers else wanted)

    def test_it_is_small(self, name: str) -> None:
        assert (maker.FOLDER / f"{name}.json").stat().st_size < 6_000


@pytest.mark.parametrize(
    "name", ["xor", "blobs", "templates", "iris", "diabetes", "overfitting", "dead", "hills", "brackets"]
)
def test_training_again_gives_the_same_picture(name: str) -> None:
    """Another machine rounds otherwise, so a few cells at a border may differ."""
    kept, fresh = ALL[name], maker.picture(examples()[name])
    assert type(kept) is type(fresh)
    if isinstance(kept, MapPicture | ImagesPicture):
        assert isinstance(fresh, MapPicture | ImagesPicture)
        assert np.mean(np.abs(cells(kept).astype(int) - cells(fresh)) > 8) < 0.05
    elif isinstance(kept, TablePicture | ScatterPicture):
        assert isinstance(fresh, TablePicture | ScatterPicture)
        apart = np.abs(np.array(kept.points) - np.array(fresh.points))
        assert np.mean(apart > 0.05 * np.abs(kept.points).max()) < 0.05
    elif isinstance(kept, SequencesPicture):
        assert isinstance(fresh, SequencesPicture)
        assert (kept.texts[:-1], kept.lines[:-1], kept.said[:-1]) == (
            fresh.texts[:-1],
            fresh.lines[:-1],
            fresh.said[:-1],
        )
    else:
        assert isinstance(fresh, CurvePicture)
        assert fresh.train == pytest.approx(kept.train, rel=0.5, abs=0.02)


def test_an_untrained_network_would_be_noticed() -> None:
    example = examples()["xor"]
    early = example.replace(promise={**example.promise.model_dump(), "epochs": 1})
    kept, fresh = ALL["xor"], maker.picture(early)
    assert isinstance(kept, MapPicture)
    assert isinstance(fresh, MapPicture)
    assert np.mean(np.abs(cells(kept).astype(int) - cells(fresh)) > 8) > 0.2
    assert fresh.of != kept.of


def test_no_picture_is_left_of_an_example_that_is_gone() -> None:
    assert {path.stem for path in maker.FOLDER.glob("*.json")} == set(examples())
    for path in maker.FOLDER.glob("*.json"):
        json.loads(path.read_text("utf-8"))

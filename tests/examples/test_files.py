"""What every example's file has, before anything is trained."""

import json
from importlib import resources
from typing import get_args

import pytest

from descent.data.load import load_data
from descent.data.spec import spec_of
from descent.document.parse import parse_document
from descent.examples import Metric, Outcome, Promise, example, examples
from descent.problems import Refused

ALL = examples()


def test_the_gallery_has_its_breadth() -> None:
    data = {one.document.data.dataset.kind for one in ALL.values()}
    assert len(ALL) >= 16
    assert {"spiral", "circle", "xor", "gaussians", "rings", "hills", "digits", "iris", "breast_cancer"} <= data
    assert {one.document.data.dataset.modality for one in ALL.values()} == {"plane", "table", "image", "sequence"}
    assert {one.promise.outcome for one in ALL.values()} == set(get_args(Outcome))
    assert {"wine", "diabetes", "blobs", "ripple", "moons", "waves", "brackets", "sums"} <= data
    layers = {node.layer.kind for one in ALL.values() for node in one.document.network.nodes}
    assert {"add", "concatenate", "flatten", "dropout", "embedding", "lstm", "gru"} <= layers


def test_a_first_visit_opens_the_spirals() -> None:
    assert next(iter(ALL)) == "spiral"


def test_the_order_is_given_once() -> None:
    assert [one.order for one in ALL.values()] == list(range(1, len(ALL) + 1))


def test_an_unknown_example_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match=r"There is no example “sprial”\. There are: spiral, "):
        example("sprial")


@pytest.mark.parametrize("name", ALL)
class TestEveryExample:
    def test_it_survives_being_saved_and_opened(self, name: str) -> None:
        document = ALL[name].document
        assert parse_document(document.model_dump_json()) == document

    def test_its_words_are_sentences_and_its_document_has_its_title(self, name: str) -> None:
        one = ALL[name]
        assert one.document.name == one.title
        for words in (one.description, one.look_for, one.promise.sentence()):
            assert words[0].isupper() or words[0].isdigit()
            assert words.endswith(".")
            assert "!" not in words

    def test_its_promise_is_of_its_task(self, name: str) -> None:
        one = ALL[name]
        task = spec_of(one.document.data.dataset, one.document.data.features).task
        assert one.promise.metric == ("accuracy" if task == "classification" else "r2")

    def test_one_that_is_meant_to_fail_says_so(self, name: str) -> None:
        one = ALL[name]
        assert ("meant to fail" in one.description) == (one.promise.outcome != "reaches")

    def test_it_stands_from_left_to_right_with_room_for_each_card(self, name: str) -> None:
        nodes = {node.id: node for node in ALL[name].document.network.nodes}
        assert min(node.x for node in nodes.values()) == 0
        for wire in ALL[name].document.network.wires:
            assert nodes[wire.target].x - nodes[wire.source].x >= 180
        places = [(node.x, node.y) for node in nodes.values()]
        assert len(set(places)) == len(places)

    def test_numbers_in_its_words_are_those_of_its_document(self, name: str) -> None:
        one = ALL[name]
        if name == "digits":
            data = load_data(one.document.data.dataset, 0, 0.3, False, ())
            assert f"{len(data.train) + len(data.validation):,}" in one.description


@pytest.mark.parametrize("metric", get_args(Metric))
@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_every_promise_can_be_put_in_words(outcome: Outcome, metric: Metric) -> None:
    words = Promise(outcome=outcome, metric=metric, score=0.95, epochs=70).sentence()
    assert "70 epochs" in words
    assert "{" not in words
    if outcome != "diverges":
        assert ("95 %" if metric == "accuracy" else "0.95") in words


def test_every_file_of_the_folder_is_an_example() -> None:
    folder = resources.files("descent.examples")
    assert {file.name[:-5] for file in folder.iterdir() if file.name.endswith(".json")} == ALL.keys()
    for name in ALL:
        json.loads((folder / f"{name}.json").read_text("utf-8"))

"""The small parts that rules are made of: records, measures, ladders, places."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from descent.coach.finding import Evidence, Finding, Remedy
from descent.coach.measures import dances, jitter, risen, rises, smooth, trend
from descent.coach.places import bare, touched
from descent.coach.records import KEPT, Notebook
from descent.coach.remedies import higher, lower, placed, set_layers, set_training
from descent.document import Change, Document, change
from descent.examples import load_example
from descent.training.history import Record

SPIRAL = load_example("spiral")


def record(step: int, epoch: int, loss: float = 1.0) -> Record:
    return Record(step, epoch, loss, loss, 0.5, 0.5, 0, 0, 0, 0.1, 1.0, 0)


class TestTheNotebook:
    def test_takes_down_an_epoch_a_row(self) -> None:
        notebook = Notebook()
        history = [record(10 * epoch, epoch) for epoch in range(4)]
        notebook.follow(history[:2])
        notebook.follow(history)
        assert notebook.records.epoch.tolist() == [0, 1, 2, 3]

    def test_leaves_out_the_single_steps_of_a_person(self) -> None:
        notebook = Notebook()
        notebook.follow([record(0, 0), record(1, 0), record(2, 0), record(10, 1)])
        assert notebook.records.step.tolist() == [0, 10]

    def test_begins_anew_with_another_series(self) -> None:
        notebook = Notebook()
        notebook.follow([record(0, 0), record(10, 1), record(20, 2), record(10, 1), record(20, 2)])
        assert notebook.records.step.tolist() == [10, 20]

    def test_forgets_what_was_before_an_edit(self) -> None:
        notebook = Notebook()
        history = [record(10 * epoch, epoch) for epoch in range(4)]
        notebook.begin(history)
        notebook.follow([*history, record(40, 4)])
        assert notebook.records.epoch.tolist() == [4]

    def test_survives_records_that_were_taken_back(self) -> None:
        notebook = Notebook()
        history = [record(10 * epoch, epoch) for epoch in range(4)]
        notebook.follow(history)
        notebook.follow([*history[:3], record(10, 1)])
        notebook.follow([*history[:3], record(10, 1), record(20, 2)])
        assert notebook.records.epoch.tolist()[-1] == 2

    def test_of_a_long_run_old_epochs_are_thinned(self) -> None:
        notebook = Notebook()
        notebook.follow([record(epoch, epoch) for epoch in range(3 * KEPT)])
        epochs = notebook.records.epoch.tolist()
        assert len(epochs) <= KEPT
        assert epochs[0] == 0
        assert epochs[-100:] == list(range(3 * KEPT - 100, 3 * KEPT))


class TestMeasures:
    LOSS = np.array([4.0, 2.0, 3.0, 1.0, 2.0])

    def test_by_hand(self) -> None:
        assert trend(self.LOSS, 2) == pytest.approx(1.5 / 2.5)
        # Steps +1, −2, +1 over a mean of 2.
        assert jitter(self.LOSS, 3) == pytest.approx((1 + 2 + 1) / 3 / 2)
        assert rises(self.LOSS, 4) == 0.5
        assert smooth(self.LOSS, 2).tolist() == [3.0, 2.5, 2.0, 1.5]
        assert risen(self.LOSS, 2) == 1.0
        assert risen(self.LOSS[:-1][::-1].copy(), 2) == pytest.approx(3.0 / 2.0)
        assert dances(self.LOSS, 4, 0.5)
        assert not dances(np.array([4.0, 3.0, 2.0, 1.0]), 3, 0.1)

    def test_too_few_epochs_say_nothing(self) -> None:
        for value in (trend(self.LOSS, 3), jitter(self.LOSS, 5), rises(self.LOSS, 5), risen(self.LOSS, 6)):
            assert np.isnan(value)
        assert not dances(self.LOSS, 5, 0.0)


@pytest.mark.parametrize(
    ("value", "down", "up"), [(1.0, 0.3, 3.0), (0.3, 0.1, 1.0), (0.05, 0.01, 0.1), (0.02, 0.01, 0.1), (7.0, 3.0, 30.0)]
)
def test_settings_move_along_the_ladder(value: float, down: float, up: float) -> None:
    assert lower(value) == down
    assert higher(value) == up
    rungs = [lower(value, steps) for steps in range(1, 8)]
    assert all(a >= 2 * b for a, b in pairwise([value, *rungs]))


class TestPlaces:
    def test_cards_are_named_by_id_and_placed_by_index(self) -> None:
        remedy = set_layers("code", ["dense2", "gone"], "Dense 2", "activation", "relu")
        (placed_change,) = placed(SPIRAL, remedy.changes)
        assert placed_change.path == ["network", "nodes", 2, "layer", "activation"]
        assert placed(SPIRAL, [Change(path=["training", "l2"], value=1.0)])[0].path == ["training", "l2"]

    @staticmethod
    def finding(*remedies: Remedy) -> Finding:
        evidence = Evidence(settings=[["data", "standardise"]])
        return Finding(code="x", severity="note", words="", params={}, evidence=evidence, remedies=list(remedies))

    @pytest.mark.parametrize(
        ("path", "value", "is_touched"),
        [
            (["training", "l2"], 0.5, True),
            (["data", "standardise"], True, True),
            (["training", "l1"], 0.5, False),
            (["network", "nodes", 2, "layer", "activation"], "relu", True),
            (["network", "nodes", 1, "layer", "activation"], "relu", False),
            (["network", "nodes", 2, "layer", "units"], 9, False),
        ],
    )
    def test_an_edit_touches_what_is_meant_or_nothing(
        self, path: list[str | int], value: bool | float | str, is_touched: bool
    ) -> None:
        finding = self.finding(set_training("l2", 0.01), set_layers("c", ["dense2"], "", "activation", "elu"))
        after = change(SPIRAL, [Change(path=path, value=value)])
        assert touched(finding, SPIRAL, after) == is_touched
        assert not touched(finding, SPIRAL, SPIRAL)

    def test_a_card_that_went_is_touched(self) -> None:
        finding = self.finding(set_layers("c", ["dense2"], "", "activation", "elu"))
        tree = SPIRAL.model_dump(mode="json")
        tree["network"]["nodes"][2]["id"] = "other"
        for wire in tree["network"]["wires"]:
            for end in ("source", "target"):
                wire[end] = "other" if wire[end] == "dense2" else wire[end]
        assert touched(finding, SPIRAL, Document.model_validate_json(Document.model_validate(tree).model_dump_json()))

    def test_looks_and_where_to_stop_do_not_matter(self) -> None:
        moved = change(
            SPIRAL,
            [
                Change(path=["network", "nodes", 1, "x"], value=7.0),
                Change(path=["name"], value="Other"),
                Change(path=["training", "stop_after"], value=3),
            ],
        )
        assert bare(moved) == bare(SPIRAL)
        assert bare(change(SPIRAL, [Change(path=["training", "l2"], value=0.5)])) != bare(SPIRAL)
        silent = Change(path=["network", "nodes", 1, "held", "silent"], value=True)
        assert bare(change(SPIRAL, [silent])) != bare(SPIRAL)

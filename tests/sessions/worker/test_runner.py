"""One session inside a worker, with the real trainer and without a process."""

from __future__ import annotations

import numpy as np
import pytest

from descent.document import Document
from descent.probes.kinds.maps import Maps
from descent.probes.kinds.weights import Weights
from descent.sessions import orders, reports
from descent.training.trainer import Trainer
from descent.wire.metrics import COLUMNS
from descent.wire.snapshot import decode_snapshot
from sessions.drawings import SPIRAL, changed
from sessions.worker.lab import Lab, same

EPOCH = 35
BROKEN = changed(SPIRAL, "network", "wires", to=[{"source": "input", "target": "dense_1"}])
WILD = changed(SPIRAL, "training", "optimizer", to={"kind": "sgd"}).model_copy(
    update={"training": SPIRAL.training.model_copy(update={"learning_rate": 100.0})}
)


def watched(document: Document, look: bool) -> Lab:
    lab = Lab(document)
    if look:
        probes = [Maps(node="dense_1", resolution=12), Weights(node="output")]
        pairs = [orders.Watched(slot=slot, probe=probe) for slot, probe in enumerate(probes)]
        lab.runner.obey(orders.WatchOrder(session=1, watched=pairs))
    return lab


def look(lab: Lab, number: int, known: int = -1) -> None:
    lab.runner.obey(orders.LookOrder(session=1, number=number, slots=[0, 1], known=known))


def test_opening_tells_graph_data_checkpoint_and_state() -> None:
    lab = Lab(SPIRAL)
    graph, data = lab.last(reports.GraphReport)[0].graph, lab.last(reports.DataReport)[0].data
    assert graph.valid
    assert graph.nodes["dense_1"].shape == [4]
    assert (graph.parameters, graph.nodes["dense_1"].parameters) == (17, 12)
    assert (data.train, data.validation, data.extent) == (350, 150, 6.0)
    assert data.points is not None
    assert (len(data.points.x), len(data.points.y), data.points.train) == (500, 500, 350)
    assert lab.standing.standing.state == "idle"
    assert lab.records[:, 0].tolist() == [0]
    assert lab.last(reports.CheckpointReport)[0].records == 1


@pytest.mark.parametrize("look_often", [False, True])
def test_a_sliced_and_watched_run_is_the_plain_run(look_often: bool) -> None:
    lab = watched(changed(SPIRAL, "training", "stop_after", to=6), look_often)
    lab.move("play")
    for number in range(200):
        look(lab, number)
        lab.runner.work()
    standing = lab.work_until_state("paused")
    trainer = Trainer(SPIRAL)
    trainer.run(6)
    assert standing.standing.step == 6 * EPOCH
    assert same(lab.parameters(), trainer.parameters())
    np.testing.assert_array_equal(lab.records, np.array(list(trainer.history), float))


def test_training_stops_after_the_epochs_of_the_document_and_says_so() -> None:
    lab = Lab(changed(SPIRAL, "training", "stop_after", to=3))
    lab.move("play")
    problem = lab.work_until_state("paused").standing.problem
    assert problem is not None
    assert problem.sentence() == "Training stopped after 3 epochs, as set. Raise “stop after” to go on."


def test_a_step_a_person_asks_for_is_one_step_and_a_record() -> None:
    lab = Lab(SPIRAL)
    for step in (1, 2):
        lab.move("step", "step")
        lab.runner.work()
        assert (lab.standing.standing.state, lab.standing.standing.step, lab.standing.recorded) == (
            "paused",
            step,
            True,
        )
    assert lab.records[:, 0].tolist() == [0, 1, 2]


def test_an_epoch_a_person_asks_for_ends_with_the_epoch_and_is_recorded_once() -> None:
    lab = Lab(SPIRAL)
    lab.move("step", "step")
    lab.runner.work()
    lab.move("step", "epoch")
    assert lab.work_until_state("paused").standing.step == EPOCH
    lab.move("step", "epoch")
    assert lab.work_until_state("paused").standing.step == 2 * EPOCH
    assert lab.records[:, 0].tolist() == [0, 1, EPOCH, 2 * EPOCH]


def test_the_last_step_of_an_epoch_is_not_recorded_twice() -> None:
    lab = Lab(SPIRAL)
    for _ in range(EPOCH):
        lab.move("step", "step")
        lab.runner.work()
    assert lab.records[-2:, 0].tolist() == [EPOCH - 1, EPOCH]


def test_pause_rests_with_everything_reported() -> None:
    lab = Lab(SPIRAL)
    lab.move("play")
    lab.train_to(500)
    lab.move("pause")
    assert lab.standing.standing.state == "paused"
    assert lab.standing.standing.step == lab.runner.step
    assert lab.records[-1, 1] == lab.standing.standing.epoch
    assert lab.runner.due() == float("inf")


def test_an_edit_is_in_effect_from_the_next_step_on() -> None:
    lab = Lab(SPIRAL)
    lab.move("play")
    lab.train_to(100)
    lab.edit(changed(SPIRAL, "training", "learning_rate", to=0.5), 1)
    lab.runner.work()
    (applied,) = lab.all(reports.AppliedReport)
    assert (applied.revision, applied.effective, applied.kept, applied.fresh) == (1, None, [], [])
    lab.train_to(applied.step + 2 * EPOCH)
    lab.move("pause")
    later = lab.records[lab.records[:, 0] > applied.step]
    assert set(later[:, 9]) == {0.5}
    assert set(later[:, 11]) == {1}


def test_many_edits_at_once_are_one_change() -> None:
    lab = Lab(SPIRAL)
    for revision in range(1, 50):
        lab.edit(changed(SPIRAL, "training", "learning_rate", to=revision / 100), revision)
    lab.runner.work()
    assert [applied.revision for applied in lab.all(reports.AppliedReport)] == [49]


def test_a_wider_layer_keeps_its_weights_and_a_checkpoint_is_taken() -> None:
    lab = Lab(SPIRAL)
    before = lab.parameters()["dense_1.weight"]
    taken = len(lab.all(reports.CheckpointReport))
    lab.edit(changed(SPIRAL, "network", "nodes", 1, "layer", "units", to=6), 1)
    lab.runner.work()
    (applied,) = lab.all(reports.AppliedReport)
    assert "dense_1.weight" in applied.kept
    np.testing.assert_array_equal(lab.parameters()["dense_1.weight"][:4], before)
    assert len(lab.all(reports.CheckpointReport)) == taken + 1
    assert lab.all(reports.GraphReport)[-1].graph.nodes["dense_1"].shape == [6]


def test_a_step_with_one_point_is_told_and_both_sides_of_it_are_moments() -> None:
    lab = Lab(SPIRAL)
    lab.move("step", "step")
    lab.work_until_state("paused")
    for number in (1, 2):  # however soon one follows the other
        lab.runner.obey(orders.LearnOrder(session=1, number=number, index=3))
    learned = lab.all(reports.LearnedReport)
    assert [(report.step, report.note) for report in learned] == [(1, None), (2, None)]
    assert learned[0].new == learned[1].old
    assert lab.standing.standing.step == 3

    def kept() -> list[int]:
        return [one.standing.step for one in lab.all(reports.CheckpointReport) if one.why and one.standing.step]

    lab.work(lambda: len(kept()) == 3)
    assert kept() == [1, 2, 3]
    assert lab.records[:, COLUMNS.index("step")].tolist() == [0, 1, 2, 3]


def test_a_step_from_a_loss_without_bound_is_told_without_it() -> None:
    document = changed(SPIRAL, "training", "loss", to={"kind": "squared"})
    document = changed(document, "network", "nodes", 2, "layer", "activation", to="linear")
    lab = Lab(changed(document, "training", "clip", to={"kind": "value", "limit": 1e-3}))
    place = orders.Place(node="output", unit=0, input=None)
    trainer = lab.runner._trainer  # no order sets a weight so large
    assert trainer is not None
    trainer.set_weight(place.node, place.unit, place.input, 1e25)
    lab.runner.obey(orders.LearnOrder(session=1, number=1, index=3))
    (learned,) = lab.all(reports.LearnedReport)
    assert (learned.old, learned.new, learned.note) == (None, None, None)
    assert learned.done


def test_a_step_that_can_not_be_made_is_told_with_its_reason() -> None:
    lab = Lab(SPIRAL)
    lab.runner.obey(orders.LearnOrder(session=1, number=1, index=100_000))
    (learned,) = lab.all(reports.LearnedReport)
    assert learned.old is None
    assert learned.note is not None
    assert lab.standing.standing.state == "idle"


def test_with_a_broken_drawing_the_last_valid_network_trains_on() -> None:
    lab = Lab(SPIRAL)
    lab.move("play")
    lab.train_to(100)
    lab.edit(changed(BROKEN, "training", "learning_rate", to=0.5), 1)
    lab.runner.work()
    graph = lab.last(reports.GraphReport)[0].graph
    assert not graph.valid
    assert {problem.node for problem in graph.problems} >= {"output"}
    (applied,) = lab.all(reports.AppliedReport)
    assert applied.effective is not None
    assert applied.effective.network == SPIRAL.network
    assert applied.effective.training.learning_rate == 0.5, "the rest of the edit is in effect all the same"
    before = lab.runner.step
    lab.train_to(before + 100)
    lab.edit(changed(SPIRAL, "training", "learning_rate", to=0.5), 2)
    lab.runner.work()
    assert lab.last(reports.GraphReport)[0].graph.valid
    assert lab.last(reports.AppliedReport)[0].effective is None


def test_a_broken_drawing_opens_and_trains_as_soon_as_it_is_mended() -> None:
    lab = Lab(BROKEN)
    assert not lab.last(reports.GraphReport)[0].graph.valid
    assert lab.last(reports.DataReport)[0].data.train == 350, "the points are shown all the same"
    lab.move("play")
    problem = lab.standing.standing.problem
    assert lab.standing.standing.state == "idle"
    assert problem is not None
    assert "There is nothing to train yet" in problem.sentence()
    lab.edit(SPIRAL, 1)
    lab.runner.work()
    assert lab.last(reports.GraphReport)[0].graph.valid
    lab.move("play")
    lab.train_to(10)
    assert same(Lab(SPIRAL).parameters(), Trainer(SPIRAL).parameters())


def test_a_move_of_a_card_changes_nothing_but_the_revision() -> None:
    lab = Lab(SPIRAL)
    graphs = len(lab.all(reports.GraphReport))
    lab.edit(changed(SPIRAL, "network", "nodes", 1, "x", to=321.0), 1)
    lab.runner.work()
    assert len(lab.all(reports.GraphReport)) == graphs
    assert lab.last(reports.AppliedReport)[0].revision == 1


def test_other_data_are_told() -> None:
    lab = Lab(SPIRAL)
    lab.edit(changed(SPIRAL, "data", "dataset", "points", to=100), 1)
    lab.runner.work()
    assert lab.last(reports.DataReport)[0].data.train == 70


def test_a_network_beyond_the_limit_of_the_server_is_refused_with_its_numbers() -> None:
    lab = Lab(SPIRAL, max_parameters=100)
    lab.edit(changed(SPIRAL, "network", "nodes", 1, "layer", "units", to=4_000), 1)
    lab.runner.work()
    graph = lab.last(reports.GraphReport)[0].graph
    assert not graph.valid
    assert [p.sentence() for p in graph.problems] == [
        "The network has 16001 parameters; at most 100 can be trained here. Use fewer units."
    ]
    assert set(lab.parameters()) == set(Trainer(SPIRAL).parameters())
    lab.move("play")
    lab.train_to(10)


def test_a_divergent_run_stops_at_its_step_and_finds_the_way_back() -> None:
    wild = changed(SPIRAL, "training", "loss", to={"kind": "squared"})
    wild = changed(wild, "network", "nodes", 1, "layer", "activation", to="relu")
    wild = changed(wild, "network", "nodes", 2, "layer", "activation", to="linear")
    lab = Lab(changed(wild, "training", "learning_rate", to=50.0))
    lab.move("play")
    standing = lab.work_until_state("diverged").standing
    assert standing.problem is not None
    assert standing.problem.sentence()
    assert standing.step > 0
    assert standing.rewind_step is not None
    assert standing.rewind_step < standing.step
    lab.move("play")
    assert lab.standing.standing.state == "diverged", "a move that makes no sense changes nothing"
    lab.edit(changed(wild, "training", "learning_rate", to=0.001), 1)
    lab.move("rewind")
    assert (lab.standing.standing.state, lab.standing.standing.step) == ("paused", standing.rewind_step)
    assert lab.standing.standing.problem is None
    steps = lab.records[:, 0]
    assert steps[-1] == standing.rewind_step, "a rewind begins a new series"
    lab.move("play")
    lab.train_to(standing.rewind_step + 100)
    assert np.isfinite(lab.records[:, 2]).all()


def test_reset_is_the_beginning_again() -> None:
    lab = Lab(SPIRAL)
    begin = lab.parameters()
    lab.move("play")
    lab.train_to(200)
    lab.move("reset")
    assert (lab.standing.standing.state, lab.standing.standing.step) == ("idle", 0)
    assert same(lab.parameters(), begin)
    assert lab.records[-1, 0] == 0
    first = [report.first for report in lab.all(reports.RecordsReport)]
    assert first == sorted(set(first)), "records go on being counted"


def test_weights_go_out_and_in() -> None:
    lab = Lab(SPIRAL)
    lab.move("play")
    lab.train_to(100)
    lab.move("pause")
    learned = lab.parameters()
    other = Lab(SPIRAL)
    raw = b"".join(values.tobytes() for values in learned.values())
    tensors = [orders.Tensor(name=name, shape=list(values.shape)) for name, values in learned.items()]
    other.runner.obey(orders.LoadOrder(session=1, request=7, tensors=tensors), raw)
    assert other.last(reports.DoneReport)[0] == reports.DoneReport(session=1, request=7, problems=[])
    assert same(other.parameters(), learned)


def test_weights_that_do_not_fit_are_refused_by_name() -> None:
    lab = Lab(SPIRAL)
    before = lab.parameters()
    tensors = [orders.Tensor(name="dense_1.weight", shape=[1, 1])]
    lab.runner.obey(orders.LoadOrder(session=1, request=7, tensors=tensors), bytes(4))
    problems = lab.last(reports.DoneReport)[0].problems
    assert any("dense_1.weight" in problem.sentence() for problem in problems)
    assert same(lab.parameters(), before)


def test_a_snapshot_is_made_when_asked_for_and_only_of_something_newer() -> None:
    lab = watched(SPIRAL, look=True)
    look(lab, 1)
    lab.runner.work()
    report, frame = lab.last(reports.SnapshotReport)
    header, sections = decode_snapshot(frame)
    assert (header.number, header.step, header.running) == (1, 0, False)
    assert [(section.slot, section.index) for section in sections] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    look(lab, 2, known=report.generation)
    lab.runner.work()
    assert len(lab.all(reports.SnapshotReport)) == 1
    lab.move("step", "step")
    lab.runner.work()
    header, _ = decode_snapshot(lab.last(reports.SnapshotReport)[1])
    assert (header.number, header.step) == (2, 1)


def test_a_picture_says_which_edits_are_in_it() -> None:
    lab = watched(SPIRAL, look=True)
    lab.edit(changed(SPIRAL, "training", "l2", to=0.5), 3)
    look(lab, 1)
    lab.runner.work()
    assert decode_snapshot(lab.last(reports.SnapshotReport)[1])[0].revision == 3


def test_a_probe_of_a_card_that_is_gone_has_no_section() -> None:
    lab = Lab(SPIRAL)
    pair = orders.Watched(slot=0, probe=Maps(node="nobody", resolution=5))
    lab.runner.obey(orders.WatchOrder(session=1, watched=[pair]))
    look(lab, 1)
    lab.runner.work()
    assert decode_snapshot(lab.last(reports.SnapshotReport)[1])[1] == []


def test_slow_motion_waits_for_its_time() -> None:
    lab = Lab(SPIRAL)
    lab.runner.obey(orders.PaceOrder(session=1, steps_per_second=0.5))
    lab.move("play")
    lab.runner.work()
    assert lab.runner.step == 1
    for _ in range(100):
        lab.runner.work()
    assert lab.runner.step == 1
    assert lab.runner.due() > 0

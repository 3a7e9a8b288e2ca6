"""Every probe against the trainer asked in another way, or against a loop that is obviously right."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from descent.document import Document
from descent.probes import Probe
from descent.probes.kinds.calibration import Calibration
from descent.probes.kinds.confusion import Confusion
from descent.probes.kinds.example import Example
from descent.probes.kinds.flow import Flow
from descent.probes.kinds.histogram import Histogram
from descent.probes.kinds.loudest import Loudest
from descent.probes.kinds.maps import Maps
from descent.probes.kinds.matrix import Matrix
from descent.probes.kinds.point import Point
from descent.probes.kinds.precision_recall import PrecisionRecall
from descent.probes.kinds.residuals import Residuals
from descent.probes.kinds.roc import Roc
from descent.probes.kinds.scatter import Scatter
from descent.probes.kinds.strokes import Strokes
from descent.probes.kinds.verdict import Verdict
from descent.probes.kinds.weight import Weight
from descent.probes.kinds.weights import Weights
from descent.probes.kinds.worst import Worst
from descent.probes.part import Encoding, Part
from descent.probes.sight import Sight
from descent.training.trainer import Trainer
from sessions.drawings import SPIRAL, changed


def trained(document: Document, steps: int = 40) -> Trainer:
    trainer = Trainer(document)
    for _ in range(steps):
        trainer.step()
    return trainer


def of(kind: str) -> Document:
    """The spiral's network on other data."""
    document = changed(SPIRAL, "data", "dataset", to={"kind": kind})
    document = changed(document, "data", "standardise", to=True)
    loss = "squared" if kind in {"hills", "diabetes"} else "categorical_cross_entropy"
    document = changed(document, "training", "loss", to={"kind": loss})
    if kind != "digits":
        return document
    nodes = document.model_dump(mode="json")["network"]["nodes"]
    nodes.insert(1, {"id": "flat", "name": "Flatten", "layer": {"kind": "flatten"}, "x": 0.0, "y": 0.0})
    wires = [("input", "flat"), ("flat", "dense_1"), ("dense_1", "output")]
    network = {"nodes": nodes, "wires": [{"source": a, "target": b} for a, b in wires]}
    return changed(document, "network", to=network)


SPIRAL_TRAINER = trained(SPIRAL)
IRIS = trained(of("iris"))
DIGITS = trained(of("digits"))
HILLS = trained(of("hills"))
DIABETES = trained(of("diabetes"))


def look(trainer: Trainer, probe: Probe) -> list[Part]:
    return list(probe.look(Sight(trainer)))


def decoded(part: Part) -> np.ndarray[Any, Any]:
    """Values as docs/protocol.md says."""
    numbers = part.values.astype(np.float64)
    match part.encoding:
        case Encoding.U8:
            return part.lo + numbers / 255 * (part.hi - part.lo)
        case Encoding.I8:
            return numbers / 127 * part.hi
        case _:
            return numbers


@pytest.mark.parametrize("node", ["dense_1", "output", "input"])
def test_a_map_shows_the_unit_in_the_middle_of_each_cell_seen_from_above(node: str) -> None:
    numbers, ranges = look(SPIRAL_TRAINER, Maps(node=node, resolution=9))
    units = len(ranges.values)
    assert numbers.values.shape == (units, 9, 9)
    low, high = ranges.values.astype(np.float64).T
    cell = 12 / 9
    for row in range(9):
        for column in range(9):
            x1 = -6 + (column + 0.5) * cell
            x2 = 6 - (row + 0.5) * cell  # row 0 is the largest x2
            wanted = SPIRAL_TRAINER.observe(np.array([[x1, x2]], np.float32))[node][:, 0]
            got = low + numbers.values[:, row, column] / 255 * (high - low)
            np.testing.assert_allclose(got, wanted, atol=(high - low).max() / 254)


def test_the_output_map_is_what_predict_says() -> None:
    numbers, ranges = look(SPIRAL_TRAINER, Maps(node="output", resolution=20))
    middles = -6 + (np.arange(20) + 0.5) * 12 / 20
    points = np.array([[x1, x2] for x2 in middles[::-1] for x1 in middles], np.float32)
    second = SPIRAL_TRAINER.predict(points)[:, 1].reshape(20, 20)
    low, high = ranges.values[0]
    np.testing.assert_allclose(low + numbers.values[0] / 255 * (high - low), second, atol=(high - low) / 254)


@pytest.mark.parametrize("trainer", [IRIS, DIGITS, DIABETES])
def test_there_are_maps_of_the_plane_only(trainer: Trainer) -> None:
    assert look(trainer, Maps(node="dense_1", resolution=9)) == []


def test_weights_are_those_of_the_layer_rounded() -> None:
    weight, bias = look(SPIRAL_TRAINER, Weights(node="dense_1"))
    wanted = SPIRAL_TRAINER.parameters()
    np.testing.assert_allclose(decoded(weight), wanted["dense_1.weight"], atol=weight.hi / 250)
    np.testing.assert_allclose(decoded(bias), wanted["dense_1.bias"], atol=bias.hi / 250 + 1e-12)


def test_a_layer_without_bias_sends_none() -> None:
    trainer = trained(changed(SPIRAL, "network", "nodes", 1, "layer", "bias", to=False))
    assert [part.values.shape for part in look(trainer, Weights(node="dense_1"))] == [(4, 2)]
    assert look(trainer, Weight(node="dense_1", unit=0, input=None)) == []


@pytest.mark.parametrize(("unit", "column"), [(0, 0), (3, 1), (2, None)])
def test_one_weight_is_exact(unit: int, column: int | None) -> None:
    (part,) = look(SPIRAL_TRAINER, Weight(node="dense_1", unit=unit, input=column))
    wanted = SPIRAL_TRAINER.parameters()
    exact = wanted["dense_1.bias"][unit] if column is None else wanted["dense_1.weight"][unit, column]
    assert part.values.tolist() == [exact]


@pytest.mark.parametrize(("unit", "column"), [(4, 0), (0, 2), (4, None)])
def test_a_weight_that_is_not_there_has_no_section(unit: int, column: int | None) -> None:
    assert look(SPIRAL_TRAINER, Weight(node="dense_1", unit=unit, input=column)) == []


@pytest.mark.parametrize("trainer", [IRIS, DIGITS])
def test_a_histogram_counts_the_training_points(trainer: Trainer) -> None:
    shares, ranges = look(trainer, Histogram(node="dense_1", bins=7))
    raw = trainer.data.train.raw
    raw = raw[np.linspace(0, len(raw) - 1, min(512, len(raw))).astype(int)]
    values = trainer.observe(raw)["dense_1"]
    for unit, row in enumerate(values):
        counts, edges = np.histogram(row.astype(np.float64), 7, (float(row.min()), float(row.max())))
        np.testing.assert_allclose(ranges.values[unit], [edges[0], edges[-1]], rtol=1e-6)
        np.testing.assert_allclose(shares.values[unit], np.rint(counts / counts.max() * 255), atol=256 / counts.max())


def test_a_unit_that_never_changes_has_one_full_bin() -> None:
    trainer = trained(of("iris"))
    trainer.load_parameters({name: np.zeros_like(values) for name, values in trainer.parameters().items()})
    shares, ranges = look(trainer, Histogram(node="dense_1", bins=5))
    assert shares.values.tolist() == [[255, 0, 0, 0, 0]] * 4
    assert (ranges.values == 0).all()


@pytest.mark.parametrize("trainer", [SPIRAL_TRAINER, IRIS, DIGITS])
@pytest.mark.parametrize("split", ["train", "validation"])
def test_the_confusion_matrix_counts_every_point_once(trainer: Trainer, split: Any) -> None:
    (part,) = look(trainer, Confusion(split=split))
    points = trainer.data.train if split == "train" else trainer.data.validation
    classes = len(trainer.data.spec.classes)
    wanted = np.zeros((classes, classes), int)
    for raw, true in zip(points.raw, points.y, strict=True):
        wanted[int(true), int(trainer.predict(raw[None])[0].argmax())] += 1
    np.testing.assert_array_equal(part.values, wanted)


def test_there_is_no_confusion_about_numbers_and_no_scatter_of_classes() -> None:
    assert look(HILLS, Confusion(split="train")) == []
    assert look(IRIS, Scatter(split="train")) == []


@pytest.mark.parametrize("trainer", [HILLS, DIABETES])
def test_the_scatter_is_in_the_units_of_the_data(trainer: Trainer) -> None:
    (part,) = look(trainer, Scatter(split="validation"))
    points = trainer.data.validation
    np.testing.assert_allclose(part.values[:, 0], trainer.data.decode(points.y), rtol=1e-6)
    np.testing.assert_allclose(part.values[:, 1], trainer.predict(points.raw)[:, 0], rtol=1e-5)


def test_a_scatter_takes_a_thousand_points_evenly() -> None:
    document = changed(of("hills"), "data", "dataset", "points", to=4_000)
    trainer = trained(document, 1)
    (part,) = look(trainer, Scatter(split="train"))
    assert part.values.shape == (1_000, 2)
    assert part.values[0, 0] == trainer.data.train.y[0]
    assert part.values[-1, 0] == trainer.data.train.y[-1]


def test_a_point_is_put_through_the_network() -> None:
    parts = look(SPIRAL_TRAINER, Point(x=[1.5, -2.0], nodes=["output", "nobody", "dense_1"]))
    said = SPIRAL_TRAINER.observe(np.array([[1.5, -2.0]], np.float32))
    answer = SPIRAL_TRAINER.predict(np.array([[1.5, -2.0]]))[0]
    assert [part.values.tolist() for part in parts] == [
        said["output"][:, 0].tolist(),
        [],
        said["dense_1"][:, 0].tolist(),
        answer.tolist(),
    ]


def test_the_answer_to_a_point_of_a_table_is_in_the_unit_of_the_data() -> None:
    raw = DIABETES.data.validation.raw[3]
    (answer,) = look(DIABETES, Point(x=raw.tolist(), nodes=[]))
    assert answer.values.tolist() == DIABETES.predict(raw[None])[0].tolist()
    assert 25 < answer.values[0] < 346


def test_a_point_with_another_number_of_inputs_has_no_section() -> None:
    assert look(SPIRAL_TRAINER, Point(x=[1.0], nodes=["output"])) == []


@pytest.mark.parametrize(("trainer", "true"), [(DIGITS, None), (DIABETES, "decoded")])
def test_an_example_shows_the_point_what_it_is_and_what_the_network_says(trainer: Trainer, true: str | None) -> None:
    raw, label, said = look(trainer, Example(split="validation", index=5, nodes=["output"]))
    points = trainer.data.validation
    np.testing.assert_array_equal(raw.values, points.raw[5])
    wanted = trainer.data.decode(points.y[5]) if true else points.y[5]
    assert label.values.tolist() == [pytest.approx(float(wanted))]
    np.testing.assert_array_equal(said.values, trainer.observe(points.raw[5:6])["output"][:, 0])


def test_an_example_beyond_the_last_has_no_section() -> None:
    assert look(IRIS, Example(split="train", index=10**6, nodes=[])) == []


def test_several_points_in_one_look_do_not_get_each_others_answers() -> None:
    sight = Sight(SPIRAL_TRAINER)
    probes = [Point(x=[float(k), 1.0], nodes=["output"]) for k in range(4)]
    together = [probe.look(sight)[0].values.tolist() for probe in probes]
    assert together == [look(SPIRAL_TRAINER, probe)[0].values.tolist() for probe in probes]


def test_flow_is_what_went_through_in_the_last_step() -> None:
    """SGD without momentum: the step is the gradient times the rate, so the gradient can be read off the weights."""
    trainer = trained(SPIRAL)
    before = trainer.parameters()
    trainer.step()
    after = trainer.parameters()
    activation, gradient, weights = look(trainer, Flow(node="dense_1"))
    rate = SPIRAL.training.learning_rate
    wanted = {name: (before[name] - after[name]) / rate for name in before}
    np.testing.assert_allclose(gradient.values, wanted["dense_1.bias"], atol=2e-5)
    np.testing.assert_allclose(decoded(weights), wanted["dense_1.weight"], atol=weights.hi / 127 + 2e-5)
    assert activation.values.shape == (4,)
    assert np.abs(activation.values).max() <= 1


def test_flow_of_the_input_has_no_gradient_and_no_weights() -> None:
    activation, gradient, weights = look(SPIRAL_TRAINER, Flow(node="input"))
    assert (activation.values.shape, gradient.values.size, weights.values.size) == ((2,), 0, 0)


def test_before_the_first_step_nothing_has_flowed() -> None:
    assert look(Trainer(SPIRAL), Flow(node="dense_1")) == []


@pytest.mark.parametrize(
    "probe",
    [
        Maps(node="nobody", resolution=5),
        Weights(node="nobody"),
        Weight(node="nobody", unit=0, input=0),
        Histogram(node="nobody", bins=5),
        Flow(node="nobody"),
        Weights(node="input"),
    ],
)
def test_a_node_that_is_gone_or_has_nothing_to_show_has_no_section(probe: Probe) -> None:
    assert look(SPIRAL_TRAINER, probe) == []


def test_an_answer_that_is_too_large_is_not_given() -> None:
    trainer = Trainer(changed(SPIRAL, "network", "nodes", 1, "layer", "units", to=200))
    assert look(trainer, Maps(node="dense_1", resolution=200)) == []
    assert len(look(trainer, Maps(node="dense_1", resolution=100))) == 2


PROBES = [
    Maps(node="dense_1", resolution=16),
    Weights(node="output"),
    Weight(node="output", unit=0, input=1),
    Matrix(node="dense_1", rows=2, columns=1),
    Loudest(node="dense_1", unit=0, units=2, input=0, inputs=2),
    Histogram(node="dense_1", bins=16),
    Confusion(split="validation"),
    Scatter(split="validation"),
    Point(x=[0.0, 0.0], nodes=["output"]),
    Example(split="train", index=0, nodes=["dense_1"]),
    Flow(node="dense_1"),
    Roc(split="train", positive=1),
    PrecisionRecall(split="train", positive=1),
    Calibration(split="train"),
    Residuals(split="validation"),
    Worst(split="validation"),
    Strokes(split="train", index=0, node="dense_1"),
    Verdict(split="train", index=0),
]


def test_the_list_above_has_every_kind() -> None:
    assert {probe.probe for probe in PROBES} == Probe.kinds.keys()  # type: ignore[attr-defined]


@pytest.mark.parametrize("document", [SPIRAL, of("hills")])
def test_looking_never_changes_the_model(document: Document) -> None:
    trainer, twin = trained(document), trained(document)
    before = trainer.checkpoint()
    for _ in range(2):
        for probe in PROBES:
            look(trainer, probe)
    assert trainer.checkpoint() == before
    for _ in range(30):
        trainer.step()
        twin.step()
    assert trainer.checkpoint() == twin.checkpoint()


def test_numbers_that_blew_up_are_still_shown() -> None:
    trainer = trained(SPIRAL)
    with np.errstate(all="ignore"):
        for name, view in trainer.parameters().items():
            trainer.weights(name.partition(".")[0])[name.partition(".")[2]][...] = np.where(view > 0, np.inf, np.nan)
        for probe in PROBES:
            for part in look(trainer, probe):
                assert part.values.dtype is not None

"""Pictures of explanations show what training does, number for number."""

import itertools
import math
from typing import Any

import numpy as np
import pytest

from descent.cli.changes import changed
from descent.data.features import PLANE_FEATURES
from descent.document import Document
from descent.examples import load_example
from descent.ops.activations import Activation
from descent.ops.initialisers import Initialiser
from descent.ops.losses import Loss
from descent.ops.optimizers import Optimizer
from descent.ops.schedules import Schedule
from descent.problems import catalogue
from descent.sketches import Subject, base, sketch_of
from descent.sketches.kinds.moments import MOMENT
from descent.sketches.kinds.penalty import half, shrink
from descent.sketches.walk import walk
from descent.training.trainer import Trainer
from descent.wire.sketch import Sketch

FAMILIES = {"activation": Activation, "initialiser": Initialiser, "loss": Loss, "optimizer": Optimizer}
KEYS = sorted(
    {
        *(key for key in base._DRAWS if ".any." not in key),  # pyright: ignore[reportPrivateUsage]
        *(f"{name}.{kind}" for name, family in {**FAMILIES, "schedule": Schedule}.items() for kind in family.kinds),
        *(f"feature.{name}" for name in PLANE_FEATURES),
        *(f"layer.dense.{name}" for name in ("units", "activation", "bias", "weight_init", "bias_init")),
    }
)


def document(name: str = "spiral", *changes: str) -> Document:
    return changed(load_example(name), changes, None)


def sketch(key: str, of: Document, **where: Any) -> Sketch:
    found = sketch_of(Subject(key, of, **where))
    assert found is not None
    return found


def numbers(picture: Sketch) -> list[float]:
    lines = [value for line in picture.lines for value in (*line.x, *line.y)]
    dots = [value for dots in picture.dots for value in (*dots.x, *dots.y)]
    cells = picture.cells.values if picture.cells else []
    return [*lines, *dots, *cells, *(picture.bars.heights if picture.bars else [])]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["spiral", "digits", "diabetes"])
def test_there_is_something_finite_to_see_and_words_for_it(key: str, name: str) -> None:
    of = load_example(name)
    node = next(node.id for node in of.network.nodes if node.layer.kind == "dense")  # type: ignore[attr-defined]
    picture = sketch(key, of, node=node)
    assert numbers(picture)
    assert all(math.isfinite(value) for value in numbers(picture))
    for axis in (picture.x, picture.y):
        assert axis.low < axis.high
        assert not axis.name.startswith("sketch.") or axis.name in catalogue()
    assert "{" not in catalogue()[picture.says.code].format(**picture.says.params)
    assert len(picture.model_dump_json()) < 40_000


@pytest.mark.parametrize("name", ["wide_and_deep", "iris"])
def test_no_drawing_is_too_strange(name: str) -> None:
    of = load_example(name)
    for key, node in itertools.product(KEYS, [None, *(node.id for node in of.network.nodes)]):
        sketch_of(Subject(key, of, node))


def test_a_drawing_that_cannot_be_trained_has_pictures_all_the_same() -> None:
    of = document("spiral")
    alone = of.replace(network={"nodes": of.network.model_dump()["nodes"], "wires": []})
    for key in KEYS:
        sketch_of(Subject(key, alone, "dense1"))


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("tanh", np.tanh),
        ("relu", lambda z: np.maximum(z, 0)),
        ("sigmoid", lambda z: 1 / (1 + np.exp(-z))),
        # These overwrite their sums.
        ("elu", lambda z: np.where(z > 0, z, np.expm1(z))),
        ("mish", lambda z: z * np.tanh(np.log1p(np.exp(z)))),
    ],
)
def test_an_activation_is_drawn_with_its_slope(kind: str, answer: Any) -> None:
    slope, curve = sketch(f"activation.{kind}", document()).lines
    x = np.array(curve.x)
    assert (x[0], x[-1]) == (-5, 5)
    assert curve.y == pytest.approx(answer(x), abs=1e-3)
    away = np.abs(x) > 0.2
    numeric = (answer(x + 1e-5) - answer(x - 1e-5)) / 2e-5
    assert np.array(slope.y)[away] == pytest.approx(numeric[away], abs=2e-3)


TORCH_OPTIMIZERS = {
    "sgd": "SGD",
    "momentum": "SGD",
    "nesterov": "SGD",
    "adagrad": "Adagrad",
    "rmsprop": "RMSprop",
    "adam": "Adam",
    "adamw": "AdamW",
    "amsgrad": "Adam",
    "adamax": "Adamax",
    "nadam": "NAdam",
}


def test_a_path_is_drawn_for_every_optimizer() -> None:
    # PyTorch has no Lion, and works its Muon out in half precision: tests/ops has references for them.
    assert set(Optimizer.kinds) == {*TORCH_OPTIMIZERS, "lion", "muon"}
    for kind in Optimizer.kinds:
        assert sketch(f"optimizer.{kind}", document()).lines[-1].x[-1] != -1.6, kind


def test_muons_path_is_that_of_one_units_weights() -> None:
    """A row has one singular value: each step is about as long as the rate × 0.2 √2, whatever the slope."""
    ours = Optimizer.kinds["muon"](weight_decay=0.0)
    assert isinstance(ours, Optimizer)
    path = walk(ours, 0.02, lambda at: np.array([1.0, 20.0]) * at, [-1.6, 0.45], 10)
    lengths = np.hypot(*np.diff(path, axis=0).T)
    assert lengths == pytest.approx(0.02 * 0.2 * np.sqrt(2), rel=0.35)


@pytest.mark.parametrize("kind", TORCH_OPTIMIZERS)
def test_steps_are_those_of_torch(kind: str) -> None:
    torch = pytest.importorskip("torch")
    ours = Optimizer.kinds[kind]()
    assert isinstance(ours, Optimizer)
    more: dict[str, Any] = {"momentum": 0.9} if kind in {"momentum", "nesterov"} else {}
    more |= {"nesterov": True} if kind == "nesterov" else {"amsgrad": True} if kind == "amsgrad" else {}
    w = torch.tensor([-1.6, 0.45], dtype=torch.float64, requires_grad=True)
    theirs = getattr(torch.optim, TORCH_OPTIMIZERS[kind])([w], lr=0.02, **more)
    bends = torch.tensor([1.0, 20.0], dtype=torch.float64)
    places = [w.detach().numpy().copy()]
    for _ in range(40):
        theirs.zero_grad()
        (0.5 * (bends * w * w).sum()).backward()
        theirs.step()
        places.append(w.detach().numpy().copy())
    path = walk(ours, 0.02, lambda at: np.array([1.0, 20.0]) * at, [-1.6, 0.45], 40)
    assert path == pytest.approx(np.array(places), abs=1e-9)


def test_a_rate_beyond_the_bowl_leaves_it() -> None:
    rate = lambda value: document("spiral", "training.optimizer.kind=sgd", f"training.learning_rate={value}")  # noqa: E731
    # Plain steps multiply the weight by 1 − 20 η: at 0.05 it is there at once, from 0.1 on it never arrives.
    assert sketch("training.learning_rate", rate(0.05)).says.code == "sketch.says.bowl.there"
    assert sketch("training.learning_rate", rate(0.0001)).says.code == "sketch.says.bowl.short"
    assert sketch("training.learning_rate", rate(0.0999)).says.code == "sketch.says.bowl.swinging"
    assert sketch("training.learning_rate", rate(0.12)).says.code == "sketch.says.bowl.out"


def test_a_seed_shows_the_weights_that_training_begins_with() -> None:
    of = document("spiral", "training.seed=7")
    picture = sketch("training.seed", of)
    weights = Trainer(of).weights("dense1")
    matrix = np.column_stack([weights["weight"], weights["bias"]])
    assert picture.cells is not None
    assert picture.cells.values == pytest.approx(matrix.ravel(), rel=5e-3)


@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.01), (0.002, 0.0), (0.001, 0.02)])
def test_a_penalty_pulls_as_in_training(l1: float, l2: float) -> None:
    rate, w = 0.05, 0.5
    for step in range(1, 4_001):
        w -= rate * (l1 * np.sign(w) + l2 * w) if w > 0 else 0
        if step in (1, 100, 4_000):
            assert shrink(0.5, np.array([float(step)]), rate, l1, l2)[0] == pytest.approx(max(w, 0), abs=1e-4)
    steps = half(rate, l1, l2)
    assert steps is not None
    after, before = shrink(1.0, np.array([steps, steps - 1.0]), rate, l1, l2)
    assert after <= 0.5 < before


def test_the_mean_and_the_deviation_of_an_initialiser_are_what_it_promises() -> None:
    says = sketch("initialiser.he_normal", document(), node="dense2").says
    assert says.params["inputs"] == 8
    assert says.params["deviation"] == pytest.approx(math.sqrt(2 / 8), rel=0.05)


def test_dropout_silences_about_its_rate() -> None:
    of = document("overfitting")
    picture = sketch("layer.dropout", of)
    left, silent = (len(dots.x) for dots in picture.dots)
    assert left + silent == 60
    assert picture.says.params["silent"] == silent


def test_losses_are_what_their_formulas_say() -> None:
    huber = sketch("loss.huber", document()).lines[0]
    x = np.array(huber.x)
    assert huber.y == pytest.approx(np.where(np.abs(x) <= 1, x * x / 2, np.abs(x) - 0.5), abs=1e-3)
    surprise = sketch("loss.categorical_cross_entropy", document()).lines[0]
    assert surprise.y == pytest.approx(-np.log(np.array(surprise.x)), abs=2e-3)


def test_points_follow_their_settings() -> None:
    few = sketch("data.validation_share", document("spiral", "data.dataset.points=100", "data.validation_share=0.5"))
    assert [len(dots.x) for dots in few.dots] == [50, 50]
    assert [dots.hollow for dots in few.dots] == [False, True]


def test_a_batch_is_filled_among_all_points() -> None:
    rest, batch = sketch("training.batch_size", document("spiral", "training.batch_size=32")).dots
    assert (len(batch.x), len(rest.x)) == (32, 350 - 32)


def test_what_nobody_draws_has_no_picture() -> None:
    assert sketch_of(Subject("canvas.name", document())) is None


def test_two_futures_of_a_moment_are_one_run_up_to_it() -> None:
    other, one = sketch("timeline.branch", document("spiral", "training.learning_rate=0.01")).lines
    alone = sketch("compare.moment", document("spiral", "training.learning_rate=0.01"))
    assert one.y == alone.lines[0].y
    assert other.y[: MOMENT + 1] == one.y[: MOMENT + 1]
    assert other.y[MOMENT + 1] != one.y[MOMENT + 1]
    # The moment that was put aside, and the newest.
    assert alone.dots[0].y == [one.y[MOMENT], one.y[-1]]

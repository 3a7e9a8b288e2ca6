"""A dataset's settings in, the arrays that a network is trained and judged on out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from descent.data.arrays import Doubles, Floats, Ints, Numbers
from descent.data.datasets.base import Dataset
from descent.data.features import FeatureMap
from descent.data.spec import DataSpec, spec_of
from descent.data.split import balanced, split
from descent.problems import DescentError, Problem

SplitName = Literal["train", "validation"]


@dataclass(frozen=True)
class Split:
    """Training or validation points.

    `x`: network inputs (N, *shape), float32. `y`: class index int64 (N,), or the target float32 (N,) in the units that
    the network learns (see `LoadedData.decode`); where a point wants several answers the class index of each
    (N, steps), −1 where nothing is to be said. `raw`: the point as it came (N, inputs), float32.
    """

    x: Floats
    y: Ints | Floats
    raw: Floats

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True)
class LoadedData:
    """Both splits, and the two maps between a person's units and the network's.

    Regression targets of tables are learnt standardised (mean 0, standard deviation 1 of the training targets), so
    that the default learning rate suits them whatever their unit; `y = (value − target_mean) / target_scale`. On the
    plane the target is used as it is: mean 0, scale 1.
    """

    spec: DataSpec
    train: Split
    validation: Split
    feature_map: FeatureMap
    target_mean: float = 0.0
    target_scale: float = 1.0

    def features_of(self, raw: Numbers) -> Floats:
        """Raw inputs (N, inputs) as network inputs (N, *shape): same features, the training split's standardising.

        Inputs with more axes, such as images (N, 8, 8), are flattened. Raises DescentError on any other shape.
        """
        raw = np.asarray(raw)
        names = self.spec.inputs
        if raw.ndim < 2 or int(np.prod(raw.shape[1:])) != len(names):
            shown = ", ".join(names if len(names) < 6 else (*names[:2], "…", names[-1]))
            wrong = Problem(
                code="data.wrong_inputs", params={"expected": len(names), "names": shown, "got": str(raw.shape)}
            )
            raise DescentError(wrong)
        return self.feature_map(raw.reshape(len(raw), len(names)))

    def decode(self, y: Numbers) -> Numbers:
        """What the network says about a number, in the units of the data. Scales an error by `target_scale` only."""
        return y * self.target_scale + self.target_mean


def _target_units(dataset: Dataset, y: Numbers) -> tuple[float, float]:
    """Mean and scale of the training targets (N,) that the network's output is measured in."""
    if dataset.task == "classification" or dataset.modality == "plane":
        return 0.0, 1.0
    values: Doubles = y.astype(np.float64)
    return float(values.mean()), float(values.std()) or 1.0


def load_data(
    dataset: Dataset,
    seed: int,
    validation_share: float,
    standardise: bool,
    features: Sequence[str],
    balance: bool = False,
) -> LoadedData:
    """Make or read the points, split them by class, and prepare both splits as the training split demands.

    `seed` decides points, noise, split and repeats, each with a generator of its own: more noise moves the same points
    further in the same directions and leaves the split alone. `features` matter on the plane only, `balance` for
    classes only.
    """
    spec = spec_of(dataset, features)
    place, noise, divide, repeat = map(np.random.default_rng, np.random.SeedSequence(seed).spawn(4))
    raw, y = dataset.arrays(place, noise)
    raw = raw.astype(np.float32)
    by_class = dataset.task == "classification"
    strata = y.astype(np.int64) if by_class and y.ndim == 1 else np.zeros(len(y), np.int64)
    train, validation = split(strata, validation_share, divide)
    if balance and by_class:
        train = balanced(train, strata[train], repeat)

    feature_map = FeatureMap(spec.features if spec.modality == "plane" else None, spec.shape)
    if standardise and not spec.tokens:  # an id is a name, no amount
        feature_map = feature_map.standardised(raw[train])
    mean, scale = _target_units(dataset, y[train])
    targets = y.astype(np.int64) if by_class else ((y - mean) / scale).astype(np.float32)

    def part(rows: Ints) -> Split:
        return Split(feature_map(raw[rows]), targets[rows], raw[rows])

    return replace(LoadedData(spec, part(train), part(validation), feature_map), target_mean=mean, target_scale=scale)

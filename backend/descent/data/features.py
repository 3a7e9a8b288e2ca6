"""From raw numbers to what the network is fed: engineered features of the plane, then standardising."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from descent.data.arrays import Floats, Numbers

PLANE_FEATURES: Final[dict[str, Callable[[Floats, Floats], Floats]]] = {
    "x1": lambda x1, x2: x1,  # noqa: ARG005
    "x2": lambda x1, x2: x2,  # noqa: ARG005
    "x1^2": lambda x1, x2: x1 * x1,  # noqa: ARG005
    "x2^2": lambda x1, x2: x2 * x2,  # noqa: ARG005
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin(x1)": lambda x1, x2: np.sin(x1),  # noqa: ARG005
    "sin(x2)": lambda x1, x2: np.sin(x2),  # noqa: ARG005
}


def chosen(features: Sequence[str]) -> tuple[str, ...]:
    """The switched-on features in their order, each once."""
    return tuple(dict.fromkeys(features))


@dataclass(frozen=True)
class FeatureMap:
    """Raw inputs to network inputs. `engineered` is None where raw numbers are used as they are.

    `mean` and `scale` are one number a feature, worked out on training points only; None when not standardising.
    """

    engineered: tuple[str, ...] | None
    shape: tuple[int, ...]
    mean: Floats | None = None
    scale: Floats | None = None

    def __call__(self, raw: Numbers) -> Floats:
        """Raw inputs (N, inputs) to network inputs (N, *shape), float32."""
        x = np.asarray(raw, np.float32)
        if self.engineered is not None:
            x = np.stack([PLANE_FEATURES[name](x[:, 0], x[:, 1]) for name in self.engineered], axis=1)
        if self.mean is not None and self.scale is not None:
            x = (x - self.mean) / self.scale
        return np.ascontiguousarray(x.reshape(len(x), *self.shape), np.float32)

    def standardised(self, training: Numbers) -> "FeatureMap":
        """The same map, with each feature brought to mean 0 and standard deviation 1 on these raw points.

        A feature that never changes keeps its scale: it becomes 0 everywhere.
        """
        x = self(training).reshape(len(training), -1).astype(np.float64)
        deviation = x.std(axis=0)
        # Rounding leaves a constant column with a deviation of about 1e-8 of its size: that is no spread to divide by.
        constant = deviation <= 1e-6 * np.abs(x).max(axis=0, initial=0)
        scale = np.where(constant, 1, deviation)
        return FeatureMap(self.engineered, self.shape, x.mean(axis=0).astype(np.float32), scale.astype(np.float32))

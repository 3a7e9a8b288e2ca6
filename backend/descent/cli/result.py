"""What training came to, for people and for programs."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from numpy.typing import NDArray

from descent.data.datasets.base import Task
from descent.data.metrics import METRIC_NAMES
from descent.export.fingerprint import parameters_sha256
from descent.training.history import Record

Ending = Literal["epochs", "interrupted", "diverged"]

_WORDS = {"accuracy": "accuracy", "balanced_accuracy": "balanced accuracy", "r2": "R²", "mae": "mean absolute error"}


@dataclass(frozen=True)
class Result:
    """The numbers of docs/cli.md. A number that is infinite or not one is None."""

    epochs: int
    steps: int
    train_loss: float | None
    validation_loss: float | None
    metrics: dict[str, float | None]
    steps_per_second: float
    parameters: int
    parameters_sha256: str
    stopped: Ending

    def as_json(self) -> str:
        """One object on one line."""
        return json.dumps(asdict(self), allow_nan=False)

    def as_text(self) -> str:
        """A small table, one line a split."""
        names = [name.removeprefix("train_") for name in self.metrics if name.startswith("train_")]
        head = ["", "loss", *(_WORDS[name] for name in names)]
        rows = [
            [words, loss, *(self.metrics[f"{split}_{name}"] for name in names)]
            for words, split, loss in (
                ("training", "train", self.train_loss),
                ("validation", "validation", self.validation_loss),
            )
        ]
        table = [head, *([str(first), *map(_number, rest)] for first, *rest in rows)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = [
            f"{self.epochs:,} epochs, {self.steps:,} steps, {self.steps_per_second:,.0f} steps a second",
            *("  ".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)) for row in table),
            f"{self.parameters:,} parameters, sha256 {self.parameters_sha256}",
        ]
        return "\n".join(lines)


def _number(value: Any) -> str:
    return "–" if value is None else f"{value:.4f}"


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def result_of(
    record: Record, task: Task, parameters: Mapping[str, NDArray[Any]], seconds: float, stopped: Ending
) -> Result:
    """The result of `seconds` of training that ended with this record."""
    score, second = METRIC_NAMES[task]
    metrics = {
        f"train_{score}": record.train_score,
        f"validation_{score}": record.validation_score,
        f"train_{second}": record.train_second,
        f"validation_{second}": record.validation_second,
    }
    return Result(
        epochs=int(record.epoch),
        steps=int(record.step),
        train_loss=_finite(record.train_loss),
        validation_loss=_finite(record.validation_loss),
        metrics={name: _finite(value) for name, value in metrics.items()},
        steps_per_second=round(record.step / max(seconds, 1e-9), 1),
        parameters=sum(array.size for array in parameters.values()),
        parameters_sha256=parameters_sha256(parameters),
        stopped=stopped,
    )

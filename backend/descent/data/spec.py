"""What a network is told about its data before any point exists: names, shape, and what is to be said."""

from collections.abc import Sequence
from dataclasses import dataclass

from descent.data.datasets.base import Dataset, Modality, Task
from descent.data.features import chosen


@dataclass(frozen=True)
class DataSpec:
    """Names and shapes of a dataset.

    `features` are the names of the network's inputs, `inputs` those of the raw numbers of a point (on the plane `x1`,
    `x2`; elsewhere the two are the same). `shape` is one input without the batch axis: `(features,)`, for images
    `(1, height, width)`, for sequences of numbers `(1, time)`, for those of tokens `(time,)`. `classes` are the names
    in the order of the class index, empty for numbers. `units` are those of the inputs, or nothing. `tokens` name the
    ids of sequences of tokens, in their order; they are empty where a point is numbers. `steps` is how many answers a
    point wants, one after another.
    """

    features: tuple[str, ...]
    inputs: tuple[str, ...]
    shape: tuple[int, ...]
    task: Task
    modality: Modality
    classes: tuple[str, ...]
    target: str
    units: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    steps: int = 1


def spec_of(dataset: Dataset, features: Sequence[str]) -> DataSpec:
    """The spec of a dataset with these feature switches (plane data only), without making or reading a point."""
    plane = dataset.modality == "plane"
    names = chosen(features) if plane else dataset.inputs
    return DataSpec(
        features=names,
        inputs=dataset.inputs,
        shape=(len(names),) if plane else dataset.shape,
        task=dataset.task,
        modality=dataset.modality,
        classes=dataset.class_names,
        target=dataset.target_name,
        units=dataset.input_units,
        tokens=dataset.tokens,
        steps=dataset.answer_steps,
    )

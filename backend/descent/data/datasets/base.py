"""What a dataset is: settings beside the arrays they stand for."""

from abc import abstractmethod
from string import ascii_uppercase
from typing import ClassVar, Final, Literal

import numpy as np
from pydantic import Field

from descent.data.arrays import Doubles, Numbers
from descent.limits import MAX_POINTS
from descent.settings import Family

Task = Literal["classification", "regression"]
Modality = Literal["plane", "table", "image", "sequence"]

EXTENT: Final = 6.0
"""Plane data lies in about −EXTENT … EXTENT on both axes: the part of the plane that a map shows."""


class Dataset(Family):
    """`modality` says how a point is drawn; `task` whether the target is a class or a number.

    `input_names` name the raw numbers of a point, `input_units` are their units where the source tells them (empty
    where a number has none, or all unknown), `class_names` the classes in the order of their index (empty for
    numbers), `image_shape` is `(channels, height, width)` for images.
    """

    modality: ClassVar[Modality]
    task: ClassVar[Task]
    input_names: ClassVar[tuple[str, ...]]
    input_units: ClassVar[tuple[str, ...]] = ()
    target_name: ClassVar[str]
    image_shape: ClassVar[tuple[int, ...] | None] = None

    @property
    def class_names(self) -> tuple[str, ...]:
        return ()

    @property
    def answer_steps(self) -> int:
        """How many answers a point wants, one after another: one, or one for each step of a sequence."""
        return 1

    @property
    def tokens(self) -> tuple[str, ...]:
        """What the numbers of a point stand for, where they are ids: letters, signs."""
        return ()

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the raw numbers of a point, with these settings."""
        return self.input_names

    @property
    def shape(self) -> tuple[int, ...]:
        """Of one point without features of its own: an image, or a list of its numbers."""
        return self.image_shape or (len(self.inputs),)

    @abstractmethod
    def arrays(self, place: np.random.Generator, noise: np.random.Generator) -> tuple[Doubles, Numbers]:
        """Raw points (N, inputs) and their targets (N,): class index or number. Two generators, see `load_data`.

        Where a point wants several answers the targets are (N, steps) class indices, −1 where nothing is to be said.
        """


class PlaneDataset(Dataset):
    """Points in the plane, made by a formula from a seed."""

    modality = "plane"
    input_names = ("x1", "x2")

    points: int = Field(
        default=500,
        ge=20,
        le=MAX_POINTS,
        title="Points",
        description="How many points there are, training and validation together.",
    )

    @abstractmethod
    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        """Points (N, 2) and targets (N,) before noise."""


class PlaneClasses(PlaneDataset):
    """Points in the plane with a class each."""

    task = "classification"
    target_name = "class"

    noise: float = Field(
        default=0.0,
        ge=0,
        le=1,
        title="Noise",
        description="How far points are moved from where their class says, in units of the plane (standard deviation "
        "of a normal distribution, on each axis). The plane is 12 units wide.",
    )

    @property
    def class_count(self) -> int:
        return 2

    @property
    def class_names(self) -> tuple[str, ...]:
        return tuple(ascii_uppercase[: self.class_count])

    def arrays(self, place: np.random.Generator, noise: np.random.Generator) -> tuple[Doubles, Numbers]:
        x, y = self.place(place)
        return x + self.noise * noise.standard_normal(x.shape), y


class PlaneNumbers(PlaneDataset):
    """Points spread evenly over the plane with a number each, in about −1 … 1."""

    task = "regression"
    target_name = "height"

    noise: float = Field(
        default=0.0,
        ge=0,
        le=1,
        title="Noise",
        description="How far targets are moved from the surface (standard deviation of a normal distribution). "
        "The surface lies between −1 and 1.",
    )

    @abstractmethod
    def surface(self, x1: Doubles, x2: Doubles) -> Doubles:
        """The height over each point (N,)."""

    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        x = rng.uniform(-EXTENT, EXTENT, (self.points, 2))
        return x, self.surface(x[:, 0], x[:, 1])

    def arrays(self, place: np.random.Generator, noise: np.random.Generator) -> tuple[Doubles, Numbers]:
        x, y = self.place(place)
        return x, y + self.noise * noise.standard_normal(len(y))


class Table(Dataset):
    """Real points that are read, not made: the seed decides their split only."""

    modality = "table"

    @abstractmethod
    def table(self) -> tuple[Doubles, Numbers]:
        """All points (N, inputs) and targets (N,), as they are in the source."""

    def arrays(self, place: np.random.Generator, noise: np.random.Generator) -> tuple[Doubles, Numbers]:
        del place, noise  # real data are what they are
        return self.table()


class TableClasses(Table):
    """Real points with a class each; `labels` are its names in the order of the class index."""

    task = "classification"
    labels: ClassVar[tuple[str, ...]]

    @property
    def class_names(self) -> tuple[str, ...]:
        return self.labels


class TableNumbers(Table):
    """Real points with a number each."""

    task = "regression"

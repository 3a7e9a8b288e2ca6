"""What the network learns from."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from descent.data.datasets import Dataset
from descent.limits import MAX_SEED
from descent.settings import Settings, one_of

if TYPE_CHECKING:
    AnyDataset = Dataset
else:
    AnyDataset = one_of(Dataset)

Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
PlaneFeature = Literal["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"]


class Data(Settings):
    """`seed` decides points, noise and split. `features` are the switches of plane data; other data ignores them.

    `balance` repeats training points of the rarer classes until all classes have as many; numbers ignore it.
    """

    dataset: AnyDataset = Field(title="Dataset", description="The points that the network learns from.")
    seed: Seed = Field(default=0, title="Data seed", description="Decides the points, their noise and the split.")
    validation_share: float = Field(
        default=0.3,
        ge=0.05,
        le=0.9,
        title="Validation share",
        description="Points that are held back from training, to see how well it does on what it never saw.",
    )
    standardise: bool = Field(
        default=False,
        title="Standardise inputs",
        description="Brings each input to mean 0 and standard deviation 1 over the training points.",
    )
    balance: bool = Field(
        default=False,
        title="Balance the classes",
        description="Repeats training points of the rarer classes until all classes have as many.",
    )
    features: list[PlaneFeature] = Field(
        default=["x1", "x2"],
        min_length=1,
        max_length=7,
        title="Features",
        description="What the network sees of a point of the plane: its coordinates, and numbers made from them.",
    )

"""How the network learns. Everything here may change between two steps without losing the weights."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from descent.document.data import Seed
from descent.limits import MAX_BATCH, MAX_EPOCHS
from descent.ops.losses import Loss
from descent.ops.optimizers import Optimizer
from descent.ops.schedules import Schedule
from descent.settings import Settings, one_of

if TYPE_CHECKING:
    AnyLoss = Loss
    AnyOptimizer = Optimizer
    AnySchedule = Schedule
else:
    AnyLoss = one_of(Loss)
    AnyOptimizer = one_of(Optimizer)
    AnySchedule = one_of(Schedule)


class NoClip(Settings):
    """Gradients are taken as they are."""

    kind: Literal["none"] = "none"


class ClipValue(Settings):
    """Every gradient is kept within ± `limit`."""

    kind: Literal["value"] = "value"
    limit: float = Field(
        default=1.0, gt=0, le=1e6, title="Clip at", description="The largest size that a single gradient keeps."
    )


class ClipNorm(Settings):
    """The gradient of all parameters together is shortened to the length `limit` when it is longer."""

    kind: Literal["norm"] = "norm"
    limit: float = Field(
        default=1.0, gt=0, le=1e6, title="Clip at", description="The largest length of all gradients together."
    )


Clip = Annotated[NoClip | ClipValue | ClipNorm, Field(discriminator="kind")]


class Training(Settings):
    """`seed` decides initial weights, order and dropout. `stop_after` is in epochs; none means until paused."""

    loss: AnyLoss = Field(
        title="Loss", description="One number for how wrong the answers are; training makes it small."
    )
    optimizer: AnyOptimizer = Field(title="Optimizer", description="The rule by which weights follow their gradients.")
    schedule: AnySchedule = Field(
        title="Schedule",
        description="How the learning rate changes over the epochs, as a factor of the rate that is set.",
    )
    learning_rate: float = Field(
        default=0.03,
        ge=1e-6,
        le=100,
        title="Learning rate",
        description="How far each step goes. A schedule multiplies it.",
    )
    batch_size: int = Field(
        default=10,
        ge=1,
        le=MAX_BATCH,
        title="Batch size",
        description="Points whose gradients are averaged for one step.",
    )
    l1: float = Field(
        default=0.0,
        ge=0,
        le=100,
        title="L1 penalty",
        description="Pulls weights towards zero by the same amount, so that some become zero. Biases are left alone.",
    )
    l2: float = Field(
        default=0.0,
        ge=0,
        le=100,
        title="L2 penalty",
        description="Pulls weights towards zero in proportion to their size. Biases are left alone.",
    )
    clip: Clip = Field(
        default=NoClip(),
        title="Clip gradients",
        description="Shortens gradients that are too long, so that no single step goes too far.",
    )
    seed: Seed = Field(
        default=0,
        title="Training seed",
        description="Decides the first weights, the order of the points and what dropout silences.",
    )
    stop_after: int | None = Field(
        default=None,
        ge=1,
        le=MAX_EPOCHS,
        title="Stop after",
        description="Training rests after this many epochs. Empty: it goes on until paused.",
    )

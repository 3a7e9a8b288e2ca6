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
    limit: float = Field(default=1.0, gt=0, le=1e6)


class ClipNorm(Settings):
    """The gradient of all parameters together is shortened to the length `limit` when it is longer."""

    kind: Literal["norm"] = "norm"
    limit: float = Field(default=1.0, gt=0, le=1e6)


Clip = Annotated[NoClip | ClipValue | ClipNorm, Field(discriminator="kind")]


class Training(Settings):
    """`seed` decides initial weights, order and dropout. `stop_after` is in epochs; none means until paused."""

    loss: AnyLoss
    optimizer: AnyOptimizer
    schedule: AnySchedule
    learning_rate: float = Field(default=0.03, ge=1e-6, le=100)
    batch_size: int = Field(default=10, ge=1, le=MAX_BATCH)
    l1: float = Field(default=0.0, ge=0, le=100)
    l2: float = Field(default=0.0, ge=0, le=100)
    clip: Clip = NoClip()
    seed: Seed = 0
    stop_after: int | None = Field(default=None, ge=1, le=MAX_EPOCHS)

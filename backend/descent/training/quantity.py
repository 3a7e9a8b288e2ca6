"""What of a layer is spread over time."""

from typing import Final, Literal, get_args

Quantity = Literal["weights", "activations", "gradients"]
QUANTITIES: Final[tuple[Quantity, ...]] = get_args(Quantity)

"""What an activation is."""

from descent.settings import Family


class Activation(Family):
    """How a layer bends its sums: one function of one variable (softmax: of a layer's units)."""

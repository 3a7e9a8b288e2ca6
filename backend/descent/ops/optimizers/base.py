"""What an optimizer is."""

from descent.settings import Family


class Optimizer(Family):
    """How parameters follow their gradients."""

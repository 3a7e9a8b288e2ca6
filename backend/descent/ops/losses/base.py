"""What a loss is."""

from descent.settings import Family


class Loss(Family):
    """How wrong the answers are: one number for a batch, and its slope by each answer."""

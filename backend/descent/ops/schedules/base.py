"""What a schedule is."""

from descent.settings import Family


class Schedule(Family):
    """How the learning rate changes over the epochs, as a factor of the rate that is set."""

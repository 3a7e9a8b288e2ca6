"""Small helpers that several plane datasets share."""

import numpy as np

from descent.data.arrays import Doubles, Ints
from descent.data.split import shares


def classes_of(points: int, classes: int) -> Ints:
    """Class indices (N,), class after class, as equal in number as can be."""
    return np.repeat(np.arange(classes), shares(points, classes))


def along(y: Ints) -> Doubles:
    """How far each point is along its own class, evenly from 0 to 1 (N,); `y` is class after class."""
    return np.concatenate([np.linspace(0, 1, count) for count in np.bincount(y)])


def polar(radius: Doubles, angle: Doubles) -> Doubles:
    """Points (N, 2) from radius and angle; angle 0 is up and grows clockwise."""
    return np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)

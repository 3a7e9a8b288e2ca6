"""Outlines of shapes within the unit circle, as distances: negative inside, positive outside."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from descent.data.arrays import Doubles

Corner = tuple[float, float]


def _around(*radii: float) -> list[Corner]:
    """Corners at equal angles, the first one up; y grows downwards, as in an image."""
    angles = 2 * np.pi * np.arange(len(radii)) / len(radii)
    return [(float(r * np.sin(a)), float(-r * np.cos(a))) for r, a in zip(radii, angles, strict=True)]


def _cross(arm: float) -> list[Corner]:
    quarter = [(arm, -1.0), (arm, -arm), (1.0, -arm)]
    return [
        (x * cos - y * sin, x * sin + y * cos)
        for cos, sin in ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
        for x, y in quarter
    ]


_SQUARE: Final = 0.5**0.5
_HOLE: Final = 0.55
"""Of the ring."""

OUTLINES: Final[Mapping[str, Sequence[Corner]]] = {
    "circle": (),
    "square": [(_SQUARE, -_SQUARE), (_SQUARE, _SQUARE), (-_SQUARE, _SQUARE), (-_SQUARE, -_SQUARE)],
    "triangle": _around(1, 1, 1),
    "star": _around(*[1, 0.42] * 5),
    "cross": _cross(0.32),
    "ring": (),
}
"""Corners by name; round ones have none."""


def distance(name: str, x: Doubles, y: Doubles) -> Doubles:
    """How far points are from the outline."""
    corners = OUTLINES[name]
    if corners:
        return _from_polygon(corners, x, y)
    radius = np.hypot(x, y)
    if name == "circle":
        return radius - 1
    return np.abs(radius - (1 + _HOLE) / 2) - (1 - _HOLE) / 2


def _from_polygon(corners: Sequence[Corner], x: Doubles, y: Doubles) -> Doubles:
    """The distance to the nearest edge; a point is inside where a ray to the right crosses an odd number of edges."""
    nearest = np.full(x.shape, np.inf)
    odd = np.zeros(x.shape, np.bool_)
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        ex, ey = bx - ax, by - ay
        along = np.clip(((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey), 0, 1)
        dx, dy = x - ax - along * ex, y - ay - along * ey
        np.minimum(nearest, dx * dx + dy * dy, out=nearest)
        if ey:
            odd ^= ((ay > y) != (by > y)) & (x < ax + (y - ay) * ex / ey)
    nearest = np.sqrt(nearest)
    return np.where(odd, -nearest, nearest)

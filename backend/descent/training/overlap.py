"""What two arrays of different sizes have in common."""

from descent.ops.layers.base import Shape


def overlap(ours: Shape, theirs: Shape) -> tuple[slice, ...] | None:
    """The places that arrays of two shapes share, counted from the first on each axis; None if their axes differ."""
    return tuple(map(slice, map(min, ours, theirs))) if len(ours) == len(theirs) else None

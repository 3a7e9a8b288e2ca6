"""Images of shapes, drawn from a seed."""

from typing import Final, Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.base import Dataset
from descent.data.outlines import OUTLINES, distance
from descent.data.shapes import classes_of
from descent.limits import MAX_POINTS

SIDE: Final = 28
LARGEST: Final = 11.0
"""Radius in pixels; three pixels of the edge are left around."""
SMALLEST: Final = 0.4
"""The smallest there is, as a share of the largest."""


class MadeShapes(Dataset):
    """Circles, squares, triangles, stars and more, as images of 28 × 28 pixels, 0 paper … 1 ink, with soft edges.

    Where a shape lies, how large it is and how it is turned is drawn from the seed, within what the settings allow.
    """

    model_config = ConfigDict(title="Made shapes")
    kind: Literal["shapes"] = "shapes"
    modality = "image"
    task = "classification"
    target_name = "shape"
    image_shape = (1, SIDE, SIDE)
    input_names = tuple(f"pixel {row},{column}" for row in range(SIDE) for column in range(SIDE))

    points: int = Field(
        default=1000,
        ge=20,
        le=MAX_POINTS,
        title="Points",
        description="How many images there are, training and validation together.",
    )
    classes: int = Field(default=4, ge=2, le=len(OUTLINES), title="Classes", description="How many kinds of shapes.")
    shift: float = Field(
        default=1.0,
        ge=0,
        le=1,
        title="Position",
        description="How far from the middle shapes may lie: 0 is in the middle, 1 anywhere in the image.",
    )
    shrink: float = Field(
        default=0.5,
        ge=0,
        le=1,
        title="Size",
        description="How much smaller than the image shapes may be: 0 is as large as fits, 1 down to a few pixels.",
    )
    turn: float = Field(
        default=20.0,
        ge=0,
        le=180,
        title="Rotation",
        description="How far shapes may be turned, in degrees either way.",
    )
    noise: float = Field(
        default=0.05,
        ge=0,
        le=1,
        title="Noise",
        description="How much each pixel is off (standard deviation); what would leave 0 … 1 stays at its end.",
    )

    @property
    def class_names(self) -> tuple[str, ...]:
        return tuple(OUTLINES)[: self.classes]

    def arrays(self, place: np.random.Generator, noise: np.random.Generator) -> tuple[Doubles, Numbers]:
        """Every image takes as many draws, so that with another setting the same shapes lie elsewhere."""
        y = classes_of(self.points, self.classes)
        size, angle, right, down = place.uniform(0, 1, (4, len(y)))
        radius = LARGEST * (1 - (1 - SMALLEST) * self.shrink * size)
        turned = np.radians(self.turn) * (2 * angle - 1)
        room = self.shift * (SIDE / 2 - 1 - radius)
        centre = SIDE / 2 + room * (2 * np.stack([right, down]) - 1)
        images = np.concatenate(
            [
                _drawn(name, radius[y == index], turned[y == index], centre[:, y == index])
                for index, name in enumerate(self.class_names)
            ]
        )
        return np.clip(images + self.noise * noise.standard_normal(images.shape), 0, 1), y


def _drawn(name: str, radius: Doubles, angle: Doubles, centre: Doubles) -> Doubles:
    """Images (N, pixels): a pixel has as much ink as its middle is inside, within half a pixel of the edge."""
    middles = np.arange(SIDE) + 0.5
    right, down = np.meshgrid(middles, middles)
    x, y = (grid.reshape(1, -1) - at[:, None] for grid, at in zip((right, down), centre, strict=True))
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    scale = radius[:, None]
    inside = -scale * distance(name, (cos * x + sin * y) / scale, (cos * y - sin * x) / scale)
    return np.clip(inside + 0.5, 0, 1)

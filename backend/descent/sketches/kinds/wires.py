"""How many weights a layer has: a line from every input to every unit."""

from typing import Final

import numpy as np

from descent.sketches.base import Subject, draws, plain
from descent.wire.sketch import Axis, Dots, Line, Says, Sketch

MOST: Final = 24
"""Dots in a column; larger layers are drawn with fewer, and say so in numbers."""


@draws("layer.any.units", "layer.dense", "layer.output")
def wires(subject: Subject) -> Sketch | None:
    """Inputs on the left, units on the right."""
    node = subject.placed
    if node is None or not node.inputs:
        return None
    inputs, units = node.inputs[0][0], node.shape[0]
    left, right = np.linspace(1, -1, min(inputs, MOST) + 2)[1:-1], np.linspace(1, -1, min(units, MOST) + 2)[1:-1]
    # One stroke to and fro, as a fan: as many lines as there are weights.
    fans = [Line(x=[0.0, 1.0] * len(right), y=plain([[a, b] for b in right]), look="faint") for a in left]
    bias = node.parameters - inputs * units
    return Sketch(
        x=Axis(name="", low=-0.15, high=1.15),
        y=Axis(name="", low=-1, high=1),
        says=Says(
            code="sketch.says.wires",
            params={"inputs": inputs, "units": units, "biases": bias, "parameters": node.parameters},
        ),
        lines=fans,
        dots=[
            Dots(x=[0.0] * len(left), y=plain(left), size=5.0),
            Dots(x=[1.0] * len(right), y=plain(right), size=5.0),
        ],
    )

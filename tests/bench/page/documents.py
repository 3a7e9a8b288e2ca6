"""The networks that the page is measured with."""

from __future__ import annotations

from typing import Any


def spiral(widths: list[int], activation: str) -> dict[str, Any]:
    """Dense layers of the given widths on 500 spiral points, half of them for training: 25 steps of 10 an epoch."""
    hidden = [
        {
            "id": f"dense{k}",
            "name": f"Dense {k}",
            "layer": {"kind": "dense", "units": units, "activation": activation},
            "x": 180 * k,
            "y": 0,
        }
        for k, units in enumerate(widths, 1)
    ]
    ids = ["input", *(node["id"] for node in hidden), "output"]
    return {
        "version": 1,
        "name": "Bench",
        "network": {
            "nodes": [
                {"id": "input", "name": "Input", "layer": {"kind": "input"}, "x": 0, "y": 0},
                *hidden,
                {
                    "id": "output",
                    "name": "Output",
                    "layer": {"kind": "output", "activation": "tanh"},
                    "x": 180 * (len(widths) + 1),
                    "y": 0,
                },
            ],
            "wires": [{"source": a, "target": b} for a, b in zip(ids, ids[1:], strict=False)],
        },
        "data": {
            "dataset": {"kind": "spiral", "points": 500, "noise": 0.1},
            "features": ["x1", "x2"],
            "validation_share": 0.5,
        },
        "training": {
            "loss": {"kind": "squared"},
            "optimizer": {"kind": "sgd"},
            "schedule": {"kind": "constant"},
            "learning_rate": 0.03,
            "batch_size": 10,
        },
    }


SMALL = ("2-4-2-1 tanh", spiral([4, 2], "tanh"))
DEEP = ("2-8×6-1 ReLU", spiral([8] * 6, "relu"))
CROWD = ("2-34×6-1 tanh: 204 neuron maps, 5,882 edges", spiral([34] * 6, "tanh"))

PLAYGROUND_EPOCHS = {SMALL[0]: 59, DEEP[0]: 21}
"""Epochs a second that TensorFlow Playground showed on a 2-core machine in 2026 (it is in no registry: a constant)."""

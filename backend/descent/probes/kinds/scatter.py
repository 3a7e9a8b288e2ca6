"""Predicted against true numbers."""

from typing import Literal

from descent.probes.base import Probe, SplitName


class Scatter(Probe):
    """Up to 1,000 points of a split, evenly taken."""

    probe: Literal["scatter"] = "scatter"
    split: SplitName

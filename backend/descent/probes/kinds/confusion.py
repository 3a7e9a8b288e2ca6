"""Which classes are taken for which."""

from typing import Literal

from descent.probes.base import Probe, SplitName


class Confusion(Probe):
    """Counts over a split."""

    probe: Literal["confusion"] = "confusion"
    split: SplitName

"""What a changed document did to a running training."""

from dataclasses import dataclass

from descent.problems import Problem


@dataclass(frozen=True)
class Applied:
    """What stayed and what began anew, by the names of the parameters; empty when the network didn't change.

    `resized` are those of `kept` that kept a part only. `notes` are things that a person should know.
    """

    kept: tuple[str, ...] = ()
    resized: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()

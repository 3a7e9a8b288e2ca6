"""What became of the parameters of a network that changed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Carried:
    """Names of parameters that stayed, those of them that kept a part only, and those that have no past.

    Ids of layers whose new units are copies (`split`), whose new numbers began afresh beside those that stayed
    (`grown`), that are new and begin as the identity (`identity`), and whose weights were brought back (`returned`).
    """

    kept: tuple[str, ...] = ()
    resized: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    grown: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()

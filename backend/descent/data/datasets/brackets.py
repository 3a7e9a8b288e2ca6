"""Strings of brackets that close as they opened, or don't."""

from typing import Final, Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.sequence import BLANK, Strings
from descent.data.shapes import classes_of

PAIRS: Final = ("()", "[]", "{}")


class Brackets(Strings):
    """Strings from the grammar S → ( S ) S | nothing: is every bracket closed, in the right order, or not?

    Those that are not have one bracket changed, or the same brackets in another order.
    """

    model_config = ConfigDict(title="Brackets")
    kind: Literal["brackets"] = "brackets"
    task = "classification"
    target_name = "balanced"
    length: int = Field(
        default=12, ge=4, le=64, multiple_of=2, title="Length", description="How many brackets a string has at most."
    )
    pairs: int = Field(
        default=1,
        ge=1,
        le=3,
        title="Pairs",
        description="How many kinds of brackets there are: ( ), then [ ], then { }.",
    )

    @property
    def steps(self) -> int:
        return self.length

    @property
    def tokens(self) -> tuple[str, ...]:
        return (BLANK, *"".join(PAIRS[: self.pairs]))

    @property
    def class_names(self) -> tuple[str, ...]:
        return ("broken", "balanced")

    def arrays(self, place: np.random.Generator, noise: np.random.Generator) -> tuple[Doubles, Numbers]:
        del noise
        y = classes_of(self.points, 2)
        texts = [self._balanced(place) if good else self._broken(place) for good in y]
        return self.ids(texts), y

    def _balanced(self, rng: np.random.Generator) -> str:
        """Opens or closes by chance, as long as both can be done."""
        left, text, open_ones = int(rng.integers(1, self.length // 2 + 1)), "", list[str]()
        while left or open_ones:
            if left and (not open_ones or rng.random() < 0.5):
                pair = PAIRS[rng.integers(self.pairs)]
                text, left = text + pair[0], left - 1
                open_ones.append(pair[1])
            else:
                text += open_ones.pop()
        return text

    def _broken(self, rng: np.random.Generator) -> str:
        """A balanced string, spoilt until it is none any more."""
        while True:
            letters = list(self._balanced(rng))
            if rng.random() < 0.5:
                letters[rng.integers(len(letters))] = self.tokens[rng.integers(1, len(self.tokens))]
            else:
                rng.shuffle(letters)
            if not balanced(text := "".join(letters)):
                return text


def balanced(text: str) -> bool:
    """Whether every bracket is closed by its own kind, the newest first."""
    closing, open_ones = {pair[0]: pair[1] for pair in PAIRS}, list[str]()
    for letter in text:
        if letter in closing:
            open_ones.append(closing[letter])
        elif not open_ones or open_ones.pop() != letter:
            return False
    return not open_ones

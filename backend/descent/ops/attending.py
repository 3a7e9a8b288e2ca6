"""Scaled dot-product attention over arrays (Vaswani et al. 2017, “Attention is all you need”), forwards and backwards.

Letters: H heads, D and E numbers of a head's keys and values, B points, Q steps that ask, K steps that are asked.

Scores are kept as (B, H, K, Q) and never divided by their sum: the values have a row of ones below them, so that the
product of values and weights ends in that sum, and dividing takes E rows instead of K. In the same way the product for
the way back subtracts what softmax's gradient wants subtracted (Dao et al. 2022, “FlashAttention”). Work goes through
as many points at a time as stay in the cache.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

import numpy as np

from descent.ops.calls import Array, Calls, constant, reduction
from descent.ops.rotation import Rotation

Shape = tuple[int, ...]

AT_ONCE: Final = 2**16
"""Scores that are worked on together."""

UNSEEN: Final = -1e30
"""Added to the score of what must not be looked at. Finite, so that a step that may look at nothing gets no NaN."""


@dataclass(frozen=True)
class Attending:
    """The sizes of an attention, and what it may look at. Arrays with points are (H, D, B, steps), time last."""

    heads: int
    keys: int
    values: int
    asking: int
    asked: int
    causal: bool
    rotary: bool
    padded: bool

    @property
    def points(self) -> int:
        """How many points are worked on together."""
        return max(1, AT_ONCE // (self.heads * self.asking * self.asked))

    @property
    def rotations(self) -> tuple[Rotation, Rotation]:
        """Of the queries and of the keys."""
        return Rotation(self.heads, self.keys, self.asking), Rotation(self.heads, self.keys, self.asked)

    def buffers(self, training: bool) -> dict[str, Shape]:
        """Shapes, without the batch, of what grows with it."""
        heads, values, asking, asked = self.heads, self.values, self.asking, self.asked
        found: dict[str, Shape] = {
            "values and ones": (heads, values + 1, asked),
            "sums": (heads, values + 1, asking),
        }
        if self.padded:
            found |= {"blank": (asked,), "unseen": (asked,)}
        if self.rotary:
            found |= {name: shape for rotation in self.rotations for name, shape in rotation.buffers.items()}
        if training:
            found |= {"weights": (heads, asked, asking), "shares": (heads, asking)}
            found["gradient of sums"] = (heads, values + 1, asking)
        return found

    def workspace(self, training: bool) -> dict[str, Shape]:
        """Shapes of what does not. What is subtracted is spread first, as NumPy makes arrays for what it spreads."""
        scores = (self.points, self.heads, self.asked, self.asking)
        found: dict[str, Shape] = {"peaks": (self.points, self.heads, self.asking), "spread": scores}
        return found | ({} if training else {"scores": scores}) | ({"later": scores} if self.causal else {})

    def over(self, at: Mapping[str, Array], query: Array, key: Array, value: Array) -> "Attended":
        """The attention of these arrays, which it may overwrite."""
        return Attended(self, at, query, key, value)


@dataclass(frozen=True)
class Attended:
    """query (H, D, B, Q), key (H, D, B, K), value (H, E, B, K); `at` are the buffers that `sizes` asked for."""

    sizes: Attending
    at: Mapping[str, Array]
    query: Array
    key: Array
    value: Array

    @property
    def batch(self) -> int:
        return self.query.shape[2]

    @cached_property
    def scale(self) -> Array:
        return constant(self.sizes.keys**-0.5, self.query)

    def _of(self, name: str) -> Array:
        """A buffer (H, ., B, steps), which was asked for with the batch last: only its memory counts."""
        shape = self.sizes.buffers(training=True)[name]
        return self.at[name].reshape(*shape[:-1], self.batch, shape[-1])

    def parts(self) -> list[slice]:
        """Points that are worked on together."""
        size = self.sizes.points
        return [slice(start, min(start + size, self.batch)) for start in range(0, self.batch, size)]

    def weights(self, part: slice) -> Array:
        """Where the weights of some points are kept (b, H, K, Q): in use, nowhere for long."""
        if "weights" in self.at:
            sizes = self.sizes
            return self.at["weights"].reshape(self.batch, sizes.heads, sizes.asked, sizes.asking)[part]
        return self._some("scores", part)

    def _some(self, name: str, part: slice) -> Array:
        """An array of the workspace, as much of it as some points take."""
        return self.at[name][: part.stop - part.start]

    # ---- forwards ----

    def forward(self, out: Array, ids: Array | None = None) -> Calls:
        """Sets out (H, E, B, Q) = V softmax(KᵀQ / √D). What has the id 0 in `ids` (K, B) is not looked at."""
        calls: Calls = [partial(np.multiply, self.query, self.scale, self.query)]
        if self.sizes.rotary:
            for rotation, array in zip(self.sizes.rotations, (self.query, self.key), strict=True):
                rotation.prepare(self.at)
                calls += rotation.turn(self.at, array)
        ones, sums = self._of("values and ones"), self._of("sums")
        calls += [partial(np.copyto, ones[:, :-1], self.value), partial(ones[:, -1].fill, 1)]
        unseen = None if ids is None else self._unseen(ids, calls)
        for part in self.parts():
            scores, peaks, spread = self.weights(part), self._some("peaks", part), self._some("spread", part)
            calls.append(partial(np.matmul, _tall(self.key, part), _wide(self.query, part), scores))
            if self.sizes.causal:
                calls.append(partial(np.add, scores, self._later(part), scores))
            if unseen is not None:
                calls += [partial(np.copyto, spread, unseen[part]), partial(np.add, scores, spread, scores)]
            calls.append(reduction(np.maximum, scores, 2, peaks))
            calls += [
                partial(np.copyto, spread, peaks[:, :, None]),
                partial(np.subtract, scores, spread, scores),
                partial(np.exp, scores, scores),
                partial(np.matmul, _wide(ones, part), scores, _wide(sums, part)),
            ]
        shares = self._shares()
        return [*calls, partial(np.reciprocal, sums[:, -1:], shares), partial(np.multiply, sums[:, :-1], shares, out)]

    def _shares(self) -> Array:
        """One over each sum (H, 1, B, Q): kept for the way back, in use in the sums' own place."""
        sums = self._of("sums")[:, -1:]
        return self._of("shares")[:, None] if "shares" in self.at else sums

    def _later(self, part: slice) -> Array:
        """(b, H, K, Q), filled here once and for all: a step must not look at those after it."""
        later = self._some("later", part)
        later[...] = np.where(np.tri(self.sizes.asking, self.sizes.asked, dtype=np.bool_).T, 0, UNSEEN)
        return later

    def _unseen(self, ids: Array, calls: Calls) -> Array:
        """(B, 1, K, 1): padding must not be looked at."""
        unseen = self.at["unseen"]
        blank = self.at["blank"].view(np.bool_).reshape(-1)[: unseen.size].reshape(unseen.shape)
        calls += [
            partial(np.equal, ids, 0, blank),
            partial(unseen.fill, 0),
            partial(np.copyto, unseen, UNSEEN, where=blank),
        ]
        return unseen.T[:, None, :, None]

    # ---- backwards ----

    def backward(self, out: Array, gradient: Array, d_query: Array, d_key: Array, d_value: Array) -> Calls:
        """From `gradient` by `out`, both (H, E, B, Q), to those by what came in.

        `d_query` may lie where `gradient` does.

        Of the weights' gradient, softmax takes away for each query its mean by the weights, which is that of the
        answer: Σ_k w_k dw_k = Σ_e o_e do_e.
        """
        ones, sums, d_sums = self._of("values and ones"), self._of("sums"), self._of("gradient of sums")
        products, means = sums[:, :-1], d_sums[:, -1]
        calls: Calls = [
            partial(np.multiply, gradient, self._shares(), d_sums[:, :-1]),
            partial(np.multiply, d_sums[:, :-1], out, products),
        ]
        calls.append(reduction(np.add, products, 1, means))
        calls.append(partial(np.negative, means, means))
        for part in self.parts():
            weights, scores = self.weights(part), self._some("spread", part)
            calls += [
                partial(np.matmul, _wide(d_sums[:, :-1], part), weights.swapaxes(-1, -2), _wide(d_value, part)),
                partial(np.matmul, _tall(ones, part), _wide(d_sums, part), scores),
                partial(np.multiply, scores, weights, scores),
                partial(np.matmul, _wide(self.key, part), scores, _wide(d_query, part)),
                partial(np.matmul, _wide(self.query, part), scores.swapaxes(-1, -2), _wide(d_key, part)),
            ]
        if self.sizes.rotary:
            for rotation, array in zip(self.sizes.rotations, (d_query, d_key), strict=True):
                calls += rotation.turn_back(self.at, array)
        return [*calls, partial(np.multiply, d_query, self.scale, d_query)]


def _wide(array: Array, part: slice) -> Array:
    """(H, D, B, T) as matrices (b, H, D, T) of some points."""
    return array.transpose(2, 0, 1, 3)[part]


def _tall(array: Array, part: slice) -> Array:
    """(H, D, B, T) as matrices (b, H, T, D) of some points."""
    return array.transpose(2, 0, 3, 1)[part]

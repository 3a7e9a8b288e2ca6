"""What training came to, epoch by epoch."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, overload

BUDGET: Final = 20_000
"""Records that are kept. When there are more, the older half is thinned."""


class Record(NamedTuple):
    """The columns of docs/protocol.md. Losses are of the whole split, in use mode, without the penalty.

    `penalty` is what L1 and L2 add; `learning_rate` and `gradient_norm` are those of the last step, 0 before the first;
    `revision` is that of the newest edit that is in effect.
    """

    step: int
    epoch: int
    train_loss: float
    validation_loss: float
    train_score: float
    validation_score: float
    train_second: float
    validation_second: float
    penalty: float
    learning_rate: float
    gradient_norm: float
    revision: int


class History(Sequence[Record]):
    """All records, numbered from 0 in the order in which they were made; old ones may have been thinned away.

    `len` counts those too, so that a number stays what it was: `history[n:]` are those from number n on that are kept.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[int, Record]] = []
        self._made = 0

    def append(self, record: Record) -> None:
        self._kept.append((self._made, record))
        self._made += 1
        if len(self._kept) > BUDGET:
            half = BUDGET // 2
            self._kept[:half] = thinned(self._kept[:half])

    def begin_at(self, number: int) -> None:
        """Goes on counting after records that somebody else keeps."""
        self._kept, self._made = [], number

    def cut(self, length: int) -> None:
        """Takes back all records from this number on."""
        while self._kept and self._kept[-1][0] >= length:
            self._kept.pop()
        self._made = min(self._made, length)

    def __len__(self) -> int:
        return self._made

    def __iter__(self) -> Iterator[Record]:
        return (record for _, record in self._kept)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        if isinstance(index, slice):
            wanted = range(*index.indices(self._made))
            return [record for number, record in self._tail(wanted.start) if number in wanted]
        number = index + self._made if index < 0 else index
        for found, record in self._tail(number):
            if found == number:
                return record
        raise IndexError(f"there is no record {index}: {self._made} were made, {len(self._kept)} are kept")

    def _tail(self, first: int) -> list[tuple[int, Record]]:
        """The kept records from this number on; a short way to the newest."""
        start = max(0, len(self._kept) - max(0, self._made - first))
        return self._kept[start:]


def thinned(records: Sequence[tuple[int, Record]]) -> list[tuple[int, Record]]:
    """About half of the records: of each four, those where the two losses are least and greatest, in their order.

    The first record is always kept.
    """
    kept = set(records[:1])
    for start in range(0, len(records), 4):
        four = records[start : start + 4]
        kept |= {min(four, key=_loss), max(four, key=_loss)}
    return [entry for entry in records if entry in kept]


def _loss(entry: tuple[int, Record]) -> float:
    return entry[1].train_loss + entry[1].validation_loss

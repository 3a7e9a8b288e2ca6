"""The records of a training as columns, one row an epoch."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from descent.training.history import Record

Column = NDArray[np.float64]

KEPT: Final = 4_096
"""Epochs that are kept; beyond, every second one of the older half goes."""


@dataclass(frozen=True)
class Records:
    """Columns of docs/protocol.md, (epochs,) each. The first row is the state at the beginning, if it was recorded."""

    step: Column
    epoch: Column
    train_loss: Column
    validation_loss: Column
    train_score: Column
    validation_score: Column
    train_second: Column
    penalty: Column
    learning_rate: Column
    gradient_norm: Column

    def __len__(self) -> int:
        return len(self.step)

    def newest(self, count: int) -> "Records":
        """The last rows."""
        return Records(*(getattr(self, field.name)[-count:] for field in fields(self)))


COLUMNS: Final = [Record._fields.index(field.name) for field in fields(Records)]


class Notebook:
    """Follows a history; forgets what was before another series of records or before `begin`."""

    def __init__(self) -> None:
        self._rows: NDArray[np.float64] = np.empty((0, len(Record._fields)))
        self._read = 0

    def begin(self, history: Sequence[Record]) -> None:
        """What was recorded so far is of other settings: it is not looked at any more."""
        self._read = len(history)
        self._rows = self._rows[:0]

    def follow(self, history: Sequence[Record]) -> None:
        """Takes down what is new. Steps that a person took one by one, within an epoch, are left out."""
        self._read = min(self._read, len(history))
        last = Record(*self._rows[-1]) if len(self._rows) else None
        fresh: list[Record] = []
        for record in history[self._read :]:
            if last is not None and record.step <= last.step:
                self._rows = self._rows[:0]
                fresh.clear()
            elif last is not None and record.epoch == last.epoch:
                continue
            fresh.append(record)
            last = record
        self._read = len(history)
        if fresh:
            self._rows = np.concatenate([self._rows, np.array(fresh, np.float64)])
        while len(self._rows) > KEPT:
            self._rows = np.concatenate([self._rows[: KEPT // 2 : 2], self._rows[KEPT // 2 :]])

    @property
    def records(self) -> Records:
        return Records(*(self._rows[:, column] for column in COLUMNS))

"""Whole epochs as the page sees them: 250 points in batches of 10, both losses and scores after each."""

from __future__ import annotations

from time import perf_counter, process_time

from descent.training.trainer import Trainer
from support.networks import chain, dense

SPIRAL = {"dataset": {"kind": "spiral", "points": 357}}  # 250 of them to train on
SLICE, SECONDS = 0.002, 1.5


def epochs_a_second(widths: list[int], activation: str) -> tuple[float, float]:
    """Epochs and steps in a second of processor time, in slices as a worker gives them."""
    trainer = Trainer(chain(*(dense(width, activation) for width in widths), data=SPIRAL))
    assert len(trainer.data.train) == 250
    trainer.advance(0.2)
    epoch, step, began, clock = trainer.epoch, trainer.step_count, process_time(), perf_counter()
    while perf_counter() - clock < SECONDS:
        trainer.advance(SLICE)
    taken = process_time() - began
    return (trainer.epoch - epoch) / taken, (trainer.step_count - step) / taken

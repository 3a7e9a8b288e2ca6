"""After a crash: from the checkpoint to where the lost worker was, doing again what it had done."""

from collections import deque
from typing import TYPE_CHECKING

from descent.problems import Diverged
from descent.sessions.orders import RestoreOrder
from descent.sessions.worker.bench import Bench

if TYPE_CHECKING:
    from descent.training.trainer import Trainer


class Replay:
    """Same document, same changes at the same steps, same numbers: bit for bit."""

    def __init__(self, order: RestoreOrder, bench: Bench) -> None:
        self._log = deque(order.log)
        self._until = order.until
        self._bench = bench
        self.standing = order.standing
        self.moved = False
        """Whether anything has been done again that the checkpoint does not hold."""

    def go_on(self, trainer: "Trainer", seconds: float) -> bool:
        """Trains for a turn, or does what is due. Returns whether everything is as it was."""
        target = self._log[0].step if self._log else self._until
        if trainer.step_count < target and trainer.diverged is None:
            self._train(trainer, seconds, target - trainer.step_count)
            return False
        if not self._log:
            return True
        entry = self._log.popleft()
        if (place := entry.place) is not None:
            self.moved = True
            trainer.set_weight(place.node, place.unit, place.input, entry.value)
        elif entry.point is not None:
            self.moved = True
            trainer.learn(entry.point)
        elif entry.document is None:
            trainer.record()
        else:
            self.moved = True
            self._bench.draw(entry.document, entry.revision)
        return False

    def _train(self, trainer: "Trainer", seconds: float, steps: int) -> None:
        self.moved = True
        try:
            if trainer.finished:  # a person took single steps beyond the end
                trainer.step()
            else:
                trainer.advance(seconds, steps)
        except Diverged:
            return  # as it did before; the trainer remembers why

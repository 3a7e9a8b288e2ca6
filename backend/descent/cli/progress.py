"""The progress bar, on a terminal only."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

Report = Callable[[int, float], None]
"""Called with the completed epochs and the training loss."""


def _ignore(epoch: int, loss: float) -> None:
    del epoch, loss


@contextmanager
def progress(epochs: int) -> Generator[Report]:
    """A bar on stderr when that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Training"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("epochs, loss {task.fields[loss]:.4f},"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("train", total=epochs, loss=float("nan"))
        yield lambda epoch, loss: bar.update(task, completed=epoch, loss=loss)

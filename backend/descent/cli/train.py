"""`descent train`: a document in, a trained network and its scores out."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from descent.cli import DIVERGED, DONE, INTERRUPTED
from descent.cli.changes import changed, find
from descent.cli.interrupt import until_interrupted
from descent.cli.progress import progress
from descent.cli.result import Ending, result_of
from descent.document import Change, change
from descent.export.safetensors import Parameters, write_safetensors
from descent.limits import MAX_EPOCHS
from descent.problems import DescentError, Diverged, Problem
from descent.training.trainer import Trainer

SLICE_SECONDS: Final = 0.05
"""How long is trained between two looks at the progress bar and at Ctrl-C."""


def _epochs(asked: int | None, suggested: int) -> int:
    epochs = suggested if asked is None else asked
    if not 1 <= epochs <= MAX_EPOCHS:
        raise DescentError(Problem(code="cli.epochs", params={"limit": MAX_EPOCHS, "got": epochs}))
    return epochs


def _target(name: str | None) -> Path | None:
    """The file to save to, tried before anything is trained."""
    if name is None:
        return None
    path = Path(name)
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
        if path.is_dir():
            raise IsADirectoryError(21, "Is a directory")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DescentError(Problem(code="cli.unwritable", params={"path": name, "reason": reason})) from None
    return path


def _save(path: Path, parameters: Parameters) -> None:
    """Writes beside the file and renames: a file of that name is always whole."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(write_safetensors(parameters, {"format": "pt"}))
    beside.replace(path)


def _learn(trainer: Trainer, epochs: int) -> tuple[Ending, str]:
    """Trains; says how it ended, and in words where that was not at the end."""
    with progress(epochs) as report, until_interrupted() as go_on:
        try:
            while not trainer.finished:
                trainer.advance(SLICE_SECONDS)
                report(trainer.epoch, trainer.history[-1].train_loss)
                if not go_on():
                    params: dict[str, str | int | float] = {"epochs": trainer.epoch, "wanted": epochs}
                    return "interrupted", Problem(code="cli.interrupted", params=params).sentence()
        except Diverged as problem:
            return "diverged", str(problem)
    return "epochs", ""


def run(arguments: argparse.Namespace) -> int:
    """Trains as asked, prints the result, saves the parameters; returns the exit code."""
    document, suggested = find(arguments.document)
    document = changed(document, arguments.changes, arguments.seed)
    epochs = _epochs(arguments.epochs, document.training.stop_after or suggested)
    target = _target(arguments.save)
    trainer = Trainer(change(document, [Change(path=["training", "stop_after"], value=epochs)]))

    began = time.perf_counter()
    ending, words = _learn(trainer, epochs)
    seconds = time.perf_counter() - began

    parameters = trainer.parameters()
    result = result_of(trainer.evaluate(), trainer.data.spec.task, parameters, seconds, ending)
    if words:
        print(f"descent: {words}", file=sys.stderr)
    if target is not None and ending == "diverged":
        print(f"descent: {Problem(code='cli.not_saved').sentence()}", file=sys.stderr)
    elif target is not None:
        _save(target, parameters)
    print(result.as_json() if arguments.json else result.as_text())
    return {"epochs": DONE, "interrupted": INTERRUPTED, "diverged": DIVERGED}[ending]

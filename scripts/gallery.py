"""Trains every example to its promise and keeps what it learned as a small picture: `make gallery`.

Writes backend/descent/examples/pictures/NAME.json. Given names (`EXAMPLES="spiral rings"`), those;
else those whose example has changed since.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np

from descent.data.columns import most_telling, standardised
from descent.examples import Example, examples
from descent.problems import Diverged
from descent.training.history import Record
from descent.training.trainer import Trainer
from descent.wire.picture import (
    CurvePicture,
    ImagesPicture,
    MapPicture,
    Picture,
    ScatterPicture,
    SequencesPicture,
    TablePicture,
    Taken,
)

FOLDER: Final = Path(__file__).resolve().parent.parent / "backend/descent/examples/pictures"
COLUMNS: Final = 56
ROWS: Final = 35
EXTENT: Final = 9.6
POINTS: Final = 110
IMAGES: Final = 10
LARGEST: Final = 16
"""Pixels of an image's side: larger ones are halved."""
SEQUENCES: Final = 7
EPOCHS: Final = 60
CURVES: Final = {"overfits", "diverges"}


def fingerprint(example: Example) -> str:
    """Of what the example sets, and when its picture is taken: a setting that is new to all examples changes none."""
    text = example.document.model_dump_json(exclude_unset=True) + example.promise.model_dump_json()
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def trained(example: Example) -> tuple[Trainer, list[Record]]:
    """The example after the epochs of its promise, and its records; of one that is to blow up, those of every step."""
    trainer = Trainer(example.document)
    if example.promise.outcome != "diverges":
        trainer.run(epochs=example.promise.epochs)
        return trainer, list(trainer.history)
    records = list(trainer.history)
    with suppress(Diverged):
        while trainer.epoch < example.promise.epochs:
            trainer.step()
            records.append(trainer.evaluate())
    return trainer, records


def encoded(values: Any) -> str:
    """Bytes 0 … 255 in base64."""
    return base64.b64encode(np.clip(np.rint(values), 0, 255).astype(np.uint8).tobytes()).decode()


def some(count: int, most: int) -> Any:
    """At most so many indices, evenly taken."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).astype(int))


def plane(trainer: Trainer, taken: dict[str, Any]) -> MapPicture:
    """The decision over the plane, with training points."""
    side = ((np.arange(COLUMNS) + 0.5) / COLUMNS * 2 - 1) * EXTENT
    up = ((np.arange(ROWS) + 0.5) / ROWS * 2 - 1) * EXTENT * ROWS / COLUMNS
    x1, x2 = np.meshgrid(side, up[::-1])
    says = trainer.predict(np.column_stack([x1.ravel(), x2.ravel()]))
    classes = len(trainer.data.spec.classes)
    if classes == 0:
        values = (np.clip(says[:, 0], -1, 1) + 1) * 127.5
    elif classes == 2:
        values = says[:, 1] * 255
    else:
        best = np.sort(says, axis=1)
        values = says.argmax(axis=1) * 25 + np.rint((best[:, -1] - best[:, -2]) * 24)
    rows = some(len(trainer.data.train), POINTS)
    raw, y = trainer.data.train.raw[rows], trainer.data.train.y[rows]
    points = np.column_stack([raw, y]).astype(np.float64).round(2)
    return MapPicture(
        **taken, extent=EXTENT, columns=COLUMNS, classes=classes, values=encoded(values), points=points.tolist()
    )


def table(trainer: Trainer, taken: dict[str, Any]) -> TablePicture:
    """Validation points by what they were taken for."""
    judged, train = trainer.data.validation, trainer.data.train
    raw, y = np.concatenate([train.raw, judged.raw]), np.concatenate([train.y, judged.y])
    columns = most_telling(raw, y, classes=True)
    x = standardised(raw[:, columns])[len(train) :]
    said = trainer.predict(judged.raw).argmax(axis=1)
    points = np.column_stack([x, judged.y, said])[some(len(judged), POINTS)].round(2)
    names = [trainer.data.spec.inputs[column] for column in columns]
    return TablePicture(**taken, names=names, points=points.tolist())


def scatter(trainer: Trainer, taken: dict[str, Any]) -> ScatterPicture:
    """True and predicted numbers of validation points."""
    judged = trainer.data.validation
    points = np.column_stack([trainer.data.decode(judged.y), trainer.predict(judged.raw)[:, 0]]).astype(np.float64)
    return ScatterPicture(**taken, points=points[some(len(points), POINTS)].round(1).tolist())


def images(trainer: Trainer, taken: dict[str, Any]) -> ImagesPicture:
    """Validation images and what was said of them, mistakes too; without a hidden layer the weights themselves."""
    side = trainer.data.spec.shape[-1]
    layers = [node for node in trainer.graph.nodes if node.parameters]
    if len(layers) == 1:
        weights = trainer.weights(layers[0].id)["weight"]
        scaled = (weights / np.abs(weights).max() + 1) * 127.5
        units = list(range(len(weights)))
        return ImagesPicture(
            **taken, side=side, weights=True, images=[encoded(row) for row in scaled], said=units, true=units
        )
    judged = trainer.data.validation
    said = trainer.predict(judged.raw).argmax(axis=1)
    wrong = np.flatnonzero(said != judged.y)[:2]
    classes = trainer.data.spec.classes
    of_each = [np.flatnonzero((said == judged.y) & (judged.y == k)) for k in range(len(classes))]
    right = [int(found[turn]) for turn in range(IMAGES) for found in of_each if turn < len(found)]
    shown = [*right[: IMAGES - len(wrong)], *(int(k) for k in wrong)]
    pixels = judged.raw[shown] / judged.raw.max() * 255
    while side > LARGEST:
        side //= 2
        pixels = pixels.reshape(len(shown), side, 2, side, 2).mean((2, 4)).reshape(len(shown), -1)
    return ImagesPicture(
        **taken,
        side=side,
        weights=False,
        images=[encoded(row) for row in pixels],
        said=[int(said[k]) for k in shown],
        true=[int(judged.y[k]) for k in shown],
        names=[] if classes[0] == "0" else list(classes),
    )


def sequences(trainer: Trainer, taken: dict[str, Any]) -> SequencesPicture:
    """Validation sequences of every class in turn, and what they were taken for; a mistake last, if there is one."""
    judged, spec = trainer.data.validation, trainer.data.spec
    outputs = trainer.predict(judged.raw)
    said = outputs.argmax(axis=1)
    classes = len(spec.classes)
    rows = [np.flatnonzero((said == judged.y) & (judged.y == k % classes))[k // classes] for k in range(SEQUENCES - 1)]
    wrong = np.flatnonzero(said != judged.y)[:1]
    shown = [int(row) for row in (*rows, *wrong)]
    texts = ["".join(spec.tokens[int(id)] for id in row) for row in judged.raw[shown]] if spec.tokens else []
    lines = [] if spec.tokens else judged.raw[shown].astype(np.float64).round(2).tolist()
    return SequencesPicture(
        **taken, texts=texts, lines=lines, said=[int(said[k]) for k in shown], true=[int(judged.y[k]) for k in shown]
    )


def curve(trainer: Trainer, records: list[Record], taken: dict[str, Any]) -> CurvePicture:
    """Both losses, as far as they are finite."""
    losses = [(record, record.train_loss, record.validation_loss) for record in records]
    records = [record for record, *both in losses if np.isfinite(both).all()]
    steps = -(-len(trainer.data.train) // trainer.document.training.batch_size)
    kept = [records[k] for k in some(len(records), EPOCHS)]

    def column(name: str) -> list[float]:
        return [float(f"{getattr(record, name):.4g}") for record in kept]

    return CurvePicture(
        **taken,
        epoch=[round(float(record.step) / steps, 3) for record in kept],
        train=column("train_loss"),
        validation=column("validation_loss"),
    )


def picture(example: Example) -> Picture:
    """What suits the example: its loss where that is the story, else its data."""
    trainer, records = trained(example)
    last = records[-1]
    good = np.isfinite(last.validation_score) and last.validation_score > -1
    score = round(float(last.validation_score), 4) if good else None
    taken: dict[str, Any] = Taken(of=fingerprint(example), epochs=int(last.epoch), score=score).model_dump()
    spec = trainer.data.spec
    if example.promise.outcome in CURVES:
        return curve(trainer, records, taken)
    if spec.modality == "plane":
        return plane(trainer, taken)
    if spec.modality == "image":
        return images(trainer, taken)
    if spec.modality == "sequence" and spec.classes:
        return sequences(trainer, taken)
    return table(trainer, taken) if spec.classes else scatter(trainer, taken)


def stale(name: str) -> bool:
    """Whether a picture is missing, or of another document or promise."""
    path = FOLDER / f"{name}.json"
    return not path.exists() or json.loads(path.read_text("utf-8"))["of"] != fingerprint(examples()[name])


def main(names: list[str]) -> int:
    """Takes the pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or [name for name in examples() if stale(name)]:
        print(name, flush=True)
        (FOLDER / f"{name}.json").write_text(picture(examples()[name]).model_dump_json() + "\n", "utf-8")
    for path in FOLDER.glob("*.json"):
        if path.stem not in examples():
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Prints docs/data.md from the registry of datasets: `python scripts/data_page.py > docs/data.md`."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator

from descent.data.datasets import Dataset
from descent.data.datasets.base import PlaneClasses, PlaneDataset, PlaneNumbers, Table
from descent.data.datasets.sequence import Sequence
from descent.data.features import PLANE_FEATURES
from descent.document.data import Data
from descent.settings import Settings

HEAD = """\
# The data

<!-- Written by scripts/data_page.py from the datasets themselves; a test fails when it is not. -->

A document chooses its data in `data`: a dataset by its `kind` with its settings, and what is done with it.

```json
{{"data": {{"dataset": {{"kind": "spiral", "noise": 0.1}}, "seed": 0, "features": ["x1", "x2", "x1*x2"]}}}}
```

| `data.…` | default | allowed | |
|---|---|---|---|
| `dataset` | | one of the kinds below | with its settings |
{data}

**Seed.** It decides points, noise and split, each by a generator of its own: with more noise the same points move
further in the same directions, and the split stays. The training seed (`training.seed`) has no part in the data.

**Split.** Training and validation points; of every class the same share validates, and every class is on both sides.

**Features.** The switches of plane data: {features}.
Data of other kinds ignore them.

**Standardising** brings every feature to mean 0 and standard deviation 1 of the *training* points; validation points,
and whatever else is put through the network, are moved by the same numbers. A feature that never changes becomes 0.
Tables whose columns differ much in size (wine, breast cancer, diabetes) hardly train without it.

**Targets.** A class is an index into the dataset's names. The numbers of a table are learnt standardised, so that the
default learning rate suits them whatever their unit: losses are in these units, while the mean absolute error and
predictions are in the units of the data. On the plane the target is learnt as it is.

**Metrics.** Classes: accuracy, and balanced accuracy (the mean over the classes of the share that is named rightly).
Numbers: R² and mean absolute error. All four are scikit-learn's, which the tests compare them with.
"""

PLANE = """
## On the plane

Made by a formula, in about −6 … 6 on both axes. `points` and `noise` are settings of every one; noise moves the points
of classes, and the targets of numbers.

| setting | default | allowed | |
|---|---|---|---|
{points}
{point_noise}
{target_noise}
"""

MADE = """
## Made images

Drawn from a seed, as many as one likes.
"""

SEQUENCES = """
## Sequences

Made from a seed. A point is one number at each step, or one token: a letter or a sign by its id. What is shorter than
the others has blanks in front, so that its end is at the end. Ids are never standardised: an `embedding` looks them up.

| setting | default | allowed | |
|---|---|---|---|
{points}
"""

REAL = """
## Real data

Those that scikit-learn brings along: they need no network. They have no settings.
"""


def row(name: str, model: type[Settings], words: str = "", label: str = "") -> str:
    """A line of a table of settings: name, default, bounds, words."""
    field = model.model_fields[name]
    least = next((bound.ge for bound in field.metadata if hasattr(bound, "ge")), None)
    most = next((bound.le for bound in field.metadata if hasattr(bound, "le")), None)
    allowed = "" if least is None else f"{least:,} … {most:,}"
    return f"| `{name}`{label} | `{json.dumps(field.default)}` | {allowed} | {words or field.description} |"


def section(kind: str, model: type[Dataset]) -> Iterator[str]:
    """A dataset: its name, its words, its settings or its size."""
    base = next((one for one in (PlaneClasses, PlaneNumbers, Sequence) if issubclass(model, one)), Dataset)
    yield f"\n### {model.model_config.get('title')}: `{kind}`\n\n{inspect.getdoc(model)}\n"
    if issubclass(model, Table):
        x, _ = model().table()
        answers = f"{len(model().class_names)} classes" if model.task == "classification" else "numbers"
        yield f"{len(x):,} points of {x.shape[1]} numbers; target: {model.target_name}, {answers}.\n"
    elif own := [name for name in model.model_fields if name not in {"kind", *base.model_fields}]:
        yield "| setting | default | allowed | |\n|---|---|---|---|"
        yield from (row(name, model) for name in own)


def page() -> str:
    """The text of docs/data.md."""
    words = {
        "seed": "see below",
        "validation_share": "the share of the points that only judges",
        "standardise": "see below",
        "balance": "training points of the rarer classes again, until all classes have as many; numbers ignore it",
        "features": "see below; at least one",
    }
    head = HEAD.format(
        data="\n".join(row(name, Data, words[name]) for name in Data.model_fields if name != "dataset"),
        features=", ".join(f"`{feature}`" for feature in PLANE_FEATURES),
    )
    plane = PLANE.format(
        points=row("points", PlaneDataset),
        point_noise=row("noise", PlaneClasses, label=" (classes)"),
        target_noise=row("noise", PlaneNumbers, label=" (numbers)"),
    )
    sequences = SEQUENCES.format(points=row("points", Sequence))
    parts = [head]
    made = [kind for kind, model in Dataset.kinds.items() if not issubclass(model, PlaneDataset | Sequence | Table)]
    chapters = ((plane, PlaneDataset, ()), (sequences, Sequence, ()), (MADE, None, made), (REAL, Table, ()))
    for chapter, base, kinds in chapters:
        parts.append(chapter)
        for kind, model in Dataset.kinds.items():
            if kind in kinds or (base and issubclass(model, base)):
                parts.append("\n".join(section(kind, model)).rstrip() + "\n")
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())

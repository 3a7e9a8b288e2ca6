"""Prints the words of layers and settings as catalogue entries: `python -m descent.wire.words`.

The committed messages/en/settings.generated.json is this text; a test fails when it is not. A code is
`<family>.<kind>` or `training`, `data`, then the field, then `title` or `description`: `layer.dense.units.title`.
"""

import json
import sys
from collections.abc import Iterator
from typing import get_args

from descent.document.data import Data
from descent.document.training import Clip, Training
from descent.settings import Settings
from descent.wire.catalogue import FAMILIES, description_of, title_of


def _fields(code: str, model: type[Settings]) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        if field.title is not None:
            yield f"{code}.{name}.title", field.title
        if field.description is not None:
            yield f"{code}.{name}.description", field.description


def _kind(code: str, model: type[Settings]) -> Iterator[tuple[str, str]]:
    yield f"{code}.title", title_of(model)
    yield f"{code}.description", description_of(model)
    yield from _fields(code, model)


def _all() -> Iterator[tuple[str, str]]:
    for family, base in FAMILIES.items():
        for kind, model in base.kinds.items():
            yield from _kind(f"{family}.{kind}", model)
    for model in get_args(get_args(Clip)[0]):
        yield from _fields(f"clip.{model.model_fields['kind'].default}", model)
    yield from _fields("training", Training)
    yield from _fields("data", Data)


def words() -> str:
    """The text of settings.generated.json."""
    return json.dumps(dict(sorted(_all())), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(words())

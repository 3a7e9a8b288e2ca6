"""Every kind there is, from the registries: what the palette and the forms of a page are made of."""

import inspect
from functools import cache
from typing import Any, Final, Literal

from pydantic import Field, JsonValue
from pydantic_core import PydanticUndefined, to_jsonable_python

import descent
from descent import limits
from descent.data.datasets import Dataset
from descent.document.data import Data
from descent.document.training import Training
from descent.ops.activations import Activation
from descent.ops.initialisers import Initialiser
from descent.ops.layers import Layer
from descent.ops.layers.base import Arity
from descent.ops.losses import Loss
from descent.ops.optimizers import Optimizer
from descent.ops.schedules import Schedule
from descent.settings import Family, Settings
from descent.wire.message import Message
from descent.wire.thumbnails import thumbnail_of


class KindEntry(Message):
    """`defaults` are the settings of a fresh one; what is missing there must be chosen. `schema` makes the form."""

    kind: str
    title: str
    description: str
    defaults: dict[str, JsonValue]
    form: dict[str, Any] = Field(serialization_alias="schema")


class LayerEntry(KindEntry):
    """A card of the palette."""

    group: str
    arity: Arity


class DatasetEntry(KindEntry):
    """`inputs` are the names of the raw numbers; `image` is `[channels, height, width]` where a point is a picture;
    `tokens` are what ids stand for where it is a sequence of them.

    `classes` is their number with the default settings, 0 for numbers. `thumbnail` are a few real points, see there.
    """

    modality: Literal["plane", "table", "image", "sequence"]
    task: Literal["classification", "regression"]
    inputs: list[str]
    image: list[int] | None
    classes: int
    tokens: list[str]
    thumbnail: list[list[float]]


class Catalogue(Message):
    """`training` and `data` are the JSON Schemas of those parts of a document."""

    version: str
    layers: list[LayerEntry]
    activations: list[KindEntry]
    initialisers: list[KindEntry]
    datasets: list[DatasetEntry]
    losses: list[KindEntry]
    optimizers: list[KindEntry]
    schedules: list[KindEntry]
    training: dict[str, Any]
    data: dict[str, Any]
    limits: dict[str, float]


FAMILIES: Final[dict[str, type[Family]]] = {
    "layer": Layer,
    "activation": Activation,
    "initialiser": Initialiser,
    "dataset": Dataset,
    "loss": Loss,
    "optimizer": Optimizer,
    "schedule": Schedule,
}


def title_of(model: type[Settings]) -> str:
    """The name that a person reads."""
    return model.model_config.get("title") or model.__name__


def description_of(model: type[Settings]) -> str:
    """The first paragraph of a kind's own docstring, in one line."""
    return " ".join(inspect.cleandoc(model.__doc__ or "").partition("\n\n")[0].split())


def _defaults(model: type[Settings]) -> dict[str, JsonValue]:
    fields = model.model_fields.items()
    values = {name: field.get_default(call_default_factory=True) for name, field in fields}
    return {name: to_jsonable_python(value) for name, value in values.items() if value is not PydanticUndefined}


def _entry(model: type[Family], kind: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": title_of(model),
        "description": description_of(model),
        "defaults": _defaults(model),
        "form": model.model_json_schema(),
    }


def _entries(family: type[Family]) -> list[KindEntry]:
    return [KindEntry(**_entry(model, kind)) for kind, model in family.kinds.items()]


def _layers() -> list[LayerEntry]:
    kinds = ((kind, model) for kind, model in Layer.kinds.items() if issubclass(model, Layer))
    return [LayerEntry(**_entry(model, kind), group=model.group, arity=model.arity) for kind, model in kinds]


def _datasets() -> list[DatasetEntry]:
    kinds = ((kind, model) for kind, model in Dataset.kinds.items() if issubclass(model, Dataset))
    return [
        DatasetEntry(
            **_entry(model, kind),
            modality=model.modality,
            task=model.task,
            inputs=list(model().inputs),
            image=None if model.image_shape is None else list(model.image_shape),
            classes=len(model().class_names),
            tokens=list(model().tokens),
            thumbnail=thumbnail_of(model()),
        )
        for kind, model in kinds
    ]


def _limits() -> dict[str, float]:
    return {name.lower(): value for name, value in vars(limits).items() if name.startswith("MAX_")}


@cache
def catalogue() -> Catalogue:
    """All of it. Made once: the registries don't change while the server runs."""
    return Catalogue(
        version=descent.__version__,
        layers=_layers(),
        activations=_entries(Activation),
        initialisers=_entries(Initialiser),
        datasets=_datasets(),
        losses=_entries(Loss),
        optimizers=_entries(Optimizer),
        schedules=_entries(Schedule),
        training=Training.model_json_schema(),
        data=Data.model_json_schema(),
        limits=_limits(),
    )

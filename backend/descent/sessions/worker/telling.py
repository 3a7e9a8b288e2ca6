"""What a worker tells about a document: the drawing as understood, and the data as read."""

from typing import Any

import numpy as np

from descent.data.datasets.base import EXTENT
from descent.data.load import LoadedData
from descent.document import Document
from descent.engine.build import graph_of
from descent.engine.graph import Graph
from descent.problems import Problem
from descent.sessions.config import SessionConfig
from descent.wire.events import ColumnInfo, DataInfo, GraphInfo, NodeInfo, PlanePoints


def too_large(document: Document, config: SessionConfig) -> Problem | None:
    """What is too much for this server, though the engine would take it."""
    return _too_large(graph_of(document), config)


def _too_large(graph: Graph, config: SessionConfig) -> Problem | None:
    for code, got, limit in (
        ("session.too_many_parameters", graph.parameter_count, config.max_parameters),
        ("session.plan_too_large", graph.bytes, config.max_plan_bytes),
    ):
        if got > limit:
            return Problem(code=code, params={"got": got, "limit": limit})
    return None


def graph_info(document: Document, revision: int, config: SessionConfig) -> GraphInfo:
    """Shapes, counts and problems of a drawing."""
    graph = graph_of(document)
    problem = _too_large(graph, config)
    problems = [*graph.problems, *([problem] if problem else [])]
    shapes = graph.shapes.items()
    return GraphInfo(
        revision=revision,
        valid=not problems,
        nodes={
            node: NodeInfo(shape=None if shape is None else list(shape), parameters=graph.parameters[node])
            for node, shape in shapes
        },
        problems=problems,
        parameters=graph.parameter_count,
        bytes=graph.bytes,
    )


def data_info(data: LoadedData, revision: int) -> DataInfo:
    """What the data are; points of the plane in full."""
    spec = data.spec
    is_plane = spec.modality == "plane"
    return DataInfo(
        revision=revision,
        modality=spec.modality,
        task=spec.task,
        features=list(spec.features),
        inputs=list(spec.inputs),
        classes=list(spec.classes),
        target=spec.target,
        train=len(data.train),
        validation=len(data.validation),
        shape=list(spec.shape),
        extent=EXTENT if is_plane else None,
        points=_points(data) if is_plane else None,
        columns=_columns(data) if spec.modality == "table" else None,
        tokens=list(spec.tokens),
    )


def _columns(data: LoadedData) -> list[ColumnInfo]:
    raw = np.concatenate([data.train.raw, data.validation.raw])
    units = data.spec.units or ("",) * len(data.spec.inputs)
    return [
        ColumnInfo(
            name=name.removesuffix(f" ({unit})"),
            unit=unit,
            low=told(column.min()),
            high=told(column.max()),
            median=told(np.median(column)),
            whole=bool((column == np.rint(column)).all()),
        )
        for name, unit, column in zip(data.spec.inputs, units, raw.T, strict=True)
    ]


def told(value: np.floating[Any]) -> float:
    """The decimal number that a float32 was read from: 5.1, not 5.0999999; a median may have lost another bit."""
    return float(f"{value:.6g}")


def _points(data: LoadedData) -> PlanePoints:
    parts = (data.train, data.validation)
    return PlanePoints(
        x=[(float(x1), float(x2)) for part in parts for x1, x2 in part.raw],
        y=[float(y) for part in parts for y in (part.y if data.spec.classes else data.decode(part.y))],
        train=len(data.train),
    )

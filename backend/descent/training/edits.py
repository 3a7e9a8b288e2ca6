"""Changing a training between two steps: what a new document touches, and what goes on as it is."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from descent.data.load import LoadedData, load_data
from descent.document import Document
from descent.document.data import Data
from descent.document.training import Training
from descent.engine.build import graph_of
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.ops.calls import Array
from descent.problems import Problem
from descent.training.applied import Applied
from descent.training.course import Course
from descent.training.state import Moment
from descent.training.surgery import carry
from descent.training.update import Update


def load(data: Data) -> LoadedData:
    """The arrays of a document's data."""
    return load_data(data.dataset, data.seed, data.validation_share, data.standardise, data.features)


def usable(document: Document, last: Document) -> tuple[Document, Graph]:
    """As much of a document as can be trained.

    Where the network doesn't fit, the last one that did stays; then its data, too; then its loss and batch size.
    """
    found = ((candidate, graph_of(candidate)) for candidate in _candidates(document, last))
    return next((candidate, graph) for candidate, graph in found if graph.valid)


def _candidates(document: Document, last: Document) -> Iterator[Document]:
    yield document
    yield document.model_copy(update={"network": last.network})
    kept = {"network": last.network, "data": last.data}
    yield document.model_copy(update=kept)
    fitting = {"loss": last.training.loss, "batch_size": last.training.batch_size}
    yield document.model_copy(update={**kept, "training": document.training.model_copy(update=fitting)})


def adopt(course: Course, old: Document, new: Document, graph: Graph) -> Applied:
    """Goes on with another document, which can be trained."""
    before, now, state = old.training, new.training, course.state
    data, network = new.data != old.data, not graph.alike(course.graph)
    applied = Applied(notes=_notes(before, now))
    if type(now.schedule) is not type(before.schedule):
        state.schedule_start = course.time
    if data:
        course.data = load(new.data)
        state.order, state.cursor = np.zeros(len(course.data.train), np.int64), 0
    state.update.compile(now)
    if network:
        applied = _rebuild(course, graph, now, applied.notes)
    course.training, course.graph = now, graph
    if data or network or now.loss != before.loss or now.batch_size != before.batch_size:
        course.compile()
    else:
        course.shop.loop.follow(state.update)
        course.set_rates()
    return applied


def _notes(before: Training, now: Training) -> tuple[Problem, ...]:
    if type(now.optimizer) is type(before.optimizer):
        return ()
    title = now.optimizer.model_config.get("title") or ""
    return (Problem(code="training.fresh_moments", params={"optimizer": title}),)


def _rebuild(course: Course, graph: Graph, training: Training, notes: tuple[Problem, ...]) -> Applied:
    """Another network: weights, and what the optimizer remembers of them, go where they still have a place."""
    state = course.state
    old, new = state.parameters, Parameters.zeros(graph)
    new.initialise(state.generators.init)
    state.attic.put(old, new)
    found = state.attic.take(new)
    carried = carry(old, new)
    gradients = Parameters.zeros(graph)
    update = Update(new, gradients, training)
    update.steps = state.update.steps
    for theirs, ours in zip(state.update.moments, update.moments, strict=True):
        carry(Parameters(old.graph, theirs), Parameters(graph, ours))
    course.good = _moved(course.good, old.graph, new)
    state.parameters, state.gradients, state.update = new, gradients, update
    kept = tuple(name for name in new.named() if name in carried.kept or name in found)
    return Applied(kept, carried.resized, tuple(name for name in carried.fresh if name not in found), notes)


def _moved(moment: Moment, old: Graph, new: Parameters) -> Moment:
    """The moment as it would have been in the new network; what has no past there is as it is now."""

    def moved(vector: Array, into: Array) -> Array:
        carry(Parameters(old, vector), Parameters(new.graph, into))
        return into

    moments = tuple(moved(vector, np.zeros_like(new.vector)) for vector in moment.moments)
    return replace(moment, parameters=moved(moment.parameters, new.vector.copy()), moments=moments)

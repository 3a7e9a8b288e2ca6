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
from descent.problems import Problem
from descent.training.applied import Applied
from descent.training.course import Course
from descent.training.merging import merging
from descent.training.state import Moment
from descent.training.surgery import Surgery
from descent.training.update import Update


def load(data: Data) -> LoadedData:
    """The arrays of a document's data."""
    return load_data(data.dataset, data.seed, data.validation_share, data.standardise, data.features, data.balance)


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
    held = not network and not graph.held_alike(course.graph)
    applied = Applied(notes=_notes(before, now), held=held)
    if type(now.schedule) is not type(before.schedule):
        state.schedule_start = course.time
    if data:
        course.data = load(new.data)
        state.order, state.cursor = np.zeros(len(course.data.train), np.int64), 0
    state.release()
    state.update.compile(now)
    if network:
        applied = _rebuild(course, graph, now, applied.notes)
    state.hold(graph)
    course.training, course.graph = now, graph
    if data or network or held or now.loss != before.loss or now.batch_size != before.batch_size:
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
    twins = merging(old, graph)
    state.attic.put(old, new, twins)
    surgery = Surgery(old, graph, state.attic.take(new), twins)
    surgery.parameters(old.vector, new.vector)
    gradients = Parameters.zeros(graph)
    update = Update(new, gradients, training)
    update.steps = state.update.steps
    degrees = update.optimizer.degrees
    for theirs, ours, degree in zip(state.update.moments, update.moments, degrees, strict=True):
        surgery.moments(theirs, ours, degree)
    course.good = _moved(course.good, surgery, new, degrees)
    state.parameters, state.gradients, state.update = new, gradients, update
    return Applied.of(surgery.carried(), notes)


def _moved(moment: Moment, surgery: Surgery, new: Parameters, degrees: tuple[int, ...]) -> Moment:
    """The moment as it would have been in the new network; what has no past there is as it is now."""
    parameters = new.vector.copy()
    surgery.parameters(moment.parameters, parameters)
    moments = tuple(np.zeros_like(parameters) for _ in moment.moments)
    # Those of another optimizer are forgotten when somebody goes back.
    for theirs, ours, degree in zip(moment.moments, moments, degrees, strict=False):
        surgery.moments(theirs, ours, degree)
    return replace(moment, parameters=parameters, moments=moments)

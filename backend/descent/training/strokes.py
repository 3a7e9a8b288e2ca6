"""The four strokes of learning from one point: forward, loss, backward, update. On copies; `learn` makes the step.

The point is a batch of one, in training mode without chance (dropout hands on what it gets), so that every number can
be worked out by hand from those before it. See docs/decisions/0051-strokes.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from descent.data.load import Split
from descent.engine.graph import Graph, GraphNode
from descent.engine.parameters import Parameters
from descent.engine.plan import Plan, compile_training
from descent.ops.activations import Activation
from descent.ops.activations.base import Bend
from descent.ops.calls import Array
from descent.ops.losses.base import Answers
from descent.training.course import Course
from descent.training.diagnosis import finite
from descent.training.inputs import input_rows
from descent.training.update import Update

EMPTY: Final[Array] = np.empty(0, np.float32)


@dataclass(frozen=True)
class NodeStrokes:
    """One node. What there isn't is empty.

    sums, slopes: before its activation, and the activation's slope there (units,); values: what it gives (units,);
    arriving: the gradient of the loss by its values (units,), nothing at an output whose loss works on the sums;
    gradients: by its sums, or its values where it has no activation (units,).
    before, raw, taken, after: of its parameters by name, the number, its gradient, that gradient with penalty and
    clipping as the optimizer gets it, and the number that the step would leave.
    """

    sums: Array
    slopes: Array
    values: Array
    arriving: Array
    gradients: Array
    before: Mapping[str, Array]
    raw: Mapping[str, Array]
    taken: Mapping[str, Array]
    after: Mapping[str, Array]


@dataclass(frozen=True)
class Strokes:
    """targets: what the output should say, answers: what it says, errors: the gradient of the loss by its sums where
    the loss works on those, else by its answers, each (outputs,). `rate` is the learning rate of the step.
    """

    nodes: Mapping[str, NodeStrokes]
    targets: Array
    answers: Array
    errors: Array
    loss: float
    rate: float


def lesson(course: Course, points: Split, index: int, gradients: Parameters, arriving: Mapping[str, Array]) -> Plan:
    """Forwards, loss, backwards with one point, in buffers of its own; `gradients` takes those of the parameters."""
    training, state = course.training, course.state
    point = _point(points, index)
    graph = course.graph.calm()
    plan = compile_training(
        graph,
        state.parameters,
        gradients,
        training.loss,
        batch=1,
        nominal=1,
        rng=np.random.default_rng(0),
        arriving=arriving,
        asked=course.shop.objective.asked(point),
    )
    for node, rows in input_rows(graph, point.x).items():
        plan.feeds[node][...] = rows
    plan.target[...] = course.shop.objective.targets(point)
    plan.run()
    return plan


def _point(points: Split, index: int) -> Split:
    row = slice(index, index + 1)
    return Split(points.x[row], points.y[row], points.raw[row])


@dataclass(frozen=True)
class Lesson:
    """A step on copies: the gradients `raw`, as `taken` by the optimizer, and the parameters `after` it."""

    plan: Plan
    arriving: Mapping[str, Array]
    raw: Parameters
    taken: Parameters
    after: Parameters
    update: Update


def lesson_of(course: Course, points: Split, index: int) -> Lesson:
    """All four strokes with this point."""
    graph, state = course.graph, course.state
    raw, arriving = Parameters.zeros(graph), {node.id: np.zeros((node.size, 1), np.float32) for node in graph.nodes}
    plan = lesson(course, points, index, raw, arriving)
    taken = Parameters(graph, raw.vector.copy())
    after = Parameters(graph, state.parameters.vector.copy())
    update = state.update.beside(after, taken)
    update.set_rate(course.next_rate)
    for call in update.calls:
        call()
    return Lesson(plan, arriving, raw, taken, after, update)


def learn(course: Course, points: Split, index: int) -> bool:
    """Makes the step that `strokes_of` shows, to the last bit; False, and nothing has happened, if it is not finite.

    The epoch stays where it is: the step stands between two of its own, and takes nothing of what they draw by chance.
    """
    made, state = lesson_of(course, points, index), course.state
    if not finite(made.after.vector):
        return False
    np.copyto(state.parameters.vector, made.after.vector)
    state.update.remember(made.update)
    state.step += 1
    return True


def strokes_of(course: Course, points: Split, index: int) -> Strokes:
    """What a step with this point would do."""
    graph, state = course.graph, course.state
    made = lesson_of(course, points, index)
    plan, arriving, raw, taken, after = made.plan, made.arriving, made.raw, made.taken, made.after

    def seen(node: GraphNode) -> NodeStrokes:
        sums, gradient = _sums(node, plan, state.parameters), plan.gradients.get(node.id)
        whole = _arriving(graph, node, arriving)
        answered = node.id == graph.output and graph.fused(node.id)
        return NodeStrokes(
            sums=sums,
            slopes=_slopes(node.layer.bend, sums),
            values=plan.values[node.id].rows[:-1, 0].copy(),
            arriving=EMPTY if gradient is None or answered else whole,
            gradients=EMPTY if gradient is None else gradient.rows[:-1, 0].copy() if node.layer.bend else whole,
            before={name: view.copy() for name, view in state.parameters.of(node.id).items()},
            raw=raw.of(node.id),
            taken=taken.of(node.id),
            after=after.of(node.id),
        )

    nodes = {node.id: seen(node) for node in graph.nodes}
    output = nodes[graph.output]
    objective, asked = course.shop.objective, slice(None)
    if objective.head.steps > 1:
        asked = objective.answered(_point(points, index))
    said = (output.sums[:, None], plan.answers, plan.target)
    answers = Answers(*(objective.items(one)[:, asked] for one in said))
    return Strokes(
        nodes=nodes,
        targets=plan.target[:, 0].copy(),
        answers=plan.answers[:, 0].copy(),
        errors=output.gradients if graph.fused(graph.output) else output.arriving,
        loss=course.training.loss.measure(answers)(),
        rate=made.update.rate,
    )


def _sums(node: GraphNode, plan: Plan, parameters: Parameters) -> Array:
    """What comes into an activation; nothing of layers that have none or can't tell."""
    if not node.sources or node.layer.bend is None:
        return EMPTY
    found = node.layer.weighed(parameters.blocks[node.id], [plan.values[source] for source in node.sources])
    return EMPTY if found is None else found[:, 0].copy()


def _slopes(bend: type[Activation] | None, sums: Array) -> Array:
    """f'(z) where the activation works element by element."""
    if bend is None or not bend.elementwise or not len(sums):
        return EMPTY
    if not bend.bends:
        return np.ones_like(sums)
    y, slope = np.empty_like(sums), np.empty_like(sums)
    at = Bend(y, y, tuple(np.empty_like(sums) for _ in range(bend.saves)), slope)
    at = replace(at, z=at.saved[0]) if at.saved else at
    at.z[...] = sums
    for call in [*bend().forward(at), *bend().slope(at)]:
        call()
    return slope


def _arriving(graph: Graph, node: GraphNode, arriving: Mapping[str, Array]) -> Array:
    """A node that hands its numbers on unchanged shares the gradient of the node that they are from."""
    while node.sources and node.layer.calm().passes(training=True):
        node = graph.by_id[node.sources[0]]
    return arriving[node.id][:, 0]

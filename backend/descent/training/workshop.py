"""What is compiled for a document: steps, judges, observer. Made anew when what it was compiled for has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from descent.data.load import LoadedData
from descent.document.training import Training
from descent.engine.graph import Graph
from descent.engine.plan import Plan, compile_training
from descent.training.inputs import input_rows
from descent.training.judge import Judge
from descent.training.loop import Loop
from descent.training.objective import Objective
from descent.training.observer import Observer
from descent.training.sounding import Sounding
from descent.training.state import State


@dataclass(frozen=True)
class Workshop:
    """`train` and `validation` judge their splits. `sounding` is compiled when it is asked for, and then kept."""

    objective: Objective
    loop: Loop
    train: Judge
    validation: Judge
    observer: Observer
    sounding: Callable[[], Sounding]


def outfit(training: Training, graph: Graph, data: LoadedData, state: State) -> Workshop:
    """Compiles everything. The state's arrays are shared, not copied."""
    assert graph.head is not None
    objective = Objective(training.loss, graph.head, data)
    parameters, rng = state.parameters, state.generators.dropout
    asked = objective.asked(data.train)
    batch = min(training.batch_size, len(data.train))

    def compile_plan(size: int) -> Plan:
        return compile_training(graph, parameters, state.gradients, training.loss, size, batch, rng, asked=asked)

    loop = Loop(compile_plan, input_rows(graph, data.train.x), objective.targets(data.train), batch)
    loop.follow(state.update)
    return Workshop(
        objective=objective,
        loop=loop,
        train=Judge(graph, parameters, objective, data.train),
        validation=Judge(graph, parameters, objective, data.validation),
        observer=Observer(graph, parameters, data),
        sounding=cache(lambda: Sounding(graph, parameters, objective, training.loss, data.train)),
    )

"""A course as bytes and back: the document, and whatever the next steps depend on."""

from collections.abc import Mapping
from typing import Any, Final

from descent.document import Document
from descent.document.parse import to_document
from descent.engine.build import graph_of
from descent.problems import Problem
from descent.training.attic import Attic, Kept
from descent.training.checkpoint import AnyArray, pack, unpack, unreadable
from descent.training.course import Course
from descent.training.edits import load
from descent.training.state import Moment, State, fresh_state

NUMBERS: Final = (
    "optimizer",
    "optimizer_steps",
    "generators",
    "step",
    "epoch",
    "cursor",
    "schedule_start",
)


def packed(document: Document, course: Course, diverged: Problem | None) -> bytes:
    """The state, the last good moment, what a record tells of the last step; of the records only their number."""
    now, good, attic = course.state.moment(), course.good, course.state.attic.kept
    header = {
        "document": document.model_dump(mode="json"),
        "diverged": diverged.model_dump() if diverged else None,
        "revision": course.revision,
        "records": len(course.history),
        "ceiling": course.ceiling,
        "rate": course.state.update.rate,
        "now": {name: getattr(now, name) for name in NUMBERS},
        "good": {name: getattr(good, name) for name in NUMBERS},
        "attic": [(one.name, one.inputs) for one in attic],
    }
    put_away = {f"attic/{number}": one.values for number, one in enumerate(attic)}
    last = {"gradients": course.state.gradients.vector}
    return pack(header, {**_arrays("now", now), **_arrays("good", good), **last, **put_away})


def course_of(data: bytes) -> tuple[Document, Course, Problem | None]:
    """What was packed. Raises DescentError."""
    header, arrays = unpack(data)
    try:
        document = to_document(header["document"])
        graph, points = graph_of(document).check(), load(document.data)
        course = Course(document.training, graph, points, fresh_state(graph, document.training, len(points.train)))
        _fill(course.state, _moment("now", header, arrays))
        course.state.attic = Attic(
            Kept(name, tuple(inputs), arrays[f"attic/{number}"])
            for number, (name, inputs) in enumerate(header["attic"])
        )
        course.good = _moment("good", header, arrays)
        course.history.begin_at(header["records"])
        course.revision, course.ceiling = header["revision"], header["ceiling"]
        diverged = header["diverged"]
        course.resume()
        # Nothing that follows depends on these two, but a record made here tells them.
        course.state.gradients.vector[...] = arrays["gradients"]
        course.state.update.set_rate(header["rate"])
        return document, course, Problem.model_validate(diverged) if diverged else None
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable(f"{type(error).__name__}: {error}"[:200]) from None


def _fill(state: State, moment: Moment) -> None:
    if len(moment.parameters) != len(state.parameters.vector):
        raise unreadable("its parameters do not fit its document")
    state.restore(moment)


def _arrays(prefix: str, moment: Moment) -> dict[str, AnyArray]:
    moments = {f"{prefix}/moments/{number}": array for number, array in enumerate(moment.moments)}
    return {f"{prefix}/parameters": moment.parameters, f"{prefix}/order": moment.order, **moments}


def _moment(prefix: str, header: Mapping[str, Any], arrays: Mapping[str, AnyArray]) -> Moment:
    moments = tuple(array for name, array in arrays.items() if name.startswith(f"{prefix}/moments/"))
    return Moment(arrays[f"{prefix}/parameters"], moments, order=arrays[f"{prefix}/order"], **header[prefix])

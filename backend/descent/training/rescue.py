"""Finding the exact step that blew up, at no cost to the steps that don't.

While training, the parameters are looked at once a slice. If they are not finite, everything goes back to a copy of the
state (the guard) and the steps since are taken again one by one, which gives the same numbers bit for bit.
"""

from dataclasses import dataclass
from math import inf
from time import perf_counter
from typing import Final

import numpy as np

from descent.problems import Problem
from descent.training.course import Course
from descent.training.diagnosis import diagnose, finite
from descent.training.state import Moment

LEAST_AGE: Final = 0.1
"""Seconds before a new guard is taken, and thus about how long finding a step takes at most."""
COST_SHARE: Final = 0.01
"""The share of the time that taking guards may cost."""


@dataclass(frozen=True)
class Guard:
    """A moment, how many records there were, when it was taken, and how long that took."""

    moment: Moment
    records: int
    taken: float
    cost: float

    @classmethod
    def take(cls, course: Course) -> "Guard":
        began = perf_counter()
        moment = course.state.moment()
        now = perf_counter()
        return cls(moment, len(course.history), now, now - began)

    @property
    def stale(self) -> bool:
        return perf_counter() - self.taken > max(LEAST_AGE, self.cost / COST_SHARE)

    def go_back(self, course: Course) -> None:
        """Everything as it was when the guard was taken."""
        course.state.restore(self.moment)
        course.history.cut(self.records)
        course.resume()


def blew_up(course: Course) -> bool:
    """Whether something since the guard made the numbers infinite or NaN."""
    return course.blown or not finite(course.state.parameters.vector)


def find(course: Course, guard: Guard) -> Problem:
    """Goes back, finds the step and what went wrong in it. Leaves the state as it was before that step's update.

    The step is counted all the same: it is the one at which training stopped.
    """
    guard.go_back(course)
    course.run(1, inf, inf)
    while not blew_up(course) and _answers_finite(course):
        course.run(1, inf, inf)
    step, blown = course.state.step, course.blown
    guard.go_back(course)
    if (steps := step - 1 - course.state.step) > 0:
        course.run(steps, inf, inf)
    if course.shop.loop.ended:
        course.begin_epoch()
    plan = course.shop.loop.rehearse()
    state = course.state
    problem = diagnose(course.graph, plan, state.parameters, state.gradients, step, state.update.rate, blown)
    state.step = step
    return problem


def _answers_finite(course: Course) -> bool:
    plan = course.shop.loop.last
    return plan is None or bool(np.isfinite(plan.answers).all())

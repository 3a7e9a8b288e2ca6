"""The examples: presets, documentation and tests at once. One JSON file each; its name is the file's.

An example makes a promise about what its network learns, and the tests train it until the promise is kept.
"""

from functools import cache
from importlib import resources
from typing import Any, Literal

from pydantic import Field

from descent.document import Document
from descent.document.parse import parse_json
from descent.limits import MAX_EPOCHS
from descent.problems import Problem, Refused
from descent.settings import Settings

Outcome = Literal["reaches", "stays_below", "overfits", "diverges"]
Metric = Literal["accuracy", "r2"]


class Promise(Settings):
    """What happens within so many epochs, for any training seed.

    `reaches`: the metric of the validation points is `score` or more. `stays_below`: it is `score` or less.
    `overfits`: the metric of the training points is `score` or more above that of the validation points. `diverges`:
    a step makes the numbers infinite; `score` says nothing then. `margin` is how far a seed may miss `score`.
    """

    outcome: Outcome = "reaches"
    metric: Metric = "accuracy"
    score: float = Field(default=0.0, ge=0, le=1)
    margin: float = Field(default=0.0, ge=0, le=0.5)
    epochs: int = Field(ge=1, le=MAX_EPOCHS)

    @property
    def problem(self) -> Problem:
        """The promise as a code with parameters."""
        score = f"{100 * self.score:g} %" if self.metric == "accuracy" else f"{self.score:g}"
        code = f"example.{self.outcome}.{self.metric}"
        return Problem(code=code, params={"score": score, "epochs": self.epochs})

    def sentence(self) -> str:
        """The promise in words."""
        return self.problem.sentence()


class Example(Settings):
    """A document with what a person is told about it; `look_for` is the one thing to watch while it trains."""

    order: int
    title: str = Field(max_length=40)
    description: str = Field(max_length=240)
    look_for: str = Field(max_length=240)
    promise: Promise
    document: Document


@cache
def examples() -> dict[str, Example]:
    """All examples by name, in the order of the gallery; a first visit opens the first."""
    files = (file for file in resources.files(__name__).iterdir() if file.name.endswith(".json"))
    found = {file.name[:-5]: Example.model_validate(parse_json(file.read_text("utf-8"))) for file in files}
    return dict(sorted(found.items(), key=lambda entry: entry[1].order))


@cache
def pictures() -> dict[str, Any]:
    """What each example learned (descent.wire.picture), as it was kept by `make gallery`."""
    folder = resources.files(__name__) / "pictures"
    return {name: parse_json((folder / f"{name}.json").read_text("utf-8")) for name in examples()}


def example(name: str) -> Example:
    """One example. Raises Refused, naming those there are."""
    if name not in examples():
        raise Refused(Problem(code="example.unknown", params={"name": name[:80], "names": ", ".join(examples())}))
    return examples()[name]


def load_example(name: str) -> Document:
    """The document of an example. Raises Refused, naming those there are."""
    return example(name).document

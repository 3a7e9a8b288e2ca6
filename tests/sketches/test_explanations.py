"""Every setting of every model and every control of the page is explained; a new one names what it lacks."""

from collections.abc import Iterator
from typing import get_args

import pytest

from descent.document.data import Data, PlaneFeature
from descent.document.training import ClipNorm, ClipValue, Training
from descent.problems import catalogue
from descent.settings import Settings
from descent.wire.catalogue import FAMILIES

WORDS = catalogue()
PAGE = (
    *("transport." + name for name in ("play", "step", "step_by", "reset", "new_seed", "speed")),
    *("output." + name for name in ("view", "curve", "calibration_of", "one_against_rest", "height_of", "own")),
    *("curves.smoothing", "curves.layer", "gallery.kind", "timeline.moment", "strokes.one"),
    "block.transformer",
    *("held.frozen", "held.silent", "weight.value", "weight.bias_value"),
    *("timeline.branch", "compare.moment", "canvas.tidy", "strokes.apply"),
    *(
        "output.show_validation",
        "output.split",
        "chart.log",
        "document.name",
        "canvas.name",
        "data.modality",
        "shortcuts.single",
    ),
    *(f"feature.{name}" for name in get_args(PlaneFeature)),
)

# What is no mathematics, or says all there is to say in one sentence.
WITHOUT_FORMULA = {
    *("gallery.kind", "output.view", "curves.layer", "document.name"),
    *("canvas.name", "data.modality", "shortcuts.single"),
}
WITHOUT_SIDES = {
    *("gallery.kind", "output.view", "output.one_against_rest", "output.height_of", "output.own", "curves.layer"),
    *("document.name", "canvas.name", "data.modality", "shortcuts.single", "transport.step"),
    # Choices of a kind: each kind says what it is good for.
    *("training.loss", "training.optimizer", "training.schedule", "data.dataset"),
    *(
        f"layer.{kind}.{field}"
        for kind in ("dense", "output", "conv2d", "conv1d")
        for field in ("activation", "weight_init", "bias_init")
    ),
    "layer.activation.activation",
    *(f"layer.time_dense.{field}" for field in ("activation", "weight_init", "bias_init")),
    *(f"layer.{kind}.{field}" for kind in ("lstm", "gru", "rnn") for field in ("weight_init", "recurrent_init")),
    *("layer.rnn.activation", "layer.embedding.weight_init"),
    *(f"layer.{kind}.weight_init" for kind in ("attention", "learned_positions")),
}
PAIRS = (("little", "much"), ("off", "on"), ("for", "mind"), ("same", "other"))


def fields(code: str, model: type[Settings]) -> Iterator[str]:
    """The settings of a model by their names in the catalogue."""
    return (f"{code}.{name}" for name in model.model_fields if name not in {"kind", "version"})


def settings() -> Iterator[str]:
    """Every setting that a form can show."""
    for family, base in FAMILIES.items():
        for kind, model in base.kinds.items():
            yield from fields(f"{family}.{kind}", model)
    yield from fields("clip.value", ClipValue)
    yield from fields("clip.norm", ClipNorm)
    yield from fields("training", Training)
    yield from fields("data", Data)


def kinds() -> Iterator[str]:
    """Every kind that can be chosen."""
    return (f"{family}.{kind}" for family, base in FAMILIES.items() for kind in base.kinds)


def word(key: str, part: str) -> str | None:
    """As the page looks it up: under its own name, else under that of the field of any kind of its family."""
    family, *rest = key.split(".")
    shared = f"{family}.any.{rest[-1]}" if len(rest) > 1 else key
    return WORDS.get(f"explain.{key}.{part}") or WORDS.get(f"explain.{shared}.{part}")


def lacks(key: str) -> list[str]:
    """What is missing of an explanation."""
    missing = [] if f"{key}.description" in WORDS else ["a description (on the model's field, or in panels.json)"]
    if key not in WITHOUT_FORMULA and not word(key, "formula"):
        missing.append(f"explain.{key}.formula")
    if key not in WITHOUT_SIDES and not any(word(key, part) for pair in PAIRS for part in pair):
        missing.append(f"explain.{key}.little and .much (or off and on, for and mind, same and other)")
    return missing


@pytest.mark.parametrize("key", sorted({*settings(), *kinds(), *PAGE}))
def test_it_is_explained(key: str) -> None:
    assert lacks(key) == [], f"{key} lacks words in backend/descent/messages/en/explain.json"


@pytest.mark.parametrize("key", sorted({*settings(), *kinds(), *PAGE}))
def test_both_sides_are_told(key: str) -> None:
    told = [part for pair in PAIRS for part in pair if word(key, part)]
    if key in {"transport.reset", "transport.new_seed"}:
        assert len(told) == 1
    else:
        assert told in ([], *map(list, PAIRS))


def test_no_words_are_left_of_what_is_gone() -> None:
    known = {*settings(), *kinds(), *PAGE}
    shared = {f"{key.split('.')[0]}.any.{key.split('.')[-1]}" for key in known if key.count(".") == 2}
    for code in WORDS:
        if code.startswith("explain.") and code.count(".") > 1 and not code.startswith("explain.side."):
            assert code.removeprefix("explain.").rpartition(".")[0] in known | shared, code


def test_words_are_sentences() -> None:
    for code, text in WORDS.items():
        part = code.rpartition(".")[2]
        if code.startswith("explain.") and part in {part for pair in PAIRS for part in pair} and "side" not in code:
            assert text.endswith("."), code
            assert "!" not in text, code
            assert len(text) <= 140, code


def test_a_new_kind_would_name_what_it_lacks() -> None:
    assert lacks("optimizer.unheard_of") == [
        "a description (on the model's field, or in panels.json)",
        "explain.optimizer.unheard_of.formula",
        "explain.optimizer.unheard_of.little and .much (or off and on, for and mind, same and other)",
    ]

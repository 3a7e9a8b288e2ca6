"""Each rule fires on runs made sick on purpose, stays silent on healthy ones, and its remedy helps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import resources

import numpy as np
import pytest

from coach.runs import ADAM, CLASSES, SICK, Sick, codes, data, edited, first, outcome, treated, watched
from descent.coach.remedies import placed
from descent.coach.rule import Rule
from descent.document import Document, change
from descent.examples import examples, load_example
from descent.problems import Problem, catalogue
from support.networks import chain, dense

EVERY = [(code, sick) for code, cases in SICK.items() for sick in cases]
IDS = [f"{code}-{number}" for code, cases in SICK.items() for number, _ in enumerate(cases)]
sick_runs = pytest.mark.parametrize(("code", "sick"), EVERY, ids=IDS)

SEEDS = (0, 1, 2)
CHEAP = ("circle", "xor", "gaussians", "iris", "breast_cancer")


def others() -> Mapping[str, tuple[Document, int]]:
    """Healthy runs that are no examples: other data, optimizers, activations, batches."""
    three: dict[str, dict[str, str]] = {"loss": {"kind": "categorical_cross_entropy"}}
    return {
        "moons": (chain(dense(8, "relu"), data=data("moons", noise=0.2), learning_rate=0.01, **CLASSES, **ADAM), 80),
        "blobs": (chain(dense(8), data=data("blobs"), learning_rate=0.1, **three), 40),
        "wine": (
            chain(dense(8), data={**data("wine"), "standardise": True}, learning_rate=0.05, batch_size=16, **three),
            60,
        ),
        "deep": (
            chain(*[dense(8, "relu")] * 4, data=data("circle"), learning_rate=0.003, batch_size=16, **CLASSES, **ADAM),
            60,
        ),
        "balanced": (
            chain(
                dense(4),
                data={**data("gaussians", share=0.1), "balance": True},
                learning_rate=0.03,
                batch_size=16,
                **CLASSES,
                **ADAM,
            ),
            40,
        ),
    }


def found_in(document: Document, epochs: int, seed: int) -> Iterator[tuple[str, str]]:
    """What is found, and in which epoch; of long runs every fifth epoch is examined."""
    every = 1 if epochs <= 200 else 5
    for epoch, case in enumerate(watched(document, seed).epochs(epochs), 1):
        if epoch % every == 0 or epoch == epochs:
            yield from ((code, f"epoch {epoch}, seed {seed}") for code in codes(case))


def found_in_all(runs: Mapping[str, tuple[Document, int]], seeds: tuple[int, ...]) -> dict[str, list[str]]:
    """Where each rule fired."""
    places: dict[str, list[str]] = {}
    for name, (document, epochs) in runs.items():
        for seed in seeds:
            for code, place in found_in(document, epochs, seed):
                places.setdefault(code, []).append(f"{name}, {place}")
    return places


@pytest.fixture(scope="session")
def few_healthy() -> dict[str, list[str]]:
    """Where rules fired in five short healthy runs."""
    runs = {name: (load_example(name), min(30, examples()[name].promise.epochs)) for name in CHEAP}
    return found_in_all(runs, (0,))


def all_healthy() -> dict[str, tuple[Document, int]]:
    """Every known-good example, for as many epochs as it is promised to take, and five other runs."""
    good = {
        name: (one.document, one.promise.epochs) for name, one in examples().items() if one.promise.outcome == "reaches"
    }
    return {**good, **others()}


@sick_runs
def test_it_fires_on_a_run_made_sick(code: str, sick: Sick) -> None:
    found = first(code, watched(sick.document(), 0), sick.within, sick.words)
    assert found is not None, f"{code} stayed silent for {sick.within} epochs"


@pytest.mark.parametrize("code", Rule.kinds)
def test_it_is_silent_on_five_healthy_runs(code: str, few_healthy: dict[str, list[str]]) -> None:
    assert few_healthy.get(code, []) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", all_healthy())
def test_all_are_silent_on_every_good_example_and_others(name: str) -> None:
    assert found_in_all({name: all_healthy()[name]}, SEEDS) == {}


@pytest.mark.slow
@sick_runs
def test_its_remedy_helps(code: str, sick: Sick) -> None:
    """Over three training seeds: the treated run ends better than the one left alone, on average and in most."""
    wins, left_alone, helped = 0, [], []
    for seed in sick.seeds:
        run = watched(sick.document(), seed)
        found = first(code, run, sick.within, sick.words)
        assert found is not None, f"seed {seed}: {code} stayed silent for {sick.within} epochs"
        cured = treated(run.trainer, found[1].remedies[0])
        helped.append(outcome(cured, sick.more, sick.measure))
        left_alone.append(outcome(run.trainer, sick.more, sick.measure))
        wins += helped[-1] < left_alone[-1]
    assert sum(helped) < sick.better * sum(left_alone), f"left alone {left_alone}, with the remedy {helped}"
    assert wins > len(sick.seeds) / 2, f"left alone {left_alone}, with the remedy {helped}"


@sick_runs
def test_what_it_says_can_be_read_shown_and_done(code: str, sick: Sick) -> None:
    """Words and labels are in the catalogue with all their numbers; evidence and remedies fit the document."""
    run = watched(sick.document(), 0)
    found = first(code, run, sick.within, sick.words)
    assert found is not None
    _, finding = found
    document = run.trainer.document
    assert "{" not in Problem(code=finding.words, params=finding.params).sentence()
    assert finding.code == code
    assert 1 <= len(finding.remedies) <= 2
    evidence = finding.evidence
    assert evidence.outlined or evidence.stretch or evidence.settings
    graph = run.trainer.graph
    for outlined in evidence.outlined:
        assert all(0 <= unit < graph.by_id[outlined.node].size for unit in outlined.units)
    if evidence.stretch is not None:
        assert evidence.stretch.first <= evidence.stretch.last <= run.trainer.step_count
    tree = document.model_dump(mode="json")
    for area, name in evidence.settings:
        assert name in tree[area]
    for remedy in finding.remedies:
        assert "{" not in Problem(code=remedy.code, params=remedy.params).sentence()
        assert change(document, placed(document, remedy.changes)) != document or not remedy.changes


def test_every_rule_has_runs_that_it_is_tested_with() -> None:
    assert SICK.keys() == Rule.kinds.keys()


@pytest.mark.parametrize("rule", Rule.kinds.values())
def test_every_rule_says_where_its_threshold_comes_from(rule: type[Rule]) -> None:
    assert re.search(r"\b(19|20)\d\d\b|CS231n", rule.__doc__ or "")


def test_ranks_tell_rules_apart() -> None:
    ranks = [rule.rank for rule in Rule.kinds.values()]
    assert len(set(ranks)) == len(ranks)


def test_all_words_of_the_coach_are_used() -> None:
    """No sentence or label is left over in the catalogue."""
    package = resources.files("descent.coach")
    files = [*package.joinpath("rules").iterdir(), package.joinpath("remedies.py")]
    source = "\n".join(file.read_text("utf-8") for file in files if file.name.endswith(".py"))
    said = [code for code in catalogue() if code.startswith(("coach.do.", *(f"coach.{rule}" for rule in SICK)))]
    # `set_training` and `set_rate` put labels together from the names of settings and commands.
    made = {"learning_rate", "rewind_learning_rate", "reset_learning_rate", "l2", "l2_afresh", "batch_size"}
    assert [code for code in said if code not in source and code.removeprefix("coach.do.") not in made] == []


def test_clipping_keeps_a_gradient_short_where_first_weights_are_not_to_blame() -> None:
    document = chain(dense(8, "relu"), data=data("diabetes"), learning_rate=3e-5, batch_size=10)
    run = watched(document, 1)
    found = first("exploding", run, 5)
    assert found is not None
    cured = watched(document, 1)
    cured.trainer = treated(run.trainer, found[1].remedies[0])
    *_, case = cured.epochs(3)
    assert case.records.gradient_norm[-1] <= 1 < run.trainer.history[-1].gradient_norm
    assert "exploding" not in codes(case)


def test_a_good_network_is_left_alone_whatever_is_dead_in_it() -> None:
    document = edited(load_example("circle"), network__nodes__1__layer__units=16)
    *_, case = watched(document, 0).epochs(20)
    assert case.skill > 0.95
    ill = replace(case, layers=tuple(replace(layer, zero=np.ones(layer.units)) for layer in case.layers))
    assert "dead_relus" not in codes(ill)
    assert "dead_relus" in codes(replace(ill, records=replace(ill.records, train_score=ill.records.train_score * 0.7)))


@pytest.mark.parametrize(("code", "which"), [("vanishing", 0), ("plateau", 1), ("underfitting", 0)])
def test_that_little_is_learned_behind_a_silenced_layer_is_no_finding(code: str, which: int) -> None:
    sick = SICK[code][which]
    cases = (case for case in watched(sick.document(), 0).epochs(sick.within) if code in codes(case))
    case = next(cases)
    silenced = replace(case, layers=(replace(case.layers[0], silent=True), *case.layers[1:]))
    assert code not in codes(silenced)

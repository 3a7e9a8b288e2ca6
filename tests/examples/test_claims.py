"""What the examples tell a person to try or to look for is so."""

import numpy as np
import pytest

from descent.cli.changes import changed
from descent.examples import load_example
from descent.training.history import Record
from descent.training.trainer import Trainer

SEEDS = (0, 1)


def train(name: str, seed: int, epochs: int, *changes: str) -> list[Record]:
    """The records of an example with some settings changed."""
    trainer = Trainer(changed(load_example(name), changes, seed))
    trainer.run(epochs=epochs)
    return list(trainer.history)


@pytest.mark.parametrize("seed", SEEDS)
class TestWhatTheExamplesSay:
    def test_xor_with_a_linear_layer_is_guesswork(self, seed: int) -> None:
        last = train("xor", seed, 100, "network.nodes.1.layer.activation=linear")[-1]
        assert last.validation_score < 0.75

    def test_gaussians_with_noise_keep_their_line_but_not_their_loss(self, seed: int) -> None:
        clean, noisy = train("gaussians", seed, 30)[-1], train("gaussians", seed, 30, "data.dataset.noise=1")[-1]
        assert noisy.validation_score > 0.95
        assert noisy.train_loss > 5 * clean.train_loss

    def test_breast_cancer_is_best_early_and_grows_surer_of_its_mistakes(self, seed: int) -> None:
        history = train("breast_cancer", seed, 150)
        best = min(history, key=lambda record: record.validation_loss)
        assert 4 <= best.epoch <= 30
        assert history[-1].validation_loss > 1.5 * best.validation_loss
        assert history[-1].validation_score > 0.96

    def test_a_number_of_the_lstm_follows_how_many_brackets_are_open(self, seed: int) -> None:
        trainer = Trainer(changed(load_example("brackets"), (), seed))
        trainer.run(epochs=48)
        judged = trainer.data.validation
        ids = judged.raw[judged.y == 1][:200]
        tokens = np.array(trainer.data.spec.tokens)[ids.astype(int)]
        depth = np.cumsum(np.isin(tokens, ["(", "["]).astype(int) - np.isin(tokens, [")", "]"]), axis=1)
        states = trainer.observe(ids)["lstm"].reshape(16, 16, len(ids))
        follows = [np.corrcoef(state.T.ravel(), depth.ravel())[0, 1] for state in states]
        assert max(map(abs, follows)) > 0.7

    def test_the_worst_sums_are_short(self, seed: int) -> None:
        trainer = Trainer(changed(load_example("sums"), (), seed))
        trainer.run(epochs=30)
        lengths = np.count_nonzero(trainer.data.validation.raw, axis=1)
        worst = np.argsort(-trainer.losses("validation"))[:12]
        assert lengths[worst].mean() < lengths.mean() - 0.3

    def test_diabetes_stops_near_its_score(self, seed: int) -> None:
        late = train("diabetes", seed, 300)[100:]
        assert all(0.38 < record.validation_score < 0.52 for record in late)

    def test_a_smaller_rate_learns_the_plane(self, seed: int) -> None:
        assert train("rate_too_large", seed, 10, "training.learning_rate=0.03")[-1].validation_score > 0.95

    def test_sixteen_neurons_find_the_arms(self, seed: int) -> None:
        wide = train("too_small", seed, 800, "network.nodes.1.layer.units=16")[-1]
        assert wide.validation_score > 0.85

    def test_what_is_learned_by_heart_costs_more_and_more(self, seed: int) -> None:
        history = train("overfitting", seed, 200)
        best = min(record.validation_loss for record in history)
        assert history[-1].train_loss < 0.05
        assert history[-1].validation_loss > 2 * best

    def test_l2_keeps_it_from_climbing(self, seed: int) -> None:
        history = train("overfitting", seed, 200, "training.l2=0.01")
        assert history[-1].validation_loss < 1.5 * min(record.validation_loss for record in history)

    def test_more_points_close_the_gap(self, seed: int) -> None:
        last = train("overfitting", seed, 200, "data.dataset.points=1500")[-1]
        assert last.train_score - last.validation_score < 0.1

    def test_scaled_inputs_are_worth_all_of_it(self, seed: int) -> None:
        assert train("wine_raw", seed, 60, "data.standardise=true")[-1].validation_score > 0.95
        assert train("wine", seed, 60, "data.standardise=false")[-1].validation_score < 0.6

    def test_tanh_learns_what_six_layers_of_sigmoid_do_not(self, seed: int) -> None:
        stuck = train("vanishing", seed, 150)[-1]
        assert abs(stuck.train_loss - 0.693) < 0.003
        layers = [f"network.nodes.{k}.layer.activation=tanh" for k in range(1, 7)]
        assert train("vanishing", seed, 60, *layers)[-1].validation_score > 0.95

    def test_leaky_neurons_come_to_life(self, seed: int) -> None:
        leaky = train("dead", seed, 150, "network.nodes.1.layer.activation=leaky_relu")[-1]
        assert leaky.validation_score > 0.95

    def test_without_dropout_the_loss_climbs_to_about_twice_as_much(self, seed: int) -> None:
        off = [f"network.nodes.{k}.layer.rate=0" for k in (2, 4)]
        wide, dropped = train("dropout", seed, 150, *off)[-1], train("dropout", seed, 150)[-1]
        assert wide.validation_loss > 1.6 * dropped.validation_loss

    def test_a_tanh_takes_about_four_times_as_long_to_find_the_ripples(self, seed: int) -> None:
        sine = train("ripple", seed, 10)[-1].validation_score
        tanh = [one.validation_score for one in train("ripple", seed, 40, "network.nodes.1.layer.activation=tanh")]
        assert tanh[10] < sine - 0.15
        assert tanh[40] == pytest.approx(sine, abs=0.05)

    def test_borders_between_clouds_stay_while_mistakes_begin(self, seed: int) -> None:
        wide = train("blobs", seed, 30, "data.dataset.spread=1.5")[-1]
        assert 0.75 < wide.validation_score < 0.97

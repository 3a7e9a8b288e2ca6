"""What is seen of layers of images: channels with their maps, kernels, and units that are dead."""

import numpy as np
import pytest

from descent.coach.examiner import Examiner
from descent.examples import load_example
from descent.probes.kinds.example import Example
from descent.probes.kinds.loudest import Loudest
from descent.probes.kinds.matrix import Matrix
from descent.probes.kinds.weights import Weights
from descent.probes.sight import Sight
from descent.training.history import Record
from descent.training.trainer import Trainer


@pytest.fixture(scope="module")
def trainer() -> Trainer:
    trainer = Trainer(load_example("digits_cnn"))
    for _ in range(5):
        trainer.step()
    return trainer


def test_an_example_has_what_each_channel_says_place_by_place(trainer: Trainer) -> None:
    parts = Example(split="validation", index=3, nodes=["conv1", "pool1"]).look(Sight(trainer))
    said = trainer.observe(trainer.data.validation.raw[3:4])
    assert parts[2].values.shape == (16 * 8 * 8,)
    assert np.array_equal(parts[2].values, said["conv1"][:, 0])
    maps, pooled = parts[2].values.reshape(16, 4, 2, 4, 2), parts[3].values.reshape(16, 4, 4)
    assert np.array_equal(maps.max((2, 4)), pooled)


def test_kernels_keep_their_shape(trainer: Trainer) -> None:
    kernels, biases = Weights(node="conv2").look(Sight(trainer))
    weight = trainer.weights("conv2")["weight"]
    assert kernels.values.shape == weight.shape == (32, 16, 3, 3)
    assert biases.values.shape == (32,)
    assert np.abs(kernels.values * (kernels.hi / 127) - weight).max() <= 0.005 * kernels.hi


def test_a_picture_of_kernels_has_a_row_for_each_channel(trainer: Trainer) -> None:
    pooled, _ = Matrix(node="conv2", rows=32, columns=16).look(Sight(trainer))
    weight = trainer.weights("conv2")["weight"].reshape(32, 16, 9)
    assert pooled.values.shape == (32, 16)
    assert np.abs(pooled.values).max() == 127
    assert np.array_equal(np.abs(pooled.values).argmax(), np.abs(weight).max(2).argmax())
    assert Loudest(node="conv2", unit=0, units=2, input=0, inputs=2).look(Sight(trainer)) == ()


def test_the_coach_counts_channels_and_one_is_dead_when_it_says_nothing_anywhere() -> None:
    trainer = Trainer(load_example("digits_cnn"))
    trainer.weights("conv1")["bias"][4] = -1e6
    records: list[Record] = [trainer.evaluate()]
    layers = {layer.node: layer for layer in Examiner().case(trainer, records).layers}
    assert layers["conv1"].units == 16
    assert np.flatnonzero(layers["conv1"].zero == 1).tolist() == [4]

"""Layers of images: hand-worked numbers, refusals in words, and what becomes of kernels when the drawing is edited."""

from typing import Any

import numpy as np
import pytest

from descent.ops.layers.base import Shape
from descent.ops.windows import Window, sliding
from descent.training.trainer import Trainer
from support.networks import chain, dense, graph_of, sentences
from support.single_layer import SingleLayer
from support.twins import Case

DIGITS = {"dataset": {"kind": "digits"}}


def single(shape: Shape, x: Any, weight: Any = None, bias: Any = None, **settings: Any) -> np.ndarray:
    """What a layer alone says to one image: the dense layer in front of it hands the numbers on."""
    layer = SingleLayer(Case(settings, (shape,)), np.float64, 1)
    named = layer.parameters.named()
    named["before0.weight"][...], named["before0.bias"][...] = np.eye(len(named["before0.bias"])), 0
    for name, given in (("weight", weight), ("bias", bias)):
        if given is not None:
            named[f"layer.{name}"][...] = given
    layer.x = np.array([x], np.float64).reshape(1, -1)
    layer.run(layer.training)
    return layer.training.values["layer"].data[..., 0]


def test_a_convolution_worked_out_by_hand() -> None:
    """The image 1 2 3 / 4 5 6 / 7 8 9 under the kernel 1 0 / 0 −1, and 10: top left 1·1 − 1·5 + 10 = 6.

    It is so everywhere, since a number and the one below to the right of it differ by 4.
    """
    settings = {"kind": "conv2d", "channels": 1, "kernel": 2, "activation": "linear"}
    said = single((1, 3, 3), range(1, 10), [[[[1, 0], [0, -1]]]], 10, **settings)
    assert said.tolist() == [[[6, 6], [6, 6]]]


def test_with_same_padding_the_odd_zero_stands_behind() -> None:
    """Width 2 needs one zero more: as in PyTorch it is put at the right and below, where the kernel 0 0 / 0 1 reads."""
    settings = {"kind": "conv2d", "channels": 1, "kernel": 2, "activation": "linear", "padding": "same", "bias": False}
    said = single((1, 2, 2), [1, 2, 3, 4], [[[[0, 0], [0, 1]]]], **settings)
    assert said.tolist() == [[[4, 0], [0, 0]]]


def test_pooling_worked_out_by_hand() -> None:
    """Of 1 5 / 7 3 the largest is 7 and the mean 4."""
    assert single((1, 2, 2), [1, 5, 7, 3], kind="max_pool").item() == 7
    assert single((1, 2, 2), [1, 5, 7, 3], kind="average_pool").item() == 4


def test_of_several_largest_the_first_in_reading_order_gets_the_gradient(torch: Any) -> None:
    case = Case({"kind": "max_pool"}, ((1, 4, 4),))
    ours = SingleLayer(case, np.float32, 1)
    named = ours.parameters.named()
    named["before0.weight"][...], named["before0.bias"][...] = np.eye(16), 0
    ours.x = np.array([[0, 3, 3, 3, 3, 0, 0, 3, 5, 5, 1, 1, 5, 5, 2, 1]], np.float32)
    ours.run(ours.training)
    x = torch.tensor(ours.x.reshape(1, 1, 4, 4), requires_grad=True)
    torch.nn.functional.max_pool2d(x, 2).sum().backward()
    found = ours.training.gradients["shape0"].data[0, :, :, 0] != 0
    assert np.array_equal(found, x.grad.numpy()[0, 0] != 0)


@pytest.mark.parametrize("length", range(1, 9))
@pytest.mark.parametrize("taps", [1, 2, 3])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("dilation", [1, 2])
def test_the_places_of_a_window_are_those_of_the_slow_reference(
    length: int, taps: int, stride: int, dilation: int
) -> None:
    for padding in ("same", 0, 1, 4):
        window = sliding(length, taps, stride, dilation, padding)
        if padding == "same":
            assert window.steps == -(-length // stride)
        for tap in range(taps):
            slow = [
                (step, place)
                for step in range(max(0, window.steps))
                if 0 <= (place := step * stride + tap * dilation - window.before) < length
            ]
            steps, places = window.span(tap)
            seen = list(zip(range(1000)[steps], range(length)[places], strict=True))
            assert seen == slow, (window, tap)


def test_a_window_that_does_not_fit_has_no_steps() -> None:
    assert Window(3, 5).steps < 1


@pytest.mark.parametrize(
    ("layers", "sentence"),
    [
        (
            [{"kind": "conv2d", "kernel": 9}],
            (
                "Conv2D “Layer1” looks at 9 places at a time, but “Input” gives only 1 × 8 × 8. "
                "Choose a smaller kernel or more padding."
            ),
        ),
        (
            [{"kind": "conv2d", "channels": 6, "groups": 4}],
            (
                "Conv2D “Layer1” splits its channels into 4 groups, but 1 can’t be divided so. "
                "Choose groups that divide both the channels that come in and its own."
            ),
        ),
        (
            [{"kind": "max_pool", "size": 3, "padding": 2}],
            (
                "Max pooling “Layer1” has windows of 3 with padding 2; some would see nothing but padding. "
                "Choose at most half the size."
            ),
        ),
        (
            [{"kind": "average_pool", "size": 9}],
            (
                "Average pooling “Layer1” looks at 9 places at a time, but “Input” gives only 1 × 8 × 8. "
                "Choose a smaller kernel or more padding."
            ),
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_words(layers: list[Any], sentence: str) -> None:
    assert sentences(graph_of(chain(*layers, {"kind": "flatten"}, data=DIGITS)))["layer1"] == sentence


@pytest.mark.parametrize(
    ("kind", "needs"),
    [
        ("conv2d", "an image (channels × height × width)"),
        ("max_pool", "an image (channels × height × width) or a sequence (channels × time)"),
        ("global_average_pool", "an image (channels × height × width) or a sequence (channels × time)"),
    ],
)
def test_a_vector_is_no_image(kind: str, needs: str) -> None:
    said = sentences(graph_of(chain(dense(5), {"kind": kind})))["layer2"]
    assert said is not None
    assert f"“Layer2” needs {needs}, but “Layer1” gives 5." in said


def test_a_convolution_with_more_channels_keeps_the_kernels_it_had() -> None:
    conv = {"kind": "conv2d", "channels": 2, "kernel": 3}
    document = chain(conv, {"kind": "flatten"}, data=DIGITS, loss={"kind": "categorical_cross_entropy"})
    trainer = Trainer(document)
    before = trainer.parameters()
    more = chain(
        {**conv, "channels": 3, "kernel": 5},
        {"kind": "flatten"},
        data=DIGITS,
        loss={"kind": "categorical_cross_entropy"},
    )
    trainer.apply(more)
    after = trainer.parameters()
    assert after["layer1.weight"].shape == (3, 1, 5, 5)
    assert np.array_equal(after["layer1.weight"][:2, :, :3, :3], before["layer1.weight"])
    assert np.array_equal(after["layer1.bias"][:2], before["layer1.bias"])
    trainer.run(epochs=1)

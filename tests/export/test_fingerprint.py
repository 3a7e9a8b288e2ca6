"""The hash of all parameters changes with anything that matters and with nothing else."""

from hashlib import sha256

import numpy as np
import pytest

from descent.export.fingerprint import parameters_sha256

BASE = {"a.weight": np.arange(6, dtype=np.float32).reshape(2, 3), "a.bias": np.zeros(2, np.float32)}


def test_it_is_worked_out_as_it_says() -> None:
    expected = sha256(b"b\0<f4\x001\0" + b"\x00\x00\x80\x3f" + b"w\0<f8\x001,0\0").hexdigest()
    assert parameters_sha256({"w": np.zeros((1, 0)), "b": np.ones(1, np.float32)}) == expected


def test_order_and_strides_do_not_matter() -> None:
    other = {"a.bias": BASE["a.bias"], "a.weight": np.asfortranarray(BASE["a.weight"])}
    assert parameters_sha256(other) == parameters_sha256(BASE)


@pytest.mark.parametrize(
    "change",
    [
        {"a.weight": BASE["a.weight"].reshape(3, 2)},
        {"a.weight": BASE["a.weight"].astype(np.float64)},
        {"a.weight": BASE["a.weight"] + np.float32(1e-6)},
        {"a.bias": np.array([0.0, -0.0], np.float32)},
        {"b": np.zeros(0, np.float32)},
    ],
    ids=["shape", "dtype", "value", "sign of zero", "another tensor"],
)
def test_everything_else_does(change: dict[str, np.ndarray]) -> None:
    assert parameters_sha256(BASE | change) != parameters_sha256(BASE)

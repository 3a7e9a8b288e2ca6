"""Weights files: both ways against the real package, literal bytes, and everything hostile refused before it costs."""

import json
import tracemalloc
from contextlib import suppress
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from descent.export.safetensors import MAX_BYTES, MAX_HEADER, MAX_TENSORS, read_safetensors, write_safetensors
from descent.problems import DescentError

tensors = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(lambda n: n != "__metadata__"),
    st.sampled_from([np.float16, np.float32, np.float64]).flatmap(
        lambda dtype: st_numpy.arrays(dtype, st_numpy.array_shapes(min_dims=0, max_dims=3, min_side=1, max_side=4))
    ),
    max_size=5,
)


def assert_same(first: dict[str, np.ndarray], second: dict[str, np.ndarray]) -> None:
    assert first.keys() == second.keys()
    for name, array in first.items():
        assert array.dtype == second[name].dtype
        np.testing.assert_array_equal(array, second[name], strict=True)


def file(header: object, body: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + body


def entry(dtype: str = "F32", shape: object = (2,), offsets: object = (0, 8)) -> dict[str, object]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


@given(tensors)
def test_the_real_package_reads_what_we_write(safetensors: ModuleType, parameters: dict[str, np.ndarray]) -> None:
    assert_same(safetensors.load(write_safetensors(parameters)), parameters)


@given(tensors)
def test_we_read_what_the_real_package_writes(safetensors: ModuleType, parameters: dict[str, np.ndarray]) -> None:
    assert_same(read_safetensors(safetensors.save(parameters)), parameters)


def test_the_bytes_are_these() -> None:
    data = write_safetensors({"a.bias": np.array([1.0, -2.0], np.float32)})
    header = b'{"a.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}     '
    assert data == b"\x40\0\0\0\0\0\0\0" + header + b"\x00\x00\x80\x3f\x00\x00\x00\xc0"


def test_strides_and_byte_order_do_not_matter() -> None:
    array = np.arange(6, dtype=np.float32).reshape(2, 3)
    assert write_safetensors({"w": array.T.astype(">f4")}) == write_safetensors({"w": np.ascontiguousarray(array.T)})


def test_free_text_is_kept_for_others_and_skipped_by_us(safetensors: ModuleType) -> None:
    data = write_safetensors({"w": np.zeros(2, np.float32)}, {"made by": "Descent “1”"})
    assert list(read_safetensors(data)) == ["w"]
    assert json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])["__metadata__"] == {"made by": "Descent “1”"}
    safetensors.load(data)


def test_a_torch_model_loads_our_file(torch: ModuleType, safetensors: ModuleType) -> None:
    layer = torch.nn.Linear(3, 2)
    data = write_safetensors({"weight": np.arange(6, dtype=np.float32).reshape(2, 3), "bias": np.ones(2, np.float32)})
    layer.load_state_dict({name: torch.tensor(array) for name, array in safetensors.load(data).items()})
    assert layer(torch.tensor([1.0, 0.0, 0.0])).tolist() == [1.0, 4.0]


def test_what_is_read_cannot_be_written() -> None:
    array = read_safetensors(write_safetensors({"w": np.zeros(2, np.float32)}))["w"]
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


HUGE = 2**62
BAD = {
    "nothing": (b"", "says that its header has 0 bytes, and at most 0"),
    "too short for a length": (b"\x01\0\0", "says that its header has 1 bytes, and at most 0"),
    "giant header": (b"\xff" * 8 + b"{}", "says that its header has 18446744073709551615 bytes, and at most 2"),
    "header beyond the file": ((3).to_bytes(8, "little") + b"{}", "has 3 bytes, and at most 2"),
    "header beyond the limit": (file(b" " * (MAX_HEADER + 1)), f"at most {MAX_HEADER}"),
    "no JSON": (file(b"PK\x03\x04"), "This is not JSON"),
    "no text": (file(b"\xff\xfe\x00"), "This is not JSON"),
    "a list": (file([]), "header: Input should be a valid dictionary"),
    "a number": (file(7), "header: Input should be a valid dictionary"),
    "nesting": (file(b"[" * 60_000), "JSON|deep"),
    "duplicate names": (file(b'{"w":1,"w":2}'), "“w” stands twice"),
    "metadata that is no text": (file({"__metadata__": {"a": 1}}), "a: Input should be a valid string"),
    "unknown dtype": (file({"w": entry("I64", (1,))}, bytes(8)), "w.dtype: Input should be 'F16', 'F32' or 'F64'"),
    "negative size": (file({"w": entry(shape=(-2,))}, bytes(8)), "w.shape.0: .* greater than or equal to 1"),
    "size that is no integer": (file({"w": entry(shape=(2.0,))}, bytes(8)), "w.shape.0: Input should be a valid int"),
    "size that is a boolean": (file({"w": entry(shape=(True, 2))}, bytes(8)), "w.shape.0: Input should be a valid int"),
    "sizes that multiply to more": (file({"w": entry(shape=(4_000_000,) * 8)}, bytes(8)), "“w” should lie at .* 0 …"),
    "giant sizes": (file({"w": entry(shape=(HUGE, HUGE))}, bytes(8)), "w.shape.0: .* less than or equal to 5000000"),
    "a size of 4,000 digits": (file({"w": entry(shape=(10**3_999,))}, bytes(8)), "w.shape.0: .* less than or equal"),
    "a size of 5,000 digits": (file(b'{"w":' + b"9" * 5_000 + b"}"), "This is not JSON"),
    "giant offsets": (file({"w": entry(offsets=(0, HUGE))}, bytes(8)), "w.data_offsets.1: .* less than or equal to"),
    "a zero that hides giants": (file({"w": entry(shape=(4_000_000, 0))}, bytes(8)), "w.shape.1: .* or equal to 1"),
    "many axes": (file({"w": entry(shape=(1,) * 9)}, bytes(8)), "w.shape: List should have at most 8"),
    "three offsets": (file({"w": entry(offsets=(0, 8, 8))}, bytes(8)), "w.data_offsets: List should have at most 2"),
    "backward offsets": (file({"w": entry(offsets=(8, 0))}, bytes(8)), "but the file says 8 … 0"),
    "offsets beyond the end": (
        file({"w": entry(shape=(4,), offsets=(0, 16))}, bytes(8)),
        "take 16 bytes, but 8 follow",
    ),
    "a gap": (
        file({"w": entry(offsets=(4, 12))}, bytes(12)),
        "should lie at the bytes 0 … 8, but the file says 4 … 12",
    ),
    "overlap": (
        file({"a": entry(), "b": entry(offsets=(4, 12))}, bytes(12)),
        "“b” should lie at the bytes 8 … 16, but the file says 4 … 12",
    ),
    "twice the same bytes": (file({"a": entry(), "b": entry()}, bytes(8)), "“b” should lie at the bytes 8 … 16"),
    "something behind": (file({"w": entry()}, bytes(9)), "take 8 bytes, but 9 follow"),
    "an unknown key": (file({"w": entry() | {"code": "x"}}, bytes(8)), "w.code: Extra inputs are not permitted"),
    "too many": (
        file({f"w{i}": entry() for i in range(MAX_TENSORS + 1)}),
        f"has {MAX_TENSORS + 1} tensors; at most {MAX_TENSORS}",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_hostile_or_damaged_file_is_refused_in_words(name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(DescentError, match=words):
        read_safetensors(data)


def test_declared_sizes_are_refused_before_anything_of_that_size_is_allocated() -> None:
    data = file({"w": entry(shape=(2**28,), offsets=(0, 2**30))}, bytes(8))
    tracemalloc.start()
    with pytest.raises(DescentError):
        read_safetensors(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_file_larger_than_any_network_is_refused() -> None:
    with pytest.raises(DescentError, match=f"at most {MAX_BYTES} are read"):
        read_safetensors(bytes(MAX_BYTES + 1))


def read_or_refuse(data: bytes) -> None:
    """Reads, or raises what a person can read; anything else that is raised fails the test."""
    with suppress(DescentError):
        read_safetensors(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@given(st.data())
def test_one_changed_byte_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(write_safetensors({"a.weight": np.ones((2, 3), np.float32), "a.bias": np.ones(2, np.float32)}))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    read_or_refuse(bytes(whole))

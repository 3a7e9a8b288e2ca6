"""The routes of docs/protocol.md against the real server, with sense and with nonsense."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from descent.data.datasets import Dataset
from descent.examples import examples
from descent.export.safetensors import read_safetensors, write_safetensors
from descent.limits import MAX_DOCUMENT_BYTES
from descent.problems import Problem
from descent.training.trainer import Trainer
from descent.web.app import create_app
from descent.web.policy import leaves
from descent.web.settings import ServerSettings
from sessions.drawings import SPIRAL, changed
from support.server import Server, StartServer

DOCUMENT = SPIRAL.model_dump(mode="json")


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as one:
        yield one


def opened(client: httpx.Client, document: Any = DOCUMENT) -> str:
    answer = client.post("/api/sessions", json=document)
    assert answer.status_code == 201, answer.text
    return answer.json()["session"]


def sentence(answer: httpx.Response) -> str:
    return " ".join(Problem(**problem).sentence() for problem in answer.json()["problems"])


# -- sense ------------------------------------------------------------------------------------------------------------


def test_the_catalogue_lists_kinds_forms_and_limits(client: httpx.Client) -> None:
    catalogue = client.get("/api/catalogue").json()
    assert [entry["kind"] for entry in catalogue["datasets"]] == list(Dataset.kinds)
    (dense,) = (entry for entry in catalogue["layers"] if entry["kind"] == "dense")
    assert dense["schema"]["properties"]["units"]["maximum"] == catalogue["limits"]["max_units"]
    assert dense["defaults"]["units"] == 4


def test_the_examples_are_listed_in_their_order_and_each_can_be_opened(client: httpx.Client) -> None:
    listed = client.get("/api/examples").json()
    assert [entry["name"] for entry in listed] == list(examples())
    for entry in listed:
        example = client.get(f"/api/examples/{entry['name']}").json()
        assert {name: example[name] for name in entry} == entry
        assert example["document"]["network"]["nodes"]


def test_a_sketch_is_drawn_for_the_document_that_comes_with_the_question(client: httpx.Client) -> None:
    drawn = client.post("/api/sketches/training.batch_size", json=DOCUMENT).json()["sketch"]
    assert drawn["says"]["params"]["batch"] == DOCUMENT["training"]["batch_size"]
    card = {"node": DOCUMENT["network"]["nodes"][1]["id"]}
    assert client.post("/api/sketches/layer.dense.weight_init", params=card, json=DOCUMENT).json()["sketch"]["bars"]
    feature = client.post("/api/sketches/feature.x1^2", json=DOCUMENT).json()["sketch"]
    assert feature["cells"]["values"][0] > 30


@pytest.mark.parametrize("key", ["nothing", "canvas.name", "a.b.c.d", "…"])
def test_what_has_no_sketch_is_no_error(client: httpx.Client, key: str) -> None:
    assert client.post(f"/api/sketches/{key}", json=DOCUMENT).json() == {"sketch": None}


def test_a_sketch_of_nonsense_is_refused(client: httpx.Client) -> None:
    assert client.post("/api/sketches/training.loss", content=b"{").status_code == 422
    assert client.post(f"/api/sketches/{'x' * 81}", json=DOCUMENT).status_code == 422
    assert client.post("/api/sketches/transport.speed?value=nan", json=DOCUMENT).status_code == 422


def test_a_session_is_opened_looked_at_and_closed(client: httpx.Client) -> None:
    answer = client.post("/api/sessions", json=DOCUMENT)
    assert answer.status_code == 201
    assert (answer.json()["revision"], answer.json()["document"]) == (0, DOCUMENT)
    path = f"/api/sessions/{answer.json()['session']}"
    seen = client.get(path).json()
    assert (seen["state"], seen["step"], seen["epoch"], seen["document"]) == ("idle", 0, 0, DOCUMENT)
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.delete(path).status_code == 404


def test_what_the_layers_went_through_can_be_asked_for(client: httpx.Client) -> None:
    path = f"/api/sessions/{opened(client)}/trail"
    assert client.get(path).json() == {"layers": {}}
    assert client.get(f"{path}/dense1/weights").json() == {"time": [], "low": [], "high": [], "counts": []}
    answer = client.get(f"{path}/dense1/colours")
    assert answer.status_code == 404
    assert sentence(answer) == "There is no “colours” over time. Ask for one of: weights, activations, gradients."


def test_a_session_key_cannot_be_guessed(client: httpx.Client) -> None:
    keys = {opened(client) for _ in range(3)}
    assert len(keys) == 3
    assert all(len(key) * 6 >= 128 for key in keys)
    for key in keys:
        client.delete(f"/api/sessions/{key}")


def test_weights_go_out_as_safetensors_and_come_back_in(client: httpx.Client) -> None:
    session = opened(client)
    answer = client.get(f"/api/sessions/{session}/weights")
    assert answer.headers["content-disposition"] == 'attachment; filename="two-spirals.safetensors"'
    wanted = Trainer(SPIRAL).parameters()
    got = read_safetensors(answer.content)
    assert {name: values.shape for name, values in got.items()} == {n: v.shape for n, v in wanted.items()}
    assert all(got[name].tobytes() == values.tobytes() for name, values in wanted.items())

    other = {name: values + 1 for name, values in wanted.items()}
    put = client.put(f"/api/sessions/{session}/weights", content=write_safetensors(other))
    assert put.status_code == 204, put.text
    again = read_safetensors(client.get(f"/api/sessions/{session}/weights").content)
    assert all(again[name].tobytes() == values.tobytes() for name, values in other.items())


# -- nonsense ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
@pytest.mark.parametrize("key", ["nothing", "..", "%00", "a" * 500, "é"])
def test_a_session_that_is_not_there_is_404(client: httpx.Client, method: str, key: str) -> None:
    path = f"/api/sessions/{key}" + ("/weights" if method == "PUT" else "")
    assert client.request(method, path).status_code == 404


def test_an_example_that_is_not_there_is_404_in_words(client: httpx.Client) -> None:
    answer = client.get("/api/examples/nothing")
    assert answer.status_code == 404
    assert sentence(answer) == "There is no example “nothing”. The gallery lists all of them."


def test_a_method_that_is_not_meant_is_405_in_words(client: httpx.Client) -> None:
    answer = client.post("/api/catalogue")
    assert (answer.status_code, sentence(answer)) == (405, "This address does not answer POST.")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (["network", "nodes", 1, "layer", "units"], 10**9, "less than or equal to 4096; got 1000000000"),
        (["network", "nodes", 1, "layer", "units"], -1, "greater than or equal to 1; got -1"),
        (["network", "nodes", 1, "layer", "units"], 2**63, "less than or equal to 4096"),
        (["network", "nodes", 1, "layer", "units"], "four", "valid integer; got 'four'"),
        (["network", "nodes"], [DOCUMENT["network"]["nodes"][0]] * 1_000, "at most 200 items"),
        (["training", "learning_rate"], True, "valid number"),
        (["training", "seed"], 2**32, "less than or equal to 4294967295"),
        (["data", "dataset"], {"kind": "nothing"}, "does not match any of the expected tags"),
        (["surprise"], 1, "Extra inputs are not permitted"),
    ],
)
def test_a_document_beyond_a_limit_is_422_and_names_field_and_limit(
    client: httpx.Client, path: list[Any], value: Any, words: str
) -> None:
    document = json.loads(json.dumps(DOCUMENT))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    answer = client.post("/api/sessions", json=document)
    assert answer.status_code == 422
    assert words in sentence(answer)
    assert ".".join(map(str, path[:2])) in sentence(answer)


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("", 422, "This is not JSON"),
        ("{", 422, "This is not JSON"),
        ('{"version": 1, "version": 1}', 422, "The key “version” stands twice"),
        ('{"training": {"learning_rate": NaN}}', 422, "NaN is not a number that can be used"),
        ('{"training": {"learning_rate": 1e999}}', 422, ""),
        ("[" * 100_000 + "]" * 100_000, 422, "nested more than 32 levels deep"),
        ("[" * 40 + "]" * 40, 422, "nested more than 32 levels deep"),
        (" " * (MAX_DOCUMENT_BYTES + 1), 413, f"more than {MAX_DOCUMENT_BYTES} bytes"),
    ],
)
def test_text_that_is_no_document_is_refused_in_words(client: httpx.Client, text: str, status: int, words: str) -> None:
    answer = client.post("/api/sessions", content=text)
    assert answer.status_code == status
    assert words in sentence(answer)


def test_an_upload_without_a_length_is_stopped_in_the_middle(client: httpx.Client) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 10**9:
            sent += 65_536
            yield bytes(65_536)

    try:
        answer = client.post("/api/sessions", content=endless())
    except httpx.WriteError:
        answer = None  # the server hung up while we were still sending
    assert answer is None or answer.status_code == 413
    assert sent < 10**8


FOREIGN = write_safetensors({"a.weight": np.ones((2, 2))})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"\xff" * 100,
        (10**15).to_bytes(8, "little") + b"{}",
        write_safetensors({"a.weight": np.ones((2, 2))}),
    ],
    ids=["empty", "short", "junk", "giant header", "another network"],
)
def test_weights_that_do_not_fit_are_422_in_words(client: httpx.Client, body: bytes) -> None:
    session = opened(client)
    answer = client.put(f"/api/sessions/{session}/weights", content=body)
    assert answer.status_code == 422
    assert sentence(answer)
    assert client.get(f"/api/sessions/{session}/weights").status_code == 200


def test_a_session_too_many_is_503_in_words(start_server: StartServer) -> None:
    server = start_server("--max-sessions", "1")
    with httpx.Client(base_url=server.url) as client:
        session = opened(client)
        answer = client.post("/api/sessions", json=DOCUMENT)
        assert answer.status_code == 503
        assert "1 sessions are open, which is the limit" in sentence(answer)
        client.delete(f"/api/sessions/{session}")
        opened(client)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
PLACES: list[list[Any]] = [
    ["network"],
    ["network", "nodes"],
    ["network", "wires"],
    ["network", "wires", 0],
    ["network", "nodes", 1],
    ["network", "nodes", 1, "layer"],
    ["network", "nodes", 1, "layer", "units"],
    ["data"],
    ["data", "dataset"],
    ["data", "features"],
    ["training"],
    ["training", "optimizer"],
    ["training", "learning_rate"],
    ["name"],
    ["version"],
]


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PLACES), JSON)
def test_a_document_with_junk_in_it_is_never_a_500(client: httpx.Client, place: list[Any], junk: Any) -> None:
    document = json.loads(json.dumps(DOCUMENT))
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = junk
    answer = client.post("/api/sessions", content=json.dumps(document))
    assert answer.status_code in {201, 422}
    if answer.status_code == 201:
        client.delete(f"/api/sessions/{answer.json()['session']}")


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_binary_junk_is_never_a_500(client: httpx.Client, junk: bytes) -> None:
    assert client.post("/api/sessions", content=junk).status_code == 422
    assert client.post("/token", content=junk).status_code == 401


def test_a_drawing_with_a_mistake_opens_all_the_same(client: httpx.Client) -> None:
    opened(client, changed(SPIRAL, "network", "wires", to=[]).model_dump(mode="json"))


# -- the description --------------------------------------------------------------------------------------------------


def test_every_route_of_the_api_stands_in_the_protocol() -> None:
    text = (Path(__file__).parents[2] / "docs/protocol.md").read_text("utf-8")
    described = set(re.findall(r"`(GET|POST|PUT|DELETE) (/[^`?]*)", text))
    for route in leaves(create_app(ServerSettings()).routes):
        path = getattr(route, "path", "")
        for method in getattr(route, "methods", None) or ["GET"]:
            if path.startswith("/api") or path in {"/healthz", "/readyz"}:
                assert (method, path) in described, f"{method} {path} is not in docs/protocol.md"

"""`descent train`, end to end: what it prints, saves and refuses."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.cli import DIVERGED, DONE, INTERRUPTED, WRONG, main
from descent.cli.changes import parse_change
from descent.examples import load_example
from descent.export.fingerprint import parameters_sha256
from descent.training.trainer import Trainer

Capture = pytest.CaptureFixture[str]
FIELDS = {
    *("epochs", "steps", "train_loss", "validation_loss", "metrics", "steps_per_second", "parameters"),
    *("parameters_sha256", "stopped"),
}


def train(capsys: Capture, *argv: str) -> tuple[int, dict[str, Any], str]:
    """Exit code, the JSON object of the last line, and what stood on stderr."""
    code = main(["train", *argv, "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out.splitlines()[-1]) if out else {}, err


def test_the_last_line_is_one_object_with_every_field(capsys: Capture) -> None:
    code, result, err = train(capsys, "spiral", "--epochs", "2")
    assert (code, err) == (DONE, "")
    assert result.keys() == FIELDS
    assert (result["epochs"], result["steps"], result["stopped"]) == (2, 70, "epochs")
    assert result["metrics"].keys() == {
        *("train_accuracy", "validation_accuracy", "train_balanced_accuracy", "validation_balanced_accuracy"),
    }
    assert result["steps_per_second"] > 0


def test_it_says_what_the_library_says(capsys: Capture) -> None:
    _, result, _ = train(capsys, "breast_cancer", "--epochs", "3")
    trainer = Trainer(load_example("breast_cancer"))
    record = trainer.run(epochs=3)
    assert result["train_loss"] == record.train_loss
    assert result["validation_loss"] == record.validation_loss
    assert result["metrics"] == {
        "train_accuracy": record.train_score,
        "validation_accuracy": record.validation_score,
        "train_balanced_accuracy": record.train_second,
        "validation_balanced_accuracy": record.validation_second,
    }
    assert result["parameters"] == sum(array.size for array in trainer.parameters().values())
    assert result["parameters_sha256"] == parameters_sha256(trainer.parameters())


def test_numbers_are_scored_by_r2_and_mean_absolute_error(capsys: Capture) -> None:
    _, result, _ = train(capsys, "diabetes", "--epochs", "20")
    assert result["metrics"].keys() == {"train_r2", "validation_r2", "train_mae", "validation_mae"}
    assert 20 < result["metrics"]["validation_mae"] < 70  # in the unit of the data: a score from 25 to 346


def test_the_same_command_gives_the_same_parameters(capsys: Capture) -> None:
    first, second = (train(capsys, "circle", "--epochs", "2", "--seed", "5")[1] for _ in range(2))
    assert first["parameters_sha256"] == second["parameters_sha256"]


def test_another_seed_gives_other_parameters_and_the_same_data(capsys: Capture, tmp_path: Path) -> None:
    document = tmp_path / "d.json"
    document.write_text(load_example("circle").model_dump_json())
    first, second = (train(capsys, str(document), "--epochs", "1", "--seed", seed)[1] for seed in "12")
    assert first["parameters_sha256"] != second["parameters_sha256"]
    one, other = (
        Trainer(load_example("circle").model_copy(update={"training": t}))
        for t in (
            load_example("circle").training.replace(seed=1),
            load_example("circle").training.replace(seed=2),
        )
    )
    np.testing.assert_array_equal(one.data.train.raw, other.data.train.raw)


def test_settings_are_set_in_order(capsys: Capture) -> None:
    plain = train(capsys, "circle", "--epochs", "1")[1]
    wider = train(capsys, "circle", "--epochs", "1", "--set", "network.nodes.1.layer.units=7")[1]
    assert wider["parameters"] == plain["parameters"] + 4
    twice = ("--set", "training.seed=3", "--set", "training.seed=4", "--epochs", "1")
    assert (
        train(capsys, "circle", *twice)[1]["parameters_sha256"]
        == (train(capsys, "circle", "--seed", "4", "--epochs", "1")[1]["parameters_sha256"])
    )


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("training.learning_rate=0.1", ["training", "learning_rate"], 0.1),
        ("network.nodes.2.layer.activation=relu", ["network", "nodes", 2, "layer", "activation"], "relu"),
        ("data.standardise=true", ["data", "standardise"], True),
        ('data.features=["x1","x1*x2"]', ["data", "features"], ["x1", "x1*x2"]),
        ("training.optimizer.kind=sgd", ["training", "optimizer"], {"kind": "sgd"}),
        ("name=a=b", ["name"], "a=b"),
        ("training.stop_after=null", ["training", "stop_after"], None),
    ],
)
def test_a_change_is_a_path_and_a_value(text: str, path: list[str | int], value: object) -> None:
    change = parse_change(text)
    assert (change.path, change.value) == (path, value)


def test_a_new_kind_begins_with_its_defaults(capsys: Capture) -> None:
    assert train(capsys, "spiral", "--epochs", "1", "--set", "training.optimizer.kind=sgd")[0] == DONE


WRONG_REQUESTS = {
    "no such document": (["nope.json"], "There is no example and no file “nope.json”. The examples are: spiral,"),
    "a folder": (["."], "The file “.” could not be read: Is a directory."),
    "no change": (["spiral", "--set", "rate"], "“rate” is no change. Write --set PATH=VALUE"),
    "empty path": (["spiral", "--set", "=1"], "“=1” is no change."),
    "unknown path": (["spiral", "--set", "training.x.y=1"], "The document has no place “training.x.y”."),
    "unknown setting": (["spiral", "--set", "training.rate=1"], "training.rate: Extra inputs are not permitted"),
    "beyond its limit": (["spiral", "--set", "training.learning_rate=1000"], "less than or equal to 100; got 1000"),
    "wrong type": (
        ["spiral", "--set", "training.batch_size=ten"],
        "training.batch_size: Input should be a valid integer",
    ),
    "not finite": (["spiral", "--set", "training.learning_rate=NaN"], "NaN is not a number that can be used"),
    "negative seed": (["spiral", "--seed", "-1"], "training.seed: Input should be greater than or equal to 0"),
    "no epochs": (["spiral", "--epochs", "0"], "--epochs is a whole number from 1 to 1000000; got 0."),
    "a drawing that can't be trained": (["spiral", "--set", "network.wires=[]"], "Nothing comes into “Dense 1”."),
    "nowhere to save": (["spiral", "--save", "no/such/folder/w.safetensors"], "can't be written: No such file or"),
    "a folder to save to": (["spiral", "--save", "."], "The file “.” can't be written: Is a directory."),
}


@pytest.mark.parametrize("name", WRONG_REQUESTS)
def test_a_wrong_request_is_one_clear_line_and_exit_code_2(name: str, capsys: Capture) -> None:
    argv, words = WRONG_REQUESTS[name]
    assert main(["train", *argv]) == WRONG
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("descent: ")
    assert err.count("\n") == 1
    assert words in err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This is not JSON"),
        (b"\xff\xfe", "This is not JSON"),
        (b"[" * 100_000, "nested|not JSON"),
        (b" " * 300_000, "bytes; at most 262144 are read"),
        (b"{}", "Field required"),
        (b'{"version": 2}', "version"),
    ],
)
def test_a_file_that_is_no_document_is_one_clear_line(
    content: bytes, words: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "d.json"
    file.write_bytes(content)
    assert main(["train", str(file)]) == WRONG
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert any(word in err for word in words.split("|"))


def test_saved_parameters_are_read_by_the_real_package(
    capsys: Capture, tmp_path: Path, safetensors: ModuleType
) -> None:
    file = tmp_path / "weights.safetensors"
    _, result, _ = train(capsys, "xor", "--epochs", "2", "--save", str(file))
    parameters = safetensors.load_file(file)
    assert parameters_sha256(parameters) == result["parameters_sha256"]
    assert parameters["dense1.weight"].shape == (8, 2)
    assert list(tmp_path.iterdir()) == [file]


def test_without_json_a_small_table_is_printed(capsys: Capture) -> None:
    assert main(["train", "circle", "--epochs", "2"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2 epochs, 70 steps, ")
    assert lines[1].split() == ["loss", "accuracy", "balanced", "accuracy"]
    assert [line.split()[0] for line in lines[2:4]] == ["training", "validation"]
    assert "parameters, sha256 " in lines[4]


def test_a_divergent_run_says_so_with_a_code_of_its_own_and_saves_nothing(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "w.safetensors"
    code, result, err = train(capsys, "rate_too_large", "--save", str(file))
    assert code == DIVERGED
    assert result["stopped"] == "diverged"
    assert err.count("\n") == 2
    assert "were not saved" in err
    assert not file.exists()


def test_a_file_named_like_an_example_is_meant_by_its_path(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("spiral").write_text(load_example("circle").model_dump_json())
    as_example, as_file = (train(capsys, name, "--epochs", "1")[1]["parameters"] for name in ("spiral", "./spiral"))
    assert as_example != as_file


@pytest.mark.slow
def test_ctrl_c_ends_with_what_was_learned(tmp_path: Path, safetensors: ModuleType) -> None:
    file = tmp_path / "w.safetensors"
    command = [sys.executable, "-c", INTERRUPTED_WHEN_THREE_ARE_DONE, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == INTERRUPTED
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["stopped"] == "interrupted"
    assert 3 <= result["epochs"] < 1_000_000
    assert f"Stopped after {result['epochs']} of 1000000 epochs" in done.stderr
    assert "Traceback" not in done.stderr
    assert parameters_sha256(safetensors.load_file(file)) == result["parameters_sha256"]


INTERRUPTED_WHEN_THREE_ARE_DONE = f"""
import os, sys
from descent.cli import main
from descent.training.trainer import Trainer
advance = Trainer.advance
def interrupted(self, seconds):
    if self.epoch >= 3:
        os.kill(os.getpid(), {signal.SIGINT.value})
    return advance(self, seconds)
Trainer.advance = interrupted
sys.exit(main(["train", "circle", "--epochs", "1000000", "--json", "--save", sys.argv[1]]))
"""

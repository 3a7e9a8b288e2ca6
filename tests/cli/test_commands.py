"""Help, examples, schema; errors in one line; start-up that imports only what is needed."""

import json
import subprocess
import sys

import pytest

import descent
from descent.cli import DONE, WRONG, main, parser
from descent.document import Document, parse_document
from descent.examples import examples


def exit_code(*argv: str) -> int:
    """What the shell would get."""
    try:
        return main(argv)
    except SystemExit as end:
        return int(end.code or 0)


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_examples_are_listed_by_name_with_a_line_about_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("examples") == DONE
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(examples())
    assert all(one.title in line for line, one in zip(lines, examples().values(), strict=True))


@pytest.mark.parametrize("name", examples())
def test_an_example_prints_a_document_that_can_be_read(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("examples", name) == DONE
    assert parse_document(capsys.readouterr().out) == examples()[name].document


def test_an_unknown_example_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("examples", "nope") == WRONG
    assert capsys.readouterr().err.startswith("descent: There is no example “nope”. There are: spiral,")


def test_the_schema_is_that_of_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("schema") == DONE
    assert json.loads(capsys.readouterr().out) == Document.model_json_schema()


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--version") == DONE
    assert capsys.readouterr().out == f"descent {descent.__version__}\n"


@pytest.mark.parametrize(
    "argv", [[], ["nonsense"], ["train"], ["train", "spiral", "--epoch", "3"], ["train", "--epochs"]]
)
def test_a_wrong_command_line_is_one_line_with_where_to_look(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(*argv) == WRONG
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("descent")
    assert "--help" in err


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from descent.cli import main\n"
        "try: main(['train', '--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'numpy', 'pydantic', 'rich', 'fastapi'} & sys.modules.keys()))"
    )
    assert python(code).splitlines()[-1] == "[]"


@pytest.mark.slow
def test_examples_import_no_server() -> None:
    code = (
        "import sys\n"
        "from descent.cli import main\n"
        "main(['examples'])\n"
        "print(sorted({'fastapi', 'uvicorn', 'sklearn', 'rich'} & sys.modules.keys()))"
    )
    assert python(code).splitlines()[-1] == "[]"


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_traceback() -> None:
    shell = f"{sys.executable} -m descent schema | head -c 10"
    done = subprocess.run(shell, shell=True, capture_output=True, text=True)
    assert len(done.stdout) == 10
    assert done.stderr == ""


def test_what_an_error_quotes_cannot_break_the_line(
    tmp_path: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code("train", "no\x1b[31m\nsuch") == WRONG
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_every_flag_of_train_is_documented() -> None:
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    (subparsers,) = [action for action in parser()._actions if isinstance(action.choices, dict)]
    for name, command in subparsers.choices.items():
        assert f"`descent {name}" in page
        for action in command._actions:
            for flag in action.option_strings:
                assert flag in {"-h", "--help"} or f"`{flag}" in page

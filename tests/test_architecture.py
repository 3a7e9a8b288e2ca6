"""The table of docs/architecture.md, held true by reading the imports; and what no tracked file may contain."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "backend" / "descent"

LEAVES = {"settings", "problems", "limits"}
ALL = frozenset({"*"})

# What each package (or module) of `descent` may import of ours, leaves and itself apart. An edit here is a decision:
# change docs/architecture.md with it and write why in docs/decisions/.
MAY_IMPORT: dict[str, frozenset[str]] = {
    **{leaf: frozenset() for leaf in LEAVES},
    "ops": frozenset(),
    "data": frozenset(),
    "messages": frozenset(),
    "document": frozenset({"ops", "data"}),
    "examples": frozenset({"document"}),
    "engine": frozenset({"document", "ops", "data"}),
    "training": frozenset({"engine", "ops", "data", "document"}),
    "probes": frozenset({"training", "engine", "ops", "data", "document"}),
    "coach": frozenset({"training", "engine", "ops", "data", "document"}),
    "wire": frozenset({"document", "ops", "data", "probes", "coach"}),
    "sketches": frozenset({"training", "engine", "ops", "data", "document", "wire"}),
    "sessions": frozenset({"training", "probes", "coach", "wire", "engine", "data", "document", "store", "export"}),
    "store": frozenset({"document"}),
    "export": frozenset({"document", "engine"}),
    "web": frozenset({"sessions", "store", "export", "wire", "document", "examples", "engine", "sketches"}),
    "cli": ALL,
    "__main__": frozenset({"cli"}),
    "__init__": ALL,
}
# Packages whose third-party imports are counted on the fingers of one hand.
NUMPY_ONLY = {
    "settings",
    "problems",
    "limits",
    "ops",
    "engine",
    "document",
    "training",
    "probes",
    "coach",
    "wire",
    "sketches",
}
ALLOWED_THERE = {"numpy", "pydantic", "pydantic_core", "descent"}
# Sans-I/O: the codec and the sessions' logic know no loop, no socket, no framework; these few move the bytes.
NO_IO = ("wire/", "sessions/")
MAY_DO_IO = tuple(f"sessions/{name}.py" for name in ("client", "host", "link", "pool", "requests", "session"))
WORKER = "sessions/worker/"
IO = {"asyncio", "socket", "selectors", "ssl", "fastapi", "starlette", "uvicorn", "websockets", "anyio"}

LONGEST = 400


def modules() -> dict[str, Path]:
    """Every module of `descent` by its dotted name without the root: `ops.layers.dense`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


def imports(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Every name that a module imports, in functions too, but not what only the type checker reads."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting.extend(node.orelse)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports are forbidden (ruff: TID252)"
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)
        else:
            waiting.extend(ast.iter_child_nodes(node))


def resolve(name: str, known: dict[str, Path]) -> str | None:
    """The module of ours that an imported name lies in, None when it is not ours."""
    parts = name.split(".")
    if parts[0] != "descent":
        return None
    for end in range(len(parts), 1, -1):
        if (dotted := ".".join(parts[1:end])) in known:
            return dotted
    return "__init__"


def room(module: str) -> str:
    """The row of the table that a module belongs to."""
    return module.split(".")[0]


MODULES = modules()
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def forbidden(module: str, imported: str) -> bool:
    """Whether the table forbids an import between two modules of ours."""
    here, there = room(module), room(imported)
    allowed = MAY_IMPORT[here]
    return not (there in LEAVES or there == here or allowed == ALL or there in allowed or imported == "__init__")


def test_every_room_is_in_the_table() -> None:
    assert {room(module) for module in MODULES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_in_the_allowed_direction(module: str) -> None:
    wrong = [
        f"{MODULES[module].relative_to(ROOT)}:{node.lineno}: {room(module)} may not import {name}"
        for name, node in imports(TREES[module])
        if (imported := resolve(name, MODULES)) is not None and forbidden(module, imported)
    ]
    assert not wrong, "\n".join(wrong)


def top_level(tree: ast.Module) -> Iterator[str]:
    """The names imported when the module is imported; an import inside a function closes no cycle."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, functions)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    yield from (name for name, node in imports(tree) if id(node) not in inside)


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {
        module: {imported for name in top_level(tree) if (imported := resolve(name, MODULES)) not in {None, module}}
        for module, tree in TREES.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        pytest.fail("import cycle: " + " → ".join(reversed(cycle.args[1])))


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) in NUMPY_ONLY])
def test_the_arithmetic_knows_numpy_and_pydantic_only(module: str) -> None:
    outside = {name.split(".")[0] for name, _ in imports(TREES[module])} - set(sys.stdlib_module_names) - ALLOWED_THERE
    assert not outside, f"{MODULES[module].relative_to(ROOT)} imports {', '.join(sorted(outside))}"


@pytest.mark.parametrize("module", MODULES)
def test_the_codec_and_the_logic_of_sessions_do_no_io(module: str) -> None:
    path = MODULES[module].relative_to(PACKAGE).as_posix()
    if path.startswith(NO_IO) and path not in MAY_DO_IO and not path.startswith(WORKER):
        used = {name.split(".")[0] for name, _ in imports(TREES[module])} & IO
        assert not used, f"{path} imports {', '.join(sorted(used))}"


def tracked() -> list[Path]:
    """The files that git knows, or will know once they are added."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for name in listed if (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """The tracked files that are text, this one apart."""
    for path in tracked():
        if path == Path(__file__):
            continue
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


REGISTRY = re.compile(
    r'"resolved":\s*"http|^\s*(--index-url|--extra-index-url|--find-links|-i )'
    r"|registry\.npmjs\.org|registry\s*=\s*.?http|files\.pythonhosted\.org|pypi\.org/simple|file:///",
    re.MULTILINE,
)
# A path of somebody's machine: /home/name, /Users/name, /work/…, C:\Users\name.
MACHINE = re.compile(r"(?<![\w.-])(/home/(?!app\b)\w|/Users/\w|/work/\w|C:\\Users\\\w)")


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1}: {found.group().strip()}"
        for path, text in texts()
        for pattern in (REGISTRY, MACHINE)
        for found in pattern.finditer(text)
    ]
    assert not wrong, "\n".join(wrong)


def test_long_files_say_why() -> None:
    sources = {".py", ".ts", ".svelte", ".js", ".css"}
    wrong = []
    for path, text in texts():
        lines = text.splitlines()
        if path.suffix in sources and ".generated." not in path.name and len(lines) > LONGEST:
            top = "\n".join(lines[:15]).lower()
            if "long because" not in top:
                wrong.append(
                    f"{path.relative_to(ROOT)} has {len(lines)} lines: split it, or write “Long because …” at its top"
                )
    assert not wrong, "\n".join(wrong)


# ---- the checker itself ---------------------------------------------------------------------------------------------


def test_the_checker_sees_imports_inside_functions_but_not_those_for_types() -> None:
    tree = ast.parse(
        "import numpy as np\n"
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from descent.web import app\n"
        "def f():\n    from descent.engine import plan\n"
    )
    names = {name for name, _ in imports(tree)}
    assert names == {"numpy", "typing.TYPE_CHECKING", "descent.engine.plan"}
    assert "descent.engine.plan" not in set(top_level(tree))


def test_the_checker_refuses_a_wrong_direction() -> None:
    assert forbidden("ops.layers.dense", "engine.plan")
    assert forbidden("engine.plan", "training.trainer")
    assert forbidden("wire.frames", "sessions.pool")
    assert not forbidden("engine.plan", "ops.layers.dense")
    assert not forbidden("ops.layers.dense", "settings")
    assert not forbidden("cli", "web.app")


@pytest.mark.parametrize("line", ['"resolved": "https://x"', "--index-url https://x", "-i https://x", "file:///opt"])
def test_the_checker_knows_a_registry(line: str) -> None:
    assert REGISTRY.search(line)


@pytest.mark.parametrize("line", ["see /home/ann/x", '"/work/ann"', "in /Users/ann"])
def test_the_checker_knows_a_machine(line: str) -> None:
    assert MACHINE.search(line)

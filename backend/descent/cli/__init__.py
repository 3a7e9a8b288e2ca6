"""The command `descent`, the composition root.

What a subcommand needs is imported when it runs, so that help comes at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Final, NoReturn

import descent

DONE: Final = 0
WRONG: Final = 2
DIVERGED: Final = 3
INTERRUPTED: Final = 130

Run = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG, f"{self.prog}: {message}. See {self.prog} --help.\n")


def _serve(arguments: argparse.Namespace) -> int:
    from descent.cli.serve import run

    return run(arguments)


def _examples(arguments: argparse.Namespace) -> int:
    from descent.cli.show import examples

    return examples(arguments.name)


def _schema(_: argparse.Namespace) -> int:
    from descent.cli.show import schema

    return schema()


def _train(arguments: argparse.Namespace) -> int:
    # Read when NumPy is loaded: one thread is four times faster on small matrices, a forced kernel may be half as fast.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.pop("OPENBLAS_CORETYPE", None)
    from descent.cli.train import run

    return run(arguments)


def parser(serve_flags: Callable[[argparse.ArgumentParser], None] | None = None) -> argparse.ArgumentParser:
    """The whole command line. `serve_flags` adds the flags of `serve`, which are made from the server's settings."""
    root = _Parser(prog="descent", description="Draw a neural network, press play, watch it learn.", allow_abbrev=False)
    root.add_argument("--version", action="version", version=f"descent {descent.__version__}")
    commands = root.add_subparsers(metavar="command", required=True, parser_class=_Parser)

    def command(name: str, run: Run, words: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
        one.set_defaults(run=run)
        return one

    serve = command("serve", _serve, "serve the page")
    if serve_flags is not None:
        serve_flags(serve)

    examples = command("examples", _examples, "list the examples, or print the document of one")
    examples.add_argument("name", nargs="?", metavar="NAME", help="print this example's document as JSON")

    command("schema", _schema, "print the JSON Schema of a document")

    train = command("train", _train, "train a document and say how well it does")
    train.add_argument(
        "document", metavar="NAME|FILE", help="an example, or a file with a document (./NAME for a file)"
    )
    train.add_argument("--epochs", type=int, metavar="N", help="how long (default: what the document or example says)")
    train.add_argument("--seed", type=int, metavar="S", help="training seed: initial weights, order, dropout")
    train.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PATH=VALUE",
        dest="changes",
        help="change the document, such as training.learning_rate=0.1; may be given again",
    )
    train.add_argument("--json", action="store_true", help="print the result as one JSON object, on the last line")
    train.add_argument("--save", metavar="FILE", help="write the parameters to FILE.safetensors")
    return root


def _serve_flags(one: argparse.ArgumentParser) -> None:
    from descent.cli.serve import add_flags

    add_flags(one)


def _one_line(text: str) -> str:
    """Errors may quote what came from a file: nothing in it moves the cursor or breaks the line."""
    return "".join(c if c.isprintable() else "�" for c in text.replace("\n", " "))


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code: 0 done, 2 wrong input, 3 diverged, 130 interrupted."""
    given = sys.argv[1:] if argv is None else argv
    arguments = parser(_serve_flags if given[:1] == ["serve"] else None).parse_args(given)
    from descent.problems import DescentError

    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except DescentError as error:
        print(f"descent: {_one_line(str(error))}", file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        # Whoever read our output has gone (`descent schema | head -1`). Python's own flush at exit must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code

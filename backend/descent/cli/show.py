"""Subcommands that print what there is."""

import json

from descent.cli import DONE
from descent.document import Document
from descent.examples import example
from descent.examples import examples as all_examples


def examples(name: str | None) -> int:
    """The examples with their titles, or the document of one."""
    if name is not None:
        print(example(name).document.model_dump_json(indent=2))
        return DONE
    width = max(map(len, all_examples()))
    for key, one in all_examples().items():
        print(f"{key:{width}}  {one.title}: {one.description}")
    return DONE


def schema() -> int:
    """The JSON Schema of a document."""
    print(json.dumps(Document.model_json_schema(), indent=2, ensure_ascii=False))
    return DONE

"""Prints the words of the examples as catalogue entries: `python -m descent.examples.words`.

The committed messages/en/examples.generated.json is this text; a test fails when it is not. A code is
`example.<name>`, then `title`, `description` or `look_for`.
"""

import json
import sys

from descent.examples import examples


def words() -> str:
    """The text of examples.generated.json."""
    found = {
        f"example.{name}.{part}": getattr(example, part)
        for name, example in examples().items()
        for part in ("title", "description", "look_for")
    }
    return json.dumps(dict(sorted(found.items())), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(words())

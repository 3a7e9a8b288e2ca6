"""Languages for tests, made from the English catalogue: one with accents and longer words, and one from right to left.

Every message stands in brackets, so that words that are in no catalogue are seen: they have none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from descent.problems import catalogue

ACCENTS: Final = str.maketrans("aceinosuyAEIOU", "áçéíñóšúýÁÉÍÓÚ")
# Letters that are read from right to left, for everything between placeholders.
HEBREW: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתאבגד")
PLACEHOLDER: Final = re.compile(r"(\{\w+\})")
LONGER: Final = 0.4


def _parts(text: str, letters: Mapping[int, int], *, lower: bool) -> str:
    parts = PLACEHOLDER.split(text.lower() if lower and not PLACEHOLDER.search(text) else text)
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.translate(letters) for part in parts)


def accented(text: str) -> str:
    """“Play” as “⟦Pláý··⟧”: 40 % longer."""
    extra = "·" * max(1, round(LONGER * len(PLACEHOLDER.sub("", text))))
    return f"⟦{_parts(text, ACCENTS, lower=False)}{extra}⟧"


def mirrored(text: str) -> str:
    """“Play” in Hebrew letters."""
    return f"⟦{_parts(text, HEBREW, lower=True)}⟧"


def _every(message: str | dict[str, str], change: Callable[[str], str]) -> str | dict[str, str]:
    if isinstance(message, dict):
        return {category: change(text) for category, text in message.items()}
    return change(message)


def write_languages(folder: Path) -> Path:
    """Writes `qps` (accented, longer) and `he` (from right to left) for `--languages`; returns the folder."""
    for tag, change, name, direction in (
        ("qps", accented, "Pseudo", "ltr"),
        ("he", mirrored, "Mirrored", "rtl"),
    ):
        words = {code: _every(message, change) for code, message in catalogue().items()}
        words |= {"language.name": name, "language.direction": direction}
        (folder / tag).mkdir(parents=True)
        (folder / tag / "all.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    return folder

"""The languages that the server speaks, and which one a person gets.

A language is a folder of JSON files, named by its tag (`de`, `pt-BR`): the package's own in descent/messages, and
those of `--languages FOLDER`. `language.name` and `language.direction` stand among its messages. A message that a
language lacks is said in English.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal, cast

from starlette.requests import HTTPConnection
from starlette.types import Scope

from descent.problems import Problem, catalogue

ENGLISH: Final = "en"
QUERY: Final = "lang"
COOKIE: Final = "descent_language"
TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Language:
    """`messages` are its own only: a string each, or forms by plural category."""

    tag: str
    name: str
    direction: Literal["ltr", "rtl"]
    messages: Mapping[str, Any]

    def words(self, code: str, default: str | None = None) -> str:
        """A message without parameters; in English where this language lacks it. KeyError for a code of nobody."""
        found = self.messages.get(code, default)
        return str(catalogue()[code] if found is None else found)

    def sentence(self, problem: Problem) -> str:
        """The sentence of a problem."""
        return self.words(problem.code).format(**problem.params)


def _language(tag: str, messages: Mapping[str, Any]) -> Language:
    direction = "rtl" if messages.get("language.direction") == "rtl" else "ltr"
    return Language(tag, str(messages.get("language.name", tag)), direction, messages)


def _read(folder: Path) -> Iterator[Language]:
    for place in sorted(folder.iterdir()):
        if place.is_dir() and TAG.fullmatch(place.name):
            messages: dict[str, Any] = {}
            for file in sorted(place.glob("*.json")):
                messages |= cast("dict[str, Any]", json.loads(file.read_text("utf-8")))
            yield _language(place.name, messages)


def find_languages(further: Path | None = None) -> dict[str, Language]:
    """All languages by tag, English first. A folder of `further` goes before the package's of the same tag."""
    with resources.as_file(resources.files("descent") / "messages") as own:
        found = {language.tag: language for language in _read(own)}
    if further is not None:
        found |= {language.tag: language for language in _read(further)}
    return {ENGLISH: found.pop(ENGLISH), **found}


def _accepted(header: str) -> Iterator[str]:
    """The tags of an Accept-Language header, the most wanted first, each followed by its language alone."""
    weighed: list[tuple[float, str]] = []
    for part in header[:1000].split(","):
        tag, _, quality = part.partition(";")
        weight = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", quality)
        weighed.append((float(weight[1]) if weight else 1.0, tag.strip()))
    for weight, tag in sorted(weighed, key=lambda one: -one[0]):
        if weight > 0:
            yield tag
            yield tag.partition("-")[0]


def choose(languages: Mapping[str, Language], asked: str | None, remembered: str | None, accepted: str) -> Language:
    """What the address asks for, else what was chosen before, else what the browser prefers, else English."""
    by_tag = {tag.lower(): language for tag, language in languages.items()}
    for tag in (asked, remembered, *_accepted(accepted)):
        if tag is not None and (language := by_tag.get(tag.lower())) is not None:
            return language
    return languages[ENGLISH]


def languages_of(scope: Scope) -> Mapping[str, Language]:
    """Those of the app that a request came to."""
    return scope["app"].state.languages


def language_of(scope: Scope) -> Language:
    """The language of who asks."""
    asked = HTTPConnection(scope)
    header = asked.headers.get("accept-language", "")
    return choose(languages_of(scope), asked.query_params.get(QUERY), asked.cookies.get(COOKIE), header)

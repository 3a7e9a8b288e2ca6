"""Languages: a folder of JSON is one; who asks gets the one that is asked for, remembered or preferred."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from descent.problems import Problem
from descent.web.languages import COOKIE, choose, find_languages
from support.pseudo import write_languages

Visit = Callable[..., httpx.AsyncClient]


@pytest.fixture
def languages(tmp_path: Path) -> Path:
    return write_languages(tmp_path / "languages")


def test_a_folder_of_json_is_a_language(tmp_path: Path) -> None:
    folder = tmp_path / "de"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps({"language.name": "Deutsch", "web.not_found": "Hier ist nichts."}))
    (tmp_path / "not a tag").mkdir()
    found = find_languages(tmp_path)
    assert list(found) == ["en", "de"]
    assert (found["de"].name, found["de"].direction) == ("Deutsch", "ltr")
    assert found["de"].words("web.not_found") == "Hier ist nichts."
    # What it lacks is said in English.
    assert found["de"].sentence(Problem(code="web.no_example", params={"name": "x"})).startswith("There is no example")


@pytest.mark.parametrize(
    ("asked", "remembered", "accepted", "tag"),
    [
        (None, None, "", "en"),
        ("he", "qps", "en", "he"),
        (None, "qps", "he", "qps"),
        (None, None, "fr, he;q=0.8, en;q=0.9", "en"),
        (None, None, "he-IL,he;q=0.9,en;q=0.8", "he"),
        (None, None, "he;q=0", "en"),
        ("nowhere", "neither", "xx;q=nonsense", "en"),
        ("HE", None, "", "he"),
    ],
)
def test_the_address_goes_before_the_choice_and_that_before_the_browser(
    languages: Path, asked: str | None, remembered: str | None, accepted: str, tag: str
) -> None:
    assert choose(find_languages(languages), asked, remembered, accepted).tag == tag


async def test_the_shell_follows_and_remembers(visit: Visit, languages: Path) -> None:
    client = visit(languages=languages)
    answer = await client.get("/?lang=he")
    assert '<html lang="he" dir="rtl"' in answer.text
    assert f"{COOKIE}=he" in answer.headers["set-cookie"]
    assert 'lang="qps" dir="ltr"' in (await client.get("/", headers={"accept-language": "qps", "cookie": ""})).text


async def test_words_and_forms_come_in_the_language(visit: Visit, languages: Path) -> None:
    client = visit(languages=languages)
    assert (await client.get("/api/messages/qps")).json()["topbar.play"] == "⟦Pláý··⟧"
    missing = await client.get("/api/messages/xx")
    assert (missing.status_code, missing.json()["problems"][0]["code"]) == (404, "web.no_language")
    in_pseudo = {"accept-language": "qps"}
    catalogue = (await client.get("/api/catalogue", headers=in_pseudo)).json()
    dense = next(entry for entry in catalogue["layers"] if entry["kind"] == "dense")
    texts = [dense["title"], dense["description"], dense["schema"]["properties"]["units"]["title"]]
    texts += [field["title"] for field in catalogue["training"]["properties"].values() if "title" in field]
    examples = (await client.get("/api/examples", headers=in_pseudo)).json()
    texts += [one[part] for one in examples for part in ("title", "description", "look_for", "promise")]
    assert [text for text in texts if not text.startswith("⟦")] == []
    english = (await client.get("/api/catalogue")).json()
    assert english["layers"][0]["title"] == "Activation" or not english["layers"][0]["title"].startswith("⟦")

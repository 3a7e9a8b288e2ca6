"""The shell, its files, base paths, and what is said when the page is not built."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import descent
from descent.examples import examples
from descent.web import site
from descent.web.built import Built, built
from web.conftest import Visit

BUILT = Built(
    "assets/main-abc.js",
    ("assets/main-abc.css",),
    ("assets/chunk-1.js",),
    ("assets/inter-latin-wght-normal-x.woff2",),
    "favicon.svg",
)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the page were built."""
    monkeypatch.setattr(site, "built", lambda: BUILT)


def meta(text: str, name: str) -> str:
    (content,) = re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', text)
    return content


@pytest.mark.usefixtures("page")
async def test_the_shell_names_the_hashed_files_and_the_base(visit: Visit) -> None:
    text = (await visit().get("/")).text
    assert '<script type="module" nonce="' in text
    assert 'src="/static/assets/main-abc.js"' in text
    assert '<link rel="stylesheet" href="/static/assets/main-abc.css">' in text
    assert '<link rel="modulepreload" href="/static/assets/chunk-1.js">' in text
    assert '<link rel="icon" href="/static/favicon.svg">' in text
    assert 'href="/static/assets/inter-latin-wght-normal-x.woff2" crossorigin>' in text
    assert 'data-base="/"' in text
    assert meta(text, "descent-version") == descent.__version__
    assert text.count("<script") == 1


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("name", examples())
async def test_an_example_has_its_title_and_description(visit: Visit, name: str) -> None:
    answer = await visit().get(f"/e/{name}")
    assert answer.status_code == 200
    assert f"<title>{examples()[name].title} · Descent</title>" in answer.text
    assert meta(answer.text, "og:title") == f"{examples()[name].title} · Descent"
    assert meta(answer.text, "description")
    assert meta(answer.text, "descent-example") == name


@pytest.mark.usefixtures("page")
async def test_an_example_that_is_not_there_is_said_without_markup_of_its_name(visit: Visit) -> None:
    answer = await visit().get("/e/<script>alert(1)<%2Fscript>")
    assert answer.status_code == 404
    answer = await visit().get("/e/<img src=x>")
    assert answer.status_code == 404
    assert "<img" not in answer.text
    assert "&lt;img src=x&gt;" in answer.text


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("prefix", ["", "/lab/descent"], ids=["stripped", "not stripped"])
async def test_a_base_path_is_served_whether_the_proxy_strips_it_or_not(visit: Visit, prefix: str) -> None:
    client = visit(base_path="/lab/descent")
    text = (await client.get(prefix + "/")).text
    assert 'data-base="/lab/descent/"' in text
    assert 'src="/lab/descent/static/assets/main-abc.js"' in text
    assert (await client.get(f"{prefix}/api/examples")).status_code == 200
    assert (await client.get(f"{prefix}/healthz")).status_code == 200
    assert (await client.get(f"{prefix}/e/spiral")).status_code == 200


@pytest.mark.usefixtures("page")
async def test_under_a_base_path_the_token_is_asked_for_and_kept_there(visit: Visit) -> None:
    client = visit(base_path="/lab", token="correct horse")
    page = await client.get("/lab/e/spiral", headers={"Accept": "text/html"})
    assert page.status_code == 401
    assert 'action="/lab/token"' in page.text
    answer = await client.post("/lab/token", data={"token": "correct horse", "next": "/e/spiral"})
    assert answer.headers["location"] == "/lab/e/spiral"
    assert "Path=/lab;" in answer.headers["set-cookie"]
    assert (await client.get("/lab/e/spiral")).status_code == 200
    assert (await client.get("/labyrinth/e/spiral")).status_code in {401, 404}


async def test_when_the_page_is_not_built_one_sentence_says_what_to_run(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "built", lambda: None)
    answer = await visit().get("/")
    assert answer.status_code == 503
    assert "The page is not built yet. Run `make run`" in answer.text


def test_the_manifest_tells_scripts_styles_and_fonts(tmp_path: Path) -> None:
    manifest = {
        "src/main.ts": {
            "file": "assets/main-1.js", "isEntry": True, "imports": ["_shared.js"], "dynamicImports": ["src/late.ts"],
            "css": ["assets/main-1.css"],
            "assets": ["assets/inter-latin-wght-normal-2.woff2", "assets/inter-greek-3.woff2"],
        },
        "_shared.js": {"file": "assets/shared-4.js", "imports": ["src/main.ts"], "css": ["assets/shared-5.css"]},
        "src/late.ts": {"file": "assets/late-6.js", "css": ["assets/late-7.css"]},
    }  # fmt: skip
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite/manifest.json").write_text(json.dumps(manifest))
    assert built(tmp_path) == Built(
        script="assets/main-1.js",
        styles=("assets/main-1.css", "assets/shared-5.css"),
        modules=("assets/shared-4.js",),
        fonts=("assets/inter-latin-wght-normal-2.woff2",),
        icon=None,
    )
    assert built(tmp_path / "nowhere") is None


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A static folder of a test's own, with a secret beside it."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "assets/main-1.js").write_text("export {}")
    (folder / "favicon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setattr("descent.web.app.STATIC", folder)
    return folder


@pytest.mark.usefixtures("files")
async def test_hashed_files_are_kept_forever_and_others_asked_for_again(visit: Visit) -> None:
    client = visit()
    script = await client.get("/static/assets/main-1.js")
    assert (script.status_code, script.headers["cache-control"]) == (200, "max-age=31536000, immutable")
    assert script.headers["content-type"].startswith("text/javascript")
    icon = await client.get("/static/favicon.svg")
    assert icon.headers["cache-control"] == "no-cache"
    again = await client.get("/static/favicon.svg", headers={"If-None-Match": icon.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "path",
    [
        *("../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "assets/../../secret.txt", "..\\secret.txt"),
        *("/etc/passwd", "%00", "assets", "", "nothing.js", "assets/main-1.js%00.css", "a" * 5_000),
    ],
)
async def test_nothing_outside_the_folder_is_served(visit: Visit, path: str) -> None:
    client = visit()
    request = client.build_request("GET", "/")
    request.url = request.url.copy_with(raw_path=f"/static/{path}".encode())
    answer = await client.send(request)
    assert answer.status_code in {400, 404}
    assert "secret" not in answer.text.replace("secret.txt", "")

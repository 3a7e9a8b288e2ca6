"""Doors: attacks 1, 2, 3, 4 and 7 of docs/promises, over HTTP; sockets are tried in tests/faults."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from pydantic import ValidationError

from descent.web.access import host_name
from descent.web.app import create_app
from descent.web.policy import Policy, declares, leaves, open_paths, policy_of
from descent.web.settings import ServerSettings
from web.conftest import Visit

TOKEN = "correct horse battery"
PAGES = [
    "/",
    "/e/spiral",
    "/api/catalogue",
    "/api/examples",
    "/api/sessions/x",
    "/static/x.js",
    "/nothing/here",
    "//",
    "/e/",
]


# -- 1: beyond this machine only with a token -----------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "descent.example"])
def test_beyond_this_machine_a_token_is_needed_and_the_flag_is_named(host: str) -> None:
    with pytest.raises(ValidationError, match=rf"Listening on {re.escape(host)} .* --token or .* DESCENT_TOKEN"):
        ServerSettings(host=host)
    assert ServerSettings(host=host, token=TOKEN).host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.0.0.2"])
def test_on_this_machine_no_token_is_needed(host: str) -> None:
    assert ServerSettings(host=host).token is None


def test_a_short_token_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 8 characters"):
        ServerSettings(token="1234567")


def test_settings_come_from_the_environment_and_hide_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESCENT_TOKEN", TOKEN)
    monkeypatch.setenv("DESCENT_ALLOWED_HOST", "a.example, b.example")
    monkeypatch.setenv("DESCENT_MAX_SESSIONS", "7")
    settings = ServerSettings()
    assert settings.allowed_host == ["a.example", "b.example"]
    assert settings.max_sessions == 7
    assert TOKEN not in repr(settings)


# -- 2: with a token, every route asks for it -----------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
async def test_without_the_token_every_route_says_401(visit: Visit, path: str) -> None:
    answer = await visit(token=TOKEN).get(path)
    assert answer.status_code == 401
    assert answer.json()["problems"][0]["code"] == "web.token_missing"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_health_needs_neither_token_nor_a_known_host(visit: Visit, path: str) -> None:
    app_answer = await visit("http://any.example", token=TOKEN).get(path)
    assert app_answer.status_code in {200, 503}
    assert app_answer.text in {"ok", "starting"}


@pytest.mark.parametrize("path", ["/healthz/", "//healthz", "/healthz%2f", "/healthz.", "/healthz\\", "/healthz%00"])
async def test_a_path_that_looks_like_health_is_guarded(visit: Visit, path: str) -> None:
    client = visit(token=TOKEN)
    request = client.build_request("GET", "/")
    request.url = request.url.copy_with(raw_path=path.encode())
    assert (await client.send(request)).status_code == 401


async def test_the_token_in_the_address_becomes_a_cookie_and_leaves_the_address(visit: Visit) -> None:
    client = visit(token=TOKEN)
    answer = await client.get("/api/examples", params={"token": TOKEN, "a": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/api/examples?a=1")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert (await client.get("/api/examples")).status_code == 200


async def test_a_wrong_token_in_the_address_sets_no_cookie(visit: Visit) -> None:
    answer = await visit(token=TOKEN).get("/", params={"token": TOKEN + "x"})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


async def test_a_program_sends_the_token_in_a_header(visit: Visit) -> None:
    client = visit(token=TOKEN)
    assert (await client.get("/api/examples", headers={"Authorization": f"Bearer {TOKEN}"})).status_code == 200
    assert (await client.get("/api/examples", headers={"Authorization": "Bearer no"})).status_code == 401


async def test_a_browser_gets_a_form_and_comes_back_to_where_it_was(visit: Visit) -> None:
    client = visit(token=TOKEN)
    page = await client.get("/e/spiral", headers={"Accept": "text/html"})
    assert page.status_code == 401
    assert '<input id="token" name="token" type="password"' in page.text
    assert 'name="next" value="/e/spiral"' in page.text
    wrong = await client.post("/token", data={"token": "nonsense", "next": "/e/spiral"})
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (401, False)
    right = await client.post("/token", data={"token": TOKEN, "next": "/e/spiral"})
    assert (right.status_code, right.headers["location"]) == (303, "/e/spiral")
    assert (await client.get("/api/examples")).status_code == 200


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example"])
async def test_signing_in_never_leads_to_another_site(visit: Visit, target: str) -> None:
    client = visit(token=TOKEN)
    answers = [await client.post("/token", data={"token": TOKEN, "next": target})]
    if target.startswith("/"):
        page = client.build_request("GET", "/")
        page.url = page.url.copy_with(raw_path=f"{target}?token={TOKEN.replace(' ', '%20')}".encode())
        answers.append(await client.send(page))
    for answer in answers:
        assert answer.status_code == 303
        # Browsers take a second slash, or a backslash, for the beginning of a host.
        assert re.match(r"/(?![/\\])", answer.headers["location"]), answer.headers["location"]


@pytest.mark.parametrize("cookie", ["descent_=", "\x00", "descent=" + "x" * 5_000, "a=b;;;=", '"'])
async def test_junk_in_cookies_is_401_not_500(visit: Visit, cookie: str) -> None:
    answer = await visit(token=TOKEN).get("/api/examples", headers={"Cookie": cookie.encode("latin-1")})
    assert answer.status_code == 401


def test_every_route_declares_who_may_use_it() -> None:
    app = create_app(ServerSettings())
    policies = {getattr(route, "path", ""): policy_of(route) for route in leaves(app.routes)}
    assert None not in policies.values()
    assert {path for path, policy in policies.items() if policy is Policy.OPEN} == {"/healthz", "/readyz", "/token"}


def test_a_route_that_declares_nothing_is_never_served() -> None:
    app = FastAPI(openapi_url=None)
    app.get("/new")(lambda: None)
    with pytest.raises(LookupError, match="/new does not declare"):
        open_paths(app.routes)


def test_a_pattern_cannot_be_open_to_all() -> None:
    app = FastAPI(openapi_url=None)
    app.get("/{anything}")(declares(Policy.OPEN)(lambda: None))
    with pytest.raises(LookupError, match="one plain path"):
        open_paths(app.routes)


# -- 3 and 4: other sites' pages ------------------------------------------------------------------------------------

OWN = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        "http://127.0.0.1:8001",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:8000.evil.example",
        "http://127.0.0.1.evil.example:8000",
        "http://localhost:8000",
        "",
    ],
)
@pytest.mark.parametrize(("method", "path"), [("POST", "/api/sessions"), ("DELETE", "/api/sessions/x"), ("PUT", "/x")])
async def test_a_change_from_a_foreign_origin_is_403(visit: Visit, origin: str, method: str, path: str) -> None:
    answer = await visit().request(method, path, headers={"Origin": origin})
    assert answer.status_code == 403
    assert answer.json()["problems"][0]["code"] == "web.foreign_origin"


@pytest.mark.parametrize("headers", [{}, {"Origin": OWN}, {"Origin": OWN, "Sec-Fetch-Site": "same-origin"}])
async def test_the_own_page_and_programs_may_change_things(visit: Visit, headers: dict[str, str]) -> None:
    assert (await visit().delete("/api/sessions/x", headers=headers)).status_code == 404


async def test_an_allowed_origin_may_change_things(visit: Visit) -> None:
    client = visit(allowed_origin=["https://lab.example"])
    assert (await client.put("/x", headers={"Origin": "https://lab.example"})).status_code == 404


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
async def test_a_post_of_another_site_is_403_though_it_hides_its_origin(visit: Visit, site: str) -> None:
    assert (await visit().post("/api/sessions", headers={"Sec-Fetch-Site": site})).status_code == 403


async def test_a_link_from_another_site_may_open_the_page(visit: Visit) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert (await visit().get("/api/examples", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "a@127.0.0.1", "x y"]
)
async def test_an_unknown_host_is_400(visit: Visit, host: str) -> None:
    answer = await visit().get("/api/examples", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["code"] == "web.unknown_host"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost:8000", "[::1]:8000", "LOCALHOST", "localhost.", "lab.example"]
)
async def test_a_known_host_is_served(visit: Visit, host: str) -> None:
    answer = await visit(allowed_host=["lab.example"]).get("/api/examples", headers={"Host": host})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("localhost", "localhost"),
        ("A.example:80", "a.example"),
        ("[::1]:8000", "::1"),
        ("a.example.", "a.example"),
        ("a.example:port", None),
        ("a.example/x", None),
        ("a.example?x", None),
        ("user@a.example", None),
        ("", None),
        (".", None),
        ("[::1", None),
    ],
)
def test_the_name_in_a_host_header(value: str, name: str | None) -> None:
    assert host_name(value) == name


# -- 7: what every answer carries -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/e/nothing", "/api/catalogue", "/static/nothing.js", "/api/sessions/x"])
async def test_every_answer_is_protected(visit: Visit, path: str) -> None:
    headers = (await visit().get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors" in policy
    assert "unsafe" not in policy


async def test_the_nonce_is_new_in_every_answer_and_stands_in_the_page(visit: Visit) -> None:
    client = visit(token=TOKEN)
    nonces = set()
    for _ in range(2):
        page = await client.get("/", headers={"Accept": "text/html"})
        (nonce,) = set(re.findall(r"'nonce-([^']+)'", page.headers["content-security-policy"]))
        assert f'nonce="{nonce}"' in page.text
        nonces.add(nonce)
    assert len(nonces) == 2


async def test_frames_are_refused_but_for_those_that_are_set(visit: Visit) -> None:
    page = await visit().get("/", headers={"Accept": "text/html"})
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    page = await visit(frame_ancestors="https://school.example").get("/")
    assert "frame-ancestors https://school.example" in page.headers["content-security-policy"]


@pytest.mark.parametrize("value", ["'self'; script-src *", "a\nb", "a,b", ""])
def test_the_policy_cannot_be_widened_through_the_setting(value: str) -> None:
    with pytest.raises(ValidationError, match="frame_ancestors"):
        ServerSettings(frame_ancestors=value)

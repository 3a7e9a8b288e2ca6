"""Starting: how fast, what is printed, and what is said when it can't be."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import httpx
import pytest

from descent.problems import DescentError
from descent.web.serve import address_of, config_of, listen
from descent.web.settings import ServerSettings
from support.server import StartServer, free_port


def test_a_taken_port_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(DescentError, match=f"Port {port} of 127.0.0.1 is taken by another program. Choose another"):
            listen(ServerSettings(port=port))
        ended = subprocess.run(
            [sys.executable, "-m", "descent", "serve", "--port", str(port)], capture_output=True, text=True, timeout=60
        )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert f"Port {port}" in ended.stderr


def test_an_address_that_is_not_ours_is_one_clear_line() -> None:
    with pytest.raises(DescentError, match=r"Can't listen on 203\.0\.113\.7, port 8000: "):
        listen(ServerSettings(host="203.0.113.7", token="correct horse"))


def test_beyond_this_machine_without_a_token_nothing_is_served() -> None:
    command = [sys.executable, "-m", "descent", "serve", "--host", "0.0.0.0", "--port", str(free_port())]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2
    assert "--token" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_it_prints_where_it_is_and_the_page_is_there_soon(start_server: StartServer) -> None:
    began = time.monotonic()
    server = start_server()
    assert httpx.get(server.url).status_code in {200, 503}
    assert time.monotonic() - began < 10, "two seconds on a machine that has nothing else to do"
    assert f"Descent is at {server.url}/\n" in server.log()


def test_scikit_learn_is_not_imported_to_serve() -> None:
    program = "import descent.web.serve, sys; sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0


def test_the_server_does_not_import_what_only_workers_need() -> None:
    program = "import descent.web.serve, sys; sys.exit('descent.training.trainer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0


def test_the_address_has_brackets_and_the_base_path() -> None:
    with listen(ServerSettings(port=0)) as listener:
        port = listener.getsockname()[1]
        assert address_of(listener, ServerSettings(base_path="/lab")) == f"http://127.0.0.1:{port}/lab/"
        assert address_of(listener, ServerSettings(host="::1")) == f"http://[::1]:{port}/"


def test_uvicorn_is_set_up_as_measured() -> None:
    config = config_of(ServerSettings())
    assert not config.ws_per_message_deflate
    assert not config.access_log
    assert not config.proxy_headers
    assert config.ws_max_size == 1024 * 1024


def test_connections_that_acknowledge_nothing_are_given_up_where_the_system_can() -> None:
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    with listen(ServerSettings(port=0, silent_seconds=25)) as listener:
        visitor = socket.create_connection(listener.getsockname())
        accepted, _ = listener.accept()
        with visitor, accepted:
            assert option is None or accepted.getsockopt(socket.IPPROTO_TCP, option) == 25_000


def test_what_a_proxy_says_is_believed_from_declared_proxies_only(start_server: StartServer) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "Origin": "https://127.0.0.1"}
    plain = start_server()
    headers = {**forwarded, "Origin": plain.url.replace("http:", "https:")}
    assert httpx.delete(f"{plain.url}/api/sessions/x", headers=headers).status_code == 403
    trusting = start_server("--trusted-proxy", "127.0.0.1")
    headers = {**forwarded, "Origin": trusting.url.replace("http:", "https:")}
    assert httpx.delete(f"{trusting.url}/api/sessions/x", headers=headers).status_code == 404

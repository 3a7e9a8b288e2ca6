"""`descent serve`: its flags are the server's settings."""

import sys
from types import SimpleNamespace

import pytest

from descent.cli import WRONG, main
from descent.web.settings import ServerSettings

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[ServerSettings]:
    """What the server was started with; it is not started."""
    seen: list[ServerSettings] = []

    def serve(settings: ServerSettings) -> int:
        seen.append(settings)
        return 0

    monkeypatch.setitem(sys.modules, "descent.web.serve", SimpleNamespace(serve=serve))
    return seen


def test_every_setting_has_a_flag_with_words_of_its_own(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    for name, field in ServerSettings.model_fields.items():
        assert f"--{name.replace('_', '-')} " in text
        assert field.description, f"the setting {name} has no description"


def test_flags_become_settings(served: list[ServerSettings]) -> None:
    flags = ["--port", "9000", "--allowed-host", "a.example", "--allowed-host", "b.example", "--token", "open sesame"]
    assert main(["serve", *flags]) == 0
    (settings,) = served
    assert settings.port == 9000
    assert settings.allowed_host == ["a.example", "b.example"]
    assert settings.token is not None
    assert settings.token.get_secret_value() == "open sesame"
    assert settings.host == "127.0.0.1"


def test_a_flag_wins_over_the_environment(served: list[ServerSettings], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESCENT_PORT", "9001")
    main(["serve"])
    main(["serve", "--port", "9002"])
    assert [settings.port for settings in served] == [9001, 9002]


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--port", "99999"], "--port: Input should be less than or equal to 65535."),
        (["--port", "http"], "--port: Input should be a valid integer"),
        (["--host", "0.0.0.0"], "an access token is needed: set one with --token"),
        (["--token", "short"], "--token: an access token needs at least 8 characters."),
    ],
)
def test_a_wrong_setting_is_one_line_by_its_flag(
    flags: list[str], words: str, served: list[ServerSettings], capsys: Capture
) -> None:
    assert main(["serve", *flags]) == WRONG
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert served == []


def test_an_error_does_not_repeat_the_token(served: list[ServerSettings], capsys: Capture) -> None:
    assert main(["serve", "--token", "hunter2", "--port", "99999"]) == WRONG
    assert "hunter2" not in capsys.readouterr().err

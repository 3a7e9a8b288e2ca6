"""Everything that can be set about the server: by flag, by environment variable (`DESCENT_…`), or left alone."""

import ipaddress
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from descent.problems import Problem
from descent.sessions.config import SessionConfig

Words = Annotated[list[str], NoDecode]
"""Several words: a list, or one text with commas."""


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class ServerSettings(SessionConfig, BaseSettings):
    """The settings of `descent serve`."""

    model_config = SettingsConfigDict(env_prefix="DESCENT_", frozen=True, extra="forbid")

    host: str = Field(default="127.0.0.1", min_length=1, description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 is any that is free.")
    token: SecretStr | None = Field(
        default=None,
        description="Access token that everyone must give, at least 8 characters. Needed on any address but this "
        "machine's own. Better put into the environment variable DESCENT_TOKEN: other users can see flags.",
    )
    allowed_host: Words = Field(
        default=[], description="A name that the server is reached by, besides this machine's own and the address."
    )
    allowed_origin: Words = Field(
        default=[],
        description="An origin (https://name:port) whose pages may use the server, besides the server's own page.",
    )
    trusted_proxy: Words = Field(
        default=[], description="Address of a proxy whose X-Forwarded-For and X-Forwarded-Proto are believed."
    )
    base_path: str = Field(
        default="",
        pattern=r"^(/[A-Za-z0-9._~-]+)*$",
        description="Path that a proxy serves this under, such as /descent.",
    )
    frame_ancestors: str = Field(
        default="'self'",
        pattern=r"^[^;,\s]+( [^;,\s]+)*$",
        description="Who may show the page in a frame, as in the Content-Security-Policy.",
    )
    languages: Path | None = Field(
        default=None,
        description="A folder with further languages: a folder for each, named by its tag, with the messages as JSON.",
    )
    shutdown_seconds: float = Field(default=5.0, gt=0, le=8, description="How long open requests may take at the end.")
    silent_seconds: float = Field(
        default=25.0, ge=1, description="A connection whose peer acknowledges nothing for this time is given up."
    )

    @field_validator("allowed_host", "allowed_origin", "trusted_proxy", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        texts = [value] if isinstance(value, str) else value
        return [word.strip() for text in texts for word in str(text).split(",") if word.strip()]

    @field_validator("token")
    @classmethod
    def _long_enough(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and len(token.get_secret_value()) < 8:
            raise PydanticCustomError("token", "an access token needs at least 8 characters")
        return token

    @model_validator(mode="after")
    def _token_beyond_this_machine(self) -> Self:  # an "after" validator is a method
        if self.token is None and not is_loopback(self.host):
            words = Problem(code="web.token_needed", params={"host": self.host}).sentence()
            raise PydanticCustomError("token_needed", "{words}", {"words": words})
        return self

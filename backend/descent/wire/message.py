"""What all JSON messages share."""

from pydantic import BaseModel, ConfigDict


class Message(BaseModel):
    """Immutable and strict: an unknown field or a wrong type is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

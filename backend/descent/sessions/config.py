"""What can be set about sessions. Names, bounds and descriptions are those of the flags and of the documentation."""

from pydantic import BaseModel, ConfigDict, Field

from descent.limits import MAX_PARAMETERS, MAX_PLAN_BYTES


class SessionConfig(BaseModel):
    """Limits and times of the pool and of every session. Times are in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workers: int = Field(default=0, ge=0, le=256, description="Worker processes; 0 is one for each core.")
    blas_kernel: str | None = Field(
        default=None,
        description="OpenBLAS kernel that workers are made to use (OPENBLAS_CORETYPE); none is the processor's own.",
    )
    max_sessions: int = Field(default=64, ge=1, description="Sessions that may be open at the same time.")
    max_clients: int = Field(default=32, ge=1, description="Viewers that one session may have at the same time.")
    max_parameters: int = Field(
        default=MAX_PARAMETERS, ge=1, le=MAX_PARAMETERS, description="Parameters that a network may have."
    )
    max_plan_bytes: int = Field(
        default=MAX_PLAN_BYTES,
        ge=1,
        le=MAX_PLAN_BYTES,
        description="Memory that a compiled network may take, in bytes.",
    )
    max_messages_per_second: int = Field(
        default=300, ge=1, description="Messages that a client may send; twice as many at a time. Beyond: closed, 1008."
    )
    max_records: int = Field(
        default=50_000, ge=100, description="Metric records that a session keeps; older ones are thinned by extremes."
    )
    slice_seconds: float = Field(default=0.002, gt=0, le=1, description="How long a session trains in its turn.")
    checkpoint_seconds: float = Field(
        default=0.25,
        gt=0,
        description="Time between checkpoints of a running session, which are the moments that it can go back to.",
    )
    recording_bytes: int = Field(
        default=32 * 1024 * 1024, ge=0, description="What a session may keep of moments to go back to, in bytes."
    )
    max_moments: int = Field(
        default=400, ge=2, description="Moments to go back to that a session keeps; older ones are thinned."
    )
    unwatched_seconds: float = Field(
        default=300.0, gt=0, description="Training that nobody watches stops after this time."
    )
    idle_seconds: float = Field(
        default=24 * 3600.0, gt=0, description="A session that nobody has watched for this time is closed."
    )
    yield_seconds: float = Field(
        default=30.0, gt=0, description="When there are too many sessions, one unwatched for this time makes room."
    )
    stuck_seconds: float = Field(
        default=5.0, gt=0, description="A worker that does not answer for this time is replaced."
    )
    ping_seconds: float = Field(default=1.0, gt=0, description="Time between questions whether a worker is alive.")
    request_seconds: float = Field(default=30.0, gt=0, description="How long weights may take to be handed over.")
    max_crashes: int = Field(
        default=3, ge=1, description="A session that loses its worker so often is not tried again."
    )
    crash_seconds: float = Field(default=60.0, gt=0, description="Time within which crashes are counted together.")

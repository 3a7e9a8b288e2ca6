"""Reading what somebody uploads, never more than allowed."""

from starlette.requests import Request

from descent.problems import DescentError, Problem


class TooLarge(DescentError):  # noqa: N818  # named as what has happened, like all of ours
    """More bytes than allowed: 413."""


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body. Raises TooLarge as soon as it is, from the declared length or in the middle of the stream."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise _too_large(limit)
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        parts.append(part)
    return b"".join(parts)


def _too_large(limit: int) -> TooLarge:
    return TooLarge(Problem(code="web.too_large", params={"limit": limit}))

"""What the layers of a session went through, for whoever asks."""

from math import isfinite
from typing import Final

from fastapi import APIRouter

from descent.sessions import asking
from descent.sessions.orders import arrays
from descent.web.api import Found, guarded
from descent.wire.replies import LayerCurves, SpreadReply, TrailReply

router: Final = APIRouter(prefix="/api/sessions/{session}/trail")


def _finite(values: list[float]) -> list[float | None]:
    return [value if isfinite(value) else None for value in values]


@router.get("")
@guarded
async def get_trail(session: Found) -> TrailReply:
    """The size of weights, gradients and updates of every layer over time."""
    found = dict(arrays(*await asking.trail(session, None, "weights")))
    layers = {name: [column.tolist() for column in rows.T] for name, rows in found.items()}
    return TrailReply(
        layers={
            name: LayerCurves(
                time=time, gradient_norm=_finite(gradient), weight_norm=_finite(weight), update_ratio=_finite(ratio)
            )
            for name, (time, gradient, weight, ratio) in layers.items()
        }
    )


@router.get("/{node}/{of}")
@guarded
async def get_spread(session: Found, node: str, of: str) -> SpreadReply:
    """How the numbers of a layer were spread over time; empty for a layer that has no parameters."""
    ((_, rows),) = arrays(*await asking.trail(session, node[:40], of))
    return SpreadReply(
        time=rows[:, 0].tolist(),
        low=rows[:, 1].tolist(),
        high=rows[:, 2].tolist(),
        counts=rows[:, 3:].astype(int).tolist(),
    )

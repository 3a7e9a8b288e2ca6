"""What a viewer costs the training: the same session, watched at 30 pictures a second and not at all, in turn."""

from __future__ import annotations

import json
import struct
import time
import urllib.request
from statistics import median
from typing import Any

from websockets.sync.client import ClientConnection, connect

from support.server import Server

ROUNDS, SECONDS, RATE, RESOLUTION = 5, 2.0, 30, 48
SNAPSHOT = 1


def post(url: str, document: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(url, json.dumps(document).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def of_plane(document: dict[str, Any]) -> list[dict[str, Any]]:
    """All that the page shows of a plane network at once: every map and all weights."""
    ids = [node["id"] for node in document["network"]["nodes"]]
    maps = [{"probe": "maps", "node": node, "resolution": RESOLUTION} for node in ids]
    return maps + [{"probe": "weights", "node": node} for node in ids[1:]]


def steps_a_second(socket: ClientConnection, watched: list[dict[str, Any]], seconds: float) -> float:
    """Steps by the records that came in a stretch (they come watched or not); every snapshot is acknowledged."""
    socket.send(json.dumps({"type": "watch", "id": 1, "probes": watched, "rate": RATE if watched else 0}))
    settled = time.monotonic() + 0.3
    end = settled + seconds
    seen: list[tuple[float, float]] = []
    while time.monotonic() < end:
        frame = socket.recv()
        if not isinstance(frame, bytes):
            continue
        if frame[0] == SNAPSHOT:
            (number,) = struct.unpack_from("<I", frame, 4)
            socket.send(json.dumps({"type": "seen", "snapshot": number}))
        elif time.monotonic() > settled:
            columns, rows = struct.unpack_from("<HI", frame, 2)
            (step,) = struct.unpack_from("<d", frame, 16 + 8 * columns * (rows - 1))
            seen.append((time.monotonic(), step))
    (t0, s0), (t1, s1) = seen[0], seen[-1]
    return (s1 - s0) / (t1 - t0)


def slowdown(server: Server, document: dict[str, Any], watched: list[dict[str, Any]]) -> float:
    """1 − watched / unwatched steps a second, the median of rounds."""
    session = post(f"{server.url}/api/sessions", document)["session"]
    with connect(
        f"ws{server.url[4:]}/api/sessions/{session}/socket?metrics=0", compression=None, max_size=None
    ) as socket:
        socket.send(json.dumps({"type": "play", "id": 0}))
        ratios = []
        for _ in range(ROUNDS):
            # Alone, watched, watched, alone: a training that slows down by itself slows down both.
            before, *seen, after = (steps_a_second(socket, now, SECONDS) for now in ([], watched, watched, []))
            ratios.append(sum(seen) / (before + after))
    urllib.request.urlopen(urllib.request.Request(f"{server.url}/api/sessions/{session}", method="DELETE"))
    return 1 - median(ratios)

"""`python -m bench.page`: prints the page's rows as Markdown."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.page.browser import opened, rates, watched_by_page
from bench.page.documents import CROWD, DEEP, PLAYGROUND_EPOCHS, SMALL, spiral
from bench.page.latency import drag_to_picture, slider_to_picture
from bench.page.slowdown import of_plane, slowdown
from bench.page.vitals import interactions, shift
from descent.examples import load_example
from support.server import Server

SECONDS = 8.0
RECORDED = 5.0
"""Seconds of training before the playhead is dragged through it."""
EXAMPLE = "digits"
"""Watched as the page watches it: weights as images, histograms, the confusion of all validation points."""
DEFAULT = ("2-8×3-1 tanh", spiral([8, 8, 8], "tanh"))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        server = Server.start(Path(folder))
        try:
            measure(server)
        finally:
            server.stop()
    return 0


def measure(server: Server) -> None:
    print("| on screen | frames/s | pictures/s | main thread | kB/s | steps/s | epochs/s | ratio to TF Playground |")
    print("|---|---|---|---|---|---|---|---|")
    for name, document in (SMALL, DEEP, DEFAULT, CROWD):
        with opened(server, document) as (page, session):
            got = rates(page, session, SECONDS)
            peer = PLAYGROUND_EPOCHS.get(name)
            ratio = f"{got['epoch'] / peer:.0f}× ({peer} epochs/s)" if peer else "–"
            print(
                f"| {name} | {got['frames']:.0f} | {got['snapshots']:.0f} | {got['main_thread']:.0%} "
                f"| {got['bytes'] / 1000:,.0f} | {got['step']:,.0f} | {got['epoch']:,.0f} | {ratio} |",
                flush=True,
            )
    with opened(server, DEFAULT[1]) as (page, _):
        found = slider_to_picture(page)
        time.sleep(RECORDED)
        page.get_by_role("button", name="Pause", exact=True).click()
        page.get_by_role("button", name="Play", exact=True).wait_for()
        dragged = drag_to_picture(page)
        page.get_by_role("button", name="Play", exact=True).click()
        moved = shift(page, SECONDS)
        felt = interactions(page)
    latency(f"Slider to picture, {len(found)} changes on {DEFAULT[0]}", found)
    latency(f"Playhead to picture, {len(dragged)} moves on {DEFAULT[0]}", dragged)
    latency(f"Interaction to next paint, {len(felt)} clicks and keys while {DEFAULT[0]} trains", felt)
    print(f"Worst: {max(felt):.0f} ms. Layout shift in {SECONDS:.0f} s of training: {moved:.4f}.", flush=True)
    for name, document in (SMALL, DEFAULT, DEEP):
        viewer(server, name, document, of_plane(document))
    document = load_example(EXAMPLE).model_dump(mode="json")
    viewer(server, f"the example {EXAMPLE}", document, watched_by_page(server, document))


def latency(what: str, found: list[float]) -> None:
    cuts = quantiles(found, n=20)
    print(f"\n{what}: p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms.", flush=True)


def viewer(server: Server, name: str, document: dict[str, Any], watched: list[dict[str, Any]]) -> None:
    share = slowdown(server, document, watched)
    print(f"Slowdown by one viewer at 30 pictures/s on {name}: {share:.1%}.", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())

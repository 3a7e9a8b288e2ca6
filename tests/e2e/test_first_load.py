"""What a first visit fetches."""

from __future__ import annotations

import gzip

from playwright.sync_api import Page, Response

from support.desk import Desk

MOST = 250_000


def test_the_scripts_of_a_first_visit_are_no_more_than_250_kilobytes_gzipped(page: Page) -> None:
    scripts: list[Response] = []

    def take(response: Response) -> None:
        if response.request.resource_type == "script":
            scripts.append(response)

    page.on("response", take)
    Desk.open(page)
    sizes = {response.url.rpartition("/")[2]: len(gzip.compress(response.body())) for response in scripts}
    assert len(sizes) > 10
    assert 150_000 < sum(sizes.values()) <= MOST, sizes

"""docs/data.md says what there is."""

from pathlib import Path

import data_page
from descent.data.datasets import Dataset

PAGE = Path(__file__).parents[2] / "docs" / "data.md"


def test_the_page_is_what_the_datasets_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == data_page.page(), "run: python scripts/data_page.py > docs/data.md"


def test_every_dataset_and_every_setting_is_on_the_page() -> None:
    text = data_page.page()
    for kind, model in Dataset.kinds.items():
        assert f": `{kind}`\n" in text
        for name in model.model_fields.keys() - {"kind"}:
            assert f"| `{name}`" in text

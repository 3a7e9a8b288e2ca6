"""Points for pictures, the last few datasets kept: a slider asks for the same ones again and again."""

from functools import lru_cache

from descent.data.load import LoadedData, load_data
from descent.document.data import Data

KEPT = 8


@lru_cache(KEPT)
def _load(text: str) -> LoadedData:
    data = Data.model_validate_json(text)
    return load_data(data.dataset, data.seed, data.validation_share, data.standardise, data.features)


def load(data: Data) -> LoadedData:
    """Both splits of a document's data."""
    return _load(data.model_dump_json())

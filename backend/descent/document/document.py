"""The document: what a person drew and chose. Its JSON is the project file, the link, the CLI's input, the fixture."""

from typing import Literal

from pydantic import Field

from descent.document.data import Data
from descent.document.network import Network
from descent.document.training import Training
from descent.limits import MAX_NAME
from descent.settings import Settings


class Document(Settings):
    """All that decides a training run, apart from when it was changed."""

    version: Literal[1] = 1
    name: str = Field(default="Untitled", max_length=MAX_NAME)
    network: Network
    data: Data
    training: Training

"""What a person drew and chose: network, data, training."""

from descent.document.document import Document
from descent.document.parse import parse_document
from descent.document.paths import Change, change

__all__ = ["Change", "Document", "change", "parse_document"]

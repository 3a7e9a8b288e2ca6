"""The built page: which hashed files there are, from Vite's manifest."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

STATIC: Final = Path(__file__).parent / "static"
ENTRY: Final = "src/main.ts"
ICON: Final = "favicon.svg"


@dataclass(frozen=True)
class Built:
    """Paths below the static folder. `modules` are loaded with the script, `fonts` before the styles ask for them."""

    script: str
    styles: tuple[str, ...]
    modules: tuple[str, ...]
    fonts: tuple[str, ...]
    icon: str | None


def _with_imports(manifest: dict[str, Any], key: str, seen: dict[str, Any]) -> dict[str, Any]:
    """The chunk and everything that it imports at once, by key."""
    if key not in seen:
        seen[key] = manifest[key]
        for other in manifest[key].get("imports", ()):
            _with_imports(manifest, other, seen)
    return seen


def built(folder: Path = STATIC) -> Built | None:
    """What the last build made; None when there was none."""
    try:
        manifest = json.loads((folder / ".vite/manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    chunks = _with_imports(manifest, ENTRY, {})
    assets = [name for chunk in chunks.values() for name in chunk.get("assets", ())]
    return Built(
        script=manifest[ENTRY]["file"],
        styles=tuple(dict.fromkeys(name for chunk in chunks.values() for name in chunk.get("css", ()))),
        modules=tuple(chunk["file"] for key, chunk in chunks.items() if key != ENTRY),
        fonts=tuple(sorted({name for name in assets if name.endswith(".woff2") and "-latin-wght-normal" in name})),
        icon=ICON if (folder / ICON).is_file() else None,
    )

"""Writes snapshot.bin and metrics.bin from the literal bytes: `PYTHONPATH=tests python tests/golden/regenerate.py`."""

from pathlib import Path

from wire.literal import METRICS, SNAPSHOT

HERE = Path(__file__).parent

if __name__ == "__main__":
    (HERE / "snapshot.bin").write_bytes(SNAPSHOT)
    (HERE / "metrics.bin").write_bytes(METRICS)

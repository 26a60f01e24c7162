"""The doubts beside an agreement: doubts.md, which passages can be read in more than one way and how they were read."""

from pathlib import Path


def doubts_of(folder: Path) -> str:
    """The text of an agreement folder's doubts, Markdown; empty when it has none."""
    path = folder / "doubts.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""

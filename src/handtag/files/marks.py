"""Marks: small facts about this installation, each a file beside the database, that hold also while the database is away.

When it was last verified and backed up, whether it only reads. Never anything about a person.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

Mark = dict[str, Any]


def put(folder: Path, name: str, *, at: datetime, **facts: Any) -> None:
    """Set or replace a mark, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f".{name}.{os.getpid()}"
    new.write_text(json.dumps({"at": at.isoformat(), **facts}, ensure_ascii=False), encoding="utf-8")
    new.replace(folder / f"{name}.json")


def get(folder: Path, name: str) -> Mark | None:
    """The mark; None when it is not set. One that cannot be read counts as set, with nothing known about it."""
    try:
        found = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def remove(folder: Path, name: str) -> None:
    (folder / f"{name}.json").unlink(missing_ok=True)

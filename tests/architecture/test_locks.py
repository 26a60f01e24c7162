"""What is installed is what was looked at: every package is one version, and its file is known by its checksum."""

import re
from pathlib import Path

import pytest
from tests.architecture.house import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def packages(lock: Path) -> list[str]:
    """Each package with the lines that belong to it, as one line."""
    text = re.sub(r"\s*\\\n\s*", " ", lock.read_text(encoding="utf-8"))
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", "-"))]


def unpinned(lock: Path) -> list[str]:
    return [line for line in packages(lock) if not re.match(r"[\w.\[\],-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]


@pytest.mark.law("NIS 2 art. 21.2 d, ASVS 15.1–15.2")
@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_pinned_with_its_checksum(lock: Path) -> None:
    assert packages(lock)
    assert unpinned(lock) == []


def test_a_package_without_a_checksum_is_found(tmp_path: Path) -> None:
    lock = tmp_path / "base.txt"
    lock.write_text(f"good==1.0 \\\n    --hash=sha256:{'a' * 64}\n    # via x\nloose>=2\nbare==3.0\n", encoding="utf-8")
    assert unpinned(lock) == ["loose>=2", "bare==3.0"]

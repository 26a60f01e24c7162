"""The backup file: what was put in comes out, and what is not whole, not ours or not for us is refused with the reason."""

from pathlib import Path

import pytest

from handtag.files import backup_file
from handtag.files.backup_file import BackupError, new_key

MANIFEST = {"made_at": "2026-11-23T08:00:00+00:00", "tables": {"stock_device": {"rows": 2, "sha256": "ab"}}}
CONTENT = bytes(range(256)) * 9000  # more than two sealed pieces, and it does not shrink to nothing
KEY = new_key()


def made(folder: Path, key: str = "", content: bytes = CONTENT) -> Path:
    dump = folder / "in"
    dump.write_bytes(content)
    backup_file.write(folder / "kept", MANIFEST, dump, key)
    return folder / "kept"


@pytest.mark.parametrize("key", ["", KEY], ids=["open", "sealed"])
@pytest.mark.parametrize("content", [b"", b"x", CONTENT], ids=["nothing", "a byte", "much"])
def test_what_was_put_in_comes_out(tmp_path: Path, key: str, content: bytes) -> None:
    manifest, dump = backup_file.read(made(tmp_path, key, content), tmp_path, key)
    assert manifest == MANIFEST
    assert dump.read_bytes() == content


def test_only_its_owner_can_read_it_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    kept = made(tmp_path)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "kept"]


def test_a_backup_is_never_written_over_another(tmp_path: Path) -> None:
    kept = made(tmp_path)
    before = kept.read_bytes()
    with pytest.raises(BackupError, match="exists already"):
        made(tmp_path)
    assert kept.read_bytes() == before


@pytest.mark.law("ASVS 11.3")
@pytest.mark.parametrize("key", ["", KEY], ids=["open", "sealed"])
def test_one_changed_byte_anywhere_is_refused(tmp_path: Path, key: str) -> None:
    kept = made(tmp_path, key, b"small")
    whole = kept.read_bytes()
    for place in range(len(whole)):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupError, match=r"damaged or cut off|no Handtag backup|newer format"):
            backup_file.read(kept, tmp_path, key)


@pytest.mark.parametrize("key", ["", KEY], ids=["open", "sealed"])
def test_a_file_that_is_cut_off_anywhere_is_refused(tmp_path: Path, key: str) -> None:
    kept = made(tmp_path, key, b"small")
    whole = kept.read_bytes()
    for length in range(len(whole)):
        kept.write_bytes(whole[:length])
        with pytest.raises(BackupError, match=r"damaged or cut off|no Handtag backup|newer format"):
            backup_file.read(kept, tmp_path, key)


def test_another_file_and_a_newer_format_are_told_apart(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"SQLite format 3\0" * 10)
    with pytest.raises(BackupError, match="no Handtag backup"):
        backup_file.read(kept, tmp_path)
    kept.write_bytes(b"HANDTAG-BACKUP 2\n{}")
    with pytest.raises(BackupError, match="newer format"):
        backup_file.read(kept, tmp_path)


@pytest.mark.law("HSLF-FS 2016:40 3 kap., NIS 2 art. 21.2 h")
def test_a_sealed_backup_tells_nothing_without_its_key_and_says_which_key_it_wants(tmp_path: Path) -> None:
    kept = made(tmp_path, KEY, b"the person's name" * 100)
    assert b"stock_device" not in kept.read_bytes()
    with pytest.raises(BackupError, match=r"without that key nobody can read it"):
        backup_file.read(kept, tmp_path)
    with pytest.raises(BackupError, match=r"sealed with key [0-9a-f]{8}, and the key given is [0-9a-f]{8}"):
        backup_file.read(kept, tmp_path, new_key())
    with pytest.raises(BackupError, match="new-key"):
        backup_file.read(kept, tmp_path, "hemligt")


@pytest.mark.law("ASVS 11.3")
def test_sealed_pieces_cannot_change_places(tmp_path: Path) -> None:
    """Whoever can mend the checksum still cannot mend the seal."""
    import hashlib
    import os

    kept = made(tmp_path, KEY, os.urandom(3 * backup_file.PIECE))
    whole = kept.read_bytes()
    start = whole.index(b"\n", len(backup_file.MAGIC)) + 1 + 7
    step = backup_file.PIECE + 16
    one, two = whole[start : start + step], whole[start + step : start + 2 * step]
    mended = whole[:start] + two + one + whole[start + 2 * step : -32]
    kept.write_bytes(mended + hashlib.sha256(mended).digest())
    with pytest.raises(BackupError, match="changed since it was sealed"):
        backup_file.read(kept, tmp_path, KEY)

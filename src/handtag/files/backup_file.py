"""The backup file: one file that tells what it holds, whether it is whole, and, when sealed, nothing to who lacks the key.

    HANDTAG-BACKUP 1
    {"sealed": …, "key": …, "length": …}        one line of JSON
    the body: a length, the manifest as JSON, the database as its own tool wrote it; compressed, and sealed in pieces
    the SHA-256 of everything before it

Knows no database.
"""

import hashlib
import json
import os
import shutil
import struct
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"HANDTAG-BACKUP 1\n"
PIECE = 1 << 20
DIGEST = 32
Manifest = dict[str, Any]


class BackupError(ValueError):
    """The file cannot be written, or is not a backup that can be trusted; the message is the reason."""


def new_key() -> str:
    return urlsafe_b64encode(os.urandom(32)).decode()


def write(target: Path, manifest: Manifest, dump: Path, key: str = "") -> None:
    """Writes the backup whole or not at all; readable by its owner only. Raises BackupError when there is a file already."""
    if target.exists():
        raise BackupError(f"{target} exists already; a backup is never written over another")
    part = target.with_name(f".{target.name}.part")
    body = part.with_suffix(".body")
    try:
        with _private(body) as out:
            _write_body(out, manifest, dump, key)
        with _private(part) as out:
            _write_file(out, body, key)
        os.link(part, target)  # fails where rename would write over a file that came meanwhile
    except FileExistsError:
        raise BackupError(f"{target} exists already; a backup is never written over another") from None
    finally:
        part.unlink(missing_ok=True)
        body.unlink(missing_ok=True)


def read(source: Path, folder: Path, key: str = "") -> tuple[Manifest, Path]:
    """What the backup says about itself, and its database dump unpacked into the folder. Raises BackupError with the reason."""
    with source.open("rb") as file:
        head, length = _checked(source, file)
        file.seek(len(MAGIC))
        file.readline()
        pieces = _opened(file, length, head, key) if head["sealed"] else _plain(file, length)
        unpacked = folder / "body"
        with _private(unpacked) as out:
            try:
                _unpack(pieces, out)
            except zlib.error as error:
                raise BackupError(f"{source.name} cannot be unpacked: {error}") from error
    return _split(unpacked, folder / "dump")


def _write_body(out: IO[bytes], manifest: Manifest, dump: Path, key: str) -> None:
    """Compressed and then, with a key, sealed piece by piece: each knows its place and whether it is the last."""
    seal = AESGCM(_raw(key)) if key else None
    prefix, number = os.urandom(7), 0
    if seal:
        out.write(prefix)
    waiting = b""
    for packed in _packed(manifest, dump):
        waiting += packed
        while len(waiting) > PIECE:
            out.write(_sealed(seal, prefix, number, waiting[:PIECE], last=False))
            waiting, number = waiting[PIECE:], number + 1
    out.write(_sealed(seal, prefix, number, waiting, last=True))


def _packed(manifest: Manifest, dump: Path) -> Iterator[bytes]:
    packer = zlib.compressobj(6)
    told = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
    yield packer.compress(struct.pack(">Q", len(told)) + told)
    with dump.open("rb") as rows:
        while chunk := rows.read(PIECE):
            yield packer.compress(chunk)
    yield packer.flush()


def _write_file(out: IO[bytes], body: Path, key: str) -> None:
    head = {"sealed": bool(key), "key": _name_of(key) if key else "", "length": body.stat().st_size}
    digest = hashlib.sha256()
    for piece in (MAGIC, json.dumps(head).encode() + b"\n"):
        out.write(piece)
        digest.update(piece)
    with body.open("rb") as packed:
        while chunk := packed.read(PIECE):
            out.write(chunk)
            digest.update(chunk)
    out.write(digest.digest())
    out.flush()
    os.fsync(out.fileno())


def _checked(source: Path, file: IO[bytes]) -> tuple[dict[str, Any], int]:
    """The head of a file that is whole. Raises BackupError for one that is foreign, of another format, cut off or damaged."""
    size = source.stat().st_size
    start = file.read(len(MAGIC))
    if start != MAGIC:
        known = start.startswith(MAGIC[:-3])
        raise BackupError(f"{source.name} is {'of a newer format than this Handtag reads' if known else 'no Handtag backup'}")
    digest = hashlib.sha256(start)
    left = size - len(MAGIC) - DIGEST
    line = file.readline(4096)
    digest.update(line)
    left -= len(line)
    while left > 0 and (chunk := file.read(min(PIECE, left))):
        digest.update(chunk)
        left -= len(chunk)
    if file.read() != digest.digest():
        raise BackupError(f"{source.name} is damaged or cut off: its checksum does not fit its content")
    head = json.loads(line)
    return head, int(head["length"])


def _plain(file: IO[bytes], length: int) -> Iterator[bytes]:
    while length > 0 and (chunk := file.read(min(PIECE, length))):
        length -= len(chunk)
        yield chunk


def _opened(file: IO[bytes], length: int, head: dict[str, Any], key: str) -> Iterator[bytes]:
    if not key:
        raise BackupError(f"the backup is sealed with key {head['key']}: give HANDTAG_BACKUP_KEY; without that key nobody can read it")
    if _name_of(key) != head["key"]:
        raise BackupError(f"the backup is sealed with key {head['key']}, and the key given is {_name_of(key)}")
    seal, prefix, number = AESGCM(_raw(key)), file.read(7), 0
    left = length - len(prefix)
    while left > 0:
        piece = file.read(min(PIECE + 16, left))
        left -= len(piece)
        try:
            yield seal.decrypt(_nonce(prefix, number, last=left == 0), piece, MAGIC)
        except InvalidTag:
            raise BackupError(f"piece {number} of the backup has been changed since it was sealed") from None
        number += 1


def _sealed(seal: AESGCM | None, prefix: bytes, number: int, piece: bytes, *, last: bool) -> bytes:
    return seal.encrypt(_nonce(prefix, number, last=last), piece, MAGIC) if seal else piece


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">I", number) + (b"\1" if last else b"\0")


def _unpack(pieces: Iterator[bytes], out: IO[bytes]) -> None:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        out.write(unpacker.decompress(piece))
    out.write(unpacker.flush())
    if not unpacker.eof:
        raise BackupError("the backup ends too early")


def _split(unpacked: Path, dump: Path) -> tuple[Manifest, Path]:
    with unpacked.open("rb") as body:
        (length,) = struct.unpack(">Q", body.read(8))
        manifest: Manifest = json.loads(body.read(length))
        with _private(dump) as out:
            shutil.copyfileobj(body, out, PIECE)
    unpacked.unlink()
    return manifest, dump


def _raw(key: str) -> bytes:
    try:
        raw = urlsafe_b64decode(key.encode())
    except ValueError:
        raw = b""
    if len(raw) != 32:
        raise BackupError("the backup key is not one that `handtag backup --new-key` makes: 32 bytes in URL-safe base64")
    return raw


def _name_of(key: str) -> str:
    """Tells keys apart without telling the key."""
    return hashlib.sha256(b"handtag backup key " + _raw(key)).hexdigest()[:8]


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")

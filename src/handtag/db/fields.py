"""Columns that keep a promise: money in whole öre, and text and files that are encrypted at rest."""

import hashlib
import hmac
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


class OreField(models.BigIntegerField):  # type: ignore[type-arg]
    """An amount in whole öre; may be negative in credits."""


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text encrypted with the keys in HANDTAG_FIELD_KEYS; the first key writes, every key reads. Cannot be searched: see blind_index."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else _fernet().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return value if not value else _fernet().decrypt(value.encode()).decode()  # culling leaves the empty text


class EncryptedBinaryField(models.BinaryField):  # type: ignore[type-arg]
    """Bytes encrypted like EncryptedTextField; no bytes at all stay none, so that culling can tell."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        sealed = _fernet().encrypt(bytes(value)) if value else value
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(self, value: Any, *_: Any) -> bytes | None:
        return _fernet().decrypt(bytes(value)) if value else value


def blind_index(kind: str, value: str) -> str:
    """A keyed digest of an identity number: equal numbers meet, nothing can be read back. Rotating the index key means re-indexing."""
    return hmac.new(settings.BLIND_INDEX_KEY.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


@cache
def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key.encode()) for key in settings.FIELD_KEYS])

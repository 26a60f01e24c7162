"""Identity numbers at rest: encrypted with keys that can be rotated, found again through a keyed digest."""

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken

from handtag.db import fields


@pytest.fixture(autouse=True)
def fresh_keys() -> Iterator[None]:
    fields._fernet.cache_clear()
    yield
    fields._fernet.cache_clear()


@pytest.mark.law("NIS 2 art. 21.2 h, GDPR art. 32")
def test_what_lies_in_the_column_says_nothing() -> None:
    stored = fields.EncryptedTextField().get_prep_value("199001012385")
    assert "2385" not in stored
    assert fields.EncryptedTextField().from_db_value(stored) == "199001012385"


@pytest.mark.law("ASVS 11.2, GDPR art. 32")
def test_a_new_key_writes_while_the_old_one_still_reads(settings: Any) -> None:
    field = fields.EncryptedTextField()
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = [old]
    stored = field.get_prep_value("hemligt")
    settings.FIELD_KEYS = [new, old]
    fields._fernet.cache_clear()
    assert field.from_db_value(stored) == "hemligt"
    settings.FIELD_KEYS = [new]
    fields._fernet.cache_clear()
    with pytest.raises(InvalidToken):
        field.from_db_value(stored)


@pytest.mark.law("ASVS 11.4")
def test_equal_numbers_meet_in_the_index_and_kinds_are_kept_apart(settings: Any) -> None:
    first = fields.blind_index("personnummer", "199001012385")
    assert first == fields.blind_index("personnummer", "199001012385")
    assert first != fields.blind_index("reserve_number", "199001012385")
    settings.BLIND_INDEX_KEY = "another key"
    assert first != fields.blind_index("personnummer", "199001012385")

"""Every agreement there is can be taken apart and put together again, letter by letter: drafts and comparisons lose nothing of it."""

from pathlib import Path

import pytest

from handtag.domain.agreement.diff import differences
from handtag.domain.agreement.parts import document_of, orders_of, parts_of
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement


@pytest.mark.parametrize("folder", agreement_folders(agreements_root()), ids=lambda folder: folder.name)
def test_an_agreement_is_the_sum_of_its_parts(folder: Path) -> None:
    document = read_agreement(folder)
    parts = parts_of(document)
    assert document_of(parts, orders_of(parts)).document_hash == document.document_hash
    assert not differences(document, document)

"""Every rule of every shipped agreement is told in words: no page shows a code or a name that only the files know."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from handtag.files.agreements import agreement_folders, agreements_root, read_agreement
from handtag.web.ui.rules import row_answers, row_words

RAW = re.compile(r"\brow\.\w+|\b\w+_\w+")


@pytest.mark.parametrize("folder", agreement_folders(agreements_root()), ids=lambda folder: folder.name)
def test_no_rule_shows_a_raw_name(folder: Path) -> None:
    document = read_agreement(folder)
    with translation.override("sv"):
        told = {row.id: f"{row_words(row, document)} → {'; '.join(row_answers(row, document))}" for t in document.tables for row in t.rows}
    assert {rule: text for rule, text in told.items() if RAW.search(text)} == {}

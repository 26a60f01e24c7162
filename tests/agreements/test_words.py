"""The product words all agreements share: codes that exist, each word once, and every word understood by every agreement."""

from collections import Counter
from pathlib import Path

import pytest

from handtag.domain.agreement.compile import compile_agreement
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement
from handtag.files.iso_codes import iso_codes
from handtag.files.yaml_documents import read_yaml

FOLDERS = agreement_folders(agreements_root())
WORDS = read_yaml(agreements_root() / "words.yaml").content["words"]  # type: ignore[index, call-overload]


def test_every_word_stands_once() -> None:
    assert [word for word, times in Counter(entry["word"].casefold() for entry in WORDS).items() if times > 1] == []


def test_the_codes_of_the_words_are_in_the_standard_or_printed_by_an_agreement() -> None:
    printed = {product.iso for folder in FOLDERS for product in read_agreement(folder).products}
    known = iso_codes() | printed
    assert {entry["word"]: code for entry in WORDS for code in entry.get("iso_codes", []) if code[:6] not in known} == {}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_agreement_understands_every_word(folder: Path) -> None:
    compiled = compile_agreement(read_agreement(folder))
    assert {entry["word"].casefold() for entry in WORDS} <= compiled.words.keys()

"""Every shipped agreement answers many lines as it answers each alone."""

from pathlib import Path

import pytest
from tests.support.questions import columns, random_lines

from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.decide_many import decide_many
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement


@pytest.mark.parametrize("folder", agreement_folders(agreements_root()), ids=lambda folder: folder.name)
def test_every_line_is_decided_as_it_would_be_alone(folder: Path) -> None:
    document = read_agreement(folder)
    ready, lines = compile_agreement(document), random_lines(compile_agreement(document), 400, folder.name)
    assert list(decide_many(compile_agreement(document), columns(lines))) == [decide(ready, line) for line in lines]

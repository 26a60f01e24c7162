"""What one always buys oneself is what the agreement in force lists, each with its clause; nothing is made up where it lists nothing."""

from datetime import date
from pathlib import Path
from unittest.mock import patch

from handtag.apps.agreements.queries import CompiledVersion
from handtag.domain.agreement.compile import compile_agreement
from handtag.files.agreements import read_agreement
from handtag.web.own.responsibility import own_responsibility

AGREEMENTS = Path(__file__).parents[3] / "agreements"


def listed(agreement: str) -> list[tuple[str, list[str]]]:
    document = read_agreement(AGREEMENTS / agreement)
    version = CompiledVersion(1, document, compile_agreement(document))
    with patch("handtag.web.own.responsibility.compiled_for", return_value=version):
        return [(clause.id, [one.name for one in rows]) for clause, rows in own_responsibility(agreement, date(2026, 11, 23))]


def test_an_agreement_with_a_list_is_told_row_by_row_under_its_clause() -> None:
    ((clause, names),) = listed("gavleborg-proposal")
    assert clause == "own-list"
    assert "Hjälpmedel för av- och påklädning" in names
    assert len(names) == 10


def test_an_agreement_without_a_list_says_nothing() -> None:
    assert listed("norrbotten") == []

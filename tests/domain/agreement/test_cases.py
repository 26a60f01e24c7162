"""A worked case holds when every answer it names is the decided one, and only then."""

import pytest

from handtag.domain.agreement.cases import differences

DECIDED = {
    "payer": "region",
    "notes": ["a", "b"],
    "missing": [],
    "open_because": None,
    "trust_prescription": {"allowed": "no", "cost_approval": "x"},
}


def test_a_case_speaks_only_of_the_answers_it_names() -> None:
    assert differences({"payer": "region", "notes": ["a"], "open": False, "trust_prescription": {"allowed": "no"}}, DECIDED) == ()


@pytest.mark.parametrize(
    "expected",
    [
        {"payer": "other"},
        {"notes": ["c"]},
        {"missing": ["age"]},
        {"open": True},
        {"trust_prescription": {"allowed": "yes"}},
        {"follow_up": "region"},
    ],
    ids=str,
)
def test_a_difference_is_noticed(expected: dict[str, object]) -> None:
    [difference] = differences(expected, DECIDED)
    assert difference.field in expected
    assert str(difference).startswith(difference.field)

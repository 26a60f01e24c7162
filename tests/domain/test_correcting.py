import pytest

from handtag.domain.access import Permission
from handtag.domain.correcting import WHO, check_decision, check_request
from handtag.domain.values.errors import Refused


@pytest.mark.parametrize(
    ("field", "wanted", "words", "asked_by", "at"),
    [
        ("family_name", "Berg", "Fel", "neighbour", "asked_by"),
        ("family_name", "Berg", "  ", "person", "words"),
        ("family_name", "Ask", "Fel", "person", "wanted"),
        ("family_name", "x" * 81, "Fel", "person", "wanted"),
        ("protected_identity", "perhaps", "Fel", "person", "wanted"),
    ],
)
def test_a_request_that_lacks_something_names_it(field: str, wanted: str, words: str, asked_by: str, at: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_request(field, "Ask", wanted, words, asked_by)
    assert refusal.value.field == at


@pytest.mark.law("PDL 3 kap. 8 §")
def test_a_note_needs_nothing_to_put_there_instead() -> None:
    check_request("goal", "Gå själv", "", "Så sa jag inte", "person")


@pytest.mark.parametrize(
    ("now", "wanted", "reason", "corrected", "at"),
    [("Ask", "Berg", " ", True, "reason"), ("Ask", "", "Ja", True, "corrected"), ("Ek", "Berg", "Ja", True, "corrected")],
)
def test_a_decision_that_cannot_be_carried_out_is_refused(now: str, wanted: str, reason: str, corrected: bool, at: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_decision("Ask", now, wanted, reason, corrected=corrected)
    assert refusal.value.field == at


def test_who_registers_corrects_the_register_and_who_prescribes_the_record() -> None:
    assert WHO["family_name"] is Permission.REGISTER_PERSON
    assert WHO["goal"] is Permission.PRESCRIBE

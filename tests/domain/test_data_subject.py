import pytest

from handtag.domain.data_subject import MASK, check_extract, check_hand_over, handed_out, tells_where
from handtag.domain.values.errors import Refused
from handtag.domain.values.extracts import Section, Where

SECTION = Section("person", ("name", "address", "answers"), (("Dagny", Where("Provgatan 1"), (("municipality", Where("Luleå")),)),))


@pytest.mark.law("OSL 22 kap. 1 §")
def test_where_a_protected_person_is_is_told_only_to_herself_in_person() -> None:
    assert tells_where("tax_agency", "gdpr_15", protected=False)
    assert tells_where("in_person", "gdpr_15", protected=True)
    assert not tells_where("in_person", "gdpr_15_representative", protected=True)
    assert not tells_where("tax_agency", "gdpr_15", protected=True)


@pytest.mark.law("OSL 22 kap. 1 §")
def test_nothing_about_a_protected_person_is_posted_from_here() -> None:
    with pytest.raises(Refused, match=r"records\.protected_post") as refusal:
        check_extract("registered_address", "gdpr_15", protected=True)
    assert refusal.value.field == "delivery"
    check_extract("registered_address", "gdpr_15", protected=False)


def test_masked_sections_say_where_nowhere_also_not_inside_answers() -> None:
    told = handed_out([SECTION], (), where=False)
    assert told[0].rows == (("Dagny", MASK, (("municipality", MASK),)),)
    assert handed_out([SECTION], (), where=True) == (SECTION,)


def test_a_withheld_section_leaves_without_its_rows_and_says_so() -> None:
    told = handed_out([SECTION], ["person"], where=True)[0]
    assert (told.rows, told.is_withheld) == ((), True)


@pytest.mark.law("GDPR art. 12.6, GDPR art. 15.4")
@pytest.mark.parametrize(
    ("identified", "withheld", "reason", "is_read", "field"),
    [
        ("", (), "", True, "identified_by"),
        ("id_document", (), "", False, "is_read"),
        ("id_document", ("steps",), "", True, "withheld_reason"),
        ("id_document", ("shoes",), "harm", True, "withheld"),
        ("id_document", (), "harm", True, "withheld"),
    ],
)
def test_a_hand_over_that_lacks_something_names_it(
    identified: str, withheld: tuple[str, ...], reason: str, is_read: bool, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        check_hand_over(identified, withheld, reason, ["person", "steps"], is_read=is_read)
    assert refusal.value.field == field


def test_a_complete_hand_over_is_let_through() -> None:
    check_hand_over("id_document", ["steps"], "other_person", ["person", "steps"], is_read=True)

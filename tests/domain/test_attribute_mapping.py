"""What an identity provider says becomes roles by rules, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.attribute_mapping import AttributeMapping, Grant, MappingRule, Source, holds, texts

RULE = MappingRule({"systemRole": ("store",)}, "store_worker", Source(claim="unit"))
MAPPING = AttributeMapping("hsa", ("name",), {}, (RULE,))
claim_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)


def test_each_unit_of_a_claim_is_a_role_of_its_own_once_and_in_capitals() -> None:
    said = {"systemRole": ["other", "store"], "unit": ["se1-a", "SE1-A ", "SE1-B"]}
    assert MAPPING.grants(said) == (Grant("store_worker", "SE1-A"), Grant("store_worker", "SE1-B"))


def test_every_condition_must_hold() -> None:
    both = MappingRule({"a": ("1",), "b": ("*",)}, "desk", Source(fixed="SE1-U"))
    mapping = AttributeMapping("hsa", ("name",), {}, (both,))
    assert mapping.grants({"a": "1", "b": "anything"}) == (Grant("desk", "SE1-U"),)
    for said in ({"a": "1"}, {"b": "x"}, {"a": "2", "b": "x"}, {"a": "1", "b": ""}, {"a": "1", "b": []}):
        assert mapping.grants(said) == ()


@pytest.mark.law("HSLF-FS 2021:52 competence")
def test_a_prescriber_whose_profession_is_not_known_is_none() -> None:
    rule = MappingRule({"a": ("1",)}, "prescriber", Source(fixed="SE1-U"), Source(claim="licence", values={"AT": "occupational_therapist"}))
    mapping = AttributeMapping("hsa", ("name",), {}, (rule,))
    assert mapping.grants({"a": "1", "licence": ["LK", "AT"]}) == (Grant("prescriber", "SE1-U", "occupational_therapist"),)
    assert mapping.grants({"a": "1", "licence": ["LK"]}) == mapping.grants({"a": "1"}) == ()


@pytest.mark.parametrize("said", [None, "", "  ", [], ["a", "b"], {"a": 1}, True])
def test_who_it_is_is_one_text_or_nobody(said: object) -> None:
    assert MAPPING.subject_of({"hsa": said}) == ""


@pytest.mark.law("ASVS 6.3.4")
def test_a_demand_that_does_not_hold_is_named() -> None:
    mapping = AttributeMapping("hsa", ("name",), {"acr": ("loa3",), "b": ("*",)}, (RULE,))
    assert mapping.unmet({"acr": "loa2", "b": "x"}) == "acr"
    assert mapping.unmet({"acr": "loa3"}) == "b"
    assert mapping.unmet({"acr": "loa3", "b": "x"}) is None


@given(said=claim_values)
def test_whatever_is_said_is_read_without_a_fault_and_only_a_wanted_text_holds(said: object) -> None:
    claims = {"systemRole": said, "unit": said, "hsa": said, "name": said}
    assert holds(claims, "systemRole", ("store",)) == ("store" in texts(claims, "systemRole"))
    assert bool(MAPPING.grants(claims)) <= ("store" in texts(claims, "systemRole"))
    MAPPING.subject_of(claims)
    MAPPING.name_of(claims)

"""What the system before said of a person stands in the extract of the register."""

import pytest
from tests.support.takeover import ASTA, CIA, empty_county, take

from handtag.apps.people.identity import subject_of
from handtag.apps.people.models import Person
from handtag.apps.takeover.subject import sections
from handtag.db.fields import blind_index

pytestmark = pytest.mark.django_db


@pytest.mark.law("GDPR art. 15")
def test_what_was_taken_over_about_someone_is_told() -> None:
    county = empty_county()
    take(county)
    viewer = county.viewer("tova")
    persons = [Person.objects.get(identities__index=blind_index("person", number)) for number in (ASTA, CIA)]
    asta, cia = ({one.code: one.rows for one in sections(viewer, subject_of(person))} for person in persons)
    assert [row[0] for row in asta["taken_devices"]] == ["G-1"]
    assert "A. Arbetsterapeut" in str(asta["taken_devices"])
    assert [row[1] for row in cia["taken_orders"]] == ["O-77"]
    assert (asta["taken_orders"], cia["taken_devices"]) == ((), ())

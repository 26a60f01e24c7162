"""The table of roles: what no role may combine, and that each has its place in it."""

import pytest

from handtag.domain.access import ROLES, Permission, Role, Scope
from handtag.web.shell.roles import ROLE_NAMES

ABOUT_PERSONS = {Permission.OPEN_PERSON, Permission.REGISTER_PERSON, Permission.PRESCRIBE}
WRITES = set(Permission) - {Permission.OPEN_PERSON, Permission.READ_ORDER, Permission.READ_DEVICE, Permission.READ_INVOICE}


@pytest.mark.law("ASVS 8.1")
def test_every_role_has_rights_and_a_name() -> None:
    assert set(ROLES) == set(Role) == set(ROLE_NAMES)
    assert len({str(name) for name in ROLE_NAMES.values()}) == len(Role)


@pytest.mark.law("PDL 4 kap. 1–2 §§, GDPR art. 9")
def test_only_who_takes_part_in_the_care_reads_about_persons() -> None:
    readers = {role for role, rights in ROLES.items() if rights.permissions & ABOUT_PERSONS}
    assert readers == {Role.PRESCRIBER, Role.STUDENT, Role.ASSISTANT, Role.DESK, Role.CONSULTANT}


def test_who_looks_after_the_system_reads_nothing_of_the_business() -> None:
    held = ROLES[Role.SYSTEM_ADMINISTRATOR].permissions
    assert held == {Permission.MANAGE_ORGANISATION, Permission.PUBLISH_AGREEMENT, Permission.MANAGE_CATALOGUE}


def test_an_auditor_and_a_program_change_nothing() -> None:
    for role in (Role.AUDITOR, Role.INTEGRATION_CLIENT):
        assert not ROLES[role].permissions & WRITES


def test_only_the_system_itself_sees_everything() -> None:
    assert [role for role, rights in ROLES.items() if rights.scope is Scope.ALL] == [Role.TIMER]

"""Every use case × every role: who may gets through, everyone else leaves nothing behind but the attempt in the log."""

from dataclasses import fields, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection
from tests.support.locking import ORDER, locked, out_of_order
from tests.support.stage import written
from tests.support.strangers import add_strangers, viewer_of, viewers_of, without
from tests.support.valid_commands import DAY, LATER, VALID
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.apps.orders.models import Order
from handtag.apps.people.models import Person
from handtag.apps.stock.models import Device
from handtag.domain.access import ROLE_PERMISSIONS, Permission, Role, Viewer
from handtag.domain.values.errors import HandtagError, NotAllowed, NotFound
from handtag.usecases.base import UseCase, execute, load_all

CASES = sorted(load_all().values(), key=lambda case: (case.area, case.name))
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
LOG = AuditEntry._meta.db_table
TABLES = sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True))

# Those that load nothing belonging to anyone, and why whoever holds the permission may give them about anything.
OPEN_TO_PERMISSION = {
    "invite_user": "users are the installation's",
    "publish_version": "agreements are public documents",
    "propose_article": "asks for something at the actor's own centre",
    "define_attribute": "tells of the articles of the actor's own centre",
    "begin_assortment_day": "puts in the articles what is decided already",
    "start_draft": "published agreements are public; the copy is the county's own",
    "keep_list": "the list is the actor's own",
    "seal_log": "only the system itself",
    "sign_in_person": "only the system itself",
    "read_messages": "the actor's own inbox",
    "set_mail": "the actor's own wish",
    "refill_stores": "of the actor's own centre",
    "check_takeover": "what is brought in is the actor's own, into the own centre",
    "take_over": "what is brought in is the actor's own, into the own centre",
    "compare_takeover": "what is brought in is the actor's own, beside the own centre",
    "keep_levels": "of the actor's own centre",
    "set_approval_rule": "of the actor's own county",
    "set_appeal_level": "of the actor's own county",
    "call_meeting": "of the actor's own county",
    "remind_approvers": "only the system itself",
    "list_passings": "of the actor's own centre",
    "set_return_rule": "of the actor's own centre",
    "start_review": "the log that is chosen from is the actor's own care provider's",
    "claim_effect": "only the system itself",
    "send_digests": "only the system itself",
    "find_cases": "only the system itself",
    "set_hold": "keeps, tells nothing, and is logged",
    "propose_culling": "of the actor's own care provider",
    "finish_effect": "only the system itself",
    "ask_right": "asked for oneself; what is required is the county's",
    "book_seat": "taken for oneself; courses are the county's",
    "give_up_seat": "one's own",
    "open_in_emergency": "opens for hours with a stated reason, logged and reviewed",
    "find_person": "the search is logged and tells no name",
    "register_person": "gives its unit a relation with a stated ground, logged",
    "state_care_relation": "gives its unit a relation with a stated ground, logged",
}
# Those whose thing everyone may know exists: a stranger with the permission is told that it is not his.
KNOWN_TO_EXIST = {
    "close_month", "issue_invoices", "publish_price", "register_articles", "register_county", "sign_in_from_provider", "flag_ownerless",
    "remind_follow_ups",
}  # fmt: skip


def rows() -> dict[str, list[Any]]:
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def outcome(case: UseCase[Any, Any], data: Any, viewer: Viewer) -> type[HandtagError] | None:
    """How the use case ended: the kind of refusal, or None when it was performed."""
    try:
        execute(case, data, viewer, now=LATER)
    except HandtagError as refusal:
        return type(refusal)
    return None


class Refusals:
    """Calls that must be refused, one after another, and what they leave behind: nothing, but for the log.

    Every row of every table is compared once at the end, and at once after a call that wrote anywhere else, undone or not."""

    def __init__(self) -> None:
        self._before = rows()
        self._mark = self._last()

    def refused(self, case: UseCase[Any, Any], data: Any, viewer: Viewer, expected: type[HandtagError]) -> None:
        """The call ends this way, and leaves exactly the entry that way leaves."""
        with written() as tables:
            ended = outcome(case, data, viewer)
        assert ended is expected, f"{viewer.role} {viewer.name}: {ended}"
        action = "access.refused" if ended is NotAllowed else "access.not_found" if case.reads else ""
        entry = [(action, case.name, viewer.code, viewer.role.value)] if action else []
        entries = list(AuditEntry.objects.filter(pk__gt=self._mark).values_list("action", "use_case", "actor", "role"))
        assert entries == entry
        if tables - {LOG}:
            self.left_nothing()
        self._mark = self._last()

    def asked_again(self) -> None:
        """What has been answered since is not looked at."""
        self._mark = self._last()

    def left_nothing(self) -> None:
        after = rows()
        assert [table for table in TABLES if table != LOG and after[table] != self._before[table]] == []

    @staticmethod
    def _last() -> int:
        return AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@pytest.mark.law("ASVS 8.2")
@each
def test_a_role_without_the_permission_leaves_only_the_attempt_and_cannot_ask_what_exists(case: UseCase[Any, Any], world: World) -> None:
    """A refusal that differs between what is there and what is not would tell the names of users or the keys of persons."""
    data, _ = VALID[case.name](world)
    missing: dict[type, Any] = {int: 10**9, str: "finns-inte", UUID: uuid4()}
    known = {field.name: getattr(data, field.name) for field in fields(data)}
    guesses = [replace(data, **{name: missing[type(value)]}) for name, value in known.items() if type(value) in missing]
    refusals = Refusals()
    for viewer in without(case.permission, world, DAY):
        refusals.refused(case, data, viewer, NotAllowed)
        assert {outcome(case, guess, viewer) for guess in guesses} <= {NotAllowed}, viewer.role
        refusals.asked_again()
    refusals.left_nothing()


@pytest.mark.law("ASVS 8.4.1")
@each
def test_the_right_role_elsewhere_finds_nothing_and_who_may_gets_through(case: UseCase[Any, Any], world: World) -> None:
    data, name = VALID[case.name](world)
    if case.name not in OPEN_TO_PERMISSION:
        holders = [viewer for viewer in viewers_of(world, add_strangers(world), DAY) if viewer.may(case.permission)]
        assert holders, "add a stranger with this permission"
        refusals = Refusals()
        for viewer in holders:
            refusals.refused(case, data, viewer, NotAllowed if case.name in KNOWN_TO_EXIST else NotFound)
        refusals.left_nothing()
    viewer = viewer_of(world, name, DAY)
    with locked() as taken:
        assert outcome(case, data, viewer) is None
    assert out_of_order(taken) == []
    written = AuditEntry.objects.filter(use_case=case.name, actor=viewer.code).values_list("action", flat=True)
    assert set(written) <= set(case.audits)


def test_rows_that_are_locked_against_the_order_are_found(world: World) -> None:
    with locked() as taken:
        list(Device.objects.select_for_update())
        list(Device.objects.all())
        Order.objects.update(note="")
        list(Person.objects.filter(pk__in=Device.objects.select_for_update().values("pk")))
    assert taken == ["stock_device", "orders_order"]
    assert out_of_order(taken) == ["stock_device, then orders_order"]
    assert out_of_order([*ORDER, ORDER[0]]) == []  # what is held already is not waited for
    with pytest.raises(AssertionError, match="auth_group"):
        out_of_order(["stock_device", "auth_group"])


def test_every_use_case_has_its_row() -> None:
    names = {case.name for case in CASES}
    assert sorted(names - VALID.keys()) == [], "add a valid command to tests/support/valid_commands.py"
    assert sorted((VALID.keys() | OPEN_TO_PERMISSION.keys() | KNOWN_TO_EXIST) - names) == []


@pytest.mark.law("ASVS 8.1")
def test_every_role_stands_on_one_side_of_every_permission(world: World) -> None:
    for permission in Permission:
        lacking = {viewer.role for viewer in without(permission, world, DAY)}
        holding = {role for role, permissions in ROLE_PERMISSIONS.items() if permission in permissions}
        assert lacking | holding == set(Role)
        assert not lacking & holding

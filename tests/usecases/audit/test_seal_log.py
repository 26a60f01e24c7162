"""Sealing the log: what is new is sealed once, and a writer who never finishes does not make a hole."""

import pytest
from tests.support.world import NOW, World

from handtag.apps.audit import sealing
from handtag.apps.audit.models import AuditEntry, Seal
from handtag.apps.organisations.queries import system_viewer
from handtag.domain.values.errors import Conflict, NotAllowed
from handtag.usecases.audit.seal_log import SealLog, seal_log
from handtag.usecases.base import execute
from handtag.usecases.people.open_person import OpenPerson, open_person


def seal(world: World) -> int:
    return execute(seal_log, SealLog(), system_viewer(world.today), now=NOW)


def test_what_is_new_is_sealed_once_and_the_sealing_is_itself_logged(world: World) -> None:
    world.run(open_person, OpenPerson(world.key("asta")), "anna")
    assert seal(world) == 1
    assert AuditEntry.objects.get(action="audit.sealed").details == {"rows": 1}
    assert seal(world) == 1  # the first sealing's own entry


def test_while_somebody_goes_on_writing_nothing_is_sealed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "last_settled", lambda log: None)
    with pytest.raises(Conflict, match=r"audit\.writers_busy"):
        seal(world)
    assert not Seal.objects.exists()


def test_only_the_system_itself_seals(world: World) -> None:
    for name in ("lova", "ivan", "anna"):
        with pytest.raises(NotAllowed):
            world.run(seal_log, SealLog(), name)
    assert not Seal.objects.exists()

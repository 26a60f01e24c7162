import pytest
from tests.support import register
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry
from handtag.domain.values.errors import Refused
from handtag.usecases.records.export_register_extract import ExportRegisterExtract, export_register_extract

pytestmark = pytest.mark.django_db


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §")
@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_file_is_logged_before_it_is_made(world: World, kind: str) -> None:
    found = world.run(export_register_extract, ExportRegisterExtract(register.handed_over(world), kind), "karin")
    assert found.sections
    entry = AccessEntry.objects.latest("pk")
    assert (entry.action, entry.person_key, entry.ground) == ("person.register_exported", world.key("dagny"), "gdpr_15")


def test_no_file_is_made_before_it_is_handed_over(world: World) -> None:
    with pytest.raises(Refused, match=r"records\.not_handed_over"):
        world.run(export_register_extract, ExportRegisterExtract(register.extract(world), "json"), "karin")


def test_an_unknown_format_is_refused(world: World) -> None:
    with pytest.raises(Refused, match=r"people\.unknown_choice"):
        world.run(export_register_extract, ExportRegisterExtract(register.handed_over(world), "exe"), "karin")

"""Taking a photo away that was kept by mistake."""

import pytest
from tests.support.keeping import kept
from tests.support.world import World

from handtag.apps.prescriptions.process import PrescriptionFile
from handtag.domain.values.errors import NotFound
from handtag.usecases.prescribing.open_file import OpenFile, open_file
from handtag.usecases.prescribing.remove_file import RemoveFile, remove_file


def test_it_is_read_no_more_and_kept_with_the_record(world: World) -> None:
    key, file = kept(world)
    with pytest.raises(NotFound):
        world.run(remove_file, RemoveFile(key, file), "bo")
    world.run(remove_file, RemoveFile(key, file), "anna")
    assert PrescriptionFile.objects.get().removed_by == world.viewer("anna").code
    with pytest.raises(NotFound):
        world.run(open_file, OpenFile(key, file), "anna")
    with pytest.raises(NotFound):
        world.run(remove_file, RemoveFile(key, file), "anna")

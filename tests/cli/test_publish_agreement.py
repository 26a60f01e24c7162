"""`handtag publish_agreement` publishes a folder's version once, or says why not."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.support.world import World

from handtag.apps.agreements.queries import published_versions
from handtag.files.agreements import agreement_folders, agreements_root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The next version of an agreement that is published already."""
    root = agreements_root()
    copy = tmp_path / "agreements" / agreement_folders(root)[0].name
    shutil.copytree(agreement_folders(root)[0], copy)
    shutil.copy(root / "words.yaml", copy.parent)
    text = (copy / "agreement.yaml").read_text(encoding="utf-8")
    version = next(line for line in text.splitlines() if line.startswith("version:"))
    (copy / "agreement.yaml").write_text(text.replace(version, 'version: "2099-01"'), encoding="utf-8")
    return copy


def test_a_folder_is_published_once_and_never_again(world: World, folder: Path) -> None:
    before = len(published_versions())
    out = StringIO()
    call_command("publish_agreement", str(folder), stdout=out)
    (published,) = [one for one in published_versions() if one.version == "2099-01"]
    assert out.getvalue().split() == [published.agreement_id, "2099-01", published.document_hash]
    with pytest.raises(CommandError):
        call_command("publish_agreement", str(folder))
    assert len(published_versions()) == before + 1


def test_a_folder_that_cannot_be_read_leaves_nothing(world: World, tmp_path: Path) -> None:
    before = len(published_versions())
    with pytest.raises(CommandError):
        call_command("publish_agreement", str(tmp_path))
    assert len(published_versions()) == before

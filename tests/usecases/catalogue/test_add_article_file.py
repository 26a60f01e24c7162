"""Pictures and documents are what their content says, and tell nothing of who made them."""

from base64 import b64encode
from dataclasses import replace

import pytest
from tests.support.articles import in_series, picture, png
from tests.support.world import World

from handtag.apps.catalogue.models import ArticleFile, FileContent
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.catalogue.add_article_file import AddArticleFile, add_article_file

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"
MANUAL = AddArticleFile("10001", "manual", "Bruksanvisning", b64encode(PDF).decode())


def test_the_same_content_is_kept_once(world: World) -> None:
    picture(world)
    picture(world)
    assert (ArticleFile.objects.count(), FileContent.objects.count()) == (2, 1)
    assert FileContent.objects.get().media_type == "image/png"


def test_a_picture_loses_what_it_tells_of_who_took_it(world: World) -> None:
    told = png(told=b"Author\0Kim")
    assert b"Kim" in told
    data = AddArticleFile("10001", "picture", "Sedd från sidan", b64encode(told).decode())
    world.run(add_article_file, data, "eva")
    assert bytes(FileContent.objects.get().content) == png()


def test_a_document_of_the_series(world: World) -> None:
    series = in_series(world, "rollator", "rollator_plus")
    world.run(add_article_file, replace(MANUAL, for_series=True), "eva")
    assert ArticleFile.objects.get().series == series


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "film"}, "catalogue.unknown_file_kind"),
        ({"title": " "}, "catalogue.title_missing"),
        ({"for_series": True}, "catalogue.no_series"),
        ({"kind": "picture"}, "files.type_not_allowed"),
        ({"content": "inte base64"}, "files.unknown_type"),
        ({"content": b64encode(b"<svg onload=alert(1)>").decode()}, "files.unknown_type"),
        ({"content": b64encode(PDF[:-8]).decode()}, "files.unknown_type"),
        ({"content": b64encode(PDF.replace(b"<< >>", b"<< /JavaScript 2 0 R >>")).decode()}, "files.runs_something"),
    ],
)
def test_anything_else_is_refused(world: World, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(add_article_file, replace(MANUAL, **changes), "eva")  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert not FileContent.objects.exists()


def test_an_unknown_article_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(add_article_file, replace(MANUAL, article_number="finns inte"), "eva")

"""A picture that is wrong is no longer shown."""

import pytest
from tests.support.articles import picture
from tests.support.world import World

from handtag.apps.catalogue.models import ArticleFile
from handtag.domain.values.errors import NotFound
from handtag.usecases.catalogue.remove_article_file import RemoveArticleFile, remove_article_file


def test_a_removed_file_is_hidden_once_and_its_content_kept(world: World) -> None:
    file = picture(world)
    world.run(remove_article_file, RemoveArticleFile(file), "eva")
    assert ArticleFile.objects.get().removed_at == world.now
    assert ArticleFile.objects.get().content.size > 0
    with pytest.raises(NotFound):
        world.run(remove_article_file, RemoveArticleFile(file), "eva")

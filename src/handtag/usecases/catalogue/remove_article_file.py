"""A picture or document that is wrong or old is no longer shown."""

from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RemoveArticleFile:
    file_id: int


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.file_removed")
def remove_article_file(ctx: Context, data: RemoveArticleFile) -> None:
    """A removed file is hidden from that moment and its content kept. Raises NotFound."""
    file = store_details.file_of(ctx.viewer.centre_id, data.file_id)
    if file is None:
        raise NotFound("catalogue.no_file", field="file_id")
    ctx.require(Permission.MANAGE_CATALOGUE)
    store_details.remove_file(file, ctx.now)
    store.changed(ctx.viewer.centre_id)
    ctx.audit("catalogue.file_removed", f"file:{file.pk}", kind=file.kind)

"""A picture or a document of an article, or of its whole series."""

import hashlib
from base64 import b64decode
from dataclasses import dataclass

from handtag.apps.catalogue import store
from handtag.apps.catalogue.store import details as store_details
from handtag.domain import catalogue
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.files.pictures import DOCUMENT, PICTURES, accepted
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AddArticleFile:
    """`kind` is picture, manual, data_sheet or declaration; `title` says what it shows, for who cannot see it. `content` is base64."""

    article_number: str
    kind: str
    title: str
    content: str
    for_series: bool = False


@use_case(Permission.MANAGE_CATALOGUE, audits="catalogue.file_added")
def add_article_file(ctx: Context, data: AddArticleFile) -> int:
    """What a file is follows from its content: pictures are JPEG, PNG or WebP, documents PDF without scripts; a photo loses where it was
    taken. Raises NotFound, Refused naming the field.
    """
    article = store.lock_article(ctx.viewer.centre_id, data.article_number)
    if article is None:
        raise NotFound("catalogue.no_article", field="article_number")
    ctx.require(Permission.MANAGE_CATALOGUE)
    catalogue.require_among(data.kind, catalogue.FILE_KINDS, "catalogue.unknown_file_kind", "kind")
    if not data.title.strip():
        raise Refused("catalogue.title_missing", field="title")
    if data.for_series and article.series is None:
        raise Refused("catalogue.no_series", field="for_series")
    try:
        sent = b64decode(data.content, validate=True)
    except ValueError:
        sent = b""
    media_type, content = accepted(sent, PICTURES if data.kind == "picture" else (DOCUMENT,))
    series = article.series if data.for_series else None
    file = store_details.add_file(
        article=None if series else article, series=series, kind=data.kind, title=data.title.strip()[:120], media_type=media_type,
        sha256=hashlib.sha256(content).hexdigest(), content=content, at=ctx.now,
    )  # fmt: skip
    store.changed(article.centre_id)
    ctx.audit("catalogue.file_added", f"article:{article.number}", kind=data.kind, size=len(content), series=bool(series))
    return file.pk

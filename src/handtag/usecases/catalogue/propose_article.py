"""Someone who needs an article that is not in the catalogue asks for it there."""

from dataclasses import dataclass

from handtag.apps.catalogue.store import details as store_details
from handtag.domain.access import Permission
from handtag.domain.catalogue import require_name
from handtag.domain.values.codes import is_iso_code
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case

SIX = 6


@dataclass(frozen=True)
class ProposeArticle:
    """What is known by who asks; `why` says the need without naming any person."""

    name: str
    iso_code: str
    supplier: str
    why: str
    supplier_number: str = ""


@use_case(Permission.PROPOSE_ARTICLE, audits="catalogue.article_proposed")
def propose_article(ctx: Context, data: ProposeArticle) -> int:
    """A proposal keeps to the naming rule and says what, from whom and why; it opens nothing until two others have said yes.

    Raises Refused naming the field. Answers with the request's id.
    """
    ctx.require(Permission.PROPOSE_ARTICLE)
    require_name(data.name)
    if not is_iso_code(data.iso_code) or len(data.iso_code) < SIX:
        raise Refused("catalogue.bad_iso_code", field="iso_code", row=1, value=data.iso_code[:12])
    for field in ("supplier", "why"):
        if not getattr(data, field).strip():
            raise Refused("catalogue.request_incomplete", field=field)
    request = store_details.add_request(
        ctx.viewer.centre_id, name=data.name, iso_code=data.iso_code, supplier_name=data.supplier.strip(), why=data.why.strip(),
        supplier_number=data.supplier_number.strip(), proposed_by=ctx.viewer.code, proposed_at=ctx.now,
    )  # fmt: skip
    ctx.audit("catalogue.article_proposed", f"article_request:{request.pk}", iso_code=data.iso_code)
    return request.pk

"""Counted goods that nobody can use leave the store for good."""

from dataclasses import dataclass
from datetime import date

from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.pieces import leave, pieces


@dataclass(frozen=True)
class ScrapPieces:
    """`reason` is one of the listed codes; `code` what was read on the package, without it what expires first."""

    article_number: str
    location_code: str
    quantity: int
    reason: str
    on: date
    code: str = ""


@use_case(Permission.HANDLE_STOCK, audits="stock.pieces_scrapped")
def scrap_pieces(ctx: Context, data: ScrapPieces) -> None:
    """Only for one of the listed reasons, which stays with the move. The store is filled up. Raises NotFound, Refused."""
    ctx.require(Permission.HANDLE_STOCK)
    stock.require_reason(data.reason, stock.SCRAP_REASONS)
    gone = pieces(ctx, data.article_number, data.location_code, data.quantity, code=data.code, on=data.on)
    leave(ctx, gone, "decommissioned", note=data.reason)
    ctx.audit(
        "stock.pieces_scrapped", f"article:{gone.article.number}", quantity=gone.quantity, location=gone.location.code,
        reason=data.reason, on=data.on.isoformat(),
    )  # fmt: skip

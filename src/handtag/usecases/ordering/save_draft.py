"""An order for a person that is not finished is kept with its prescription, and resumed by whoever goes on with it."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.orders import store
from handtag.apps.prescriptions import store as prescribing
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.promising import Accessory


@dataclass(frozen=True)
class SaveDraft:
    """The order as it would be placed now; nothing of it is checked before it is."""

    prescription_key: UUID
    delivery_point_id: int | None
    accessories: tuple[Accessory, ...] = ()
    note: str = ""
    together: bool = False
    own_only: str = ""
    pieces: int = 1


@use_case(Permission.PLACE_ORDER, audits="ordering.draft_saved")
def save_draft(ctx: Context, data: SaveDraft) -> None:
    """Nothing is reserved or promised by a draft. It is gone when the order is placed. Raises NotFound, Refused."""
    prescription = prescribing.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PLACE_ORDER)
    if prescription.state != "article_chosen":
        raise Refused("ordering.no_decision", field="article_number", state=prescription.state)
    wanted: dict[str, object] = {
        "delivery_point_id": data.delivery_point_id,
        "accessories": {one.article_number: one.quantity for one in data.accessories},
        "note": data.note.strip()[:300],
        "together": data.together,
        "own_only": data.own_only,
        "pieces": data.pieces,
    }
    store.save_draft(prescription, wanted, at=ctx.now, by=ctx.viewer.code)
    ctx.audit("ordering.draft_saved", f"prescription:{prescription.key}")

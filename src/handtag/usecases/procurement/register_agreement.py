"""A framework agreement with a supplier is registered, with its lots and options."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.catalogue import store as catalogue
from handtag.apps.organisations import store as organisations
from handtag.apps.procurement import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case

LOWEST_RANK = 99
LARGEST = 999


@dataclass(frozen=True)
class NewLot:
    """`rank`: the supplier's place in the lot, 1 first."""

    number: str
    name: str
    rank: int = 1


@dataclass(frozen=True)
class NewOption:
    """The agreement may be prolonged through `extends_to` if that is said no later than `use_by`."""

    extends_to: date
    use_by: date


@dataclass(frozen=True)
class RegisterAgreement:
    """Days inclusive, amounts in öre excluding VAT. `predecessor`: the number of the agreement that this one follows."""

    centre_id: int
    number: str
    title: str
    supplier: str
    valid_from: date
    valid_to: date
    procurement: str = ""
    warranty_months: int = 0
    ceiling_ore: int | None = None
    prices_fixed_until: date | None = None
    highest_rise_percent: int | None = None
    predecessor: str = ""
    lots: tuple[NewLot, ...] = ()
    options: tuple[NewOption, ...] = ()


@use_case(Permission.PROCURE, audits="procurement.agreement_registered")
def register_agreement(ctx: Context, data: RegisterAgreement) -> UUID:
    """A procurement results in framework agreements with one or more suppliers, from which is called off (Norrbotten cooperation
    agreement 2015, "Upphandling"). Its number is unique at the centre.

    Answers the agreement's key. Raises NotFound, Refused naming the field.
    """
    centre = organisations.centre_by_id(data.centre_id)
    if centre is None or ctx.viewer.centre_id not in {0, centre.pk}:
        raise NotFound("organisations.no_centre", field="centre_id")
    ctx.require(Permission.PROCURE)
    _refuse_unreadable(data)
    if store.agreement_by_number(centre.pk, data.number.strip()) is not None:
        raise Refused("procurement.number_taken", field="number", value=data.number)
    predecessor = store.agreement_by_number(centre.pk, data.predecessor) if data.predecessor else None
    if data.predecessor and predecessor is None:
        raise Refused("procurement.no_predecessor", field="predecessor", value=data.predecessor)
    if predecessor is not None and store.has_successor(predecessor):
        raise Refused("procurement.followed_already", field="predecessor", value=data.predecessor)
    supplier = catalogue.suppliers_by_name([data.supplier.strip()])[data.supplier.strip()]
    plain = ("valid_from", "valid_to", "warranty_months", "ceiling_ore", "prices_fixed_until", "highest_rise_percent")
    texts = {name: getattr(data, name).strip() for name in ("number", "title", "procurement")}
    fields = {"key": ctx.new_key(), "predecessor": predecessor, "registered_at": ctx.now, "registered_by": ctx.viewer.code, **texts}
    made = store.add_agreement(
        centre,
        supplier,
        fields | {name: getattr(data, name) for name in plain},
        [(lot.number.strip(), lot.name.strip(), lot.rank) for lot in data.lots],
        [(option.extends_to, option.use_by) for option in data.options],
    )
    ctx.audit("procurement.agreement_registered", f"framework_agreement:{made.key}", number=made.number, supplier=supplier.name)
    return made.key


def _refuse_unreadable(data: RegisterAgreement) -> None:
    for name in ("number", "title", "supplier"):
        if not getattr(data, name).strip():
            raise Refused("procurement.missing", field=name)
    if data.valid_to < data.valid_from:
        raise Refused("procurement.ends_before_it_begins", field="valid_to")
    if data.ceiling_ore is not None and data.ceiling_ore <= 0:
        raise Refused("procurement.not_an_amount", field="ceiling_ore")
    for name in ("warranty_months", "highest_rise_percent"):
        if not 0 <= (getattr(data, name) or 0) <= LARGEST:
            raise Refused("procurement.not_an_amount", field=name)
    _refuse_lots(data)
    _refuse_options(data)


def _refuse_options(data: RegisterAgreement) -> None:
    days = [option.extends_to for option in data.options]
    for option in data.options:
        if not data.valid_to < option.extends_to or option.use_by > option.extends_to or days.count(option.extends_to) > 1:
            raise Refused("procurement.bad_option", field="options", value=str(option.extends_to))


def _refuse_lots(data: RegisterAgreement) -> None:
    numbers = [lot.number.strip() for lot in data.lots]
    for lot, number in zip(data.lots, numbers, strict=True):
        if not number or numbers.count(number) > 1 or not 1 <= lot.rank <= LOWEST_RANK:
            raise Refused("procurement.bad_lot", field="lots", value=number)

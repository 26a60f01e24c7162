"""A package from another system is taken over: all of it in one go, or nothing."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from handtag.apps.billing import store as billing
from handtag.apps.catalogue import store as catalogue
from handtag.apps.catalogue.store import details as catalogue_details
from handtag.apps.organisations import store as organisations
from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.people import store as people
from handtag.apps.prescriptions import queries as agreements
from handtag.apps.stock import store as stock_store
from handtag.apps.stock.models import Move
from handtag.apps.takeover import store
from handtag.apps.takeover.known import Named, named_at
from handtag.db.fields import blind_index
from handtag.domain import stock
from handtag.domain.access import Permission
from handtag.domain.catalogue import ASSORTMENT
from handtag.domain.takeover.verdicts import Verdict, counted, require_all
from handtag.domain.values.errors import NotFound
from handtag.files.takeover_rows import ArticleRow, DeviceRow, HoldingRow, OrderRow, PersonRow, StockRow, UnitRow
from handtag.usecases.base import Context, use_case
from handtag.usecases.taking_over import PackageFile, Plan, judge, log_known, read_plan


@dataclass(frozen=True)
class TakeOver:
    """`files` are the tables of the package; `leave_refused`: rows that are refused are left out, and stand as differences afterwards."""

    files: tuple[PackageFile, ...]
    leave_refused: bool = False


@dataclass(frozen=True)
class TakenOver:
    """`key` None: everything was known already, and nothing was written. File → verdict → rows, and the verdict of each row."""

    key: UUID | None
    counts: dict[str, dict[str, int]]
    verdicts: tuple[Verdict, ...]


@use_case(Permission.TAKE_OVER, audits=("takeover.taken", "takeover.nothing_new"))
def take_over(ctx: Context, data: TakeOver) -> TakenOver:
    """What another system said is so here from the day of takeover: the old system charges rent until the day before, this one from
    that day on, and no day is charged twice. What was lent there rests on what was decided there. The same package again changes
    nothing. Raises Refused when a row is refused, or the day lies in a closed month or has not come.
    """
    ctx.require(Permission.TAKE_OVER)
    centre = organisations.centre_by_id(ctx.viewer.centre_id)
    if centre is None:
        raise NotFound("organisations.no_centre", field="centre_id")
    plan = read_plan(data.files, ctx.today)
    on = plan.package.takeover_on
    closed_through = billing.lock_books(centre.pk, min(on, ctx.today), ctx.today)
    stock.check_day(on, today=ctx.today, closed_through=closed_through)
    judge(plan, centre)
    counts = counted(plan.verdicts)
    require_all(counts, leave_refused=data.leave_refused)
    log_known(ctx, plan)
    if not any(plan.new.values()):
        ctx.audit("takeover.nothing_new", f"centre:{centre.pk}", digest=plan.digest, counts=counts)
        return TakenOver(None, counts, tuple(plan.verdicts))
    key = _take(ctx, centre, plan, counts)
    ctx.audit("takeover.taken", f"takeover:{key}", digest=plan.digest, counts=counts, takeover_on=on.isoformat())
    return TakenOver(key, counts, tuple(plan.verdicts))


def _take(ctx: Context, centre: DeviceCentre, plan: Plan, counts: dict[str, dict[str, int]]) -> UUID:
    package, key = plan.package, ctx.new_key()
    version = agreements.agreement_in_force(ctx.viewer, package.takeover_on)
    taken = store.add_takeover(
        centre, key, system=package.system, takeover_on=package.takeover_on, made_on=package.made_on, digest=plan.digest, counts=counts,
        taken_at=ctx.now, taken_by=ctx.viewer.code,
    )  # fmt: skip
    act = store.Act(taken, centre, version.version_id, package.takeover_on, ctx.now, ctx.viewer.code)
    before = named_at(centre, ())
    for one in plan.new["units"]:
        _unit(act, before, one.values)
    for one in plan.new["places"]:
        stock_store.add_location(centre, code=one.values.code, name=one.values.name, kind=one.values.kind)
    _articles(act, [one.values for one in plan.new["articles"]])
    _persons(ctx, plan, [one.values for one in plan.new["persons"]])
    named = named_at(centre, (blind_index("person", number.text) for number in plan.numbers.values()))
    _devices(act, plan, named)
    _stock(act, plan, named)
    _orders(act, plan, named)
    store.add_rows(taken, ((kind, one.index, one.digest) for kind, entries in plan.new.items() for one in entries))
    return key


def _unit(act: store.Act, named: Named, row: UnitRow) -> None:
    principal = named.principals[row.principal]
    cost_centre = organisations.cost_centre_for(principal, code=row.cost_centre, name=row.cost_centre_name or row.cost_centre)
    unit = organisations.add_unit(principal, act.centre, kind=row.kind, name=row.name, hsa_id=row.hsa_id, cost_centre=cost_centre)
    organisations.add_delivery_point(unit, name=row.delivery_point or row.name, address=row.address, weekdays=row.weekdays or "12345")


def _articles(act: store.Act, rows: list[ArticleRow]) -> None:
    suppliers = catalogue.suppliers_by_name(row.supplier for row in rows)
    made = catalogue.add_articles(
        act.centre,
        (
            {
                "number": row.number, "name": row.name, "iso_code": row.iso_code, "kind": row.kind, "assortment": row.assortment,
                "supplier": suppliers[row.supplier], "supplier_number": row.supplier_number, "gtin": row.gtin,
                "lead_time_days": row.lead_time_days or 0,
            }
            for row in rows
        ),
    )  # fmt: skip
    for state in ASSORTMENT:
        decided = [article for article in made if article.assortment == state]
        catalogue_details.add_decisions(decided, assortment=state, valid_from=act.on, decided_by=act.by, at=act.at)
    for article, row in zip(made, rows, strict=True):
        kind, amount = ("sale", row.sale) if row.rent is None else ("rent_per_month", row.rent)
        if amount is not None:
            catalogue.add_price(article, kind=kind, amount_ore=amount, purchase_ore=row.purchase or 0, valid_from=act.on, at=act.at)
    if made:
        catalogue.changed(act.centre.pk)


def _persons(ctx: Context, plan: Plan, rows: list[PersonRow]) -> None:
    made = store.add_persons([_person(ctx, plan, row) for row in rows], ctx.now)
    ctx.log_readings(dict.fromkeys((person.key for person in made), "takeover"), action="person.registered")


def _person(ctx: Context, plan: Plan, row: PersonRow) -> store.NewPerson:
    number, municipality = plan.number(row.identity), people.municipality_by_code(row.municipality)
    assert number is not None, "judged before it is taken"
    assert municipality is not None, "judged before it is taken"
    columns = {
        "given_name": row.given_name, "family_name": row.family_name, "birth_date": number.birth_date or row.birth_date,
        "municipality": municipality, "housing": row.housing, "address": row.address, "phone": row.phone,
        "protected_identity": bool(row.protected_identity), "home_health_care_enrolled": row.home_health_care,
    }  # fmt: skip
    return ctx.new_key(), number, columns


def _devices(act: store.Act, plan: Plan, named: Named) -> None:
    """A device that somebody has is lent from the day of takeover; the others stand where they stood."""
    holdings, rows = plan.holdings(), [one.values for one in plan.new["devices"]]
    paid = {number: _payment(plan, named, holding) for number, holding in holdings.items()}
    moves = store.add_devices(act, [_device(row, named, holdings.get(row.number), paid.get(row.number)) for row in rows])
    lent: dict[store.Payment, list[Move]] = defaultdict(list)
    for row, move in zip(rows, moves, strict=True):
        if row.number in paid:
            lent[paid[row.number]].append(move)
    store.add_lendings(act, lent)


def _device(row: DeviceRow, named: Named, holding: HoldingRow | None, payment: store.Payment | None) -> store.OldDevice:
    return store.OldDevice(
        number=row.number, serial_number=row.serial_number, article=named.articles[row.article], purchased_on=row.purchased_on,
        purchase_ore=row.purchase, residual_ore=row.residual, udi=row.udi, where=_where(row, holding),
        location=None if holding else named.places[row.place], bin=row.bin, payment=payment,
        lent_since=holding.since if holding else None, prescriber=holding.prescriber if holding else "",
    )  # fmt: skip


def _where(row: DeviceRow, holding: HoldingRow | None) -> str:
    if holding is not None:
        return "person" if holding.person else "unit"
    return "store" if row.state == "ready" else "used"


def _payment(plan: Plan, named: Named, row: HoldingRow | OrderRow) -> store.Payment:
    """The cost centre that is named; else the unit's own when its principal pays, else the payer's first."""
    unit, payer = named.units[row.unit], named.principals[row.payer]
    if row.cost_centre:
        cost_centre = organisations.cost_centre_for(payer, code=row.cost_centre, name=row.cost_centre)
    else:
        cost_centre = unit.cost_centre if unit.principal_id == payer.pk else named.cost_centres[payer.pk]
    points = named.points[unit.pk]
    point = points.get(getattr(row, "delivery_point", "")) or next(iter(points.values()))
    number = plan.number(row.person) if row.person else None
    return store.Payment(named.persons[blind_index("person", number.text)] if number else None, unit, payer, cost_centre, point)


def _stock(act: store.Act, plan: Plan, named: Named) -> None:
    for one in plan.new["stock"]:
        row: StockRow = one.values
        article = named.articles[row.article]
        stock_store.change_balance(
            article, named.places[row.place], row.quantity, kind="taken_over", on=act.on, recorded_at=act.at, moved_by=act.by,
            lot=stock_store.lot_of(article, row.lot, row.expires_on) if row.lot else None,
        )  # fmt: skip


def _orders(act: store.Act, plan: Plan, named: Named) -> None:
    """A device is a line of its own, as in every order."""
    rows: dict[str, list[OrderRow]] = defaultdict(list)
    for one in plan.new["orders"]:
        rows[one.values.order].append(one.values)
    store.add_open_orders(
        act, {number: (_payment(plan, named, of[0]), [line for row in of for line in _lines(named, row)]) for number, of in rows.items()}
    )


def _lines(named: Named, row: OrderRow) -> list[store.OldLine]:
    article = named.articles[row.article]
    if article.kind == "device":
        return [store.OldLine(article, 1, row.promised_on)] * row.quantity
    return [store.OldLine(article, row.quantity, row.promised_on)]

"""The old system's files beside what is here: counts, sums and every difference, until there is none. Also while both run."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from handtag.apps.organisations import store as organisations
from handtag.apps.takeover import picture, store
from handtag.apps.takeover.known import persons_by_index
from handtag.db.fields import blind_index
from handtag.domain.access import Permission
from handtag.domain.takeover.comparing import Difference, Picture, Total, differences, totals
from handtag.domain.values.errors import NotFound
from handtag.files.takeover_rows import ArticleRow, DeviceRow, HoldingRow, OrderRow, PersonRow
from handtag.usecases.base import Context, use_case
from handtag.usecases.taking_over import Entry, PackageFile, Plan, read_plan

KEPT_DIFFERENCES = 5_000


@dataclass(frozen=True)
class CompareTakeover:
    """`files` are the tables of a package: the one that was taken over, or what the old system says today."""

    files: tuple[PackageFile, ...]


@dataclass(frozen=True)
class ComparedTakeover:
    """`unread` rows could not be read, and are compared with nothing."""

    key: UUID
    totals: tuple[Total, ...]
    differences: tuple[Difference, ...]
    unread: int

    @property
    def is_zero(self) -> bool:
        return not self.differences and not self.unread and all(total.is_equal for total in self.totals)


@use_case(Permission.TAKE_OVER, audits="takeover.compared")
def compare_takeover(ctx: Context, data: CompareTakeover) -> ComparedTakeover:
    """Every count, sum and thing that the two systems do not say alike. What is told of a person is that something differs, and that is
    logged. Raises Refused when the package cannot be read at all.
    """
    ctx.require(Permission.TAKE_OVER)
    centre = organisations.centre_by_id(ctx.viewer.centre_id)
    if centre is None:
        raise NotFound("organisations.no_centre", field="centre_id")
    plan = read_plan(data.files, ctx.today)
    people = _People(plan)
    new = picture.picture(centre, plan.package.made_on, people.rows)
    old = _old(plan, people)
    said = {(one.measure, one.group): (one.count, _sum(one.measure, one.sum)) for one in plan.totals}
    sums = totals(old, new, said)
    found = [*differences(old, new, people.names)]
    shown = {one.key for one in found if one.area == "persons"}
    ctx.log_readings(dict.fromkeys(people.keys_named(shown), "takeover"), action="person.searched")
    return _kept(ctx, plan, sums, found)


def _kept(ctx: Context, plan: Plan, sums: list[Total], found: list[Difference]) -> ComparedTakeover:
    key, unequal, unread = ctx.new_key(), sum(not one.is_equal for one in sums), len(plan.verdicts)
    store.add_reconciliation(
        ctx.viewer.centre_id, key, system=plan.package.system, made_on=plan.package.made_on, digest=plan.digest,
        totals=[asdict(one) for one in sums], differences=[asdict(one) for one in found[:KEPT_DIFFERENCES]],
        difference_count=len(found) + unread, unequal_count=unequal, compared_at=ctx.now, compared_by=ctx.viewer.code,
    )  # fmt: skip
    ctx.audit("takeover.compared", f"reconciliation:{key}", digest=plan.digest, differences=len(found) + unread, unequal=unequal)
    return ComparedTakeover(key, tuple(sums), tuple(found), unread)


class _People:
    """Whom the package's numbers mean here: persons by row, without their numbers."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._found = persons_by_index(blind_index("person", number.text) for number in plan.numbers.values())
        self._leads_to = picture.one_record()
        entries = plan.files["persons"]
        self.rows = {self._top(pk) for pk, _key in self._found.values()}
        self.names = {self.name(one.values.identity): f"#{one.row}" for one in entries}
        self._keys = {f"#{one.row}": found[1] for one in entries if (found := self._of(one.values.identity))}

    def name(self, text: str) -> str:
        """As our picture names a person; another word for one who is not here."""
        if not text:
            return ""
        found = self._of(text)
        number = self._plan.number(text)
        return str(self._top(found[0])) if found else f"not here {blind_index('person', number.text if number else text)}"

    def keys_named(self, names: Iterable[str]) -> list[UUID]:
        return [self._keys[name] for name in sorted(names) if name in self._keys]

    def _of(self, text: str) -> tuple[int, UUID] | None:
        number = self._plan.number(text)
        return self._found.get(blind_index("person", number.text)) if number else None

    def _top(self, pk: int) -> int:
        return self._leads_to.get(pk, pk)


def _old(plan: Plan, people: _People) -> Picture:
    """The package's own picture; what it leaves open (None) is not compared."""
    files = plan.files
    rents = {one.key: one.values.rent or 0 for one in files["articles"]}
    holdings = {one.key: one.values for one in files["holdings"]}
    return {
        "units": {one.key: {"name": one.values.name, "principal": one.values.principal} for one in files["units"]},
        "places": {one.key: {"kind": one.values.kind} for one in files["places"]},
        "articles": {one.key: _article(one.values) for one in files["articles"]},
        "persons": {people.name(one.values.identity): _person(one.values) for one in files["persons"]},
        "devices": {one.key: _device(one.values, holdings.get(one.key), rents, people) for one in files["devices"]},
        "stock": {one.key: {"article": one.values.article, "quantity": one.values.quantity} for one in files["stock"]},
        "orders": _orders(files["orders"], people),
    }


def _article(row: ArticleRow) -> dict[str, str | int | None]:
    return {"kind": row.kind, "iso_code": row.iso_code, "rent_ore": row.rent, "sale_ore": row.sale}


def _person(row: PersonRow) -> dict[str, str | int | None]:
    return {"municipality": row.municipality, "housing": row.housing, "protected_identity": int(bool(row.protected_identity))}


def _device(row: DeviceRow, holding: HoldingRow | None, rents: dict[str, int], people: _People) -> dict[str, str | int | None]:
    own = {
        "article": row.article, "serial_number": row.serial_number or None, "purchased_on": row.purchased_on.isoformat(),
        "purchase_ore": row.purchase, "residual_ore": row.residual,
    }  # fmt: skip
    if holding is None:
        return {**own, "place": row.place, "bin": row.bin or None, "person": "", "unit": "", "payer": "", "rent_ore": 0}
    rent = holding.rent if holding.rent is not None else rents.get(row.article, 0)
    lent = {"person": people.name(holding.person), "unit": holding.unit, "payer": holding.payer}
    return {**own, "place": "", "bin": None, **lent, "rent_ore": rent}


def _orders(entries: list[Entry], people: _People) -> dict[str, dict[str, str | int | None]]:
    found: dict[str, dict[str, str | int | None]] = {}
    for one in entries:
        row: OrderRow = one.values
        found[one.key] = {
            "article": row.article, "quantity": row.quantity, "person": people.name(row.person), "unit": row.unit, "payer": row.payer,
            "promised_on": row.promised_on.isoformat(),
        }  # fmt: skip
    return found


def _sum(measure: str, read: int | None) -> int | None:
    """Pieces were read as if they were kronor."""
    return read // 100 if read is not None and measure in {"stock", "orders"} else read

"""What a takeover package would give: every row judged against its neighbours and against what is here already. Writes nothing.

What checking, taking over and comparing a package have in common; the rows themselves are read by the files.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.takeover.known import MOST_OF_ONE, ArticleHere, Known, known_at, persons_by_index
from handtag.db.fields import blind_index
from handtag.domain.takeover.verdicts import Unread, Verdict
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import IdentityNumber, parse_identity
from handtag.files.device_lists import ListFileError, read_csv
from handtag.files.takeover import Read, rows_of
from handtag.files.takeover_rows import (
    FILES,
    ArticleRow,
    DeviceRow,
    HoldingRow,
    OrderRow,
    PackageRow,
    PersonRow,
    PlaceRow,
    Row,
    StockRow,
    TotalRow,
    UnitRow,
)
from handtag.usecases.base import Context

MOST_ROWS = 500_000
Why = tuple[str, str]  # field and reason
GOOD: Why = ("", "")


@dataclass(frozen=True)
class PackageFile:
    """One table of a package as CSV text; `kind` is one of the files that docs/operations/takeover.md describes."""

    kind: str
    table: str = field(repr=False)


@dataclass(frozen=True)
class Entry:
    """A row that could be read, and what names it within its file and what was said of it, as digests."""

    row: int
    values: Any
    key: str
    index: str
    digest: str


@dataclass
class Plan:
    """The package, what would be taken of each file, and the verdict of every row."""

    package: PackageRow
    digest: str
    today: date
    files: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    new: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    verdicts: list[Verdict] = field(default_factory=list)
    numbers: dict[str, IdentityNumber] = field(default_factory=dict)
    totals: list[TotalRow] = field(default_factory=list)
    known_persons: list[Any] = field(default_factory=list)

    def number(self, text: str) -> IdentityNumber | None:
        """The identity number that a cell says; None when it says none."""
        if text not in self.numbers:
            try:
                self.numbers[text] = parse_identity(text, today=self.today)
            except Refused:
                return None
        return self.numbers[text]

    def holdings(self) -> dict[str, HoldingRow]:
        return {one.key: one.values for one in self.new["holdings"]}


def read_plan(files: Iterable[PackageFile], today: date) -> Plan:
    """The rows of a package, read and named, not yet judged. Raises Refused when it does not say what it is, or cannot be read."""
    tables = {file.kind: file.table for file in files}
    unknown = sorted(tables.keys() - FILES.keys())
    if unknown:
        raise Refused("takeover.unknown_file", field="files", value=unknown[0], valid=tuple(FILES))
    digest = blind_index("takeover", "\x1e".join(f"{kind}\x1f{table}" for kind, table in sorted(tables.items())))
    plan = Plan(_package(tables.get("package", "")), digest, today)
    for kind in [kind for kind in FILES if kind in tables and kind != "package"]:
        _read_file(plan, kind, tables[kind])
    return plan


def judge(plan: Plan, centre: DeviceCentre) -> Plan:
    """Every row gets its verdict: taken, known already, or refused with field and reason."""
    found = known_at(centre, plan.package.takeover_on)
    judges: Mapping[str, Judge] = {
        "units": _units, "places": _places, "articles": _articles, "persons": _persons, "devices": _devices, "holdings": _holdings,
        "stock": _stock, "orders": _orders,
    }  # fmt: skip
    scene = Scene(plan, found)
    scene.persons = persons_by_index(blind_index("person", number.text) for number in plan.numbers.values())
    scene.lent = {one.key: one for one in plan.files["holdings"]}
    for kind in ("units", "places", "articles", "persons", "devices", "holdings", "stock", "orders"):
        for entry, why in judges[kind](scene):
            _settle(scene, kind, entry, why)
    _refuse_half_lent(scene)
    plan.known_persons = [key for pk, key in scene.persons.values()]
    plan.verdicts.sort(key=lambda one: (list(FILES).index(one.file), one.row))
    return plan


def log_known(ctx: Context, plan: Plan) -> None:
    """Whoever learns that somebody is registered has looked for her (Patientdatalagen 4 kap. 3 §)."""
    ctx.log_readings(dict.fromkeys(plan.known_persons, "takeover"), action="person.searched")


@dataclass
class Scene:
    """What is known while a package is judged: what is here, and what the rows judged so far will have brought."""

    plan: Plan
    here: Known
    persons: dict[str, tuple[int, Any]] = field(default_factory=dict)
    coming: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    lent: dict[str, Entry] = field(default_factory=dict)
    serials: set[tuple[str, str]] = field(default_factory=set)
    gtins: set[str] = field(default_factory=set)
    lots: dict[tuple[str, str], date | None] = field(default_factory=dict)
    ordered_by: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def knows_person(self, text: str) -> bool:
        number = self.plan.number(text)
        return number is not None and (number.text in self.coming["persons"] or blind_index("person", number.text) in self.persons)

    def article(self, number: str) -> ArticleHere | None:
        return self.here.articles.get(number) or self.coming["articles"].get(number)

    def has_unit(self, hsa_id: str) -> bool:
        return hsa_id in self.here.units or hsa_id in self.coming["units"]


Judge = Any  # Scene → (entry, why) of every row of its file


def _package(table: str) -> PackageRow:
    rows = list(_rows("package", table)) if table else []
    read = [one for one in rows if isinstance(one, Read)]
    wrong = next((one for one in rows if isinstance(one, Unread)), None)
    if wrong is not None:
        raise Refused("takeover.bad_package", field="files", row=wrong.row, column=wrong.field, why=wrong.reason)
    if len(read) != 1:
        raise Refused("takeover.no_package_row", field="files")
    return cast("PackageRow", read[0].values)


def _rows(kind: str, table: str) -> Iterator[Read | Unread]:
    try:
        rows = read_csv(table)
    except ListFileError as error:
        raise Refused("takeover.unreadable_file", field="files", file=kind, why=error.code) from error
    if len(rows) > MOST_ROWS:
        raise Refused("takeover.too_many_rows", field="files", file=kind, most=MOST_ROWS)
    return rows_of(kind, rows)


def _read_file(plan: Plan, kind: str, table: str) -> None:
    for one in _rows(kind, table):
        if isinstance(one, Unread):
            plan.verdicts.append(Verdict(kind, one.row, "refused", one.field, one.reason))
        elif isinstance(one.values, TotalRow):
            plan.totals.append(one.values)
        else:
            key = _key(plan, one.values)
            index = blind_index("takeover", f"{kind}:{key}")
            plan.files[kind].append(Entry(one.row, one.values, key, index, blind_index("takeover", _said(plan, one.values))))


def _said(plan: Plan, values: Row) -> str:
    """What the row says, whichever way it writes the number of a person."""
    said = values.model_dump(mode="json")
    for name in ("identity", "person"):
        number = plan.number(said[name]) if said.get(name) else None
        said[name] = number.text if number else said.get(name)
    return json.dumps(said, sort_keys=True)


def _key(plan: Plan, values: Row) -> str:
    """What names the thing within its file, however it is written."""
    match values:
        case UnitRow():
            return values.hsa_id
        case PlaceRow():
            return values.code
        case PersonRow():
            number = plan.number(values.identity)
            return number.text if number else values.identity
        case HoldingRow():
            return values.device
        case StockRow():
            return "/".join((values.article, values.place, values.lot))
        case OrderRow():
            return f"{values.order}/{values.article}"
        case _:
            return str(values.number)  # type: ignore[attr-defined]  # articles and devices


def _settle(scene: Scene, kind: str, entry: Entry, why: Why | None) -> None:
    """`why` None: known already. A row that was taken before is known when it says the same, and refused when it says something else."""
    taken = scene.here.taken.get((kind, entry.index))
    if taken is not None:
        why = None if taken == entry.digest else ("", "changed_since")
    if why is None:
        scene.plan.verdicts.append(Verdict(kind, entry.row, "known"))
    elif why != GOOD:
        scene.plan.verdicts.append(Verdict(kind, entry.row, "refused", *why))
    elif entry.key in scene.coming[kind]:
        scene.plan.verdicts.append(Verdict(kind, entry.row, "refused", "", "twice"))
    else:
        scene.coming[kind][entry.key] = _coming(entry.values)
        scene.plan.new[kind].append(entry)
        scene.plan.verdicts.append(Verdict(kind, entry.row, "taken"))


def _coming(values: Row) -> Any:
    match values:
        case UnitRow():
            return values.principal
        case ArticleRow():
            return ArticleHere(values.kind, values.rent is not None, values.rent is not None or values.sale is not None)
        case _:
            return True


def _units(scene: Scene) -> Iterator[tuple[Entry, Why | None]]:
    for one in scene.plan.files["units"]:
        if one.key in scene.here.units:
            yield one, None
        elif one.key in scene.here.strangers:
            yield one, ("hsa_id", "of_another_county")
        else:
            yield one, GOOD if one.values.principal in scene.here.principals else ("principal", "unknown_principal")


def _places(scene: Scene) -> Iterator[tuple[Entry, Why | None]]:
    for one in scene.plan.files["places"]:
        yield one, None if one.key in scene.here.places else GOOD


def _articles(scene: Scene) -> Iterator[tuple[Entry, Why | None]]:
    for one in scene.plan.files["articles"]:
        yield one, None if one.key in scene.here.articles else _of_article(scene, one.values)


def _of_article(scene: Scene, row: ArticleRow) -> Why:
    if row.rent is not None and row.sale is not None:
        return "sale", "two_prices"
    if row.rent is not None and row.kind != "device":
        return "rent", "only_devices_are_rented"
    if row.gtin and (row.gtin in scene.here.gtins or row.gtin in scene.gtins):
        return "gtin", "gtin_taken"
    scene.gtins.add(row.gtin)
    return GOOD


def _persons(scene: Scene) -> Iterator[tuple[Entry, Why | None]]:
    for one in scene.plan.files["persons"]:
        number = scene.plan.number(one.values.identity)
        if number is None:
            yield one, ("identity", "not_an_identity")
        elif blind_index("person", number.text) in scene.persons:
            yield one, None
        else:
            yield one, _of_person(scene, one.values, number.birth_date or one.values.birth_date)


def _of_person(scene: Scene, row: PersonRow, born: date | None) -> Why:
    if born is None:
        return "birth_date", "missing"
    if born > scene.plan.today:
        return ("identity", "not_an_identity") if row.birth_date is None else ("birth_date", "in_the_future")
    return GOOD if row.municipality in scene.here.municipalities else ("municipality", "unknown_municipality")


def _devices(scene: Scene) -> Iterator[tuple[Entry, Why | None]]:
    for one in scene.plan.files["devices"]:
        yield one, ("number", "number_taken") if one.key in scene.here.devices else _of_device(scene, one.values)


def _of_device(scene: Scene, row: DeviceRow) -> Why:
    article = scene.article(row.article)
    serial = (row.article, row.serial_number)
    if article is None:
        return "article", "unknown_article"
    if article.kind != "device":
        return "article", "counted_by_quantity"
    if row.purchased_on > scene.plan.package.takeover_on:
        return "purchased_on", "after_takeover"
    if row.residual is not None and row.residual > row.purchase:
        return "residual", "above_purchase"
    if row.serial_number and (serial in scene.here.serials or serial in scene.serials):
        return "serial_number", "serial_taken"
    if row.number not in scene.lent and not (row.place in scene.here.places or row.place in scene.coming["places"]):
        return "place", "unknown_place" if row.place else "nowhere"
    scene.serials.add(serial)
    return GOOD


def _holdings(scene: Scene) -> Iterator[tuple[Entry, Why | None]]:
    rented = {one.key: one.values.article for one in scene.plan.new["devices"]}
    for one in scene.plan.files["holdings"]:
        row: HoldingRow = one.values
        if row.device not in rented:
            yield one, ("device", "unknown_device")
        elif not cast("ArticleHere", scene.article(rented[row.device])).is_rented:
            yield one, ("device", "no_rent")
        elif row.since is not None and row.since > scene.plan.package.takeover_on:
            yield one, ("since", "after_takeover")
        else:
            yield one, _of_payment(scene, row.person, row.unit, row.payer, row.cost_centre)


def _of_payment(scene: Scene, person: str, unit: str, payer: str, cost_centre: str) -> Why:
    if person and not scene.knows_person(person):
        return "person", "unknown_person" if scene.plan.number(person) else "not_an_identity"
    if not scene.has_unit(unit):
        return "unit", "unknown_unit"
    if unit in scene.here.units and unit not in scene.here.with_points:
        return "unit", "no_delivery_point"
    if payer not in scene.here.principals:
        return "payer", "unknown_principal"
    if not cost_centre and payer not in scene.here.with_cost_centres and payer not in scene.coming["units"].values():
        return "cost_centre", "no_cost_centre"
    return GOOD


def _stock(scene: Scene) -> Iterator[tuple[Entry, Why | None]]:
    for one in scene.plan.files["stock"]:
        yield one, _of_stock(scene, one.values)


def _of_stock(scene: Scene, row: StockRow) -> Why:
    article = scene.article(row.article)
    if article is None:
        return "article", "unknown_article"
    if article.kind in ("device", "service"):
        return "article", "marked_one_by_one"
    if row.place not in scene.here.places and row.place not in scene.coming["places"]:
        return "place", "unknown_place"
    lot = (row.article, row.lot)
    if row.lot and (scene.here.lots | scene.lots).get(lot, row.expires_on) != row.expires_on:
        return "expires_on", "lot_expires_otherwise"
    scene.lots[lot] = row.expires_on
    return GOOD


def _orders(scene: Scene) -> Iterator[tuple[Entry, Why | None]]:
    for one in scene.plan.files["orders"]:
        yield one, _of_order(scene, one.values)


def _of_order(scene: Scene, row: OrderRow) -> Why:
    article, of = scene.article(row.article), (row.person, row.unit, row.payer, row.cost_centre, row.delivery_point)
    if article is None:
        return "article", "unknown_article"
    if not article.is_priced:
        return "article", "no_price"
    if row.quantity > MOST_OF_ONE:
        return "quantity", "too_many"
    if scene.ordered_by.setdefault(row.order, of) != of:
        return "order", "order_of_two"
    if row.delivery_point and not _has_point(scene, row.unit, row.delivery_point):
        return "delivery_point", "unknown_point"
    return _of_payment(scene, row.person, row.unit, row.payer, row.cost_centre)


def _has_point(scene: Scene, hsa_id: str, name: str) -> bool:
    coming = ((one.key, one.values.delivery_point or one.values.name) for one in scene.plan.new["units"])
    return (hsa_id, name) in scene.here.points or (hsa_id, name) in set(coming)


def _refuse_half_lent(scene: Scene) -> None:
    """A device whose lending is refused is nowhere: it is refused too."""
    plan = scene.plan
    half = scene.lent.keys() & scene.coming["devices"].keys() - scene.coming["holdings"].keys()
    if half:
        rows = {one.row for one in plan.new["devices"] if one.key in half}
        plan.new["devices"] = [one for one in plan.new["devices"] if one.key not in half]
        plan.verdicts = [
            Verdict("devices", one.row, "refused", "number", "lending_refused") if one.file == "devices" and one.row in rows else one
            for one in plan.verdicts
        ]

"""The rows of a takeover package, file by file: which columns each has, under which headings, and how a cell is read. Which rows fit
together, and what is taken of them, is not known here."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from handtag.domain.catalogue import ASSORTMENT, KINDS, gtin14
from handtag.domain.places import LOCATION_KINDS, UNIT_KINDS
from handtag.domain.stock import plain_number
from handtag.domain.values.cells import NumberError, parse_number
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import is_hsa_id, is_organisation_number

DEAREST_ORE = 10**11
MOST_PIECES = 10_000_000
HOUSING = ("ordinary", "special_housing_sol", "lss_housing", "psychiatric_housing_sol", "short_term_stay_lss")
_YES, _NO = {"ja", "j", "yes", "y", "true", "sant", "1", "x"}, {"nej", "n", "no", "false", "falskt", "0"}
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_FLOAT = re.compile(r"(\d+)[.,]0+", re.ASCII)
_POWER = re.compile(r"\d[.,]?\d*E[+]?\d+", re.ASCII | re.IGNORECASE)


def _refuse(code: str) -> PydanticCustomError:
    return PydanticCustomError(code, code)


def _code(text: str) -> str:
    """A number that is a name; what a spreadsheet made of it is undone where nothing was lost."""
    if _POWER.fullmatch(text):
        raise _refuse("digits_lost")
    return found[1] if (found := _FLOAT.fullmatch(text)) else text


def _plain(text: str) -> str:
    return plain_number(_code(text))


def _day(text: str) -> date | None:
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else date.fromisoformat(text)
    except ValueError:
        raise _refuse("not_a_day") from None


def _ore(text: str) -> int | None:
    """Kronor with at most two decimals."""
    if not text:
        return None
    try:
        exact = parse_number(text) * 100
    except NumberError as error:
        raise _refuse(error.code) from None
    if exact.denominator != 1:
        raise _refuse("less_than_an_ore")
    if not -DEAREST_ORE <= exact <= DEAREST_ORE:
        raise _refuse("not_a_number")
    return int(exact)


def _whole(text: str) -> int | None:
    if not text:
        return None
    try:
        found = parse_number(text)
    except NumberError as error:
        raise _refuse(error.code) from None
    if found.denominator != 1 or abs(found) > MOST_PIECES:
        raise _refuse("not_whole")
    return int(found)


def _flag(text: str) -> bool | None:
    word = text.casefold()
    if word and word not in _YES | _NO:
        raise _refuse("not_yes_or_no")
    return word in _YES if word else None


def _one_of(*valid: str, default: str = "") -> Callable[[str], str]:
    def read(text: str) -> str:
        word = text.casefold() or default
        if word not in valid:
            raise _refuse("unknown_choice" if word else "missing")
        return word

    return read


def _hsa_id(text: str) -> str:
    word = text.upper()
    if word and not is_hsa_id(word):
        raise _refuse("not_an_hsa_id")
    return word


def _organisation(text: str) -> str:
    word = _code(text)
    if word and not is_organisation_number(word):
        raise _refuse("not_an_organisation_number")
    digits = re.sub(r"\D", "", word)
    return f"{digits[:6]}-{digits[6:]}" if digits else ""


def _gtin(text: str) -> str:
    try:
        return gtin14(text)
    except Refused:
        raise _refuse("not_a_gtin") from None


def _iso(text: str) -> str:
    digits = re.sub(r"[ .]", "", _code(text))
    if not (digits.isascii() and digits.isdecimal() and len(digits) in {6, 8}):
        raise _refuse("not_an_iso_code")
    return digits


def _weekdays(text: str) -> str:
    digits = "".join(sorted(set(re.sub(r"[ ,;]", "", _code(text)))))
    if set(digits) - set("12345"):
        raise _refuse("not_weekdays")
    return digits


def _given(value: Any) -> Any:
    if value is None:
        raise _refuse("missing")
    return value


def _at_least(least: int) -> Callable[[int | None], int | None]:
    def check(value: int | None) -> int | None:
        if value is not None and value < least:
            raise _refuse("negative" if least == 0 else "not_whole")
        return value

    return check


def _needed(read: Callable[[str], Any], least: int | None = None) -> BeforeValidator:
    bound = _at_least(least) if least is not None else (lambda value: value)
    return BeforeValidator(lambda text: bound(_given(read(text))))


def _optional(read: Callable[[str], Any], least: int | None = None) -> BeforeValidator:
    bound = _at_least(least) if least is not None else (lambda value: value)
    return BeforeValidator(lambda text: bound(read(text)))


def _column(*headings: str, said: str, **more: Any) -> Any:
    """The first heading is the one that the documentation names; the field's own name counts too."""
    return Field(json_schema_extra={"headings": list(headings)}, description=said, **more)


Ore = Annotated[int, _needed(_ore, 0)]
MaybeOre = Annotated[int | None, _optional(_ore, 0)]
Day = Annotated[date, _needed(_day)]
MaybeDay = Annotated[date | None, _optional(_day)]
Pieces = Annotated[int, _needed(_whole, 1)]
Number = Annotated[str, StringConstraints(min_length=1, max_length=20), BeforeValidator(_plain)]
Hsa = Annotated[str, StringConstraints(min_length=1), BeforeValidator(_hsa_id)]
MaybeHsa = Annotated[str, BeforeValidator(_hsa_id)]
Payer = Annotated[str, StringConstraints(min_length=1), BeforeValidator(_organisation)]
Identity = Annotated[str, StringConstraints(max_length=40), BeforeValidator(_code)]
Code4 = Annotated[str, StringConstraints(min_length=1, max_length=4), BeforeValidator(_code)]
Code20 = Annotated[str, StringConstraints(min_length=1, max_length=20), BeforeValidator(_code)]
Code30 = Annotated[str, StringConstraints(min_length=1, max_length=30), BeforeValidator(_code)]
Code40 = Annotated[str, StringConstraints(min_length=1, max_length=40), BeforeValidator(_code)]
Name80 = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Name120 = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Name160 = Annotated[str, StringConstraints(min_length=1, max_length=160)]
MaybeCode20 = Annotated[str, StringConstraints(max_length=20), BeforeValidator(_code)]
MaybeCode30 = Annotated[str, StringConstraints(max_length=30), BeforeValidator(_code)]
MaybeCode60 = Annotated[str, StringConstraints(max_length=60), BeforeValidator(_code)]
MaybeCode120 = Annotated[str, StringConstraints(max_length=120), BeforeValidator(_code)]
MaybeName80 = Annotated[str, StringConstraints(max_length=80)]
MaybeName120 = Annotated[str, StringConstraints(max_length=120)]
MaybeName200 = Annotated[str, StringConstraints(max_length=200)]
MaybeName300 = Annotated[str, StringConstraints(max_length=300)]


class Row(BaseModel):
    """One row of a file, its cells read."""

    model_config = ConfigDict(frozen=True)


class PackageRow(Row):
    """What the package is: one row."""

    system: Name80 = _column("System", said="the system that the files come from")
    takeover_on: Day = _column(
        "Övertagandedag", said="the first day that Handtag charges rent; the old system charges until the day before"
    )
    made_on: Day = _column("Uttagsdag", said="the day that the files were taken out")


class UnitRow(Row):
    """Customers: workplaces that prescribe, order or have equipment."""

    hsa_id: Hsa = _column("HSA-id", said="the unit's HSA-id")
    name: Name120 = _column("Namn", "Enhet", said="the unit's name")
    kind: Annotated[str, BeforeValidator(_one_of(*UNIT_KINDS))] = _column("Typ", said=f"one of {', '.join(UNIT_KINDS)}")
    principal: Payer = _column("Huvudman", said="organisation number of the principal, which is registered already")
    cost_centre: Code20 = _column("Kostnadsställe", said="code of its cost centre")
    cost_centre_name: MaybeName120 = _column("Kostnadsställets namn", said="its name", default="")
    delivery_point: MaybeName120 = _column("Leveranspunkt", said="name of the place goods are brought to", default="")
    address: MaybeName200 = _column("Adress", said="its address", default="")
    weekdays: Annotated[str, BeforeValidator(_weekdays)] = _column(
        "Leveransdagar", said="ISO weekday digits, 24 = Tuesday and Thursday", default=""
    )


class PlaceRow(Row):
    """Stores of the centre."""

    code: Code20 = _column("Förråd", "Kod", said="the store's code")
    name: Name120 = _column("Namn", said="its name")
    kind: Annotated[str, BeforeValidator(_one_of(*LOCATION_KINDS))] = _column("Typ", said=f"one of {', '.join(LOCATION_KINDS)}")


class ArticleRow(Row):
    """What the centre has and lends. An article with the same number here is the same article."""

    number: Code30 = _column("Artikelnummer", "Artikel", said="the centre's article number, text")
    name: Name160 = _column("Benämning", "Namn", said="the article's name")
    iso_code: Annotated[str, BeforeValidator(_iso)] = _column("ISO-kod", said="six or eight digits of ISO 9999")
    kind: Annotated[str, BeforeValidator(_one_of(*KINDS))] = _column("Typ", said=f"one of {', '.join(KINDS)}")
    supplier: Name120 = _column("Leverantör", said="the supplier's name")
    supplier_number: MaybeCode60 = _column("Leverantörens artikelnummer", said="the supplier's own number", default="")
    gtin: Annotated[str, BeforeValidator(_gtin)] = _column("GTIN", said="8, 12, 13 or 14 digits", default="")
    lead_time_days: Annotated[int | None, _optional(_whole, 0)] = _column("Ledtid", said="days from order to delivery", default=None)
    assortment: Annotated[str, BeforeValidator(_one_of(*ASSORTMENT, default="stocked"))] = _column(
        "Sortiment", said=f"one of {', '.join(ASSORTMENT)}; stocked when empty", default="stocked"
    )
    rent: MaybeOre = _column("Hyra per månad", "Hyra", said="kronor per month, for what is rented", default=None)
    sale: MaybeOre = _column("Försäljningspris", "Pris", said="kronor per piece, for what is sold; not both", default=None)
    purchase: MaybeOre = _column("Inköpspris", said="the latest purchase price, kronor", default=None)


class PersonRow(Row):
    """Persons who have something, or wait for it. Whoever is registered already is the same person, and nothing about her is changed."""

    identity: Code40 = _column("Personnummer", said="personnummer, samordningsnummer, or issuer:reserve number")
    given_name: Name80 = _column("Förnamn", said="given name")
    family_name: Name80 = _column("Efternamn", said="family name")
    birth_date: MaybeDay = _column("Födelsedag", said="only with a reserve number: the number says it otherwise", default=None)
    municipality: Code4 = _column("Kommunkod", "Kommun", said="four digits of where she is registered")
    housing: Annotated[str, BeforeValidator(_one_of(*HOUSING, default="ordinary"))] = _column(
        "Boende", said=f"one of {', '.join(HOUSING)}; ordinary when empty", default="ordinary"
    )
    address: MaybeName300 = _column("Adress", said="address", default="")
    phone: MaybeCode60 = _column("Telefon", said="telephone", default="")
    protected_identity: Annotated[bool | None, BeforeValidator(_flag)] = _column(
        "Skyddad identitet", "Skyddade personuppgifter", said="yes or no; no when empty", default=None
    )
    home_health_care: Annotated[bool | None, BeforeValidator(_flag)] = _column(
        "Hemsjukvård", said="yes or no; not known when empty", default=None
    )


class DeviceRow(Row):
    """Marked devices, where they are when nobody has them. Who has the others stands in the holdings."""

    number: Number = _column("Individnummer", "Hjälpmedel", said="the number it keeps for life")
    article: Code30 = _column("Artikelnummer", "Artikel", said="its article")
    serial_number: Annotated[str, StringConstraints(max_length=60), BeforeValidator(_plain)] = _column(
        "Serienummer", said="the maker's number", default=""
    )
    purchased_on: Day = _column("Anskaffningsdag", "Inköpsdag", said="when it was bought")
    purchase: Ore = _column("Anskaffningsvärde", "Inköpspris", said="what it cost, kronor")
    residual: MaybeOre = _column("Restvärde", said="what is left of it, kronor", default=None)
    udi: MaybeCode120 = _column("UDI", said="the maker's code", default="")
    place: MaybeCode20 = _column("Förråd", said="store where it lies; empty for what is lent", default="")
    bin: MaybeCode20 = _column("Hyllplats", said="shelf", default="")
    state: Annotated[str, BeforeValidator(_one_of("ready", "used", default="ready"))] = _column(
        "Skick", said="ready, or used when it has come back and is not looked over; ready when empty", default="ready"
    )


class HoldingRow(Row):
    """Who has which device: a person, or without one the unit, as its equipment."""

    device: Number = _column("Individnummer", "Hjälpmedel", said="the device")
    person: Identity = _column("Personnummer", said="who has it; empty for a unit's equipment", default="")
    unit: Hsa = _column("Enhet", "HSA-id", said="HSA-id of the unit that prescribed it or has it")
    payer: Payer = _column("Betalare", said="organisation number of who pays the rent")
    cost_centre: MaybeCode20 = _column("Kostnadsställe", said="code; the unit's own or the payer's first when empty", default="")
    since: MaybeDay = _column("Utlånad sedan", said="since when", default=None)
    prescriber: MaybeName80 = _column("Förskrivare", said="who prescribed it, as the old system says", default="")
    rent: MaybeOre = _column(
        "Hyra per månad", "Hyra", said="kronor, when the old system charges another rent than the article's", default=None
    )


class StockRow(Row):
    """Counted goods on shelves."""

    article: Code30 = _column("Artikelnummer", "Artikel", said="the article")
    place: Code20 = _column("Förråd", said="the store")
    quantity: Pieces = _column("Antal", said="pieces, whole")
    lot: Annotated[str, StringConstraints(max_length=60), BeforeValidator(_plain)] = _column("Batch", said="batch or lot", default="")
    expires_on: MaybeDay = _column("Bäst före", said="last day of the lot", default=None)


class OrderRow(Row):
    """Lines of orders that are not delivered: one row for each line."""

    order: Code30 = _column("Order", "Ordernummer", said="the old system's order number")
    article: Code30 = _column("Artikelnummer", "Artikel", said="what is ordered")
    quantity: Pieces = _column("Antal", said="pieces; devices become a line each")
    person: Identity = _column("Personnummer", said="for whom; empty for a unit's equipment", default="")
    unit: Hsa = _column("Enhet", "HSA-id", said="HSA-id of the unit that ordered")
    payer: Payer = _column("Betalare", said="organisation number of who pays")
    cost_centre: MaybeCode20 = _column("Kostnadsställe", said="as in holdings", default="")
    delivery_point: MaybeName120 = _column("Leveranspunkt", said="name; the unit's first when empty", default="")
    promised_on: Day = _column("Lovad dag", "Leveransdag", said="when it was promised")


class TotalRow(Row):
    """Control totals: what the old system itself says that the files hold."""

    measure: Annotated[
        str, BeforeValidator(_one_of("units", "articles", "persons", "devices", "residual", "lent", "rent", "stock", "orders"))
    ] = _column(
        "Mått", said="units, articles, persons, devices (sum: purchase), residual, lent, rent, stock (sum: pieces) or orders (sum: pieces)"
    )
    group: MaybeCode30 = _column("Grupp", said="a payer's organisation number or an article number; empty for all", default="")
    count: Annotated[int | None, _optional(_whole, 0)] = _column("Antal", said="how many", default=None)
    sum: MaybeOre = _column("Summa", said="kronor, or pieces", default=None)


FILES: dict[str, tuple[type[Row], tuple[str, ...]]] = {
    "package": (PackageRow, ("paket",)),
    "units": (UnitRow, ("enheter", "kunder")),
    "places": (PlaceRow, ("forrad", "förråd")),
    "articles": (ArticleRow, ("artiklar",)),
    "persons": (PersonRow, ("personer",)),
    "devices": (DeviceRow, ("hjalpmedel", "hjälpmedel", "individer")),
    "holdings": (HoldingRow, ("innehav",)),
    "stock": (StockRow, ("saldon", "lagersaldon")),
    "orders": (OrderRow, ("order", "bestallningar", "beställningar")),
    "totals": (TotalRow, ("kontrollsummor",)),
}
"""Every file of a package in the order in which it is taken, and what it may be called besides."""

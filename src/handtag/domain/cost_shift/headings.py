"""What the columns of a device list are called: the fields a list can have and the guess from its headings. What a cell says is
`reading`."""

from collections.abc import Sequence

from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS
from handtag.domain.values import cells

AGE = "age"
# A list must have a cost, and something that says what the product is.
MAIN_FIELDS = ("iso_code", "product", "article", "payer", "unit", "municipality", "volume", "cost")
FACT_FIELDS = (AGE, *(name for name in CHOICES if name not in {"annex_payer", "main_payer"}), *FLAG_FACTS, "home_health_care_day")
FIELDS = (*MAIN_FIELDS, *FACT_FIELDS)
NAMES: dict[str, tuple[str, ...]] = {
    "iso_code": ("iso", "isokod", "isonummer", "isogrupp", "isocode", "iso9999", "isoklass", "isoklassificering"),
    "product": ("produkt", "produktord", "produktnamn", "hjälpmedel", "hjälpmedelstyp"),
    "article": ("artikel", "artikelnummer", "artikelnr", "artikelbenämning", "benämning", "artnr"),
    "payer": ("betalare", "huvudman", "kostnadsbärare", "betalandehuvudman", "betalningsansvarig", "kostnadsansvarig", "kund", "kundtyp"),
    "unit": ("enhet", "betalandeenhet", "kostnadsställe", "kundenhet", "beställare", "ansvar"),
    "municipality": ("kommun", "kommunkod", "kommunnamn", "brukarenskommun", "hemkommun", "folkbokföringskommun"),
    "volume": ("antal", "volym", "volymer", "kvantitet", "st", "antalst"),
    "cost": ("kostnad", "belopp", "summa", "årskostnad", "nettobelopp", "kronor", "totalkostnad"),
    AGE: ("ålder", "åldersgrupp", "åldersband", "åldersintervall", "ageband"),
    "housing": ("boende", "boendeform", "bostad"),
    "activity": ("sysselsättning", "verksamhet", "aktivitet"),
    "care_setting": ("vårdform", "vårdnivå", "vårdställe"),
    "prescriber_profession": ("yrke", "förskrivaryrke", "förskrivarensyrke", "profession"),
    "prescriber_employer": ("arbetsgivare", "förskrivarensarbetsgivare", "förskrivare"),
    "purpose": ("syfte", "ändamål"),
    "part_kind": ("del", "deltyp", "tillbehör"),
    "product_area": ("produktområde", "område"),
    "care_responsible": ("vårdansvar", "hälsoochsjukvårdsansvar", "vårdansvarig"),
    "home_health_care_enrolled": ("hemsjukvård", "inskriveniihemsjukvård", "inskrivenihemsjukvården", "inskrivenhemsjukvård"),
    "can_reach_health_centre": ("kannåhälsocentralen", "tarsigtillhälsocentralen", "kantasigtillhälsocentralen"),
    "habilitation_enrolled": ("habilitering", "inskrivenihabiliteringen"),
    "palliative": ("palliativ", "palliativvård"),
    "consumable": ("förbrukning", "förbrukningsartikel"),
    "specially_adapted": ("specialanpassad", "specialanpassat"),
    "adjusted": ("anpassad", "anpassat"),
    "short_trial": ("korttid", "kortutprovning"),
    "home_health_care_day": ("dagihemsjukvården", "dagnummer"),
}  # fmt: skip
_BEGINNINGS = {
    "iso_code": ("iso",),
    "cost": ("kostnad", "belopp", "cost"),
    "volume": ("antal", "volym"),
    "payer": ("betalare",),
    "municipality": ("kommun",),
}


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds which field, by its heading; each column at most once, whole words before beginnings of words."""
    return cells.columns_of(headings, {field: NAMES.get(field, ()) for field in FIELDS}, _BEGINNINGS)


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Where the headings stand among the first rows: the row that names most fields; without any, the first row that is not blank."""
    return cells.heading_row(rows, {field: NAMES.get(field, ()) for field in FIELDS}, _BEGINNINGS)

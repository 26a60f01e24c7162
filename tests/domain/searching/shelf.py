"""A small catalogue to search in, and its words."""

from handtag.apps.catalogue.search_index_swedish import SWEDISH
from handtag.domain.searching.index import Entry, Index, build

WALKING = "gåhjälpmedel"
SHELF = (
    # number, name, other, ISO code, kind, assortment, maker, price in öre
    ("R1", "Rollator Lätt", WALKING, "120606", "device", "stocked", "Tallmark", 280_000),
    ("R2", "Rollator Stabil", WALKING, "120606", "device", "order_item", "Tallmark", 310_000),
    ("R3", "Rollator Äldre", WALKING, "120606", "device", "phased_out", "Ekedal", 40_000),
    ("R4", "Rollatorväska", "", "120709", "component", "stocked", "Ekedal", 20_000),
    ("B1", "Bricka till rollator", "", "120609", "component", "stocked", "Ekedal", 45_000),
    ("W1", "Rullstol Bas", "", "122203", "device", "stocked", "Ekedal", 780_000),
    ("W2", "Rullstol Stor", "sittbredd 45 cm", "122203", "device", "order_item", "Ekedal", 990_000),
    ("E1", "Elrullstol Ute", "", "122303", "device", "stocked", "Tallmark", 9_900_000),
    ("C3", "Dyna Mjuk", "", "180912", "component", "stocked", "Ekedal", 30_000),
    ("C1", "Sittdyna", "för stolar", "180912", "component", "stocked", "Ekedal", 98_000),
    ("C2", "Tryckavlastande dyna till rullstol", "", "043303", "component", "stocked", "Ekedal", None),
    ("D1", "Duschstol", "", "091203", "device", "order_item", "Ekedal", 240_000),
    ("D2", "Hygienstol höj/sänk", "", "091203", "device", "stocked", "Ekedal", 640_000),
    ("S1", "Säng Natt", "vårdsäng", "181210", "device", "stocked", "Ekedal", 1_500_000),
    ("X1", "Pump", "", "040306", "spare_part", "stocked", "Ekedal", 5_000),
    ("X2", "Kopp Café", "", "150918", "consumable", "stocked", "Ekedal", 2_000),
)
NUMBERS = {"R1": "10001", "X1": "A-77/3"}
CODES = {"W1": ("07350012345671",)}


def entries() -> list[Entry]:
    return [
        Entry(n, NUMBERS.get(key, key), name, other, CODES.get(key, ()), iso, kind, assortment, maker, price)
        for n, (key, name, other, iso, kind, assortment, maker, price) in enumerate(SHELF, 1)
    ]


def shelf() -> Index:
    return build(entries(), SWEDISH)


def label(key: int) -> str:
    return SHELF[key - 1][0]

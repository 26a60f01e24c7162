"""The data of a demo county, read from its folder: who is who, which goods, which names. Reading only; nothing is drawn here."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from handtag.cli.demo.identities import hsa_id


@dataclass(frozen=True)
class Municipality:
    code: str
    name: str
    town: str
    organisation_number: str
    populations: tuple[tuple[int, int], ...]

    @property
    def inhabitants(self) -> int:
        return self.populations[-1][1]


@dataclass(frozen=True)
class Unit:
    """A workplace; `owner` is `region` or a municipality's code, `setting` where its people are met."""

    key: str
    owner: str
    kind: str
    name: str
    hsa_id: str
    cost_centre: str
    setting: str
    weekdays: str
    address: str


@dataclass(frozen=True)
class User:
    username: str
    name: str
    role: str
    profession: str
    unit: str
    log_in: bool


@dataclass(frozen=True)
class Store:
    """A store; `unit` is the key of the unit whose own it is."""

    code: str
    name: str
    kind: str
    unit: str = ""


@dataclass(frozen=True)
class Family:
    """Articles of one sort: every maker's series in every variant; `fits` are ISO divisions of the main devices."""

    place: int
    iso: str
    kind: str
    noun: str
    series: int
    variants: tuple[str, ...]
    purchase_kr: int
    lead_days: int
    demand: int
    stock: int
    fits: tuple[str, ...]
    phased_out: int


@dataclass(frozen=True)
class Pricing:
    rent_above_kr: int
    always_rented: tuple[str, ...]
    months: int
    overhead_percent: int
    markup_percent: int


@dataclass(frozen=True)
class Names:
    given: tuple[str, ...]
    family: tuple[str, ...]
    streets: tuple[str, ...]
    makers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class County:
    """Everything the folder says."""

    code: str
    name: str
    agreement: str
    compared_with: str
    """The agreement that the county's own charges are tried on."""
    region_name: str
    region_number: str
    centre_name: str
    municipalities: tuple[Municipality, ...]
    units: tuple[Unit, ...]
    users: tuple[User, ...]
    stores: tuple[Store, ...]
    families: tuple[Family, ...]
    pricing: Pricing
    price_rise_month: int
    price_rise_percent: int
    names: Names
    password: str
    small: Mapping[str, Any]
    training: Mapping[str, Any]
    """What is required of prescribers, the courses that give it, and who has not been to the last one."""

    def smaller(self) -> "County":
        """The part of the county that the small size has."""
        part = self.small
        keys = set(part["units"])
        few = [replace(f, variants=f.variants[: part["variants"]]) for f in self.families if f.iso in part["articles"]]
        return replace(
            self,
            municipalities=tuple(m for m in self.municipalities if m.code in part["municipalities"]),
            units=tuple(u for u in self.units if u.key in keys),
            users=tuple(u for u in self.users if u.unit in keys),
            stores=tuple(s for s in self.stores if s.code in part["stores"]),
            families=tuple(few),
        )


def read_county(folder: Path) -> County:
    """Read the folder. Raises KeyError, ValueError or OSError on a folder that is not complete."""
    base = yaml.safe_load((folder / "county.yaml").read_text(encoding="utf-8"))
    numbers = {m["code"]: m["organisation_number"] for m in base["municipalities"]}
    numbers["region"] = base["region"]["organisation_number"]
    names = yaml.safe_load((folder / "names.yaml").read_text(encoding="utf-8"))
    pricing = base["pricing"]
    return County(
        **base["county"],
        region_name=base["region"]["name"],
        region_number=base["region"]["organisation_number"],
        centre_name=base["centre"]["name"],
        municipalities=tuple(_municipality(m) for m in base["municipalities"]),
        units=tuple(Unit(**row, hsa_id=hsa_id(numbers[row["owner"]], row["key"])) for row in _rows(folder / "units.csv")),
        users=tuple(User(**{**row, "log_in": bool(row["log_in"])}) for row in _rows(folder / "users.csv")),
        stores=tuple(Store(**store) for store in base["stores"]),
        families=tuple(_family(n, row) for n, row in enumerate(_rows(folder / "articles.csv"), start=1)),
        pricing=Pricing(**{**pricing, "always_rented": tuple(pricing["always_rented"])}),
        price_rise_month=base["price_rise"]["month"],
        price_rise_percent=base["price_rise"]["percent"],
        names=Names(tuple(names["given"]), tuple(names["family"]), tuple(names["streets"]), tuple(names["makers"].items())),
        password=base["password"],
        small=base["small"],
        training=yaml.safe_load((folder / "rights.yaml").read_text(encoding="utf-8")),
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _municipality(row: Mapping[str, Any]) -> Municipality:
    return Municipality(row["code"], row["name"], row["town"], row["organisation_number"], tuple(sorted(row["population"].items())))


def _family(place: int, row: Mapping[str, str]) -> Family:
    return Family(
        place=place,
        iso=row["iso"],
        kind=row["kind"],
        noun=row["noun"],
        series=int(row["series"]),
        variants=tuple(row["variants"].split("|")),
        purchase_kr=int(row["purchase_kr"]),
        lead_days=int(row["lead"]),
        demand=int(row["demand"]),
        stock=int(row["stock"]),
        fits=tuple(part for part in row["fits"].split("|") if part),
        phased_out=int(row["phased_out"]),
    )

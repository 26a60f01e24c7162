"""What a price list would change in an agreement: every row of the list with its verdict, and the changes themselves. How a cell is read
is the files'; what is written where is the use cases'."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
CONFLICT, REFUSED, IGNORED = "conflict", "refused", "ignored"
GONE, KEPT = "gone", "kept"  # lines that the list does not have
OF_ROWS = (NEW, CHANGED, CONFLICT, REFUSED, UNCHANGED, IGNORED)
VERDICTS = (*OF_ROWS, GONE, KEPT)
FIELDS = (
    "number", "price", "name", "article", "gtin", "lot", "rank", "per_quantity", "minimum_quantity", "lead_time_days", "warranty_months",
    "currency",
)  # fmt: skip
REQUIRED = ("number", "price")
NAMES: dict[str, tuple[str, ...]] = {
    "number": ("artikelnummer", "artikelnr", "artnr", "leverantörensartikelnummer", "levartnr", "levartikelnr", "levartikelnummer",
               "artno", "itemno", "itemnumber", "articlenumber", "articleno", "produktnummer", "produktnr", "beställningsnummer", "bestnr"),
    "price": ("pris", "nettopris", "apris", "inköpspris", "avtalspris", "styckpris", "prissek", "priskr", "prisexklmoms", "unitprice",
              "netprice", "pristillkund", "nyttpris"),
    "name": ("benämning", "artikelbenämning", "artikelnamn", "produktnamn", "produkt", "beskrivning", "description", "namn"),
    "article": ("vårtartikelnummer", "kundensartikelnummer", "kundartnr", "köparensartikelnummer", "vårtartnr", "egetartikelnummer"),
    "gtin": ("ean", "eankod", "ean13", "gtin14", "gtin13", "udidi", "streckkod"),
    "lot": ("delområde", "anbudsområde", "position", "avtalsområde", "område", "pos"),
    "rank": ("rangordning", "rang", "prioritet"),
    "per_quantity": ("prisper", "prisenhetantal", "antalperpris", "prisgällerantal"),
    "minimum_quantity": ("minstakvantitet", "minstaantal", "minorder", "minstaorder", "moq", "minkvantitet"),
    "lead_time_days": ("ledtid", "ledtiddagar", "leveranstid", "leveranstiddagar", "leadtime"),
    "warranty_months": ("garanti", "garantimånader", "garantitid", "garantitidmånader", "warranty"),
    "currency": ("valuta",),
}  # fmt: skip
BEGINNINGS = {"price": ("nettopris", "pris"), "number": ("artikelnr", "artikelnummer", "artnr"), "name": ("benämning",)}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a line costs and how it is bought from a day. `amount_ore` a piece excluding VAT, None: not offered."""

    amount_ore: int | None
    lot: str = ""
    rank: int = 1
    minimum_quantity: int = 1
    lead_time_days: int | None = None
    warranty_months: int | None = None


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row as it was read; `said` are the terms that its cells state beside the price, None or absent: as before."""

    row: int
    number: str
    amount_ore: int
    name: str = ""
    article: str = ""
    gtin: str = ""
    said: Mapping[str, str | int] = field(default_factory=dict)
    is_rounded: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that is no offer: `field` and `code` say why; without a field it is a row that nobody meant as one (a heading, a title)."""

    row: int
    code: str
    field: str = ""
    value: str = ""
    number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the agreement as it stands on the day the list takes effect; `latest_from` is when its latest known terms begin."""

    number: str
    terms: Terms | None = None
    latest_from: date | None = None
    name: str = ""
    article: str = ""
    gtin: str = ""


@dataclass(frozen=True)
class Conditions:
    """What the agreement lets a list do. Days inclusive; `lots`: lot → the supplier's rank in it; `articles`: our numbers that exist."""

    effective_on: date
    today: date
    lots: Mapping[str, int] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    fixed_until: date | None = None
    highest_rise_percent: int | None = None
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a row. `row` counts from 1 as in the file, 0 for a line that the list does not have; öre None: no price."""

    row: int
    verdict: str
    number: str = ""
    name: str = ""
    code: str = ""
    field: str = ""
    old_ore: int | None = None
    new_ore: int | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """New terms of a line, and the name, article and GTIN it has from now on."""

    key: str
    number: str
    terms: Terms
    name: str
    article: str
    gtin: str
    is_new: bool


@dataclass(frozen=True)
class Comparison:
    """A list against an agreement. What was read is what is new, changed, unchanged, in conflict, refused or ignored: nothing is lost."""

    verdicts: tuple[Verdict, ...]
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each verdict, `read` (all rows of the file), and how many prices rise and fall."""
        found = dict.fromkeys(VERDICTS, 0) | {"rises": 0, "falls": 0}
        for one in self.verdicts:
            found[one.verdict] += 1
            if one.verdict == CHANGED and one.old_ore is not None and one.new_ore is not None:
                found["rises"] += one.new_ore > one.old_ore
                found["falls"] += one.new_ore < one.old_ore
        return found | {"read": sum(found[verdict] for verdict in OF_ROWS)}

    @property
    def contents_hash(self) -> str:
        """Of exactly what would be written: equal hashes change the same."""
        digest = hashlib.sha256()
        for change in sorted(self.changes, key=lambda change: change.key):
            digest.update(repr(change).encode())
        return digest.hexdigest()


def key_of(number: str) -> str:
    """One key for all ways to write a supplier's number: width, case and spaces do not tell two apart."""
    return "".join(unicodedata.normalize("NFKC", number).upper().split())


def percent_tenths(old_ore: int, new_ore: int) -> int | None:
    """The change in tenths of a percent, towards zero; None from nothing."""
    if not old_ore:
        return None
    change = (new_ore - old_ore) * 1000
    return change // old_ore if change >= 0 else -(-change // old_ore)


def compare(rows: Iterable[ListRow | Unread], standing: Mapping[str, Standing], conditions: Conditions) -> Comparison:
    """Every row gets its verdict and only rows without fault change anything; `standing` by `key_of`. A complete list ends what it has not.

    A price that has been in force is never changed afterwards; prices follow in order of their days."""
    compared = _Compared(standing, conditions)
    verdicts = [_unread(row) if isinstance(row, Unread) else compared.verdict(row) for row in rows]
    verdicts += compared.gone() if conditions.is_complete else ()
    return Comparison(tuple(verdicts), tuple(compared.changes))


def _unread(row: Unread) -> Verdict:
    verdict = REFUSED if row.field else IGNORED
    return Verdict(row.row, verdict, row.number, row.name, row.code, row.field, value=row.value)


class _Compared:
    """Goes through a list once; remembers what it has said."""

    def __init__(self, standing: Mapping[str, Standing], conditions: Conditions) -> None:
        self.standing, self.conditions = standing, conditions
        self.changes: list[Change] = []
        self._said: dict[str, ListRow] = {}
        self._alike = {key.lstrip("0"): one.number for key, one in standing.items()}

    def verdict(self, row: ListRow) -> Verdict:
        key = key_of(row.number)
        old = self.standing.get(key)
        before = old.terms.amount_ore if old and old.terms else None
        shown = Verdict(row.row, UNCHANGED, row.number, row.name or (old.name if old else ""), old_ore=before, new_ore=row.amount_ore)
        if (first := self._said.get(key)) is not None:
            return self._again(shown, row, first)
        self._said[key] = row
        if conflict := self._conflict(key, row, old):
            return replace(shown, verdict=CONFLICT, code=conflict[0], field=conflict[1], value=conflict[2])
        change = self._change(key, row, old)
        if old is not None and change == self._as_it_was(key, old):
            return shown
        self.changes.append(change)
        is_new = old is None or old.terms is None or before is None
        code = "rounded" if row.is_rounded else "" if is_new or before != row.amount_ore else "other_terms"
        return replace(shown, verdict=NEW if is_new else CHANGED, code=code)

    def gone(self) -> Iterable[Verdict]:
        """Lines that are offered and that the list does not mention: it ends them, if nothing stands in the way."""
        for key, old in self.standing.items():
            if key in self._said or old.terms is None or old.terms.amount_ore is None:
                continue
            shown = Verdict(0, GONE, old.number, old.name, old_ore=old.terms.amount_ore)
            if code := self._too_late(old):
                yield replace(shown, verdict=KEPT, code=code)
            else:
                self.changes.append(replace(self._as_it_was(key, old), terms=replace(old.terms, amount_ore=None)))
                yield shown

    def _again(self, shown: Verdict, row: ListRow, first: ListRow) -> Verdict:
        if replace(row, row=first.row) == first:
            return replace(shown, verdict=IGNORED, code="repeated", value=str(first.row))
        return replace(shown, verdict=CONFLICT, code="said_twice", field="number", value=str(first.row))

    def _conflict(self, key: str, row: ListRow, old: Standing | None) -> tuple[str, str, str] | None:
        """Why the row cannot be taken as it is: the reason, the field and the value."""
        limits = self.conditions
        lot = str(row.said.get("lot", ""))
        if old is None and (like := self._alike.get(key.lstrip("0"))):
            return "reads_like", "number", like
        if lot and lot not in limits.lots:
            return "no_such_lot", "lot", lot
        if row.article and row.article not in limits.articles:
            return "no_such_article", "article", row.article
        if old is None or old.terms is None:
            return None
        if self._as_it_was(key, old) != self._change(key, row, old) and (code := self._too_late(old)):
            return code, "price", str(old.latest_from)
        return self._too_dear(row, old.terms.amount_ore)

    def _too_dear(self, row: ListRow, before: int | None) -> tuple[str, str, str] | None:
        limits = self.conditions
        if before is None or row.amount_ore <= before:
            return None
        if limits.fixed_until is not None and limits.effective_on <= limits.fixed_until:
            return "price_is_fixed", "price", str(limits.fixed_until)
        if limits.highest_rise_percent is not None and row.amount_ore * 100 > before * (100 + limits.highest_rise_percent):
            return "rises_too_much", "price", str(limits.highest_rise_percent)
        return None

    def _too_late(self, old: Standing) -> str:
        """Terms that have been in force stand; those of a later day are decided already."""
        limits = self.conditions
        if old.latest_from is not None and old.latest_from > limits.effective_on:
            return "later_price"
        return "been_in_force" if limits.effective_on < limits.today else ""

    def _change(self, key: str, row: ListRow, old: Standing | None) -> Change:
        before = (old.terms if old else None) or Terms(None)
        said = dict(row.said)
        if "rank" not in said and said.get("lot", before.lot) != before.lot:
            said["rank"] = self.conditions.lots[str(said["lot"])]
        terms = replace(before, amount_ore=row.amount_ore, **said)  # type: ignore[arg-type]
        if old is None:
            return Change(key, row.number, terms, row.name, row.article, row.gtin, is_new=True)
        return Change(key, old.number, terms, row.name or old.name, row.article or old.article, row.gtin or old.gtin, is_new=False)

    def _as_it_was(self, key: str, old: Standing) -> Change:
        return Change(key, old.number, old.terms or Terms(None), old.name, old.article, old.gtin, is_new=False)


SAID = tuple(one.name for one in fields(Terms) if one.name != "amount_ore")


def missing_columns(columns: Mapping[str, int]) -> Sequence[str]:
    """Fields that a list must have and that no column holds."""
    return [name for name in REQUIRED if name not in columns]

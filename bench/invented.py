"""An invented agreement of any number of printed rows, ten rules of precedence above them, and lines of devices to decide."""

from typing import Any

import numpy as np
import polars as pl

from handtag.domain.agreement.facts import CHOICES
from handtag.domain.agreement.load import agreement_from_dict
from handtag.domain.agreement.schema import Agreement

SPECIAL = ["special_housing_sol", "psychiatric_housing_sol"]
KINDS = ("table", "table", "table", "municipal", "region", "own")
RULES: list[dict[str, Any]] = [
    {"id": "bought", "when": {"row.kind": "own"}, "then": {"payer": "own_responsibility"}},
    {"id": "consumed", "when": {"consumable": True, "row.kind": "municipal"}, "then": {"payer": "own_responsibility"}},
    {"id": "child", "when": {"age": {"below": "adult_age"}}, "then": {"payer": "region"}},
    {"id": "adapted", "when": {"specially_adapted": True, "row.kind": ["table", "municipal"]}, "then": {"payer": "shared"}},
    {"id": "handed-over", "when": {"handed_over": True, "care_setting": "hospital"}, "then": {"payer": "municipality"}},
    {"id": "region-row", "when": {"row.kind": "region"}, "then": {"payer": "region"}},
    {"id": "special-housing", "when": {"housing": SPECIAL}, "then": {"payer": "municipality"}},
    {"id": "home", "when": {"care_setting": ["home_visit", "home_health_care"]}, "then": {"payer": "municipality"}},
    {"id": "old", "when": {"age": {"from": 80}, "prescriber_employer": {"not": ["region"]}}, "then": {"payer": "municipality"}},
    {"id": "else", "when": {}, "then": {"payer": "region"}},
]
RIGHTS: list[dict[str, Any]] = [
    {"id": "may", "when": {"prescriber_employer": {"listed": ["employers"]}}, "then": {"may_prescribe": "yes"}},
    {"id": "may-not", "when": {}, "then": {"may_prescribe": "no"}},
    {"id": "follow-municipality", "when": {"payer": ["municipality", "shared"]}, "then": {"follow_up": "municipality"}},
    {"id": "follow-prescriber", "when": {}, "then": {"follow_up": "prescriber"}},
]
FACTS = ("age", "housing", "care_setting", "prescriber_employer", "handed_over", "specially_adapted", "consumable")
FLAGS = ("handed_over", "specially_adapted", "consumable")


def codes(rows: int) -> list[str]:
    """So many codes of six digits, spread over classes and groups."""
    return [f"{4 + n % 27:02d}{3 + 3 * (n // 27 % 16):02d}{1 + n // 432:02d}" for n in range(rows)]


def invented(rows: int) -> Agreement:
    """An agreement with so many printed rows."""
    employers = CHOICES["prescriber_employer"]
    products = [
        {
            "id": f"row-{code}",
            "iso": code,
            "name": f"Product {code}",
            "attributes": {"kind": [KINDS[n % 6]], "employers": list(employers[: 1 + n // 7 % 4])},
            "clause": "c",
        }
        for n, code in enumerate(codes(rows))
    ]
    return agreement_from_dict(
        {
            "id": "invented",
            "title": "Invented",
            "version": "1",
            "valid_from": "2026-01-01",
            "products": products,
            "tables": [
                {"id": "payer", "title": "Payer", "hit": "first", "rows": [{**row, "clause": "c"} for row in RULES]},
                {"id": "right", "title": "Right", "hit": "first", "rows": [{**row, "clause": "c"} for row in RIGHTS]},
            ],
            "parameters": [
                {"id": "adult_age", "title": "Adult", "unit": "years", "values": [{"since": "2026-01-01", "value": 18}], "clause": "c"}
            ],
            "clauses": [{"id": "c", "document": "Invented", "section": "1", "quote": "An invented clause of ordinary length."}],
        }
    )


def lines(agreement: Agreement, number: int, seed: int = 1) -> pl.DataFrame:
    """So many lines, every fact known, amounts in öre; the same every time."""
    draw = np.random.default_rng(seed)
    given = [product.iso for product in agreement.products]

    def chosen(values: Any, kind: Any) -> pl.Series:
        return pl.Series(draw.integers(0, len(values), number, dtype=np.uint32)).replace_strict(
            list(range(len(values))), list(values), return_dtype=kind
        )

    return pl.DataFrame(
        {
            "iso_code": chosen(given, pl.Categorical),
            "age": draw.integers(0, 105, number, dtype=np.uint8),
            **{name: chosen(CHOICES[name], pl.Enum(CHOICES[name])) for name in ("housing", "care_setting", "prescriber_employer")},
            **{name: draw.random(number) < 0.2 for name in FLAGS},
            "amount": draw.integers(-50_000, 5_000_000, number),
        }
    )

"""The centre's charges as a list: added up, in bands, without persons."""

from datetime import date

import pytest
from tests.support import lending
from tests.support.world import PERSONS, World

from handtag.apps.analysis import queries
from handtag.apps.billing.models import Charge
from handtag.domain.cost_shift.charges import BANDS
from handtag.domain.cost_shift.headings import guess
from handtag.domain.cost_shift.reading import read_list
from handtag.domain.cost_shift.rows import Ages
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.files.device_lists import read_csv
from handtag.usecases.analysis.keep_charges import KeepCharges, keep_charges

DECEMBER = date(2026, 12, 1)


def charged(world: World) -> None:
    lending.lend(world, "D1001", on=date(2026, 11, 10))
    lending.close(world, "2026-11", now=DECEMBER)


def test_the_list_adds_up_to_what_was_charged(world: World) -> None:
    charged(world)
    found = queries.list_for_page(world.viewer("gun"), world.run(keep_charges, KeepCharges("2026-01", "2026-12"), "gun"))
    table = read_csv(queries.text_of(found))
    read = read_list(table, guess(table[0]))
    assert read.faults == ()
    assert read.cost_ore == sum(Charge.objects.values_list("amount_ore", flat=True)) > 0
    row = read.rows[0]
    assert row.case.ages in [Ages(*band) for band in BANDS]
    assert (row.case.today, row.case.iso_code[:4], row.municipality) == ("municipality", "1206", "Luleå kommun")


@pytest.mark.law("OSL 25 kap. 1 §, PDL 2 kap. 4 §")
def test_nobody_can_be_told_from_the_list(world: World) -> None:
    charged(world)
    text = queries.text_of(queries.list_for_page(world.viewer("gun"), world.run(keep_charges, KeepCharges("2026-11", "2026-11"), "gun")))
    for name, (number, family, *_rest) in PERSONS.items():
        assert not {number, number[2:], family, name.capitalize(), number[:4]} & set(text.replace(";", " ").split())
    assert "D1001" not in text


def test_months_without_charges_are_not_found(world: World) -> None:
    charged(world)
    with pytest.raises(NotFound):
        world.run(keep_charges, KeepCharges("2025-01", "2025-12"), "gun")


def test_months_come_in_order(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.run(keep_charges, KeepCharges("2026-12", "2026-11"), "gun")
    assert refused.value.field == "last_month"


def test_only_who_analyses_costs_may(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(keep_charges, KeepCharges("2026-11", "2026-11"), "anna")

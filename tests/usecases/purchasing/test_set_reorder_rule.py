"""The buyer's own numbers for an article; empty ones are computed."""

from typing import Any

import pytest
from tests.support.world import World

from handtag.apps.purchasing.models import ReorderRule
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.purchasing.set_reorder_rule import SetReorderRule, set_reorder_rule


def test_the_rule_is_kept_and_changed(world: World) -> None:
    world.run(set_reorder_rule, SetReorderRule("10001", 5, 2, 4, 8), "inga")
    world.run(set_reorder_rule, SetReorderRule("10001", None, 3, 4, 8), "inga")
    rule = ReorderRule.objects.get(article=world.articles["rollator"])
    assert (rule.reorder_point, rule.safety_stock, rule.pack_size, rule.smallest_order) == (None, 3, 4, 8)


@pytest.mark.parametrize(
    ("field", "value"), [("reorder_point", -1), ("safety_stock", -1), ("pack_size", 0), ("smallest_order", 0), ("reorder_point", 100_001)]
)
def test_a_number_that_cannot_be_is_named(world: World, field: str, value: int) -> None:
    changes: dict[str, Any] = {field: value}
    with pytest.raises(Refused) as refusal:
        world.run(set_reorder_rule, SetReorderRule("10001", **changes), "inga")
    assert (refusal.value.code, refusal.value.field) == ("purchasing.bad_number", field)


def test_an_unknown_article_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(set_reorder_rule, SetReorderRule("0", 1), "inga")


def test_a_store_worker_sets_no_rules(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(set_reorder_rule, SetReorderRule("10001", 1), "filip")

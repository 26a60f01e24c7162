"""A price list against its agreement as it stands: what proposing and approving have in common."""

from collections.abc import Mapping
from datetime import date

from handtag.apps.procurement import queries, store
from handtag.apps.procurement.models import FrameworkAgreement
from handtag.domain.procurement.lists import Comparison, Conditions, ListRow, compare
from handtag.files.device_lists import Table
from handtag.files.price_lists import price_rows


def compare_list(
    agreement: FrameworkAgreement, table: Table, columns: Mapping[str, int], effective_on: date, today: date, *, is_complete: bool
) -> Comparison:
    """What the list would change from a day; the same list and the same agreement give the same."""
    rows = list(price_rows(table, columns))
    named = {row.article for row in rows if isinstance(row, ListRow) and row.article}
    conditions = Conditions(
        effective_on=effective_on,
        today=today,
        lots=queries.lots_of(agreement),
        articles=frozenset(store.article_ids(agreement.centre_id, named)),
        fixed_until=agreement.prices_fixed_until,
        highest_rise_percent=agreement.highest_rise_percent,
        is_complete=is_complete,
    )
    return compare(rows, queries.standing(agreement, effective_on), conditions)

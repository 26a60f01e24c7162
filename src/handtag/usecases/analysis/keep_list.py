"""A device list is kept, so that what is counted on it can be counted again."""

import hashlib
from dataclasses import dataclass, field
from uuid import UUID

from handtag.apps.analysis import store
from handtag.domain.access import Permission
from handtag.domain.cost_shift.headings import heading_row
from handtag.domain.cost_shift.reading import CellError, check_no_persons
from handtag.domain.values.errors import Refused
from handtag.files.device_lists import ListFileError, read_table
from handtag.usecases.base import Context, use_case

MOST_ROWS = 200_000


@dataclass(frozen=True)
class KeepList:
    """`table` is the list as CSV text, row for row as in the file that is called `name`."""

    name: str
    table: str = field(repr=False)


@use_case(Permission.ANALYSE_COSTS, audits="analysis.list_kept")
def keep_list(ctx: Context, data: KeepList) -> UUID:
    """A list is kept as it is and never changed; one that holds identity numbers is refused whole and nothing of it is kept.

    Answers the list's key. Raises Refused."""
    ctx.require(Permission.ANALYSE_COSTS)
    try:
        table = read_table(f"{data.name}.csv", data.table.encode())
        check_no_persons(table)
    except ListFileError as error:
        raise Refused("analysis.unreadable_list", field="file", why=error.code) from error
    except CellError as error:
        raise Refused("analysis.list_of_persons", field="file") from error
    rows = len(table) - heading_row(table) - 1
    if not 0 < rows <= MOST_ROWS:
        raise Refused("analysis.rows_of_list", field="file", most=MOST_ROWS)
    digest = hashlib.sha256(data.table.encode()).hexdigest()
    name = data.name.strip()[:200] or digest[:12]
    kept = store.add_list(ctx.viewer, ctx.new_key(), source="file", name=name, digest=digest, table=data.table, rows=rows, at=ctx.now)
    ctx.audit("analysis.list_kept", f"device_list:{kept.key}", rows=rows, digest=digest)
    return kept.key

"""A kept list is decided under two agreement versions, and what would move is saved with everything it rests on."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from handtag.apps.agreements.queries import compiled_version
from handtag.apps.analysis import queries, store
from handtag.apps.analysis.models import KeptList
from handtag.domain.access import Permission
from handtag.domain.agreement.facts import FactError
from handtag.domain.cost_shift.deciding import Judge
from handtag.domain.cost_shift.headings import heading_row
from handtag.domain.cost_shift.reading import CellError, read_list
from handtag.domain.cost_shift.report import report
from handtag.domain.cost_shift.rows import DeviceList, Settings
from handtag.domain.cost_shift.shift import only_decidable, shift
from handtag.domain.values.errors import Refused
from handtag.files.device_lists import Table, read_csv
from handtag.files.municipalities import municipalities
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RunShift:
    """Which list, from which published version to which. `columns` says which column (from 0) holds which field, `facts` what holds for
    every row. Percents as text; `shared` is the region's percent of what both pay, `today`, or None for a range."""

    list_key: UUID
    from_version: int
    to_version: int
    columns: dict[str, int]
    title: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    shared: str | None = None
    prescribed_anyway: str = "0"
    unmet_need: str = "0"
    price_index: str = "100"
    day: date | None = None
    is_shared: bool = False


@use_case(Permission.ANALYSE_COSTS, audits="analysis.shift_run")
def run_shift(ctx: Context, data: RunShift) -> UUID:
    """Every row is decided by the agreements alone; what cannot be read is told row by row, what is not known becomes a range.

    Answers the run's key. Raises NotFound for a list or version that is not there, Refused for what cannot be counted."""
    ctx.require(Permission.ANALYSE_COSTS)
    kept = queries.list_for_page(ctx.viewer, data.list_key)
    old, new = compiled_version(data.from_version), compiled_version(data.to_version)
    settings = _settings(data)
    judge = Judge(old.compiled, new.compiled, settings.day)
    table = read_csv(queries.text_of(kept))
    read = only_decidable(_read(table, data), judge)
    if not read.rows:
        raise Refused("analysis.nothing_to_count", field="columns", refused=len(read.faults))
    result = report(shift(read.rows, judge, settings, queries.places(municipalities())), read)
    run = store.add_run(
        ctx.viewer,
        ctx.new_key(),
        title=data.title.strip()[:200] or kept.name,
        device_list=kept,
        versions=(queries.version_row(old.version_id), queries.version_row(new.version_id)),
        inputs_hash=_digest(kept, data, settings, old.document.document_hash, new.document.document_hash),
        columns=data.columns,
        heads=table[heading_row(table)],
        facts=data.facts,
        settings=settings.to_dict(),
        result=result,
        is_shared=data.is_shared,
        at=ctx.now,
    )
    ctx.audit("analysis.shift_run", f"shift_run:{run.key}", rows=len(read.rows), refused=len(read.faults), inputs=run.inputs_hash)
    return run.key


def _settings(data: RunShift) -> Settings:
    try:
        return Settings.of_percents(
            shared=data.shared,
            prescribed_anyway=data.prescribed_anyway,
            unmet_need=data.unmet_need,
            price_index=data.price_index,
            day=data.day,
        )
    except ValueError as error:
        name = "shared" if str(error) == "shared_region" else str(error)
        raise Refused("analysis.bad_percent", field=name) from error


def _read(table: Table, data: RunShift) -> DeviceList:
    try:
        return read_list(table, data.columns, heading_row(table), data.facts)
    except CellError as error:
        raise Refused("analysis.column_missing", field=error.field, column=error.field) from error
    except FactError as error:
        raise Refused("analysis.bad_fact", field="facts", fact=error.field) from error


def _digest(kept: KeptList, data: RunShift, settings: Settings, *hashes: str) -> str:
    """What the result rests on, as one hash: the same inputs give the same result."""
    inputs = {"list": kept.digest, "columns": data.columns, "facts": data.facts, "settings": settings.to_dict(), "versions": hashes}
    return hashlib.sha256(json.dumps(inputs, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

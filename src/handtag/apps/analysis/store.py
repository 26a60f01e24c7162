"""Rows of kept lists and runs: added once, never changed."""

import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.analysis.models import KeptList, ShiftRun
from handtag.domain.access import Viewer


def add_list(viewer: Viewer, key: UUID, *, source: str, name: str, digest: str, table: str, rows: int, at: datetime) -> KeptList:
    found: KeptList = KeptList.objects.create(
        key=key,
        principal_id=viewer.principal_id,
        source=source,
        name=name,
        digest=digest,
        table=zlib.compress(table.encode()),
        rows=rows,
        kept_at=at,
        kept_by=viewer.code,
    )
    return found


def add_run(
    viewer: Viewer,
    key: UUID,
    *,
    title: str,
    device_list: KeptList,
    versions: tuple[AgreementVersion, AgreementVersion],
    inputs_hash: str,
    columns: Mapping[str, int],
    heads: Sequence[str],
    facts: Mapping[str, object],
    settings: Mapping[str, object],
    result: Mapping[str, object],
    is_shared: bool,
    at: datetime,
) -> ShiftRun:
    old, new = versions
    found: ShiftRun = ShiftRun.objects.create(
        key=key,
        principal_id=viewer.principal_id,
        title=title,
        device_list=device_list,
        from_version=old,
        to_version=new,
        from_hash=old.document_hash,
        to_hash=new.document_hash,
        inputs_hash=inputs_hash,
        columns=dict(columns),
        heads=list(heads),
        facts=dict(facts),
        settings=dict(settings),
        result=dict(result),
        is_shared=is_shared,
        run_at=at,
        run_by=viewer.code,
    )
    return found

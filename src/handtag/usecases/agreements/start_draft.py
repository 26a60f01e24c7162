"""A published version is copied, to be changed into the next one."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from handtag.apps.agreements import queries, store
from handtag.apps.organisations.queries import county_agreement
from handtag.domain.access import Permission
from handtag.domain.agreement.drafting import Content
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class StartDraft:
    """Which version to copy, what the new one is called, and the first day it is meant for (inclusive)."""

    agreement_id: str
    version: str
    new_version: str
    valid_from: date


@use_case(Permission.DRAFT_AGREEMENT, audits="agreements.draft_started")
def start_draft(ctx: Context, data: StartDraft) -> UUID:
    """A strategist of the county copies a version of the agreement the county works by; the published one is never touched.

    Answers the draft's key. Raises NotFound, and Refused for a version name that is missing or taken and a day that has passed.
    """
    ctx.require(Permission.DRAFT_AGREEMENT)
    base = store.version_row(data.agreement_id, data.version)
    if base is None or county_agreement(ctx.viewer) != data.agreement_id:
        raise NotFound("agreements.not_yours_to_draft", agreement=data.agreement_id)
    name = data.new_version.strip()
    if not name:
        raise Refused("agreements.version_missing", field="new_version")
    if store.version_row(data.agreement_id, name):
        raise Refused("agreements.already_published", field="new_version", agreement=data.agreement_id, version=name)
    if data.valid_from < ctx.today:
        raise Refused("agreements.begins_in_the_past", field="valid_from", on=data.valid_from.isoformat())
    document = replace(queries.compiled_version(base.pk).document, version=name, valid_from=data.valid_from, valid_to=None)
    content = Content(document, queries.cases_of_version(base.pk), base.doubts)
    draft = store.add_draft(ctx.viewer, ctx.new_key(), base, content, ctx.now)
    ctx.audit("agreements.draft_started", f"draft:{draft.key}", agreement=data.agreement_id, base=data.version, version=name)
    return draft.key

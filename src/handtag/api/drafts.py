"""Drafts of agreements as JSON, to those of the county who write or approve them. Changing one is a command."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from handtag.api.auth import viewer_of
from handtag.api.errors import PROBLEMS
from handtag.apps.agreements.queries_drafts import changes_of, draft_for_page, drafts_for_list
from handtag.domain.access import Permission, Viewer
from handtag.domain.agreement.diff import changed_decisions, differences
from handtag.domain.agreement.drafting import compiled_or_none, plain_cases, problems_of
from handtag.domain.agreement.schema import to_plain
from handtag.domain.values.errors import NotAllowed

router = Router(tags=["drafts"])


class DraftOut(Schema):
    """A draft: which version it is a copy of, how far it has come, and how many times it has been changed."""

    key: UUID
    agreement: str
    based_on: str
    state: str
    revision: int
    started_at: datetime


class ProblemOut(Schema):
    """A finding of the checks; errors have to be put right before the draft can be submitted."""

    severity: str
    place: str
    message: str


class PartChangeOut(Schema):
    """A part that differs from the version the draft is a copy of: added, removed or changed."""

    kind: str
    id: str
    what: str


class StepOut(Schema):
    """A line of the draft's log."""

    revision: int
    action: str
    kind: str
    part: str
    comment: str
    by: str
    at: datetime


class DraftInFullOut(DraftOut):
    """A draft with its document and worked cases in the agreement format, what the checks find, what differs, and its log. The ids in
    `cases_changed` are those of worked cases that the draft answers otherwise than the version it is a copy of."""

    version: str
    valid_from: date
    document: dict[str, Any]
    cases: list[dict[str, Any]]
    problems: list[ProblemOut]
    changes: list[PartChangeOut]
    cases_changed: list[str]
    log: list[StepOut]


@router.get("/drafts", response={200: list[DraftOut], **PROBLEMS}, operation_id="list_drafts")
def list_drafts(request: HttpRequest) -> Any:
    """The county's drafts, the latest first, those that are finished last."""
    return [_draft(row) for row in drafts_for_list(_writer(request))]


@router.get("/drafts/{key}", response={200: DraftInFullOut, **PROBLEMS}, operation_id="read_draft")
def read_draft(request: HttpRequest, key: UUID) -> Any:
    """One draft in full: what it says, what the checks find, and what it changes."""
    viewer = _writer(request)
    draft = draft_for_page(viewer, key)
    document = draft.document
    compiled = compiled_or_none(document)
    changed = changed_decisions(draft.base.compiled, compiled, [case.facts for case in draft.cases]) if compiled else ()
    return {
        **_draft(draft.row),
        "version": document.version,
        "valid_from": document.valid_from,
        "document": to_plain(document),
        "cases": plain_cases(draft.cases),
        "problems": problems_of(document),
        "changes": differences(draft.base.document, document).changes,
        "cases_changed": [draft.cases[one.index].id for one in changed],
        "log": [{**_step(step), "by": step.by.name} for step in changes_of(viewer, key)],
    }


def _writer(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not (viewer.may(Permission.DRAFT_AGREEMENT) or viewer.may(Permission.APPROVE_AGREEMENT)):
        raise NotAllowed("access.refused", permission=Permission.DRAFT_AGREEMENT.value, role=viewer.role.value)
    return viewer


def _draft(row: Any) -> dict[str, Any]:
    names = ("key", "state", "revision", "started_at")
    return {
        **{name: getattr(row, name) for name in names},
        "agreement": row.based_on.agreement_id,
        "based_on": row.based_on.version,
    }


def _step(step: Any) -> dict[str, Any]:
    return {name: getattr(step, name) for name in ("revision", "action", "kind", "part", "comment", "at")}

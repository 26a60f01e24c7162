"""The plan that is in force, and what it says is old enough: shared by those that propose and those that remove."""

from datetime import date
from pathlib import Path

from django.conf import settings

from handtag.apps.retention.contents import Asked
from handtag.domain.retention import Plan
from handtag.domain.values.errors import Refused
from handtag.files.retention_plans import read_plan
from handtag.files.yaml_documents import DocumentError
from handtag.usecases.base import civil_day


def plan_in_force() -> Plan:
    """The county's plan (HANDTAG_RETENTION_PLAN). Raises Refused when there is none, or when it says what the law does not let it."""
    if not settings.RETENTION_PLAN:
        raise Refused("retention.no_plan")
    try:
        return read_plan(Path(settings.RETENTION_PLAN))
    except OSError as missing:
        raise Refused("retention.no_plan") from missing
    except DocumentError as wrong:
        raise Refused("retention.plan_wrong", where=str(wrong)) from wrong


def asked(plan: Plan, principal_id: int, as_of: date) -> Asked:
    return Asked(principal_id, plan, as_of, civil_day)

"""Who works where, and the Viewer that follows from a chosen assignment. The organisation itself is open to everyone logged in."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from handtag.apps.organisations.models import ApiToken, Assignment, County, DeliveryPoint, Principal, Unit
from handtag.domain.access import SEES_ALL_BOOKS, Permission, Role, Viewer


def assignments_for_user(user_id: int, on: date) -> list[Viewer]:
    """The assignments a user may choose between on a day, in the order they were given."""
    return _viewers(_valid(on).filter(user_id=user_id), on)


def assignments_by_username(username: str, on: date) -> list[Viewer]:
    """The same, for commands that name the user."""
    return _viewers(_valid(on).filter(user__username=username), on)


def viewer_for_assignment(assignment_id: int, user_id: int, on: date) -> Viewer | None:
    """Read at every request, so that a withdrawn role has no effect from the next one on. None when it is not valid today."""
    return next(iter(_viewers(_valid(on).filter(pk=assignment_id, user_id=user_id), on)), None)


def viewer_for_token(token: str, now: datetime, on: date) -> Viewer | None:
    """The assignment an interface token is bound to; None when unknown, expired or withdrawn."""
    digest = token_digest(token)
    found = ApiToken.objects.exclude(approved_by="").filter(digest=digest, expires_at__gt=now, revoked_at=None).first()
    if found is None:
        return None
    viewer = next(iter(_viewers(_valid(on).filter(pk=found.assignment_id), on)), None)
    if viewer is None:
        return None
    return replace(viewer, only=frozenset(Permission(one) for one in found.permissions), at=now)


def token_to_note(token: str, now: datetime) -> int | None:
    """The number of a key whose use has not been noted within the hour."""
    fresh = Q(last_used_at__gt=now - timedelta(hours=1))
    return ApiToken.objects.filter(~fresh | Q(last_used_at=None), digest=token_digest(token)).values_list("pk", flat=True).first()


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def delivery_points(viewer: Viewer) -> list[tuple[int, str]]:
    """Where the viewer's unit has goods brought."""
    points = DeliveryPoint.objects.filter(unit_id=viewer.unit_id).order_by("pk")
    return [(point.pk, f"{point.name}, {point.address}") for point in points]


def municipalities(viewer: Viewer) -> list[tuple[str, str]]:
    """The county's municipalities as (code, name)."""
    found = Principal.objects.filter(county_id=viewer.county_id, kind="municipality").order_by("name")
    return [(principal.municipality_code, principal.name) for principal in found]


def issuers(viewer: Viewer) -> list[tuple[str, str]]:
    """Who in the county can have issued a reserve number, as (organisation number, name); the region first."""
    found = Principal.objects.filter(county_id=viewer.county_id).order_by("-kind", "name")
    return [(principal.organisation_number, principal.name) for principal in found]


def unit_names(viewer: Viewer, unit_ids: Iterable[int]) -> dict[int, str]:
    """What units are called, by their numbers; the organisation is open to everyone signed in."""
    return dict(Unit.objects.filter(pk__in=set(unit_ids)).values_list("pk", "name"))


def served_units(viewer: Viewer) -> list[tuple[str, str]]:
    """The units that the viewer's centre serves, as (HSA-id, name)."""
    return list(Unit.objects.filter(centre_id=viewer.centre_id).order_by("name").values_list("hsa_id", "name"))


def county_agreement(viewer: Viewer | None) -> str:
    """The id of the agreement that the viewer's county works by, for somebody not signed in that of the installation's first county;
    empty when none is set."""
    counties = County.objects.filter(pk=viewer.county_id) if viewer else County.objects.order_by("pk")
    return counties.values_list("agreement_id", flat=True).first() or ""


def system_viewer(on: date) -> Viewer:
    """The system itself, for jobs that run by the clock."""
    return Viewer(0, "system:timer", "Handtag", Role.TIMER, 0, 0, 0, 0, on)


def _valid(on: date) -> QuerySet[Assignment]:
    inside = Q(valid_to=None) | Q(valid_to__gte=on)
    approved = Assignment.objects.exclude(approved_by="")
    return approved.filter(inside, valid_from__lte=on, withdrawn_at=None, user__is_active=True)


def _viewers(assignments: QuerySet[Assignment], on: date) -> list[Viewer]:
    """Asked at every request: only what a viewer is made of is read."""
    rows = assignments.order_by("pk").values_list(
        "pk", "user_id", "user__name", "role", "profession", "unit_id", "unit__name", "unit__cost_centre_id", "unit__principal_id",
        "unit__principal__name", "unit__principal__county_id", "unit__centre_id", "unit__centre__run_by_id", named=True,
    )  # fmt: skip
    return [
        Viewer(
            user_id=row.user_id,
            code=f"user:{row.user_id}",
            name=row.user__name,
            role=Role(row.role),
            unit_id=row.unit_id,
            cost_centre_id=row.unit__cost_centre_id,
            principal_id=row.unit__principal_id,
            county_id=row.unit__principal__county_id,
            centre_id=row.unit__centre_id,
            on=on,
            assignment_id=row.pk,
            profession=row.profession,
            runs_centre=row.unit__centre__run_by_id == row.unit__principal_id and row.role in SEES_ALL_BOOKS,
            unit_name=row.unit__name,
            principal_name=row.unit__principal__name,
        )
        for row in rows
    ]

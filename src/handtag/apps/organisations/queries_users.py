"""Who has which roles and keys in the county that an administrator looks after. Nothing about persons, and no digest of a key."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from handtag.apps.access.models import User
from handtag.apps.organisations.models import ApiToken, Assignment, Unit
from handtag.domain.access import Viewer
from handtag.domain.second_person import DAYS_TO_APPROVE, waits
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class Key:
    """A key as an administrator sees it; `permissions` empty: all of the role's."""

    pk: int
    name: str
    permissions: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    is_open: bool
    waits: bool


@dataclass(frozen=True)
class Held:
    """A role that a user holds, or held; what is over comes last."""

    pk: int
    role: str
    profession: str
    unit: str
    principal: str
    valid_from: date
    valid_to: date | None
    by_provider: bool
    is_over: bool
    waits: bool
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class UserForPage:
    pk: int
    name: str
    username: str
    subject: str
    is_active: bool
    can_use_password: bool
    last_login: datetime | None
    held: tuple[Held, ...]


def users_for_list(viewer: Viewer, words: str = "") -> QuerySet[User]:
    """Users who work in the viewer's county, or nowhere yet, by name; `words` in name or user name."""
    asked = Q(name__icontains=words) | Q(username__icontains=words) if words else Q()
    approved = Assignment.objects.exclude(approved_by="").select_related("unit")
    held = approved.filter(unit__principal__county_id=viewer.county_id, withdrawn_at=None)
    shown = held.filter(Q(valid_to=None) | Q(valid_to__gte=viewer.on)).order_by("pk")
    return _users(viewer).filter(asked).prefetch_related(Prefetch("assignments", shown, to_attr="held")).order_by("name", "pk")


def user_for_page(viewer: Viewer, user_id: int, now: datetime) -> UserForPage:
    """One user with every role in the county and its keys. Raises NotFound."""
    user = _users(viewer).filter(pk=user_id).first()
    if user is None:
        raise NotFound("administration.no_user")
    rows = Assignment.objects.filter(user=user, unit__principal__county_id=viewer.county_id).select_related("unit__principal")
    held = [_held(row, viewer.on, now) for row in rows.prefetch_related("tokens").order_by("-pk")]
    return UserForPage(
        user.pk, user.name, user.username, user.subject or "", user.is_active, user.has_usable_password(), user.last_login,
        tuple(sorted(held, key=lambda one: one.is_over)),
    )  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """A role or a key that one has proposed and nobody else has approved yet; `token_id` only of a key."""

    assignment_id: int
    token_id: int | None
    user_id: int
    user: str
    role: str
    unit: str
    begins: date | None
    key_name: str
    permissions: tuple[str, ...]
    created_by: str
    until: datetime
    may_approve: bool


def waiting_for_approval(viewer: Viewer, now: datetime) -> list[Waiting]:
    """What waits for a second person in the county, the oldest first."""
    since = now - timedelta(days=DAYS_TO_APPROVE)
    roles = Assignment.objects.filter(approved_by="", created_at__gte=since, withdrawn_at=None, unit__principal__county_id=viewer.county_id)
    keys = ApiToken.objects.filter(approved_by="", created_at__gte=since, revoked_at=None, expires_at__gt=now)
    keys = keys.filter(assignment__unit__principal__county_id=viewer.county_id)
    found = [_waiting(viewer, row, None) for row in roles.select_related("user", "unit")]
    found += [_waiting(viewer, token.assignment, token) for token in keys.select_related("assignment__user", "assignment__unit")]
    return sorted(found, key=lambda one: one.until)


def _waiting(viewer: Viewer, row: Assignment, token: ApiToken | None) -> Waiting:
    made: Assignment | ApiToken = token or row
    assert made.created_at is not None
    return Waiting(
        row.pk, token.pk if token else None, row.user_id, row.user.name, row.role, row.unit.name, None if token else row.valid_from,
        token.name if token else "", tuple(token.permissions) if token else (), made.created_by,
        made.created_at + timedelta(days=DAYS_TO_APPROVE), viewer.code not in {made.created_by, f"user:{row.user_id}"},
    )  # fmt: skip


def units_to_choose(viewer: Viewer) -> list[tuple[int, str]]:
    rows = Unit.objects.filter(principal__county_id=viewer.county_id).select_related("principal").order_by("principal__name", "name")
    return [(unit.pk, f"{unit.name}, {unit.principal.name}") for unit in rows]


def _users(viewer: Viewer) -> QuerySet[User]:
    works = Assignment.objects.exclude(approved_by="").filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(works.filter(unit__principal__county_id=viewer.county_id)) | ~Exists(works))


def _held(row: Assignment, on: date, now: datetime) -> Held:
    pending = row.withdrawn_at is None and waits(row.approved_by, row.created_at, now)
    over = row.withdrawn_at is not None or (row.valid_to is not None and row.valid_to < on) or not (row.approved_by or pending)
    keys = tuple(_key(token, now, over=over) for token in sorted(row.tokens.all(), key=lambda token: -token.pk))
    return Held(
        row.pk, row.role, row.profession, row.unit.name, row.unit.principal.name, row.valid_from, row.valid_to, row.by_provider, over,
        pending, keys,
    )  # fmt: skip


def _key(token: ApiToken, now: datetime, *, over: bool) -> Key:
    alive = not over and token.revoked_at is None and token.expires_at > now
    pending = alive and waits(token.approved_by, token.created_at, now)
    return Key(
        token.pk, token.name, tuple(token.permissions), token.created_at, token.expires_at, token.last_used_at,
        alive and bool(token.approved_by), pending,
    )  # fmt: skip

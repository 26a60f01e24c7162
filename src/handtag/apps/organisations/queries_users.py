"""Who has which roles and keys in the county that an administrator looks after. Nothing about persons, and no digest of a key."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from handtag.apps.access.models import User
from handtag.apps.organisations.models import ApiToken, Assignment, Unit
from handtag.domain.access import Viewer
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
    held = Assignment.objects.filter(unit__principal__county_id=viewer.county_id, withdrawn_at=None).select_related("unit")
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


def units_to_choose(viewer: Viewer) -> list[tuple[int, str]]:
    rows = Unit.objects.filter(principal__county_id=viewer.county_id).select_related("principal").order_by("principal__name", "name")
    return [(unit.pk, f"{unit.name}, {unit.principal.name}") for unit in rows]


def _users(viewer: Viewer) -> QuerySet[User]:
    works = Assignment.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(works.filter(unit__principal__county_id=viewer.county_id)) | ~Exists(works))


def _held(row: Assignment, on: date, now: datetime) -> Held:
    over = row.withdrawn_at is not None or (row.valid_to is not None and row.valid_to < on)
    keys = tuple(_key(token, now, over=over) for token in sorted(row.tokens.all(), key=lambda token: -token.pk))
    return Held(
        row.pk, row.role, row.profession, row.unit.name, row.unit.principal.name, row.valid_from, row.valid_to, row.by_provider, over, keys
    )  # fmt: skip


def _key(token: ApiToken, now: datetime, *, over: bool) -> Key:
    is_open = not over and token.revoked_at is None and token.expires_at > now
    return Key(token.pk, token.name, tuple(token.permissions), token.created_at, token.expires_at, token.last_used_at, is_open)

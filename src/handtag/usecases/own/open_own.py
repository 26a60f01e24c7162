"""A person looks at what she has, or at what somebody has for whom she acts."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.own import store, things
from handtag.apps.own.things import OwnActing, OwnDevice, OwnOrder, OwnRequestRow
from handtag.domain.access import Permission
from handtag.domain.own import HERS
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class OpenOwn:
    """Without a key: herself, or the first she acts for."""

    person_key: UUID | None = None


@dataclass(frozen=True)
class OwnPerson:
    """Whom she may look at, and on which ground."""

    key: UUID
    name: str
    ground: str


@dataclass(frozen=True)
class OwnPage:
    """`whom`: everybody she may look at; `about` the one that the rest is about. Who else acts for her only she is told herself."""

    whom: tuple[OwnPerson, ...]
    about: OwnPerson
    is_protected: bool
    agreement_id: str
    devices: tuple[OwnDevice, ...]
    orders: tuple[OwnOrder, ...]
    requests: tuple[OwnRequestRow, ...]
    acting: tuple[OwnActing, ...]


@use_case(Permission.SEE_OWN, audits="person.own_opened", reads=True)
def open_own(ctx: Context, data: OpenOwn) -> OwnPage:
    """A person may read what is kept about her over the net, and so may who acts for her on a ground in force (Patientdatalagen
    5 kap. 5 §). Where a protected person is stands nowhere (OSL 22 kap. 1 §). Raises NotFound.
    """
    found = store.whom(ctx.viewer, data.person_key)
    ctx.require(Permission.SEE_OWN)
    protected = found.person.protected_identity
    ctx.log_access(found.person.key, action="person.own_opened", ground=found.ground)
    whom = tuple(_told(one) for one in store.all_of(ctx.viewer))
    return OwnPage(
        whom, next(one for one in whom if one.key == found.person.key), protected, found.person.municipality.county.agreement_id,
        tuple(things.devices(found.subject, protected=protected)), tuple(things.orders(found.subject, protected=protected)),
        tuple(things.requests(found.subject)), tuple(things.acting(found.subject, ctx.today)) if found.ground == HERS else (),
    )  # fmt: skip


def _told(one: store.Whom) -> OwnPerson:
    return OwnPerson(one.person.key, f"{one.person.given_name} {one.person.family_name}", one.ground)

"""What the logs say of themselves: where each chain of seals ends, and how much is not yet sealed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max

from handtag.apps.audit.models import Seal
from handtag.apps.audit.sealing import LOGS, sealed_until


@dataclass(frozen=True)
class Head:
    """The last seal of a chain; whoever keeps it elsewhere can tell later whether the chain was cut or written anew."""

    number: int
    hash: str
    log: str
    first_id: int


Heads = Mapping[int, Head]


def heads() -> dict[int, Head]:
    """The head of each care provider's chain."""
    ends = Seal.objects.values("principal_id").annotate(last=Max("number")).values_list("principal_id", "last").order_by("principal_id")
    columns = ("number", "hash", "log", "first_id")
    return {of: Head(**Seal.objects.values(*columns).get(principal_id=of, number=last)) for of, last in ends}


def unsealed() -> int:
    """How many rows of both logs no seal covers yet."""
    return sum(model.objects.filter(pk__gt=sealed_until(log)).count() for log, model in LOGS.items())

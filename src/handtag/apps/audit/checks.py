"""Is the log what it was when it was sealed? Walks both logs and every chain; changes nothing."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from handtag.apps.audit.models import LogCut, Seal
from handtag.apps.audit.queries import Head, Heads
from handtag.apps.audit.sealing import LOGS, digest_of, hash_of, rows_between, sealed_until
from handtag.domain.values.seals import NO_SEAL, Break, Fault, Follower, SealedRow, unpack

FEW = 20  # seals read at a time: each may hold thousands of rows


def log_off_its_seals() -> Iterator[str]:
    """Every sealed row of both logs is what its seal says, and every seal rests on the one before it."""
    yield from (str(found) for found in breaks())


def cuts_off_their_seals() -> Iterator[str]:
    """The log was cut only at seals, from the beginning, and where the seal was at least five years old (HSLF-FS 2016:40 4 kap. 9 §)."""
    for cut in LogCut.objects.select_related("seal").order_by("pk"):
        seal, where = cut.seal, f"principal {cut.principal_id}, {cut.log} log, cut at seal {cut.number}"
        said = (seal.principal_id, seal.log, seal.number, seal.last_id, seal.count, seal.hash)
        if said != (cut.principal_id, cut.log, cut.number, cut.until_id, cut.count, cut.hash):
            yield f"{where}: is not what the seal says"
        if five_years_before(cut.cut_at) < seal.sealed_at:
            yield f"{where}: was sealed on {seal.sealed_at:%Y-%m-%d} and cut on {cut.cut_at:%Y-%m-%d}"
        if Seal.objects.filter(principal_id=cut.principal_id, log=cut.log, number__lt=cut.number, cut=None).exists():
            yield f"{where}: an earlier seal is not cut"


def five_years_before(moment: datetime) -> datetime:
    try:
        return moment.replace(year=moment.year - 5)
    except ValueError:
        return moment.replace(year=moment.year - 5, day=28)


def breaks(exported: Iterable[Heads] = ()) -> Iterator[Break]:
    """The first thing wrong in each care provider's chain and in each of its logs, then what exported heads say against."""
    chains = Seal.objects.order_by("principal_id").values_list("principal_id", flat=True).distinct()
    yield from (found for principal_id in chains if (found := _broken_chain(principal_id)) is not None)
    for log in LOGS:
        yield from _broken_rows(log)
    yield from _against(exported)


def _broken_chain(principal_id: int) -> Break | None:
    before: Seal | None = None
    for number, seal in enumerate(_seals(principal_id=principal_id), 1):
        if seal.number != number:
            return Break(principal_id, seal.log, seal.first_id, number, Fault.SEAL_MISSING)
        if seal.hash != hash_of(seal):
            return Break(principal_id, seal.log, seal.first_id, number, Fault.SEAL_CHANGED)
        if seal.previous != (before.hash if before else NO_SEAL):  # this one is whole, so what it remembers of the one before is true
            changed = before or seal
            return Break(principal_id, changed.log, changed.first_id, changed.number, Fault.SEAL_CHANGED)
        before = seal
    return None


def _broken_rows(log: str) -> Iterator[Break]:
    followers: dict[int, Follower] = {
        principal_id: Follower(principal_id, log, _remembered(principal_id, log))
        for principal_id in Seal.objects.filter(log=log).values_list("principal_id", flat=True).distinct()
    }
    for row in rows_between(log, 0, sealed_until(log)):
        principal_id = row["principal_id"]
        follower = followers.setdefault(principal_id, Follower(principal_id, log, iter(())))
        follower.meet(row["id"], lambda layout, row=row: digest_of(log, layout, row))  # type: ignore[misc]
    yield from (found for _, follower in sorted(followers.items()) if (found := follower.end()) is not None)


def _remembered(principal_id: int, log: str) -> Iterator[SealedRow]:
    for seal in _seals(principal_id=principal_id, log=log, cut=None):  # what was cut leaves its seals
        yield from unpack(bytes(seal.rows), seal.number, seal.layout)


def _seals(**of: Any) -> Iterator[Seal]:
    return Seal.objects.filter(**of).order_by("number").iterator(FEW)


def _against(exported: Iterable[Heads]) -> Iterator[Break]:
    """A tail that was cut, or a chain that was written anew from somewhere on, is known only from outside: an exported head."""
    told: set[int] = set()
    for one in exported:
        for principal_id, head in sorted(one.items()):
            found = None if principal_id in told else _missed(principal_id, head)
            if found is not None:
                told.add(principal_id)
                yield found


def _missed(principal_id: int, head: Head) -> Break | None:
    seal = Seal.objects.filter(principal_id=principal_id, number=head.number).first()
    if seal is not None:
        return None if seal.hash == head.hash else Break(principal_id, seal.log, seal.first_id, seal.number, Fault.REWRITTEN)
    left = Seal.objects.filter(principal_id=principal_id).aggregate(number=Max("number"), row=Max("last_id", filter=Q(log=head.log)))
    return Break(principal_id, head.log, (left["row"] or 0) + 1, (left["number"] or 0) + 1, Fault.CUT)

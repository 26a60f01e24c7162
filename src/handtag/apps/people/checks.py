"""Can every person be found and read with the keys at hand? One line per row that is wrong, naming keys and never numbers."""

from collections import Counter
from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from django.db.models import F

from handtag.apps.people.identity import Merge
from handtag.apps.people.models import CareRelation, Person, PersonIdentity
from handtag.db.fields import blind_index
from handtag.domain.values.identity import RANKS, RESERVE_NUMBER, PersonNumber, rank

CHUNK = 500


def identities_off_their_index() -> Iterator[str]:
    """Every identity number opens with the field keys and is found by the index key; else keys and database do not belong together."""
    rows = PersonIdentity.objects.order_by("pk").values_list("pk", flat=True).iterator(CHUNK)
    for pk in rows:
        try:
            value, index = PersonIdentity.objects.values_list("value", "index").get(pk=pk)
        except InvalidToken:
            yield f"identity {pk}: cannot be opened with HANDTAG_FIELD_KEYS"
            continue
        if index != blind_index("person", value):
            yield f"identity {pk}: is not found with HANDTAG_BLIND_INDEX_KEY"


def persons_without_an_identity() -> Iterator[str]:
    """Every person has an identity number that has not been withdrawn."""
    having = PersonIdentity.objects.filter(withdrawn_at=None).values("person_id")
    for key in Person.objects.exclude(pk__in=having).order_by("pk").values_list("key", flat=True):
        yield f"person {key}: has no identity number"


def identities_that_are_not_what_they_say() -> Iterator[str]:
    """A number is of the kind it says, and one given later is no less sure than those before it."""
    surest: dict[int, int] = {}
    for row in PersonIdentity.objects.filter(kind__in=RANKS).order_by("pk").iterator(CHUNK):
        if (":" in row.value) != (row.kind == RESERVE_NUMBER) or (row.kind != RESERVE_NUMBER and PersonNumber(row.value).kind != row.kind):
            yield f"identity {row.pk}: is no {row.kind}"
        if row.withdrawn_at is None:
            if rank(row.kind) < surest.get(row.person_id, -1):
                yield f"identity {row.pk}: is less sure than what the person had before"
            surest[row.person_id] = max(rank(row.kind), surest.get(row.person_id, -1))


def care_relations_that_end_before_they_begin() -> Iterator[str]:
    """A care relation runs from a day to the same or a later one."""
    for row in CareRelation.objects.filter(valid_to__lt=F("valid_from")).order_by("pk"):
        yield f"care relation {row.pk}: {row.valid_from} to {row.valid_to}"


def merges_that_lead_astray() -> Iterator[str]:
    """A record that is merged leads to one kept record, which leads to no other, and no protection is uncovered by it."""
    opened = Merge.open().select_related("kept", "merged").order_by("pk")
    away = Counter(opened.values_list("merged_id", flat=True))
    for row in opened:
        if away[row.merged_id] > 1 or row.kept_id in away:
            yield f"merge {row.key}: person {row.merged.key} leads more than one way"
        elif row.kept.protected_identity != row.merged.protected_identity:
            yield f"merge {row.key}: one of the two has protected identity and the other has not"

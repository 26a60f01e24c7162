"""Two records that are one person: which were merged or split again, and what each leads to. Append-only; no ledger is rewritten."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet

from handtag.apps.organisations.models import Unit
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import EncryptedTextField
from handtag.domain.values.extracts import Subject
from handtag.domain.values.identity import rank


class Merge(AppendOnlyModel):
    """From now on `merged` is known to be the same person as `kept`, and leads there. It is open until it is split."""

    key = models.UUIDField(unique=True)
    kept = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="merged_as")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="merges")
    reason = EncryptedTextField()
    merged_by = models.CharField(max_length=80)
    merged_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(kept=F("merged")), name="nobody_is_merged_with_herself")]

    @classmethod
    def open(cls) -> "QuerySet[Merge]":
        return cls.objects.filter(split=None)


class Split(AppendOnlyModel):
    """They were two after all: everything is as it was before the merge."""

    merge = models.OneToOneField(Merge, on_delete=models.PROTECT, related_name="split")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="splits")
    reason = EncryptedTextField()
    split_by = models.CharField(max_length=80)
    split_at = models.DateTimeField()


def leads_to(key: UUID) -> Q:
    """The record that a key leads to: its own, or the kept one when it has been merged away."""
    gone = Merge.open().filter(merged__key=key)
    return Q(pk__in=gone.values("kept_id")) | (Q(key=key) & ~Q(pk__in=gone.values("merged_id")))


def records_of(key: UUID) -> Q:
    """Every record of the person whom the key leads to."""
    kept = Merge.open().filter(merged__key=key).values("kept_id")
    merged = Merge.open().filter(Q(kept__key=key) | Q(kept_id__in=kept)).values("merged_id")
    return Q(key=key) | Q(pk__in=kept) | Q(pk__in=merged)


def joined(ids: "QuerySet[Any]", column: str = "pk") -> Q:
    """Rows whose column holds one of these records or another record of the same persons."""
    kept = Merge.open().filter(merged_id__in=ids).values("kept_id")
    merged = Merge.open().filter(Q(kept_id__in=ids) | Q(kept_id__in=kept)).values("merged_id")
    return Q(**{f"{column}__in": ids}) | Q(**{f"{column}__in": kept}) | Q(**{f"{column}__in": merged})


def of_same_person(column: OuterRef) -> Q:
    """Rows whose `person` is a record of the same person as the outer row's."""
    kept = Merge.open().filter(merged_id=OuterRef(column)).values("kept_id")
    outer = Merge.open().filter(merged_id=OuterRef(OuterRef(column))).values("kept_id")
    merged = Merge.open().filter(Q(kept_id=OuterRef(column)) | Q(kept_id__in=outer)).values("merged_id")
    return Q(person_id=column) | Q(person_id__in=kept) | Q(person_id__in=merged)


def numbers_of(person: Any) -> "list[Any]":
    """The numbers in force of the person, on every record of hers, the one she goes by now last."""
    records = type(person).objects.filter(records_of(person.key))
    kept = type(person).objects.filter(leads_to(person.key)).values_list("pk", flat=True).first()
    rows = apps.get_model("people", "PersonIdentity").objects.filter(person__in=records, withdrawn_at=None)
    return sorted(rows, key=lambda row: (rank(row.kind), row.person_id == kept, row.pk))


def subject_of(person: Any) -> Subject:
    """The person with every record that is known to be hers."""
    rows = list(type(person).objects.filter(records_of(person.key)).order_by("pk").values_list("pk", "key"))
    return Subject(tuple(pk for pk, _key in rows), tuple(key for _pk, key in rows))

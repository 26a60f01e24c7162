"""Did every command that got an answer leave its trace? One line per row that is wrong, else nothing."""

from collections.abc import Iterator

from django.db.models import Count, Exists, Max, OuterRef

from handtag.apps.audit.models import AccessEntry, AuditEntry, CommandReceipt, LogCut


def receipts_off_their_audit() -> Iterator[str]:
    """A command took effect once: it has one receipt, and the log holds what that command did, unless that part of the log was cut."""
    cut = LogCut.objects.filter(log="access").aggregate(until=Max("seal__sealed_at"))["until"]
    trace = AuditEntry.objects.filter(command_id=OuterRef("command_id"), actor=OuterRef("actor"), use_case=OuterRef("use_case"))
    reading = AccessEntry.objects.filter(actor=OuterRef("actor"), recorded_at=OuterRef("recorded_at"))
    untraced = CommandReceipt.objects.exclude(Exists(trace)).exclude(Exists(reading))
    for receipt in untraced.exclude(recorded_at__lte=cut).order_by("pk") if cut else untraced.order_by("pk"):
        yield f"command {receipt.command_id}: {receipt.use_case} has an answer, but no entry in the log"
    twice = CommandReceipt.objects.values("command_id").annotate(times=Count("pk")).filter(times__gt=1)
    for row in twice.order_by("command_id"):
        yield f"command {row['command_id']}: has {row['times']} answers"

"""Who tries an appeal sees what was asked and refused; for whom stays behind the prescription's own wall."""

from django.db import migrations

from handtag.db.second_wall import ANY_ROLE, ChangedWall, told

READABLE = "prescriptions_prescription_is_shown(prescription_id)"
PAYS = f"payer_id = {told('principal', 'bigint')}"
APPEALED = "EXISTS (SELECT FROM approvals_appeal AS appeal WHERE appeal.approval_id = approvals_approval.id)"


class Migration(migrations.Migration):
    dependencies = [("approvals", "0003_appeals")]

    operations = [ChangedWall("approvals.Approval", f"{READABLE} OR {PAYS} OR ((decider = 'group' OR {APPEALED}) AND {ANY_ROLE})")]

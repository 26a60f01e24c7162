"""The database itself refuses what must never happen to these ledgers."""

from django.db import migrations

from handtag.db.append_only import AppendOnly
from handtag.db.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]

    operations = [
        AppendOnly("Charge"),
        AppendOnly("Invoice"),
        AppendOnly("InvoiceLine"),
        Guard(
            "Charge",
            name="charge_in_open_month",
            event="INSERT",
            when="(SELECT closed_at FROM billing_month WHERE id = NEW.month_id) IS NOT NULL",
            message="a closed month takes no charges",
        ),
        Guard(
            "Month",
            name="closed_month_stays_closed",
            event="UPDATE",
            when="OLD.closed_at IS NOT NULL",
            message="a closed month is never changed",
        ),
    ]

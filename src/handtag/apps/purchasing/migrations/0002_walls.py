"""The databases themselves keep the ledger of purchases, and every centre has its series of purchase orders."""

from typing import Any

from django.db import migrations

from handtag.db.append_only import AppendOnly
from handtag.db.guard import Guard

FIRST = 200_001
COUNTED = "(SELECT {column} FROM purchasing_purchaseevent AS counted WHERE counted.id = NEW.counting_id)"
CONTROLLED = "COALESCE((SELECT SUM(quantity) FROM purchasing_purchaseevent AS earlier WHERE earlier.counting_id = NEW.counting_id), 0)"


def begin_series(apps: Any, editor: Any) -> None:
    alias = editor.connection.alias
    series = apps.get_model("organisations", "NumberSeries").objects.using(alias)
    for centre in apps.get_model("organisations", "DeviceCentre").objects.using(alias).order_by("pk"):
        series.get_or_create(centre_id=centre.pk, kind="purchase_order", defaults={"next_number": FIRST})


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0001_initial")]

    operations = [
        migrations.RunPython(begin_series, migrations.RunPython.noop),
        AppendOnly("PurchaseEvent"),
        AppendOnly("BoughtDevice"),
        Guard(
            "PurchaseEvent",
            name="no_more_is_controlled_than_counted",
            event="INSERT",
            when=f"NEW.counting_id IS NOT NULL AND ({COUNTED.format(column='line_id')} <> NEW.line_id"
            f" OR {CONTROLLED} + NEW.quantity > {COUNTED.format(column='quantity')})",
            message="no more is controlled of a delivery than was counted of it",
        ),
    ]

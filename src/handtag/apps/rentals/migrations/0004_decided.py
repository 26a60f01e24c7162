"""What is rented without a decision is a unit's equipment, or was decided in the system before."""

from django.db import migrations

from handtag.db.guard import Guard

KIND = "SELECT o.kind FROM orders_orderline AS l JOIN orders_order AS o ON o.id = l.order_id WHERE l.id = NEW.order_line_id"
WITHOUT = f"NEW.decision_id IS NULL AND ({KIND}) NOT IN ('equipment_order', 'takeover_order')"
MESSAGE = "what a person rents rests on a decision"


class Migration(migrations.Migration):
    dependencies = [("orders", "0006_takeover_order"), ("rentals", "0003_equipment")]

    operations = [
        Guard("Rental", name="rental_is_decided", event="INSERT", when=WITHOUT, message=MESSAGE),
        Guard("Rental", name="rental_stays_decided", event="UPDATE", when=WITHOUT, message=MESSAGE),
    ]

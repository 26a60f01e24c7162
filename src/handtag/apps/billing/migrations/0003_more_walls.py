"""Two more things the databases refuse: a rental that begins or ends in a closed month, and credits beyond what was charged."""

from typing import Any

from django.db import migrations

from handtag.db.guard import Guard


class RentalGuard(Guard):
    """A guard on a table of the app below, kept here because it reads this app's months."""

    def database_forwards(self, app_label: str, *rest: Any) -> None:
        super().database_forwards("rentals", *rest)

    def database_backwards(self, app_label: str, *rest: Any) -> None:
        super().database_backwards("rentals", *rest)


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_walls"), ("rentals", "0002_walls")]

    operations = [
        RentalGuard(
            "RentalEvent",
            name="rental_event_in_open_month",
            event="INSERT",
            when="EXISTS (SELECT 1 FROM billing_month AS closed JOIN rentals_rental AS rental ON rental.id = NEW.rental_id"
            " WHERE closed.centre_id = rental.centre_id AND closed.closed_at IS NOT NULL"
            " AND substr(CAST(closed.first_day AS text), 1, 7) >= substr(CAST(NEW.happened_on AS text), 1, 7))",
            message="a closed month takes no deliveries and no returns",
        ),
        Guard(
            "Charge",
            name="credit_within_charge",
            event="INSERT",
            when="NEW.kind = 'credit' AND (SELECT original.amount_ore + NEW.amount_ore + COALESCE((SELECT SUM(other.amount_ore)"
            " FROM billing_charge AS other WHERE other.credits_id = NEW.credits_id), 0)"
            " FROM billing_charge AS original WHERE original.id = NEW.credits_id) < 0",
            message="no more is credited than was charged",
        ),
    ]

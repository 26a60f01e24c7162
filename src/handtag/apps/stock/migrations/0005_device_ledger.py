"""The device ledger in full: every place a device can be in, lots, blocks, parts of other devices, and what is where now and was when."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import handtag.db.fields
from handtag.db.append_only import AppendOnly
from handtag.db.culling_door import CullingDoor
from handtag.db.guard import ChangedGuard, Guard

# Every kind of move from every state it is legal from; a test compares the databases with the rules, so that the two stay the same.
LEGAL = (
    "received::in_stock", "arrived::quarantined", "reserved:in_stock:reserved", "released:picked:in_stock", "released:reserved:in_stock",
    "picked:reserved:picked", "sent:picked:in_transit", "delivered:in_transit:with_person", "delivered_to_unit:in_transit:with_unit",
    "undelivered:in_transit:returned", "returned:with_person:returned", "returned:with_unit:returned", "quarantined:in_stock:quarantined",
    "quarantined:inspected:quarantined", "quarantined:returned:quarantined", "quarantined:washed:quarantined",
    "quarantine_ended:quarantined:returned", "cleared:quarantined:in_stock", "washed:returned:washed",
    "inspected:returned:inspected", "inspected:washed:inspected", "rejected:returned:returned", "rejected:washed:washed",
    "reconditioned:inspected:in_stock", "sent_to_workshop:in_stock:at_workshop", "sent_to_workshop:inspected:at_workshop",
    "sent_to_workshop:quarantined:at_workshop", "sent_to_workshop:returned:at_workshop", "sent_to_workshop:washed:at_workshop",
    "came_from_workshop:at_workshop:returned", "sent_to_supplier:at_workshop:at_supplier", "sent_to_supplier:in_stock:at_supplier",
    "sent_to_supplier:inspected:at_supplier", "sent_to_supplier:quarantined:at_supplier", "sent_to_supplier:returned:at_supplier",
    "sent_to_supplier:washed:at_supplier", "came_from_supplier:at_supplier:returned", "moved:in_stock:in_stock",
    "moved:inspected:inspected", "moved:quarantined:quarantined", "moved:returned:returned", "moved:washed:washed",
    "transferred_out:in_stock:in_transfer", "transferred_in:in_transfer:in_stock", "sent_home:inspected:going_home",
    "sent_home:returned:going_home", "sent_home:washed:going_home", "came_home:going_home:returned", "mounted:in_stock:mounted",
    "mounted:inspected:mounted", "detached:mounted:returned", "changed_owner:at_supplier:at_supplier",
    "changed_owner:at_workshop:at_workshop", "changed_owner:going_home:going_home", "changed_owner:in_stock:in_stock",
    "changed_owner:in_transfer:in_transfer", "changed_owner:in_transit:in_transit", "changed_owner:inspected:inspected",
    "changed_owner:mounted:mounted", "changed_owner:picked:picked", "changed_owner:quarantined:quarantined",
    "changed_owner:reserved:reserved", "changed_owner:returned:returned", "changed_owner:washed:washed",
    "changed_owner:with_person:with_person", "changed_owner:with_unit:with_unit", "sold:in_stock:sold", "sold:inspected:sold",
    "sold:returned:sold", "sold:washed:sold", "sold:with_person:sold", "sold:with_unit:sold", "decommissioned:at_supplier:decommissioned",
    "decommissioned:at_workshop:decommissioned", "decommissioned:in_stock:decommissioned", "decommissioned:inspected:decommissioned",
    "decommissioned:quarantined:decommissioned", "decommissioned:returned:decommissioned", "decommissioned:washed:decommissioned",
    "lost:at_supplier:lost", "lost:at_workshop:lost", "lost:going_home:lost", "lost:in_stock:lost", "lost:in_transfer:lost",
    "lost:in_transit:lost", "lost:inspected:lost", "lost:quarantined:lost", "lost:returned:lost", "lost:washed:lost",
    "lost:with_person:lost", "lost:with_unit:lost", "found:lost:returned",
)  # fmt: skip
HANDED_OUT = ("reserved", "picked", "sent", "delivered", "delivered_to_unit", "transferred_out", "mounted", "sold")
BEFORE = "(SELECT earlier.{column} FROM stock_move AS earlier WHERE earlier.device_id = NEW.device_id ORDER BY earlier.id DESC LIMIT 1)"
STATE, DAY = BEFORE.format(column="to_state"), BEFORE.format(column="moved_on")
UNTIL = "(SELECT earlier.until FROM stock_holding AS earlier WHERE earlier.device_id = NEW.device_id ORDER BY earlier.id DESC LIMIT 1)"
FIRST = "NOT EXISTS (SELECT 1 FROM stock_holding AS earlier WHERE earlier.device_id = NEW.device_id)"
BLOCKED = (
    "EXISTS (SELECT 1 FROM stock_deviceblock AS block WHERE block.device_id = NEW.device_id"
    " AND NOT EXISTS (SELECT 1 FROM stock_deviceblocklift AS lift WHERE lift.block_id = block.id))"
)
KEPT = ("device_id", "article_id", "place", "location_id", "bin", "person_id", "unit_id", "parent_id", "since", "began_by_id")


def quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_walls"),
        ("organisations", "0006_second_person"),
        ("people", "0008_data_subject_walls"),
        ("retention", "0002_doors"),
        ("stock", "0004_ledger"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeviceBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=20)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("blocked_by", models.CharField(max_length=80)),
                ("blocked_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DeviceBlockLift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(max_length=200)),
                ("lifted_by", models.CharField(max_length=80)),
                ("lifted_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=20)),
                ("bin", models.CharField(blank=True, max_length=20)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("expires_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PiecesHeld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=20)),
                ("quantity", models.IntegerField(default=0)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="device",
            name="device_state_is_known",
        ),
        migrations.AddField(
            model_name="countedmove",
            name="against",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="countedmove",
            name="device",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="counted_moves", to="stock.device"
            ),
        ),
        migrations.AddField(
            model_name="countedmove",
            name="note",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="countedmove",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="counted_moves", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="countedmove",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="counted_moves", to="organisations.unit"
            ),
        ),
        migrations.AddField(
            model_name="device",
            name="blocked",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="device",
            name="parent",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="components", to="stock.device"),
        ),
        migrations.AddField(
            model_name="device",
            name="udi",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="device",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="devices", to="organisations.unit"
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="from_centre",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="moves_from", to="organisations.devicecentre"
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="parent",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="component_moves", to="stock.device"
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="to_centre",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="moves_to", to="organisations.devicecentre"
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="value_ore",
            field=handtag.db.fields.OreField(null=True),
        ),
        migrations.AlterField(
            model_name="device",
            name="state",
            field=models.CharField(
                choices=[
                    ("at_supplier", "at_supplier"),
                    ("at_workshop", "at_workshop"),
                    ("decommissioned", "decommissioned"),
                    ("going_home", "going_home"),
                    ("in_stock", "in_stock"),
                    ("in_transfer", "in_transfer"),
                    ("in_transit", "in_transit"),
                    ("inspected", "inspected"),
                    ("lost", "lost"),
                    ("mounted", "mounted"),
                    ("picked", "picked"),
                    ("quarantined", "quarantined"),
                    ("reserved", "reserved"),
                    ("returned", "returned"),
                    ("sold", "sold"),
                    ("washed", "washed"),
                    ("with_person", "with_person"),
                    ("with_unit", "with_unit"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="deviceblock",
            name="device",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="stock.device"),
        ),
        migrations.AddField(
            model_name="deviceblocklift",
            name="block",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="lift", to="stock.deviceblock"),
        ),
        migrations.AddField(
            model_name="holding",
            name="article",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="catalogue.article"),
        ),
        migrations.AddField(
            model_name="holding",
            name="began_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="began", to="stock.move"),
        ),
        migrations.AddField(
            model_name="holding",
            name="device",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="stock.device"),
        ),
        migrations.AddField(
            model_name="holding",
            name="ended_by",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="stock.move"),
        ),
        migrations.AddField(
            model_name="holding",
            name="location",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="stock.location"),
        ),
        migrations.AddField(
            model_name="holding",
            name="parent",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="component_holdings", to="stock.device"
            ),
        ),
        migrations.AddField(
            model_name="holding",
            name="person",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="people.person"),
        ),
        migrations.AddField(
            model_name="holding",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="organisations.unit"
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="article",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lots", to="catalogue.article"),
        ),
        migrations.AddField(
            model_name="countedmove",
            name="lot",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="counted_moves", to="stock.lot"),
        ),
        migrations.AddField(
            model_name="device",
            name="lot",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="devices", to="stock.lot"),
        ),
        migrations.AddIndex(
            model_name="countedmove",
            index=models.Index(condition=models.Q(("lot__isnull", False)), fields=["lot"], name="moves_of_a_lot"),
        ),
        migrations.AddConstraint(
            model_name="countedmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "against__in",
                        ["", "decommissioned", "device", "person", "sold", "stocktake", "supplier", "transit", "unit", "used_up"],
                    )
                ),
                name="pieces_go_to_a_known_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="countedmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("against", "person"), ("person__isnull", False)),
                        models.Q(models.Q(("against", "person"), _negated=True), ("person", None)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("against", "unit"), ("unit__isnull", False)),
                        models.Q(models.Q(("against", "unit"), _negated=True), ("unit", None)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("against", "device"), ("device__isnull", False)),
                        models.Q(models.Q(("against", "device"), _negated=True), ("device", None)),
                        _connector="OR",
                    ),
                ),
                name="pieces_say_who_has_them",
            ),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "at_supplier",
                            "at_workshop",
                            "decommissioned",
                            "going_home",
                            "in_stock",
                            "in_transfer",
                            "in_transit",
                            "inspected",
                            "lost",
                            "mounted",
                            "picked",
                            "quarantined",
                            "reserved",
                            "returned",
                            "sold",
                            "washed",
                            "with_person",
                            "with_unit",
                        ],
                    )
                ),
                name="device_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "with_unit"), ("unit__isnull", False)),
                    models.Q(models.Q(("state", "with_unit"), _negated=True), ("unit", None)),
                    _connector="OR",
                ),
                name="with_a_unit_exactly_when_its_equipment",
            ),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("parent__isnull", False), ("state", "mounted")),
                    models.Q(models.Q(("state", "mounted"), _negated=True), ("parent", None)),
                    _connector="OR",
                ),
                name="part_of_another_exactly_when_mounted",
            ),
        ),
        migrations.AddField(
            model_name="piecesheld",
            name="article",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="pieces_held", to="catalogue.article"),
        ),
        migrations.AddField(
            model_name="piecesheld",
            name="device",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pieces_held", to="stock.device"),
        ),
        migrations.AddField(
            model_name="piecesheld",
            name="location",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pieces_held", to="stock.location"
            ),
        ),
        migrations.AddField(
            model_name="piecesheld",
            name="lot",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pieces_held", to="stock.lot"),
        ),
        migrations.AddField(
            model_name="piecesheld",
            name="person",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pieces_held", to="people.person"),
        ),
        migrations.AddField(
            model_name="piecesheld",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pieces_held", to="organisations.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="deviceblock",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ("recall", "failed_inspection", "overdue_service", "incident"))),
                name="block_reason_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(condition=models.Q(("until", None)), fields=["article", "place"], name="held_now_by_article"),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(fields=["device", "id"], name="stock_holdi_device__e68c0b_idx"),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.UniqueConstraint(condition=models.Q(("until", None)), fields=("device",), name="one_place_at_a_time"),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "place__in",
                        [
                            "decommissioned",
                            "device",
                            "lost",
                            "person",
                            "quarantine",
                            "sold",
                            "store",
                            "supplier",
                            "transit",
                            "unit",
                            "workshop",
                        ],
                    )
                ),
                name="holding_place_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="a_holding_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by", None), ("until", None)),
                    models.Q(("ended_by__isnull", False), ("until__isnull", False)),
                    _connector="OR",
                ),
                name="a_holding_ends_by_a_move",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("place", "person"),
                            models.Q(("person__isnull", False), ("until__isnull", False), _connector="OR"),
                        ),
                        models.Q(models.Q(("place", "person"), _negated=True), ("person", None)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("place", "unit"), ("unit__isnull", False)),
                        models.Q(models.Q(("place", "unit"), _negated=True), ("unit", None)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("place", "device"), ("parent__isnull", False)),
                        models.Q(models.Q(("place", "device"), _negated=True), ("parent", None)),
                        _connector="OR",
                    ),
                    models.Q(("place__in", ("store", "quarantine")), ("location", None), _connector="OR"),
                ),
                name="a_holding_names_its_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(fields=("article", "code"), name="one_lot_per_code_and_article"),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(condition=models.Q(("code", ""), _negated=True), name="a_lot_has_a_code"),
        ),
        migrations.AddIndex(
            model_name="piecesheld",
            index=models.Index(condition=models.Q(("lot__isnull", False)), fields=["lot"], name="pieces_of_a_lot"),
        ),
        migrations.AddConstraint(
            model_name="piecesheld",
            constraint=models.UniqueConstraint(
                models.F("article"),
                django.db.models.functions.comparison.Coalesce("lot", 0),
                models.F("place"),
                django.db.models.functions.comparison.Coalesce("location", 0),
                django.db.models.functions.comparison.Coalesce("person", 0),
                django.db.models.functions.comparison.Coalesce("unit", 0),
                django.db.models.functions.comparison.Coalesce("device", 0),
                name="pieces_of_a_place_are_one_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="piecesheld",
            constraint=models.CheckConstraint(condition=models.Q(("quantity__gte", 0)), name="no_place_holds_less_than_nothing"),
        ),
        migrations.AddConstraint(
            model_name="piecesheld",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__in", ["device", "person", "store", "transit", "unit"])), name="place_of_pieces_is_known"
            ),
        ),
        # SQLite has built the table anew, without its triggers
        AppendOnly("CountedMove"),
        AppendOnly("DeviceBlock"),
        AppendOnly("DeviceBlockLift"),
        # Its new columns are among those that culling may not touch
        CullingDoor("stock.Move", empties=("note",)),
        ChangedGuard(
            "Move",
            name="move_follows_the_last",
            event="INSERT",
            when=f"NEW.kind || ':' || NEW.from_state || ':' || NEW.to_state NOT IN ({quoted(LEGAL)})"
            f" OR COALESCE({STATE}, '') <> NEW.from_state OR COALESCE({DAY}, NEW.moved_on) > NEW.moved_on",
            message="a move begins where the last one ended, and not on a day before it",
        ),
        Guard(
            "Move",
            name="nothing_blocked_is_handed_out",
            event="INSERT",
            when=f"NEW.kind IN ({quoted(HANDED_OUT)}) AND {BLOCKED}",
            message="a blocked device is not handed out",
        ),
        Guard(
            "Holding",
            name="holdings_tile_time",
            event="INSERT",
            when=f"NOT ({FIRST}) AND COALESCE({UNTIL} <> NEW.since, 1 = 1)",
            message="a holding begins on the day the one before it ended",
        ),
        Guard(
            "Holding",
            name="a_holding_only_ends",
            event="UPDATE",
            when={
                "sqlite": "OLD.until IS NOT NULL OR " + " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in KEPT),
                "postgresql": "OLD.until IS NOT NULL OR " + " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT),
            },
            message="of a holding nothing changes but its end, once",
        ),
        Guard("Holding", name="holdings_remain", event="DELETE", when="1 = 1", message="a holding is never removed"),
    ]

"""Nothing here is ever changed; PostgreSQL shows it only to the units it concerns; an approved culling may empty the texts."""

from django.db import migrations

from handtag.db.append_only import AppendOnly
from handtag.db.culling_door import CullingDoor
from handtag.db.second_wall import SecondWall, told

UNIT = told("unit", "bigint")


class Migration(migrations.Migration):
    dependencies = [
        ("handovers", "0001_initial"),
        ("orders", "0002_second_wall"),
        ("stock", "0010_changed_payer"),
        ("retention", "0002_doors"),
    ]

    operations = [
        AppendOnly("Handover"),
        AppendOnly("HandoverAnswer"),
        AppendOnly("BuyOut"),
        AppendOnly("Case"),
        AppendOnly("CaseEnd"),
        SecondWall("handovers.Handover", f"from_unit_id = {UNIT} OR to_unit_id = {UNIT}"),
        SecondWall("handovers.HandoverAnswer", "handovers_handover_is_shown(handover_id)"),
        SecondWall("handovers.Case", "prescriptions_prescription_is_shown(prescription_id)"),
        SecondWall("handovers.CaseEnd", "handovers_case_is_shown(case_id)"),
        CullingDoor("handovers.Handover", empties=("what", "goal")),
        CullingDoor("handovers.HandoverAnswer", empties=("note",)),
        CullingDoor("handovers.CaseEnd", empties=("note",)),
    ]

"""The database itself refuses what must never happen to these ledgers, and shows what leads to a person only to who may read of her."""

from django.db import migrations

from handtag.db.append_only import AppendOnly
from handtag.db.second_wall import ANY_ROLE, SecondWall


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial"), ("people", "0008_data_subject_walls"), ("orders", "0002_second_wall")]

    operations = [
        AppendOnly("Certificate"),
        AppendOnly("CertificateAnnulment"),
        AppendOnly("RightUsed"),
        SecondWall("rights.SignOff", "prescriptions_prescription_is_shown(prescription_id)"),
        SecondWall("rights.RightUsed", ANY_ROLE),
    ]

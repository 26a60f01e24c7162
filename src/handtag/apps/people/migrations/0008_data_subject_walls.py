"""The second wall around what persons have asked for: extracts stand with the care provider, corrections with whoever reads the person."""

from django.db import migrations

from handtag.db.second_wall import SecondWall, told


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_second_wall"), ("people", "0007_numbers")]

    operations = [
        SecondWall("people.CorrectionRequest", "people_person_is_shown(person_id)"),
        SecondWall("people.CorrectionDecision", "people_correctionrequest_is_shown(request_id)"),
        SecondWall("people.RegisterExtract", f"principal_id = {told('principal', 'bigint')}"),
        SecondWall("people.RegisterHandOut", "people_registerextract_is_shown(extract_id)"),
    ]

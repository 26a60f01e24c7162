"""The second wall: PostgreSQL itself shows rows about persons only to whoever has a ground to read them. All of it stands here."""

from django.db import migrations

from handtag.db.second_wall import ANY_ROLE, SecondWall, told

DAY, MOMENT, UNIT, PRINCIPAL = told("day", "date"), told("moment", "timestamptz"), told("unit", "bigint"), told("principal", "bigint")
RELATION = f"""
EXISTS (SELECT FROM people_carerelation AS relation
        WHERE relation.person_id = people_person.id AND relation.unit_id = {UNIT}
          AND relation.valid_from <= {DAY} AND (relation.valid_to IS NULL OR relation.valid_to >= {DAY})
          AND NOT EXISTS (SELECT 1 FROM people_relationend AS ended WHERE ended.relation_id = relation.id))"""  # noqa: S608
EMERGENCY = f"""
EXISTS (SELECT FROM people_emergencyopening AS opening
        WHERE opening.person_id = people_person.id AND opening.opened_by = {told("actor")} AND opening.unit_id = {UNIT}
          AND opening.opened_at <= {MOMENT} AND opening.ends_at > {MOMENT})"""
READABLE_PERSON = "people_person_is_shown(person_id)"
READABLE_PRESCRIPTION = "prescriptions_prescription_is_shown(prescription_id)"


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial"), ("people", "0003_secrecy"), ("prescriptions", "0002_walls")]

    operations = [
        SecondWall("people.Person", f"{told('opens_persons')} = 'yes' AND ({RELATION} OR {EMERGENCY})"),
        SecondWall("people.PersonIdentity", READABLE_PERSON),
        SecondWall("people.CareRelation", f"unit_id = {UNIT}"),
        SecondWall("people.EmergencyOpening", f"opened_by = {told('actor')} OR principal_id = {PRINCIPAL}"),
        SecondWall("people.Consent", f"principal_id = {PRINCIPAL}"),
        # Ends of things point to what they end and to nobody. A block that could not be seen would hide nothing.
        SecondWall("people.RelationEnd", ANY_ROLE),
        SecondWall("people.ConsentWithdrawal", ANY_ROLE),
        SecondWall("people.Block", ANY_ROLE),
        SecondWall("people.BlockLift", ANY_ROLE),
        SecondWall("prescriptions.Prescription", f"unit_id = {UNIT} OR {READABLE_PERSON}"),
        SecondWall("prescriptions.Step", READABLE_PRESCRIPTION),
        SecondWall("prescriptions.FollowUp", READABLE_PRESCRIPTION),
        # Read with invoices, and by whoever writes the next agreement: facts and answers without a person.
        SecondWall("prescriptions.PrescriptionDecision", ANY_ROLE),
        # Joined by stock, rentals and invoices of every role: it is the person's row that holds the name.
        SecondWall("orders.Order", ANY_ROLE),
    ]

"""Which records are one person, and which were split again."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

import handtag.db.fields
from handtag.db.append_only import AppendOnly
from handtag.db.guard import Guard
from handtag.db.second_wall import ANY_ROLE, SecondWall, told

STANDS = """EXISTS (SELECT 1 FROM people_merge AS other WHERE NOT EXISTS (SELECT 1 FROM people_split AS undone WHERE undone.merge_id = other.id)
  AND (other.merged_id IN (NEW.merged_id, NEW.kept_id) OR other.kept_id = NEW.merged_id))"""
DAY, MOMENT, UNIT = told("day", "date"), told("moment", "timestamptz"), told("unit", "bigint")
OPEN = "NOT EXISTS (SELECT 1 FROM people_split AS undone WHERE undone.merge_id = {0}.id)"
SAME = f"""(
  {{0}}.person_id = people_person.id
  OR EXISTS (SELECT 1 FROM people_merge AS one WHERE {OPEN.format("one")}
             AND people_person.id IN (one.kept_id, one.merged_id) AND {{0}}.person_id IN (one.kept_id, one.merged_id))
  OR EXISTS (SELECT 1 FROM people_merge AS one JOIN people_merge AS two ON two.kept_id = one.kept_id
             WHERE {OPEN.format("one")} AND {OPEN.format("two")}
             AND one.merged_id = people_person.id AND two.merged_id = {{0}}.person_id))"""  # noqa: S608  (made of constants)
RELATION = f"""
EXISTS (SELECT 1 FROM people_carerelation AS relation
        WHERE {SAME.format("relation")} AND relation.unit_id = {UNIT}
          AND relation.valid_from <= {DAY} AND (relation.valid_to IS NULL OR relation.valid_to >= {DAY})
          AND NOT EXISTS (SELECT 1 FROM people_relationend AS ended WHERE ended.relation_id = relation.id))"""  # noqa: S608
EMERGENCY = f"""
EXISTS (SELECT 1 FROM people_emergencyopening AS opening
        WHERE {SAME.format("opening")} AND opening.opened_by = {told("actor")} AND opening.unit_id = {UNIT}
          AND opening.opened_at <= {MOMENT} AND opening.ends_at > {MOMENT})"""  # noqa: S608


class ChangedWall(SecondWall):
    """As SecondWall for a table that has the wall already: from here on the rule is another."""

    reversible = False

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._run(schema_editor, ("ALTER POLICY {name} ON {table} USING ({open} OR ({rule}))",), to_state.apps)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_role_set"),
        ("orders", "0002_second_wall"),
        ("people", "0005_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("reason", handtag.db.fields.EncryptedTextField()),
                ("merged_by", models.CharField(max_length=80)),
                ("merged_at", models.DateTimeField()),
                ("kept", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="people.person")),
                ("merged", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="merged_as", to="people.person")),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="organisations.unit")),
            ],
        ),
        migrations.CreateModel(
            name="Split",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", handtag.db.fields.EncryptedTextField()),
                ("split_by", models.CharField(max_length=80)),
                ("split_at", models.DateTimeField()),
                ("merge", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="split", to="people.merge")),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="splits", to="organisations.unit")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("merged")), _negated=True), name="nobody_is_merged_with_herself"
            ),
        ),
        AppendOnly("Merge"),
        AppendOnly("Split"),
        Guard(
            "Merge",
            name="a_record_leads_one_way",
            event="INSERT",
            when=STANDS,
            message="a record that leads away, or that others lead to, is not merged",
        ),
        # Which records are one tells no name, and a merge that could not be seen would hide half a person.
        SecondWall("people.Merge", ANY_ROLE),
        SecondWall("people.Split", ANY_ROLE),
        ChangedWall("people.Person", f"{told('opens_persons')} = 'yes' AND ({RELATION} OR {EMERGENCY})"),
    ]

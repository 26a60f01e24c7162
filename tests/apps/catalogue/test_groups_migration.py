"""The old names of replacement groups become groups, and come back when the change is taken back: on a database of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STEPS = """
import json
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

def at(name):
    call_command("migrate", "catalogue", name, verbosity=0)
    return MigrationLoader(connection).project_state(("catalogue", name)).apps.get_model

def make(model, **values):
    return model.objects.create(**values)

old = at("0003_articles_in_full")
county = make(old("organisations", "County"), code="99", name="Provlän")
region = make(old("organisations", "Principal"), county=county, kind="region", name="Regionen", organisation_number="2320000001")
centre = make(old("organisations", "DeviceCentre"), county=county, run_by=region, name="Centralen")
supplier = make(old("catalogue", "Supplier"), name="Provleverantören AB")
for number, iso, group in (("1", "12060601", "rollator"), ("2", "12060602", "rollator"), ("3", "12060903", "rollator"),
                           ("4", "122203", "stol"), ("5", "122203", "stol"), ("6", "122203", "")):
    make(old("catalogue", "Article"), centre=centre, number=number, name="Artikel " + number, iso_code=iso, kind="device",
         assortment="stocked", supplier=supplier, lead_time_days=1, equivalence_group=group)
new = at("0004_groups_as_cliques")
groups = {one.name: [one.division, sorted(one.members.values_list("article__number", flat=True))]
          for one in new("catalogue", "EquivalenceGroup").objects.all()}
again = at("0003_articles_in_full")
names = dict(again("catalogue", "Article").objects.values_list("number", "equivalence_group"))
left = again("catalogue", "Equivalence").objects.count()
print(json.dumps([groups, names, left]))
"""


def test_a_name_that_crossed_six_digits_becomes_a_group_for_each_and_the_names_come_back(tmp_path: Path) -> None:
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "handtag.config.settings", "HANDTAG_DEMO": "1",
        "HANDTAG_STATE_DIR": str(tmp_path), "HANDTAG_DATABASE_URL": f"sqlite:///{tmp_path}/handtag.sqlite3",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", STEPS], capture_output=True, text=True, check=False, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    groups, names, _left = json.loads(done.stdout.splitlines()[-1])
    assert groups == {
        "rollator 120606": ["120606", ["1", "2"]],
        "rollator 120609": ["120609", ["3"]],
        "stol": ["122203", ["4", "5"]],
    }
    assert names == {"1": "rollator 120606", "2": "rollator 120606", "3": "rollator 120609", "4": "stol", "5": "stol", "6": ""}

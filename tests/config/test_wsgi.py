"""What a process of the web server does before it answers: the catalogue is read, and a database that is away stops nothing."""

import subprocess
import sys
from pathlib import Path

from tests.config.test_deploy import production

WARMED = """
import django
django.setup()
from handtag.apps.catalogue import search_index
from django.db import OperationalError
def warm(on):
    print("read for", type(on).__name__)
    raise OperationalError("away")
search_index.warm = warm
from handtag.config import wsgi
print(wsgi.application.__class__.__name__)
"""


def test_the_catalogue_is_read_before_the_first_visitor_and_a_database_that_is_away_stops_nothing(tmp_path: Path) -> None:
    environment = {**production(tmp_path), "DJANGO_SETTINGS_MODULE": "handtag.config.settings"}
    done = subprocess.run([sys.executable, "-c", WARMED], capture_output=True, text=True, check=False, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["read for date", "WSGIHandler"]

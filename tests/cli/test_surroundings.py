"""The same answers wherever the machine stands: time zone, language, hash seed and working folder decide nothing."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
# Every worked case of an agreement with all its reasons, rents of every month over price changes, the civil day about midnight in
# summer and winter, and the words of a refusal.
PROGRAM = """
import json, sys
import django
django.setup()
from datetime import UTC, date, datetime, timedelta
from django.utils.translation import override
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import parse_facts
from handtag.domain.billing import rent_amount
from handtag.domain.renting import segments
from handtag.domain.stock import plain_number
from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month
from handtag.files.agreement_cases import cases_of
from handtag.files.agreements import agreements_root, read_agreement
from handtag.usecases.base import civil_day
from handtag.usecases.messages import sentence

said = []
for name in ("norrbotten",):
    folder = agreements_root() / name
    document = read_agreement(folder)
    compiled = compile_agreement(document)
    said.append(document.document_hash)
    said += [{case.id: decide(compiled, parse_facts(case.facts)).to_dict()} for case in cases_of(folder)]
month, prices = Month(2026, 1), [(date(2026, 1, 1), 12345), (date(2026, 3, 29), 54321), (date(2026, 10, 25), 99999)]
for _ in range(12):
    parts = segments(date(2026, 1, 7), date(2026, 12, 24), month, prices)
    said.append([(str(part), rent_amount(part.price, (part.last - part.first).days + 1)) for part in parts])
    month = month.next()
for month, day, hour in ((3, 28, 22), (7, 1, 21), (12, 31, 22)):
    moment = datetime(2026, month, day, hour, 30, tzinfo=UTC)
    said += [str(civil_day(moment + timedelta(hours=hour))) for hour in range(3)]
said += sorted({plain_number(text) for text in ("i1", "ı1", "ß2", " å 3 ")})
with override("sv"):
    said.append(str(sentence(Refused("stock.day_in_future", on=date(2026, 11, 22), today=date(2026, 11, 21)))))
sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=0, default=str))
"""
PLACES = (
    {"TZ": "UTC", "LANG": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Europe/Stockholm", "LANG": "sv_SE.UTF-8", "LANGUAGE": "sv", "PYTHONHASHSEED": "random"},
    {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "random"},
)


def answers(place: dict[str, str], folder: Path, program: str) -> bytes:
    kept = {name: value for name, value in os.environ.items() if name not in {"TZ", "LANG", "LANGUAGE", "LC_ALL", "PYTHONHASHSEED"}}
    house = {"PYTHONPATH": str(SRC), "DJANGO_SETTINGS_MODULE": "handtag.config.settings", "HANDTAG_DEMO": "1"}
    done = subprocess.run(
        (sys.executable, "-c", program), env=kept | house | place, cwd=folder, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def compare(folder: Path, program: str) -> list[bytes]:
    """What is answered in each place, asked at the same time."""
    with ThreadPoolExecutor(len(PLACES)) as at_once:
        return list(at_once.map(lambda place: answers(place, folder, program), PLACES))


def test_answers_are_the_same_to_the_byte_in_every_time_zone_language_and_hash_seed(tmp_path: Path) -> None:
    found = compare(tmp_path, PROGRAM)
    assert len(found[0]) > 100_000, "there was much to compare"
    assert found[1:] == found[:-1]


@pytest.mark.parametrize(
    "slip", ["import time; print(time.localtime(0).tm_hour)", "print(hash('a'))", "import os; print(os.environ.get('LANG'))"]
)
def test_what_does_hang_on_them_is_found(tmp_path: Path, slip: str) -> None:
    assert len(set(compare(tmp_path, slip))) > 1

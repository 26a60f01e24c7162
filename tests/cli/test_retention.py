"""`handtag retention`: the plan checked, a dry run counted, an approved proposal carried out."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.support import culling
from tests.support.clock import stands
from tests.support.world import NOW, World

from handtag.apps.audit.models import LogExtract


def said(*words: str) -> str:
    out = StringIO()
    call_command("retention", *words, stdout=out)
    return out.getvalue()


def test_the_plan_in_force_is_shown() -> None:
    assert "patient_records    10 years" in said("plan")


def test_a_plan_that_breaks_the_law_is_refused_with_row_and_field(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("decided_by: a\ndecided_on: b\ncase_number: c\nrows:\n  - kind: access_log\n    from: sealed\n    keep: 1 years\n")
    with pytest.raises(CommandError, match="row 1 keep"):
        said("plan", str(plan))
    with pytest.raises(CommandError, match=r"none\.yaml"):
        said("plan", str(tmp_path / "none.yaml"))


def test_a_dry_run_counts_and_changes_nothing(world: World) -> None:
    culling.long_ago(world)
    told = said("dry-run", world.principals["lulea"].organisation_number)
    assert "log_extracts       1 (1 rows, 2010-01-01 to 2010-01-01)" in told
    assert "nothing has been" in told
    assert LogExtract.objects.count() == 1
    with pytest.raises(CommandError, match="organisation number"):
        said("dry-run", "000000-0000")


def test_what_is_approved_is_carried_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, NOW)
    key = culling.approved(culling.long_ago(world), NOW)
    assert said("perform", str(key)).endswith("0 left\n")
    assert not LogExtract.objects.exists()
    with pytest.raises(CommandError, match="inget sådant gallringsförslag"):
        said("perform", "00000000-0000-0000-0000-000000000000")

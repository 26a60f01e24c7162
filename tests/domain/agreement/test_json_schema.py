"""The committed JSON Schema is the one the dataclasses give, and it accepts what `load` reads."""

import json
from typing import Any

import jsonschema
import pytest

from handtag.domain.agreement.json_schema import agreement_schema
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement

ROOT = agreements_root()


def test_the_committed_schema_has_not_drifted() -> None:
    committed = json.loads((ROOT / "schema/agreement.schema.json").read_text(encoding="utf-8"))
    assert committed == agreement_schema(), "run: ./handtag agreement schema > agreements/schema/agreement.schema.json"


@pytest.mark.parametrize("folder", agreement_folders(ROOT), ids=lambda folder: folder.name)
def test_every_agreement_fits_the_schema(folder: Any) -> None:
    jsonschema.validate(json.loads(read_agreement(folder).canonical_json()), agreement_schema())


def test_an_unknown_name_does_not_fit() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "x", "title": "x", "version": "1", "valid_from": "2026-01-01", "colour": 1}, agreement_schema())

"""A small device list as a county could have it, kept and run."""

from uuid import UUID

from tests.support import agreement
from tests.support.world import World

from handtag.apps.agreements.models import AgreementVersion
from handtag.usecases.agreements.publish_version import PublishVersion, publish_version
from handtag.usecases.analysis.keep_list import KeepList, keep_list
from handtag.usecases.analysis.run_shift import RunShift, run_shift

TABLE = """Hjälpmedel 2025
ISO-kod;Artikel;Betalare;Enhet;Kommun;Antal;Kostnad;Ålder
120606;Rollator;Region;Hälsocentralen;Luleå;10;12 000,00;70
120606;Rollator;Kommun;Hemsjukvården;Piteå;5;6 000,00;
122203;Rullstol;Region;Sjukhuset;Luleå;2;20 000,50;17
xx;Fel;Region;Sjukhuset;Luleå;1;1;
"""
COLUMNS = {"iso_code": 0, "article": 1, "payer": 2, "unit": 3, "municipality": 4, "volume": 5, "cost": 6, "age": 7}


def second_version(world: World) -> AgreementVersion:
    """The test agreement where the municipality pays for everyone, also children."""
    import json

    plain = json.loads(agreement.document().canonical_json())
    for table in plain["tables"]:
        for row in table["rows"]:
            if "payer" in row.get("then", {}) and row["then"]["payer"] == "region":
                row["then"]["payer"] = "municipality"
    plain |= {"version": "everything", "valid_from": "2099-01-01"}
    pk = world.run(publish_version, PublishVersion(json.dumps(plain)), "ivan")
    return AgreementVersion.objects.get(pk=pk)


def kept(world: World, table: str = TABLE, name: str = "gun") -> UUID:
    return world.run(keep_list, KeepList("lista.csv", table), name)


def valid_run(world: World) -> RunShift:
    return RunShift(kept(world), world.version.pk, second_version(world).pk, dict(COLUMNS), "Om kommunen betalar allt")


def a_run(world: World) -> UUID:
    return world.run(run_shift, valid_run(world), "gun")

"""A calculation that waits in the demo county: what its own charges would be under another agreement of the same parties."""

from handtag.apps.agreements.queries import compiled_version, published_versions
from handtag.apps.analysis.queries import list_for_page, text_of
from handtag.cli.demo.world import World
from handtag.domain.cost_shift.headings import guess
from handtag.domain.values.period import Month
from handtag.files.device_lists import read_csv
from handtag.usecases.analysis.keep_charges import KeepCharges, keep_charges
from handtag.usecases.analysis.run_shift import RunShift, run_shift


def calculate_shift(world: World, first: Month, last: Month) -> None:
    """Who keeps the centre's books tries the county's other agreement on what was charged, for all principals to read."""
    others = _other_versions(world)
    if not others:
        return
    controller = world.controller()
    key = world.run(keep_charges, KeepCharges(str(first), str(last)), controller)
    heads = read_csv(text_of(list_for_page(controller, key)))[0]
    own = next(one.pk for one in published_versions() if one.agreement_id == world.county.agreement)
    title = f"Debiterat {first} – {last}, med länets andra avtal"
    world.run(run_shift, RunShift(key, own, others[0], guess(heads), title, is_shared=True), controller)


def _other_versions(world: World) -> list[int]:
    """Published versions of other agreements that bind the county's region."""
    code = world.county.code
    rows = [one for one in published_versions() if one.agreement_id != world.county.agreement]
    return [one.pk for one in rows if code in {party.code for party in compiled_version(one.pk).document.parties}]

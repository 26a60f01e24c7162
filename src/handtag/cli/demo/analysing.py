"""A calculation that waits in the demo county: what its own charges would be under another county's agreement."""

from handtag.apps.agreements.queries import published_versions
from handtag.apps.analysis.queries import list_for_page, text_of
from handtag.cli.demo.world import World
from handtag.domain.cost_shift.headings import guess
from handtag.domain.values.period import Month
from handtag.files.device_lists import read_csv
from handtag.usecases.analysis.keep_charges import KeepCharges, keep_charges
from handtag.usecases.analysis.run_shift import RunShift, run_shift


def calculate_shift(world: World, first: Month, last: Month) -> None:
    """Who keeps the centre's books tries another county's agreement on what was charged, for all principals to read."""
    newest = {one.agreement_id: one for one in reversed(published_versions())}
    own, other = newest[world.county.agreement], newest.get(world.county.compared_with)
    if other is None:
        return
    controller = world.controller()
    key = world.run(keep_charges, KeepCharges(str(first), str(last)), controller)
    heads = read_csv(text_of(list_for_page(controller, key)))[0]
    title = f"Debiterat {first} – {last}: {other.name}"
    world.run(run_shift, RunShift(key, own.pk, other.pk, guess(heads), title, is_shared=True), controller)

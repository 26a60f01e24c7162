"""Sweden's municipalities with inhabitants (Statistics Sweden): the latest year that the file beside this module has for each."""

from functools import cache
from pathlib import Path

from handtag.domain.cost_shift.rows import Places
from handtag.files.device_lists import read_csv
from handtag.files.populations import places_in


@cache
def municipalities() -> Places:
    """Every municipality by SCB code; 2016 for most, later where a later figure was published openly."""
    return places_in(read_csv((Path(__file__).parent / "municipalities.csv").read_text(encoding="utf-8")))

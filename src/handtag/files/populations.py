"""Municipalities with inhabitants from a CSV file; which year counts is the latest in the file."""

from handtag.domain.cost_shift.rows import Place, Places
from handtag.files.device_lists import Table

_CODES, _NAMES, _PEOPLE, _YEARS = (
    ("municipality_code", "kommunkod", "kod", "code"),
    ("municipality", "municipality_name", "kommun", "namn", "name"),
    ("population", "invånare", "folkmängd", "inhabitants"),
    ("year_end", "år", "year"),
)


def places_in(table: Table) -> Places:
    """Reads a table with a heading row: code, name, inhabitants and, when it holds several years, the year.

    Raises ValueError naming the heading that is missing, or the row that cannot be read."""
    heads = [cell.strip().casefold().removeprefix("\ufeff") for cell in table[0]] if table else []
    code, name, people = (_column(heads, names) for names in (_CODES, _NAMES, _PEOPLE))
    year = next((heads.index(one) for one in _YEARS if one in heads), None)
    found: dict[str, tuple[str, Place]] = {}
    for number, row in enumerate(table[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            place = Place(row[code].strip().zfill(4), row[name].strip(), int("".join(row[people].split())))
            since = row[year].strip() if year is not None else ""
        except (ValueError, IndexError):
            raise ValueError(f"row {number}") from None
        if since >= found.get(place.code, ("", place))[0]:
            found[place.code] = (since, place)
    return Places(tuple(place for _since, place in found.values()))


def _column(heads: list[str], names: tuple[str, ...]) -> int:
    for name in names:
        if name in heads:
            return heads.index(name)
    raise ValueError(names[0])

"""A supplier's price list of 100 000 rows: read, compared row by row, approved; the next year's with changes; the same list again."""

import resource
import sys
import time
from datetime import date, timedelta
from io import BytesIO

import xlsxwriter

from bench import county

ROWS, MOST_SECONDS, MOST_MIB = 100_000, 60, 500
NEXT = date(2027, 1, 1)
HEADS = ("Artikelnummer", "Benämning", "Nettopris", "EAN", "Minsta antal", "Ledtid")
COLUMNS = {"number": 0, "name": 1, "price": 2, "gtin": 3, "minimum_quantity": 4, "lead_time_days": 5}


def price_list(rows: int, *, year: int) -> bytes:
    """A workbook as suppliers send it: numbers as numbers, a title, headings again now and then; the next year a tenth has risen."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Prislista")
        sheet.write_row(0, 0, [f"Prislista {year}"])
        place = 1
        for n in range(rows):
            if n % 1_000 == 0:
                sheet.write_row(place, 0, HEADS)
                place += 1
            ore = 1_000 + n * 37 % 2_000_000
            raised = round(ore * 1.03) if year > 1 and n % 10 == 0 else ore
            sheet.write_row(place, 0, [f"{n:07d}", f"Artikel {n} i påhittad lista", raised / 100, "", 1 + n % 5, 5 + n % 20])
            place += 1
    return file.getvalue()


def main(*, quick: bool) -> None:
    """Prints seconds from the file's bytes to each step, and the most memory of this process and of the one that reads workbooks."""
    world = county.make()
    from tests.support.procurement import an_agreement

    from handtag.apps.procurement.models import PriceProposal
    from handtag.files.device_lists import read_table, write_csv
    from handtag.usecases.procurement.approve_prices import ApprovePrices, approve_prices
    from handtag.usecases.procurement.keep_price_list import KeepPriceList, keep_price_list
    from handtag.usecases.procurement.propose_prices import ProposePrices, propose_prices

    rows = ROWS // 10 if quick else ROWS
    agreement = an_agreement(world)
    longest, worked = 0.0, time.process_time()
    for name, year, day in (("first", 1, world.today), ("next year's", 2, NEXT), ("the same again", 2, NEXT + timedelta(days=1))):
        content, begun = price_list(rows, year=year), time.monotonic()
        text = write_csv(read_table("priser.xlsx", content))
        steps = {"read": time.monotonic() - begun}
        key = world.run(keep_price_list, KeepPriceList(agreement.key, "priser.xlsx", text), "inga")
        proposal = PriceProposal.objects.get(key=world.run(propose_prices, ProposePrices(key, COLUMNS, day, is_complete=True), "inga"))
        steps["compared"] = time.monotonic() - begun
        if any(proposal.counts[one] for one in ("new", "changed", "gone")):
            world.run(approve_prices, ApprovePrices(proposal.key, proposal.contents_hash), "ivan")
            steps["approved"] = time.monotonic() - begun
        longest = max(longest, *steps.values())
        print(f"{name}: {', '.join(f'{step} {seconds:.1f} s' for step, seconds in steps.items())};", counts_of(proposal.counts))
    own, readers = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{time.process_time() - worked:.0f} s of this process's own work in all, writing the workbooks too")
    print(f"{rows} rows: {longest:.1f} s at most (goal {MOST_SECONDS}), {own} MiB, the reader of workbooks {readers} MiB (goal {MOST_MIB})")


def counts_of(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {one}" for one, count in counts.items() if count)


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)

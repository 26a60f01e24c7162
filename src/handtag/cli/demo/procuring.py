"""A price list for the new year waits for a second person in the demo county: rises, news, a conflict, a row that nobody can read."""

from datetime import date, timedelta

from handtag.apps.procurement import queries
from handtag.cli.demo.world import World
from handtag.usecases.procurement.describe_supplier import DescribeSupplier, describe_supplier
from handtag.usecases.procurement.keep_price_list import KeepPriceList, keep_price_list
from handtag.usecases.procurement.propose_prices import ProposePrices, propose_prices

HEADS = "Art.nr;Benämning;Pris;Vårt artikelnummer"
COLUMNS = {"number": 0, "name": 1, "price": 2, "article": 3}
PERCENT = (103, 100, 104, 98)  # of the price today, line by line in turn


def leave_price_list(world: World) -> None:
    """The first agreement's supplier has sent next year's list; the buyer has read it in."""
    buyer = next((world.as_(one.user.username) for one in world.having("buyer")), None)
    agreement = queries.agreements_for(buyer).order_by("number").first() if buyer else None
    if buyer is None or agreement is None:
        return
    rows, standing = [HEADS], queries.standing(agreement, world.day)
    if not standing:
        return
    for place, line in enumerate(standing.values()):
        ore = (line.terms.amount_ore or 0 if line.terms else 0) * PERCENT[place % len(PERCENT)] // 100
        rows.append(f"{line.number};{line.name};{_kronor(ore)};{line.article}")
    first, second = rows[1], rows[-1]
    rows[5:5] = [HEADS]
    rows += [
        "NY-100;Provad nyhet, storlek S;1 895,00;", "NY-101;Provad nyhet, storlek M;1 895,00;", "NY-102;Provad nyhet, storlek L;offereras;",
        f"{first.split(';')[0]};{first.split(';')[1]};99 999,00;", second,
    ]  # fmt: skip
    name = f"Prislista {world.day.year + 1}.xlsx"
    key = world.run(keep_price_list, KeepPriceList(agreement.key, name, "\n".join(rows) + "\n"), buyer)
    world.run(propose_prices, ProposePrices(key, COLUMNS, max(date(world.day.year + 1, 1, 1), world.day + timedelta(days=1))), buyer)
    details = DescribeSupplier(world.centre_id, agreement.supplier.name, customer_number="41877", order_email="order@example.org")
    world.run(describe_supplier, details, buyer)


def _kronor(ore: int) -> str:
    return f"{ore // 100},{ore % 100:02d}"

"""The search page at the size of a national catalogue, as the server makes it: rights, search, prices, stock and template, no network."""

import time
from collections.abc import Sequence
from datetime import UTC, date, datetime

from bench import county
from bench.assortment import invented_entries

MS = 1_000_000
BATCH = 5_000


def measure(number: int, typed: Sequence[str]) -> None:
    """Every beginning of what is typed, asked as the page asks while somebody types; the clock and the processor."""
    world = county.make()
    from django.db import connection
    from django.test import Client

    _fill(number)
    client = Client()
    client.force_login(world.assignments["anna"].user)
    asked = [text[:end] for text in typed for end in range(1, len(text) + 1)]
    started = time.perf_counter()
    client.get("/sortiment/", {"q": "first"})
    read = time.perf_counter() - started
    print(f"\nThe page, {number:,} articles on {connection.vendor}: the first search of a process reads the catalogue in {read:.1f} s")
    for name, headers in (("while typing", {"HX-Request": "true", "HX-Target": "articles"}), ("the whole page", {})):
        clock, busy = [], []
        for query in asked:
            started_clock, started_busy = time.perf_counter_ns(), time.process_time_ns()
            answer = client.get("/sortiment/", {"q": query}, headers=headers)
            busy.append(time.process_time_ns() - started_busy)
            clock.append(time.perf_counter_ns() - started_clock)
            assert answer.status_code == 200, query
        print(f"  {name:<14}  clock {_spread(clock)}   processor {_spread(busy)}")


def _spread(taken: list[int]) -> str:
    ordered = sorted(taken)
    p50, p95 = (ordered[int(part * len(ordered))] / MS for part in (0.5, 0.95))
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, max {ordered[-1] / MS:.1f} ms"


def _fill(number: int) -> None:
    """So many invented articles with a price each, written in bulk."""
    from handtag.apps.catalogue.models import Article, PriceVersion, Supplier
    from handtag.apps.organisations.models import DeviceCentre

    [centre] = DeviceCentre.objects.all()
    rows = list(invented_entries(number))
    makers = {one.name: one for one in Supplier.objects.bulk_create(Supplier(name=name) for name in sorted({row.supplier for row in rows}))}
    articles = Article.objects.bulk_create(
        (
            Article(
                centre=centre, number=f"B{row.number}", name=row.name, description=row.other, iso_code=row.iso, kind=row.kind,
                assortment=row.assortment, supplier=makers[row.supplier], supplier_number=row.codes[1], lead_time_days=5,
            )
            for row in rows
        ),
        batch_size=BATCH,
    )  # fmt: skip
    PriceVersion.objects.bulk_create(
        (
            PriceVersion(
                article=article, kind=row.price_kind, amount_ore=row.price, purchase_ore=0, valid_from=date(2026, 1, 1),
                recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            for article, row in zip(articles, rows, strict=True)
            if row.price is not None
        ),
        batch_size=BATCH,
    )  # fmt: skip

"""What every use case that takes goods out of a store shares: the store is filled up when it holds less than its minimum."""

from collections.abc import Iterable
from dataclasses import dataclass

from handtag.apps.stock.models import Location
from handtag.apps.stores import store
from handtag.apps.stores.keeping import kept
from handtag.apps.stores.models import Store, Transfer
from handtag.domain.stores import refill
from handtag.usecases.base import Context


@dataclass
class Refilling:
    """A store with its open refill, both locked: opened before any device is locked, filled when the goods have left."""

    store: Store
    transfer: Transfer | None

    @classmethod
    def opened(cls, location: Location) -> "Refilling":
        found = store.lock_store(location)
        return cls(found, store.lock_open_refill(found))

    @classmethod
    def where_filled(cls, location: Location | None) -> "Refilling | None":
        """As `opened`, where another store fills this one up: shelves that nobody fills are not locked for it."""
        return cls.opened(location) if location is not None and store.is_filled(location) else None

    def fill(self, ctx: Context, articles: Iterable[int] | None = None) -> list[str]:
        """One open refill per store: what is below its minimum is added until somebody sends it. Answers the numbers of the articles."""
        source = self.store.refilled_from
        if source is None:
            return []
        levels = store.levels_of(self.store, articles)
        keeps = kept(levels, self.store.location)
        wanted = [(level.article, quantity) for level in levels if (quantity := refill(keeps[level.article_id]))]
        if wanted and self.transfer is None:
            self.transfer = store.add_transfer("refill", source, self.store.location, at=ctx.now, by=ctx.viewer.code)
        for article, quantity in wanted:
            assert self.transfer is not None
            store.want(self.transfer, article, quantity)
        return [article.number for article, _ in wanted]

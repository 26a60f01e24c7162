"""Pages of orders: placing, following, cancelling, and having a device collected."""

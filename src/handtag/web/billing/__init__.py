"""Pages about money: invoices with every line traced to what it rests on, credits, and the months of the ledger."""

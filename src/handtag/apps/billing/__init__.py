"""Months, charges, invoices and credits: the ledger of who owes what, append-only."""

"""Reorder rules, purchase orders with their lines, and what happened to them (append-only)."""

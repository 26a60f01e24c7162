"""Locations, devices, their moves (append-only) and balances of counted goods."""

"""Stores as stores: levels and refills, transfers between them, stocktakes, and what passes between centres."""

"""Customer and collection orders, their lines and promise dates."""

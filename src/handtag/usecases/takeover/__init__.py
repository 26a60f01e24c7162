"""Taking over from another system: try a package, take it, and compare the two."""

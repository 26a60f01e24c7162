"""Framework agreements and price lists in pages."""

"""Framework agreements with suppliers: what they offer, and what a price list would change. Pure: no file, no clock, no database."""

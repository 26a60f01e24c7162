"""Pages of the right to prescribe: one's own rights and courses, what waits to be signed, the unit's and the principal's prescribers."""
